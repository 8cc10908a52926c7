# What lies outside the shop's own programs: network, clock, damaged files, neighbours, fail-over,
# long outages.
# A till that tests run and kill: the counter without its window.
add_executable(selling_till selling_till.cpp)
target_link_libraries(selling_till PRIVATE bakehouse_build bakehouse_shop bakehouse_program bakehouse_store)
set_target_properties(selling_till PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)

foreach(name tst_network_faults tst_outage_faults)
  bakehouse_test(${name} LABELS faults db TIMEOUT 300
    SOURCES fault_rounds.cpp proxied_till.cpp till_process.cpp
    LIBRARIES bakehouse_services bakehouse_testing)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/services)
  target_compile_definitions(${name} PRIVATE SELLING_TILL="$<TARGET_FILE:selling_till>")
  add_dependencies(${name} selling_till)
endforeach()

bakehouse_test(tst_damaged_journal_faults LABELS faults TIMEOUT 300
  SOURCES damage.cpp fault_rounds.cpp LIBRARIES bakehouse_services bakehouse_testing Qt6::Sql)
target_include_directories(tst_damaged_journal_faults PRIVATE
  ${PROJECT_SOURCE_DIR}/tests/services ${PROJECT_SOURCE_DIR}/tests/store)

# Those that run the programs themselves.
foreach(name tst_damaged_settings_faults)
  bakehouse_test(${name} LABELS faults ctl TIMEOUT 300
    SOURCES ../ctl/ctl_shop.cpp damage.cpp fault_rounds.cpp LIBRARIES Qt6::Network)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/ctl)
  target_compile_definitions(${name} PRIVATE BAKEHOUSECTL="$<TARGET_FILE:bakehousectl>")
  add_dependencies(${name} bakehousectl)
endforeach()

foreach(name tst_clock_faults tst_failover_faults tst_neighbour_faults tst_served_network_faults)
  bakehouse_test(${name} LABELS faults ctl db TIMEOUT 300
    SOURCES ../ctl/ctl_shop.cpp fault_rounds.cpp till_process.cpp web_customers.cpp
    LIBRARIES Qt6::Network PostgreSQL::PostgreSQL bakehouse_testing)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/ctl)
  target_compile_definitions(${name} PRIVATE BAKEHOUSECTL="$<TARGET_FILE:bakehousectl>"
    SELLING_TILL="$<TARGET_FILE:selling_till>")
  add_dependencies(${name} bakehousectl selling_till)
endforeach()
find_library(faketime_library NAMES libfaketimeMT.so.1
  PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/faketime /usr/lib/faketime REQUIRED)
target_sources(tst_clock_faults PRIVATE faked_clock.cpp)
target_compile_definitions(tst_clock_faults PRIVATE FAKETIME_LIBRARY="${faketime_library}")

if(TARGET fault_tests)
  add_dependencies(fault_tests tst_clock_faults tst_damaged_journal_faults tst_damaged_settings_faults
    tst_failover_faults tst_neighbour_faults tst_network_faults tst_outage_faults tst_served_network_faults)
endif()
