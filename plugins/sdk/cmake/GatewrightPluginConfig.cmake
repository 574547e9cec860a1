# SPDX-License-Identifier: MIT
# find_package(GatewrightPlugin) gives the target Gatewright::plugin (the headers), gatewright_add_plugin() and
# gatewright_add_plugin_test().
include_guard()

get_filename_component(_gatewright_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET Gatewright::plugin)
    add_library(Gatewright::plugin INTERFACE IMPORTED)
    target_include_directories(Gatewright::plugin INTERFACE "${_gatewright_prefix}/include")
endif()
unset(_gatewright_prefix)

# gatewright_add_plugin(NAME SOURCES file...): builds NAME.so from C or C++17 sources.
function(gatewright_add_plugin name)
    cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
    add_library(${name} MODULE ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE Gatewright::plugin)
    set_target_properties(${name} PROPERTIES
        PREFIX "" SUFFIX ".so" C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden
        C_STANDARD 11 CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON)
endfunction()

# gatewright_add_plugin_test(NAME PLUGIN target SOURCES file...): a test in C++17 with <gatewright/testing.hpp>, which
# finds the library in GW_PLUGIN_FILE. With FILE path in place of PLUGIN for a library that another tool builds.
function(gatewright_add_plugin_test name)
    cmake_parse_arguments(arg "" "PLUGIN;FILE" "SOURCES" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE Gatewright::plugin ${CMAKE_DL_LIBS})
    set_target_properties(${name} PROPERTIES CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON)
    if(arg_PLUGIN)
        set(arg_FILE "$<TARGET_FILE:${arg_PLUGIN}>")
        add_dependencies(${name} ${arg_PLUGIN})
    endif()
    target_compile_definitions(${name} PRIVATE "GW_PLUGIN_FILE=\"${arg_FILE}\"")
    add_test(NAME ${name} COMMAND ${name})
endfunction()
