// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/foreign_features.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace gw::spec {

namespace {

struct Feature {
    std::string_view name; // where it stands, and its name in messages
    std::string_view
        onSwitch; // member that is true when it is used; empty: it is true, or not empty
    std::string_view offSwitch; // top-level field that switches it off; may be empty
};

constexpr Feature kFeatures[] = {
    {"proxy.service_discovery", "use_discovery_service", ""},
    {"graphql", "enabled", ""},
    {"external_oauth", "enabled", ""},
    {"enable_proxy_protocol", "", ""},
    {"certificates", "", ""},
    {"request_signing", "is_enabled", ""},
    {"upstream_auth", "enabled", ""},
    {"upstream_certificates", "", "upstream_certificates_disabled"},
    {"pinned_public_keys", "", "certificate_pinning_disabled"},
    {"error_overrides", "", "error_overrides_disabled"},
};

// Lists of extended_paths.
constexpr std::string_view kEndpointLists[] = {"virtual", "transform_jq", "transform_jq_response",
                                               "persist_graphql", "validate_request"};

std::optional<JsonValue> memberAt(JsonValue object, std::string_view path)
{
    std::optional<JsonValue> value = object;
    while (value && !path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        value = value->isObject() ? value->findIgnoringCase(path.substr(0, dot)) : std::nullopt;
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return value;
}

bool isTrue(const std::optional<JsonValue> &value)
{
    return value && value->boolean();
}

bool isUsed(JsonValue definition, const Feature &feature)
{
    const std::optional<JsonValue> value = memberAt(definition, feature.name);
    if (!value || (!feature.offSwitch.empty() && isTrue(memberAt(definition, feature.offSwitch)))) {
        return false;
    }
    if (!feature.onSwitch.empty()) {
        return isTrue(memberAt(*value, feature.onSwitch));
    }
    return isTrue(value) || ((value->isObject() || value->isArray()) && value->size() > 0);
}

bool hasEntries(const std::optional<JsonValue> &list)
{
    if (!list || !list->isArray()) {
        return false;
    }
    for (const JsonValue entry : list->children()) {
        if (!isTrue(memberAt(entry, "disabled"))) {
            return true;
        }
    }
    return false;
}

void addEndpointLists(JsonValue definition, std::vector<std::string> &features)
{
    const std::optional<JsonValue> versions = memberAt(definition, "version_data.versions");
    if (!versions || !versions->isObject()) {
        return;
    }
    for (const std::string_view list : kEndpointLists) {
        for (const JsonValue version : versions->children()) {
            const std::optional<JsonValue> paths = memberAt(version, "extended_paths");
            if (isTrue(memberAt(version, "use_extended_paths")) && paths &&
                hasEntries(memberAt(*paths, list))) {
                features.push_back("extended_paths." + std::string(list));
                break;
            }
        }
    }
}

} // namespace

std::vector<std::string> foreignFeatures(JsonValue definition)
{
    std::vector<std::string> features;
    if (!definition.isObject()) {
        return features;
    }
    for (const Feature &feature : kFeatures) {
        if (isUsed(definition, feature)) {
            features.emplace_back(feature.name);
        }
    }
    addEndpointLists(definition, features);
    return features;
}

} // namespace gw::spec
