# Headers that hundreds of files include are read once, for targets with widgets and without. A compiler
# cache does better and cannot look into them, and clang-tidy cannot read what g++ makes of them: this is
# for the build that begins from nothing. Qt Test's are not among them: they differ with what is linked.

option(BAKEHOUSE_READ_ONCE "Precompile the headers that most files include" OFF)

set(core_headers
  <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QElapsedTimer> <QFile> <QFuture> <QHash>
  <QJsonArray> <QJsonDocument> <QJsonObject> <QLoggingCategory> <QObject> <QRegularExpression> <QSet>
  <QStringList> <QTimeZone> <QTimer> <QUuid>
  <algorithm> <array> <atomic> <chrono> <functional> <memory> <mutex> <optional> <string> <thread>
  <vector>)
set(widget_headers <QtGui> <QtWidgets>)

function(bakehouse_headers name)
  cmake_parse_arguments(P "" "" "LIBRARIES;HEADERS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/read_once.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/read_once.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PRIVATE bakehouse_build ${P_LIBRARIES})
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
