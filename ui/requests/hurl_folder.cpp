// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_folder.h"

#include <algorithm>
#include <filesystem>

namespace gw::requests {

Expected<std::vector<std::string>> hurlFilesOf(const std::vector<std::string> &paths)
{
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    for (const std::string &path : paths) {
        std::error_code error;
        if (!fs::is_directory(path, error)) {
            files.push_back(path); // one that is missing is told by its name when it is read
            continue;
        }
        std::vector<std::string> found;
        for (const auto &entry : fs::recursive_directory_iterator(path, error)) {
            if (entry.path().extension() == ".hurl" && entry.is_regular_file()) {
                found.push_back(entry.path().string());
            }
        }
        if (error || found.empty()) {
            return failure(error ? error.message() : "There is no .hurl file in this folder", path);
        }
        std::ranges::sort(found);
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

} // namespace gw::requests
