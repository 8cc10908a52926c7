# Flags of every target, and the one way to declare a library of the house.

add_library(bakehouse_build INTERFACE)
target_compile_options(bakehouse_build INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Werror
  -Wno-missing-field-initializers # designated initialisers leave the rest at their defaults
  -fstack-protector-strong)
target_compile_definitions(bakehouse_build INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
  BAKEHOUSE_VERSION="${PROJECT_VERSION}")

# bakehouse_library(name ROOT dir PUBLIC … PRIVATE … SOURCES …): one folder, one static library, one include root.
function(bakehouse_library name)
  cmake_parse_arguments(P "" "ROOT" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${P_SOURCES})
  target_include_directories(${name} PUBLIC ${P_ROOT})
  target_link_libraries(${name} PUBLIC ${P_PUBLIC} PRIVATE bakehouse_build ${P_PRIVATE})
  bakehouse_read_once(${name} ${BAKEHOUSE_HEADERS})
endfunction()
