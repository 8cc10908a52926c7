# What is installed beside the programs, and the packages: DEB and RPM in two (the counter, and
# bakehousectl without a window), TGZ as one. packaging/release.sh builds them all.
include(GNUInstallDirs)
set(package_folder ${CMAKE_SOURCE_DIR}/packaging)
set(made_folder ${CMAKE_BINARY_DIR}/packaging)
set(BAKEHOUSE_MAINTAINER "Bakehouse <bakehouse@example.org>" CACHE STRING "Who is named in the packages")

string(TIMESTAMP BAKEHOUSE_DATE "%Y-%m-%d" UTC) # Of the sources where SOURCE_DATE_EPOCH says when they are from.

# Manual pages: the commands as bakehousectl says them.
set(man_pages ${made_folder}/man/bakehouse.1.gz ${made_folder}/man/bakehousectl.1.gz ${made_folder}/man/bakehouse.5.gz)
add_custom_command(OUTPUT ${man_pages} VERBATIM
  COMMAND sh ${package_folder}/man/make.sh ${made_folder}/man $<TARGET_FILE:bakehousectl> ${PROJECT_VERSION} ${BAKEHOUSE_DATE}
  DEPENDS bakehousectl ${package_folder}/man/make.sh ${package_folder}/man/bakehouse.1.in
    ${package_folder}/man/bakehousectl.1.in ${package_folder}/man/bakehouse.5.in ${CMAKE_SOURCE_DIR}/README.md)
add_custom_target(bakehouse_man ALL DEPENDS ${man_pages})

# The changelogs as Debian wants them, and who may copy what.
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND sh ${package_folder}/deb/documents.sh ${made_folder} ${PROJECT_VERSION} "${BAKEHOUSE_MAINTAINER}")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  ${package_folder}/deb/documents.sh ${package_folder}/deb/copyright)

set(id org.bakehouse.Bakehouse)
configure_file(${package_folder}/desktop/${id}.metainfo.xml.in ${made_folder}/${id}.metainfo.xml @ONLY)

