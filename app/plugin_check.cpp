// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin_check.h"

#include "plugin/plugin_check.h"

#include <cstdio>
#include <filesystem>

namespace gw::app {

int checkPlugins(const std::vector<std::string> &files)
{
    const plugin::ProbeCommand probe = {std::filesystem::read_symlink("/proc/self/exe").string(),
                                        "plugin", "probe"};
    int exitCode = 0;
    for (const std::string &file : files) {
        const auto check = plugin::checkFile(file, probe);
        if (check) {
            std::printf("%s\n", check->text().c_str());
        } else {
            std::fprintf(stderr, "refused: %s\n", check.error().text().c_str());
            exitCode = 1;
        }
    }
    return exitCode;
}

int probePlugin(const std::string &file)
{
    return plugin::probeInThisProcess(file);
}

} // namespace gw::app
