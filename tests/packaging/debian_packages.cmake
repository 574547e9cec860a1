# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian packages of a build folder and looks at what is in them.
# cmake -DBUILD=... -DCPACK=... -DDPKG_DEB=... -DCONSOLE=ON -DVERSION=... -P debian_packages.cmake
set(work "${BUILD}/tests/debian_packages")
file(REMOVE_RECURSE "${work}")

# run(RESULT command...): its output; anything but success ends the test.
function(run result)
    execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE code)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "failed (${code}): ${ARGN}\n${output}${errors}")
    endif()
    set(${result} "${output}" PARENT_SCOPE)
endfunction()

# unpack(PACKAGE ARCHITECTURE path...): its files into ${work}/PACKAGE; fails where a path under /usr is missing.
function(unpack package architecture)
    set(archive "${work}/packages/${package}_${VERSION}_${architecture}.deb")
    run(unused "${DPKG_DEB}" --extract "${archive}" "${work}/${package}")
    foreach(path IN LISTS ARGN)
        if(NOT EXISTS "${work}/${package}/usr/${path}")
            message(FATAL_ERROR "${package} lacks /usr/${path}")
        endif()
    endforeach()
    run(depends "${DPKG_DEB}" --field "${archive}" Depends)
    set(${package}_depends "${depends}" PARENT_SCOPE)
endfunction()

# Fails where the program needs, itself or through a library, what only a desktop has.
function(expect_headless program)
    run(libraries ldd "${program}")
    if(libraries MATCHES "not found|libQt6(Gui|Widgets|Quick|Svg|PrintSupport)|libX11|libwayland")
        message(FATAL_ERROR "${program} is not headless, or lacks '${CMAKE_MATCH_0}':\n${libraries}")
    endif()
endfunction()

function(expect_match text pattern)
    if(NOT text MATCHES "${pattern}")
        message(FATAL_ERROR "'${pattern}' is not in: ${text}")
    endif()
endfunction()

# Without these tools the packages name no libraries: cpack has to refuse that, unless it is asked for.
find_program(shlibdeps dpkg-shlibdeps)
find_program(file_tool file)
set(options)
if(NOT shlibdeps OR NOT file_tool)
    set(shlibdeps OFF)
    execute_process(COMMAND "${CPACK}" -G DEB --config "${BUILD}/CPackConfig.cmake" -B "${work}/refused"
        RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE errors)
    if(code EQUAL 0)
        message(FATAL_ERROR "cpack made packages without the names of their libraries")
    endif()
    expect_match("${errors}" "dpkg-dev")
    set(options -D CPACK_DEBIAN_PACKAGE_SHLIBDEPS=OFF)
endif()
run(unused "${CPACK}" -G DEB --config "${BUILD}/CPackConfig.cmake" ${options} -B "${work}/packages")

run(machine dpkg --print-architecture)
string(STRIP "${machine}" machine)
unpack(gatewright ${machine} bin/gatewright lib/systemd/system/gatewright.service share/gatewright/demo/gatewright.conf
    share/gatewright/demo/plugins/AddFooBarHeader.so share/gatewright/schema share/doc/gatewright/copyright)
unpack(gatewright-plugin-dev all include/gatewright/plugin.h include/gatewright/plugin.hpp
    share/cmake/GatewrightPlugin/GatewrightPluginConfig.cmake share/pkgconfig/gatewright-plugin.pc)
if(CONSOLE)
    unpack(gatewright-console ${machine} bin/gatewright-console share/applications/gatewright-console.desktop
        share/metainfo/org.gatewright.Console.metainfo.xml
        share/icons/hicolor/scalable/apps/gatewright-console.svg)
    expect_match("${gatewright-console_depends}" "gatewright \\(= ${VERSION}\\)")
    expect_match("${gatewright-console_depends}" "libqt6sql6-sqlite") # no shared library
endif()
foreach(foreign IN ITEMS bin/gatewright-console include share/applications)
    if(EXISTS "${work}/gatewright/usr/${foreign}")
        message(FATAL_ERROR "gatewright has another package's /usr/${foreign}")
    endif()
endforeach()

if(shlibdeps)
    expect_match("${gatewright_depends}" "libqt6httpserver6")
    expect_match("${gatewright_depends}" "libc6 ")
    if(gatewright_depends MATCHES "qt6(gui|widgets|svg)")
        message(FATAL_ERROR "the headless package needs a desktop: ${gatewright_depends}")
    endif()
endif()
set(program "${work}/gatewright/usr/bin/gatewright")
expect_headless("${program}")
run(version "${program}" version)
expect_match("${version}" "^gatewright ${VERSION}\n$")
run(unused "${program}" plugin check "${work}/gatewright/usr/share/gatewright/demo/plugins/AddFooBarHeader.so")
find_program(curl curl)
if(curl)
    run(unused bash "${CMAKE_CURRENT_LIST_DIR}/unpacked_root.sh" "${work}/gatewright" "${work}/run")
endif()
