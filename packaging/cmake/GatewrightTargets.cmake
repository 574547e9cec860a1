# SPDX-License-Identifier: GPL-3.0-or-later
# How every target of the project is made: one set of options, one way to declare a library or a test.
include_guard()

set(GATEWRIGHT_SANITIZE "" CACHE STRING "Value of -fsanitize=, empty for none")

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_CXX_EXTENSIONS OFF)
# Most of a file's compile time is Qt's headers: the files of a target are compiled in groups that read
# them once. A name in an unnamed namespace is therefore to be unique within its target.
set(CMAKE_UNITY_BUILD ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

add_library(gw_options INTERFACE)
target_compile_features(gw_options INTERFACE cxx_std_20)
target_compile_definitions(gw_options INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_USE_QSTRINGBUILDER)
target_compile_options(gw_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
    # A group of files is no header: its unnamed namespaces are as private as before.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
target_include_directories(gw_options INTERFACE "${CMAKE_SOURCE_DIR}/engine")
if(GATEWRIGHT_SANITIZE)
    target_compile_options(gw_options INTERFACE -fsanitize=${GATEWRIGHT_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(gw_options INTERFACE -fsanitize=${GATEWRIGHT_SANITIZE})
    target_compile_definitions(gw_options INTERFACE GATEWRIGHT_SANITIZED)
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

# gw_add_tests(ROOM TESTS name... [SOURCES file...] LIBRARIES lib...)
# The Qt Test program of a room, ROOM_tests: of NAME_test.cpp for each name, and of what these share.
# CTest runs each in a process of its own, as ROOM_NAME_test. No display, no network.
function(gw_add_tests room)
    cmake_parse_arguments(arg "" "" "TESTS;SOURCES;LIBRARIES" ${ARGN})
    set(program ${room}_tests)
    list(TRANSFORM arg_TESTS APPEND _test.cpp OUTPUT_VARIABLE files)
    gw_add_test_program(${program}
        SOURCES ${files} ${arg_SOURCES} "${CMAKE_SOURCE_DIR}/tests/support/room_test.cpp"
        LIBRARIES ${arg_LIBRARIES})
    foreach(test IN LISTS arg_TESTS)
        add_test(NAME ${room}_${test}_test COMMAND ${program} ${test}_test)
        set_tests_properties(${room}_${test}_test PROPERTIES TIMEOUT 300)
    endforeach()
endfunction()

# gw_add_test(NAME SOURCES file... LIBRARIES lib...)
# A test with a main function of its own.
function(gw_add_test name)
    gw_add_test_program(${name} ${ARGN})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()

function(gw_add_test_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    target_link_libraries(${name} PRIVATE gw_options ${arg_LIBRARIES} Qt6::Test)
    # A test is compiled more often than it runs.
    target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O0>)
endfunction()
