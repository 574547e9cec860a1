# SPDX-License-Identifier: GPL-3.0-or-later
# How every target of the project is made: one set of options, one way to declare a library or a test.
include_guard()

set(GATEWRIGHT_SANITIZE "" CACHE STRING "Value of -fsanitize=, empty for none")

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

add_library(gw_options INTERFACE)
target_compile_features(gw_options INTERFACE cxx_std_20)
target_compile_definitions(gw_options INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_USE_QSTRINGBUILDER)
target_compile_options(gw_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
target_include_directories(gw_options INTERFACE "${CMAKE_SOURCE_DIR}/engine")
if(GATEWRIGHT_SANITIZE)
    target_compile_options(gw_options INTERFACE -fsanitize=${GATEWRIGHT_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(gw_options INTERFACE -fsanitize=${GATEWRIGHT_SANITIZE})
endif()

# gw_add_library(NAME SOURCES file... [PUBLIC lib...] [PRIVATE lib...])
# PUBLIC: libraries whose headers appear in the library's own headers.
function(gw_add_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC gw_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# Without this, Qt's test library puts the build folder into every command line, and ccache could not
# give one copy of the project what it has compiled for another.
if(TARGET Qt6::Test)
    set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
endif()

# gw_add_test(NAME SOURCES file... LIBRARIES lib...)
# A Qt Test program, registered with CTest under its name. No display, no network.
function(gw_add_test name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    target_link_libraries(${name} PRIVATE gw_options ${arg_LIBRARIES} Qt6::Test)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()
