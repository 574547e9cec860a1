# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the gateway into a prefix, moves it, and builds a project against it: with CMake, with
# pkg-config, and with the installed program.
# cmake -DBUILD=... -DPROJECT=... -DWORK=... -P installed_sdk.cmake
function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "failed: ${ARGN}")
    endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/first")
file(RENAME "${WORK}/first" "${WORK}/prefix") # a package is built in one place and used in another
set(prefix "${WORK}/prefix")
set(source "${WORK}/outside")
file(COPY "${PROJECT}/" DESTINATION "${source}")

run("${CMAKE_COMMAND}" -S "${source}" -B "${WORK}/build" -G Ninja "-DCMAKE_PREFIX_PATH=${prefix}")
run("${CMAKE_COMMAND}" --build "${WORK}/build")
run("${CMAKE_CTEST_COMMAND}" --test-dir "${WORK}/build" --output-on-failure --no-tests=error)

execute_process(COMMAND "${CMAKE_COMMAND}" -S "${source}" -B "${WORK}/newer" -G Ninja
    "-DCMAKE_PREFIX_PATH=${prefix}" -Dwanted_version=2 RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
if(result EQUAL 0)
    message(FATAL_ERROR "an SDK of version 1 passed for version 2")
endif()

set(ENV{PKG_CONFIG_PATH} "${prefix}/share/pkgconfig")
execute_process(COMMAND pkg-config --cflags gatewright-plugin
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND pkg-config --modversion gatewright-plugin
    OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
if(NOT version MATCHES "^1\\.")
    message(FATAL_ERROR "pkg-config says version ${version}")
endif()
separate_arguments(flags UNIX_COMMAND "${flags}")
run(c++ -std=c++17 -shared -fPIC ${flags} -o "${WORK}/post.so" "${source}/post.cpp")
run(c++ -std=c++17 ${flags} "-DGW_PLUGIN_FILE=\"${WORK}/post.so\"" -o "${WORK}/post_test" "${source}/post_test.cpp")
run("${WORK}/post_test")

run("${prefix}/bin/gatewright" plugin build "${source}/post.cpp" -o "${WORK}/made.so")
run("${prefix}/bin/gatewright" plugin check "${WORK}/made.so")
