# SPDX-License-Identifier: MIT
# find_package(GatewrightPlugin) gives the target Gatewright::plugin (the headers) and gatewright_add_plugin().
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
        PREFIX "" SUFFIX ".so" CXX_VISIBILITY_PRESET hidden
        C_STANDARD 11 CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON)
endfunction()
