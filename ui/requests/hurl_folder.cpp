// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/hurl_folder.h"

#include "requests/words.h"

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
        // A folder that may not be read, a link to itself: the rest is found all the same.
        constexpr auto kSkip = fs::directory_options::skip_permission_denied;
        for (fs::recursive_directory_iterator entry(path, kSkip, error), end;
             !error && entry != end; entry.increment(error)) {
            std::error_code ignored;
            if (entry->path().extension() == ".hurl" && entry->is_regular_file(ignored)) {
                found.push_back(entry->path().string());
            }
        }
        if (error || found.empty()) {
            return failure(error ? error.message()
                                 : said(Words::tr("There is no .hurl file in this folder")),
                           path);
        }
        std::ranges::sort(found);
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

} // namespace gw::requests
