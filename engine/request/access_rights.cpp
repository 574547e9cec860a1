// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/access_rights.h"

#include <jsoncons/json.hpp>

#include <utility>

namespace gw::request {

namespace {

using jsoncons::json;

std::vector<std::string> texts(const json &object, std::string_view name)
{
    std::vector<std::string> list;
    if (object.contains(name) && object.at(name).is_array()) {
        for (const json &item : object.at(name).array_range()) {
            list.push_back(item.as<std::string>());
        }
    }
    return list;
}

void readAllowedUrls(const json &entry, ApiRights &rights)
{
    if (!entry.contains("allowed_urls") || !entry.at("allowed_urls").is_array()) {
        return;
    }
    for (const json &item : entry.at("allowed_urls").array_range()) {
        rights.isRestricted = true;
        auto pattern = spec::PathPattern::compile(item.at("url").as<std::string>(), {});
        if (pattern) {
            rights.allowedUrls.push_back({std::move(*pattern), texts(item, "methods")});
        }
    }
}

} // namespace

std::shared_ptr<const ApiRights> readRights(std::string_view accessRightsJson,
                                            std::string_view apiId)
{
    try {
        const json document = json::parse(accessRightsJson);
        if (!document.is_object() || !document.contains(apiId)) {
            return nullptr;
        }
        const json &entry = document.at(apiId);
        if (!entry.is_object()) {
            return nullptr;
        }
        auto rights = std::make_shared<ApiRights>();
        rights->versions = texts(entry, "versions");
        readAllowedUrls(entry, *rights);
        return rights;
    } catch (const std::exception &) {
        return nullptr;
    }
}

std::shared_ptr<const ApiRights> RightsCache::find(std::string_view accessRightsJson,
                                                   std::string_view apiId)
{
    m_key.assign(apiId).append("\n").append(accessRightsJson);
    const auto known = m_known.find(std::string_view(m_key));
    if (known != m_known.end()) {
        return known->second;
    }
    if (m_bytes + m_key.size() > kMostBytes) {
        m_known.clear();
        m_bytes = 0;
    }
    auto rights = readRights(accessRightsJson, apiId);
    if (m_key.size() <= kMostBytes) {
        m_bytes += m_key.size();
        m_known.emplace(m_key, rights);
    }
    return rights;
}

} // namespace gw::request
