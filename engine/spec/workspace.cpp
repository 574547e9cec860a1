// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/workspace.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>

namespace gw::spec {

Expected<void> Workspace::create() const
{
    namespace fs = std::filesystem;
    std::error_code error;
    if (const fs::path above = fs::path(m_root).parent_path(); !above.empty()) {
        fs::create_directories(above, error);
    }
    for (const std::string &path :
         {m_root, appsPath(), pluginsPath(), policiesPath(), requestsPath()}) {
        if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
            return failure(std::string("The folder cannot be made: ") + std::strerror(errno), path);
        }
        if (!fs::is_directory(path, error)) {
            return failure("Not a folder", path);
        }
    }
    return {};
}

} // namespace gw::spec
