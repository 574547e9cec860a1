// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/session_rights.h"

#include <jsoncons/json.hpp>

namespace gw::chain {

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

} // namespace

std::optional<ApiRights> readRights(std::string_view accessRightsJson, std::string_view apiId)
{
    try {
        const json document = json::parse(accessRightsJson);
        if (!document.is_object() || !document.contains(apiId)) {
            return std::nullopt;
        }
        const json &entry = document.at(apiId);
        if (!entry.is_object()) {
            return std::nullopt;
        }
        ApiRights rights;
        rights.versions = texts(entry, "versions");
        if (entry.contains("allowed_urls") && entry.at("allowed_urls").is_array()) {
            for (const json &item : entry.at("allowed_urls").array_range()) {
                rights.allowedUrls.push_back(
                    {item.at("url").as<std::string>(), texts(item, "methods")});
            }
        }
        return rights;
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

} // namespace gw::chain
