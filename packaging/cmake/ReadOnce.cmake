# Headers that hundreds of files include are read once, for targets with widgets and without. A compiler
# cache does better and cannot look into them, and clang-tidy cannot read what g++ makes of them: this is
# for the build that begins from nothing.

option(BAKEHOUSE_READ_ONCE "Precompile the headers that most files include" OFF)

set(core_headers
  <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QElapsedTimer> <QFile> <QFuture> <QHash>
  <QJsonArray> <QJsonDocument> <QJsonObject> <QLoggingCategory> <QObject> <QRegularExpression> <QSet>
  <QStringList> <QTimeZone> <QTimer> <QUuid>
  <algorithm> <array> <atomic> <chrono> <functional> <memory> <mutex> <optional> <string> <thread>
  <vector>)
set(widget_headers <QtGui> <QtWidgets>)

set(test_headers <QSignalSpy> <QTemporaryDir> <QTest>)

function(bakehouse_headers name)
  cmake_parse_arguments(P "" "" "LIBRARIES;HEADERS;OPTIONS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/read_once.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/read_once.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PRIVATE bakehouse_build ${P_LIBRARIES})
  target_compile_options(${name} PRIVATE ${P_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${P_HEADERS})
endfunction()

# bakehouse_read_once(target headers): what most of the target's files include.
function(bakehouse_read_once target headers)
  if(BAKEHOUSE_READ_ONCE)
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()

if(BAKEHOUSE_READ_ONCE)
  bakehouse_headers(bakehouse_core_headers LIBRARIES Qt6::Core HEADERS ${core_headers})
  if(BAKEHOUSE_COUNTER)
    bakehouse_headers(bakehouse_widget_headers LIBRARIES Qt6::Widgets
      HEADERS ${core_headers} ${widget_headers})
  endif()
endif()

# bakehouse_reached(out library…): the libraries and what they pass on.
function(bakehouse_reached out)
  set(waiting ${ARGN})
  set(reached)
  while(waiting)
    list(POP_FRONT waiting library)
    if(NOT TARGET "${library}" OR library IN_LIST reached)
      continue()
    endif()
    list(APPEND reached ${library})
    get_target_property(passed_on ${library} INTERFACE_LINK_LIBRARIES)
    if(passed_on)
      list(APPEND waiting ${passed_on})
    endif()
  endwhile()
  set(${out} ${reached} PARENT_SCOPE)
endfunction()

# bakehouse_read_once_by_test(target OPTIONS … LIBRARIES …): the same for a test. Qt Test's headers differ with
# the parts of Qt that the test's libraries pass on, so there is one set for each choice of them.
function(bakehouse_read_once_by_test target)
  if(NOT BAKEHOUSE_READ_ONCE)
    return()
  endif()
  cmake_parse_arguments(P "" "" "LIBRARIES;OPTIONS" ${ARGN})
  bakehouse_reached(reached ${P_LIBRARIES})
  set(headers bakehouse_test_headers)
  set(parts Qt6::Test)
  set(files ${core_headers} ${test_headers})
  foreach(part Gui Network Widgets)
    if(Qt6::${part} IN_LIST reached)
      string(APPEND headers _${part})
      list(APPEND parts Qt6::${part})
    endif()
  endforeach()
  if(Qt6::Widgets IN_LIST parts)
    list(APPEND files ${widget_headers})
  endif()
  if(NOT TARGET ${headers})
    bakehouse_headers(${headers} LIBRARIES ${parts} HEADERS ${files} OPTIONS ${P_OPTIONS})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${headers})
endfunction()
