// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <string>

namespace gw::spec {

// A folder with all that one engine needs:
//   gatewright.conf, apps/*.json, plugins/, policies/, requests/
// Only names; what the parts hold is read by DefinitionFolder and loadConfig().
class Workspace final {
public:
    explicit Workspace(std::string root)
        : m_root(std::move(root))
    {
    }

    [[nodiscard]] const std::string &root() const { return m_root; }
    [[nodiscard]] std::string configPath() const { return m_root + "/gatewright.conf"; }
    [[nodiscard]] std::string appsPath() const { return m_root + "/apps"; }
    [[nodiscard]] std::string pluginsPath() const { return m_root + "/plugins"; }
    [[nodiscard]] std::string policiesPath() const { return m_root + "/policies"; }
    [[nodiscard]] std::string requestsPath() const { return m_root + "/requests"; }

    // Makes the folders that are missing, for the owner only (0700).
    [[nodiscard]] Expected<void> create() const;

private:
    std::string m_root;
};

} // namespace gw::spec
