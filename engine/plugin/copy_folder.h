// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"

#include <filesystem>

namespace gw::plugin {

// Where an engine keeps its private copies of plugins: nobody else's while this object lives. Two
// engines that load one copy in one process would share its static variables, and one of two
// processes would remove copies that the other may roll back to.
class CopyFolder final {
public:
    // The wanted folder, made if need be, or "<wanted>-2", and so on while others have those. One
    // that cannot be made or locked is taken as it is: writing the first copy says why.
    [[nodiscard]] static CopyFolder take(const std::filesystem::path &wanted);

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
    Descriptor m_lock;
};

} // namespace gw::plugin
