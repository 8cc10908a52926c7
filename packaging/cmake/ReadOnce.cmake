# Headers that hundreds of files include are read once, for each of four kinds of target. A compiler
# cache does better and cannot look into them, and clang-tidy cannot read what g++ makes of them: this is
# for the build that begins from nothing.

option(BAKEHOUSE_READ_ONCE "Precompile the headers that most files include" OFF)

set(core_headers
  <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QElapsedTimer> <QFile> <QFuture> <QHash>
  <QJsonArray> <QJsonDocument> <QJsonObject> <QLoggingCategory> <QObject> <QRegularExpression> <QSet>
  <QStringList> <QTimeZone> <QTimer> <QUuid>
  <algorithm> <array> <atomic> <chrono> <functional> <memory> <mutex> <optional> <string> <thread>
  <vector>)
set(test_headers <QSignalSpy> <QTemporaryDir> <QTest>)
set(widget_headers <QtGui> <QtWidgets>)

# Qt Test tells each test its folder, which none of ours asks for; the headers must be the same for all.
set(same_everywhere -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)

function(bakehouse_headers name)
  cmake_parse_arguments(P "" "" "LIBRARIES;HEADERS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/read_once.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/read_once.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PRIVATE bakehouse_build ${P_LIBRARIES})
  target_compile_options(${name} PRIVATE ${same_everywhere})
  target_precompile_headers(${name} PRIVATE ${P_HEADERS})
endfunction()

# bakehouse_read_once(target headers): what most of the target's files include.
function(bakehouse_read_once target headers)
  if(BAKEHOUSE_READ_ONCE)
    target_compile_options(${target} PRIVATE ${same_everywhere})
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()

if(BAKEHOUSE_READ_ONCE)
  bakehouse_headers(bakehouse_core_headers LIBRARIES Qt6::Core HEADERS ${core_headers})
  if(BAKEHOUSE_COUNTER)
    bakehouse_headers(bakehouse_widget_headers LIBRARIES Qt6::Widgets
      HEADERS ${core_headers} ${widget_headers})
  endif()
  if(BAKEHOUSE_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
    bakehouse_headers(bakehouse_test_headers LIBRARIES Qt6::Test
      HEADERS ${core_headers} ${test_headers})
  endif()
  if(BAKEHOUSE_TESTS AND BAKEHOUSE_COUNTER)
    bakehouse_headers(bakehouse_widget_test_headers LIBRARIES Qt6::Test Qt6::Widgets
      HEADERS ${core_headers} ${test_headers} ${widget_headers})
  endif()
endif()
