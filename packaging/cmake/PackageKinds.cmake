# Read by cpack once for each kind of package.
if(NOT CPACK_GENERATOR STREQUAL "DEB") # There the symbols go into packages of their own.
  set(CPACK_STRIP_FILES ON)
endif()
if(CPACK_GENERATOR STREQUAL "TGZ")
  set(CPACK_PACKAGING_INSTALL_PREFIX /)
  set(CPACK_PACKAGE_FILE_NAME "bakehouse-${CPACK_PACKAGE_VERSION}-${CPACK_BAKEHOUSE_SYSTEM}")
endif()
