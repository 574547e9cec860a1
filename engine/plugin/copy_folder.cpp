// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/copy_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>

namespace gw::plugin {

CopyFolder CopyFolder::take(const std::filesystem::path &wanted)
{
    CopyFolder folder;
    for (int number = 1;; ++number) {
        folder.m_path = wanted;
        if (number > 1) {
            folder.m_path += "-" + std::to_string(number);
        }
        std::error_code ignored;
        std::filesystem::create_directories(folder.m_path, ignored);
        folder.m_lock.reset(::open(folder.m_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const bool isTaken = folder.m_lock.isValid() &&
                             ::flock(folder.m_lock.get(), LOCK_EX | LOCK_NB) != 0 &&
                             errno == EWOULDBLOCK;
        if (!isTaken) {
            return folder;
        }
    }
}

} // namespace gw::plugin
