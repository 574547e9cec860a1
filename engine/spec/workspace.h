// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace gw::spec {

// A folder with all that one engine needs:
//   gatewright.conf, apps/*.json, plugins/, requests/
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
    [[nodiscard]] std::string requestsPath() const { return m_root + "/requests"; }

private:
    std::string m_root;
};

} // namespace gw::spec