# bakehouse_documents(PACKAGE): what every package has under share/doc.
function(bakehouse_documents package component)
  install(FILES ${package_folder}/deb/copyright ${made_folder}/changelog.gz
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
endfunction()

set(systemd_units lib/systemd/system CACHE STRING "Folder of the units of systemd below the prefix")

bakehouse_documents(bakehousectl ctl)
install(FILES ${made_folder}/man/bakehousectl.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ctl)
install(FILES ${made_folder}/man/bakehouse.5.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man5 COMPONENT ctl)
install(FILES ${package_folder}/systemd/bakehouse.service DESTINATION ${systemd_units} COMPONENT ctl)
install(FILES ${package_folder}/completion/bakehousectl.bash RENAME bakehousectl
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT ctl)
install(FILES ${package_folder}/completion/_bakehousectl
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT ctl)

if(BAKEHOUSE_COUNTER)
  bakehouse_documents(bakehouse counter)
  install(FILES ${made_folder}/man/bakehouse.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT counter)
  install(FILES ${package_folder}/completion/bakehouse.bash RENAME bakehouse
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT counter)
  install(FILES ${package_folder}/desktop/${id}.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT counter)
  install(FILES ${made_folder}/${id}.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT counter)
  set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
  install(FILES ${package_folder}/desktop/icons/${id}.svg DESTINATION ${icons}/scalable/apps COMPONENT counter)
  foreach(size 16 24 32 48 64 128 256 512)
    install(FILES ${package_folder}/desktop/icons/${size}.png RENAME ${id}.png
      DESTINATION ${icons}/${size}x${size}/apps COMPONENT counter)
  endforeach()
endif()

# Maintainer scripts. The functions go into each: at a purge nothing of the package is there any more.
file(GLOB script_parts CONFIGURE_DEPENDS ${package_folder}/scripts/*.sh)
set(BAKEHOUSE_FUNCTIONS "")
foreach(part ${script_parts})
  file(READ ${part} text)
  string(REGEX REPLACE "(^|\n)#[^\n]*" "\\1" text "${text}")
  string(APPEND BAKEHOUSE_FUNCTIONS "${text}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${part})
endforeach()
set(ctl_scripts "")
foreach(script preinst postinst prerm postrm config)
  configure_file(${package_folder}/deb/${script}.in ${made_folder}/deb/${script} @ONLY
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  list(APPEND ctl_scripts ${made_folder}/deb/${script})
endforeach()
configure_file(${package_folder}/deb/templates ${made_folder}/deb/templates COPYONLY)
list(APPEND ctl_scripts ${made_folder}/deb/templates)

set(CPACK_PACKAGE_NAME bakehouse)
set(CPACK_PACKAGE_VENDOR Bakehouse)
set(CPACK_PACKAGE_CONTACT "${BAKEHOUSE_MAINTAINER}")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "till of a bakery")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" CPACK_BAKEHOUSE_SYSTEM)
set(CPACK_COMPONENTS_ALL ctl)
if(BAKEHOUSE_COUNTER)
  list(APPEND CPACK_COMPONENTS_ALL counter)
endif()
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE ${package_folder}/cmake/PackageKinds.cmake)
set(CPACK_VERBATIM_VARIABLES ON)

set(window_text "The counter of a bakery: tiles, baskets of several clerks, search, scanner,
cash with change, receipts, refunds and a board of customers' orders, by
touch, keyboard and scanner. No sale is lost, whether the database is there
or not.
.
It brings a private PostgreSQL cluster, which it makes and runs by itself.")
set(ctl_text "Serves a bakery's shop without a window: its private PostgreSQL cluster, the
worker, and the HTTP API with the page for customers' orders; imports, exports,
backs up, restores and verifies.
.
Contains a systemd unit, bakehouse.service, which is installed disabled.")

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_DEBUGINFO_PACKAGE ON)
set(CPACK_DEBIAN_CTL_PACKAGE_NAME bakehousectl)
set(CPACK_DEBIAN_CTL_DESCRIPTION "${ctl_text}")
set(CPACK_DEBIAN_CTL_PACKAGE_DEPENDS "postgresql (>= 15), libqt6sql6-sqlite, adduser, debconf (>= 0.5) | debconf-2.0")
set(CPACK_DEBIAN_CTL_PACKAGE_RECOMMENDS "qt6-image-formats-plugins") # pictures of goods as WebP
set(CPACK_DEBIAN_CTL_PACKAGE_CONTROL_EXTRA "${ctl_scripts}")
set(CPACK_DEBIAN_COUNTER_PACKAGE_NAME bakehouse)
set(CPACK_DEBIAN_COUNTER_DESCRIPTION "${window_text}")
set(CPACK_DEBIAN_COUNTER_PACKAGE_DEPENDS "bakehousectl (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_COUNTER_PACKAGE_RECOMMENDS "libcanberra0, qt6-translations-l10n, qt6-wayland")
set(CPACK_DEBIAN_COUNTER_PACKAGE_SUGGESTS "cups-client") # tickets on a printer

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE "GPL-3.0-or-later")
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_AUTOREQPROV ON)
set(CPACK_RPM_DEBUGINFO_PACKAGE OFF)
set(CPACK_RPM_CTL_PACKAGE_NAME bakehousectl)
set(CPACK_RPM_CTL_PACKAGE_SUMMARY "Till of a bakery without its window")
set(CPACK_RPM_CTL_PACKAGE_DESCRIPTION "${ctl_text}")
set(CPACK_RPM_CTL_PACKAGE_REQUIRES "postgresql-server >= 15, shadow-utils, systemd")
set(CPACK_RPM_CTL_PRE_INSTALL_SCRIPT_FILE ${package_folder}/rpm/pre.sh)
set(CPACK_RPM_CTL_POST_INSTALL_SCRIPT_FILE ${package_folder}/rpm/post.sh)
set(CPACK_RPM_CTL_PRE_UNINSTALL_SCRIPT_FILE ${package_folder}/rpm/preun.sh)
set(CPACK_RPM_CTL_POST_UNINSTALL_SCRIPT_FILE ${package_folder}/rpm/postun.sh)
set(CPACK_RPM_COUNTER_PACKAGE_NAME bakehouse)
set(CPACK_RPM_COUNTER_PACKAGE_SUMMARY "Till of a bakery")
set(CPACK_RPM_COUNTER_PACKAGE_DESCRIPTION "${window_text}")
set(CPACK_RPM_COUNTER_PACKAGE_REQUIRES "bakehousectl = ${PROJECT_VERSION}")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
  /lib /usr/lib/systemd /usr/lib/systemd/system /usr/share/applications /usr/share/metainfo /usr/share/man
  /usr/share/man/man1 /usr/share/man/man5 /usr/share/bash-completion /usr/share/bash-completion/completions
  /usr/share/zsh /usr/share/zsh/vendor-completions /usr/share/icons /usr/share/icons/hicolor)

set(CPACK_ARCHIVE_COMPONENT_INSTALL OFF)
include(CPack)
