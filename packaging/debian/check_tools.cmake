# SPDX-License-Identifier: GPL-3.0-or-later
# Read by cpack. Without dpkg-shlibdeps it would make packages that name none of the libraries they need.
if(CPACK_GENERATOR STREQUAL "DEB" AND CPACK_DEBIAN_PACKAGE_SHLIBDEPS)
    find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
    find_program(FILE_TOOL file)
    if(NOT DPKG_SHLIBDEPS OR NOT FILE_TOOL)
        message(FATAL_ERROR "The packages' dependencies cannot be found without these tools: "
            "apt-get install dpkg-dev file (or make packages that name none: "
            "cpack -G DEB -D CPACK_DEBIAN_PACKAGE_SHLIBDEPS=OFF)")
    endif()
endif()
