// SPDX-License-Identifier: MIT
#pragma once

#include <gatewright/detail/testing/call.hpp>

// Host functions: the analytics record, under Tyk's field names.
namespace gw::testing::detail {

enum class RecordType { Text, Number, Boolean };

struct RecordMember {
    const char *name;
    RecordType type;
};

constexpr RecordMember kRecordMembers[] = {
    {"Method", RecordType::Text},
    {"Host", RecordType::Text},
    {"Path", RecordType::Text},
    {"RawPath", RecordType::Text},
    {"RawQuery", RecordType::Text},
    {"ContentLength", RecordType::Number},
    {"UserAgent", RecordType::Text},
    {"ResponseCode", RecordType::Number},
    {"APIKey", RecordType::Text},
    {"APIVersion", RecordType::Text},
    {"APIName", RecordType::Text},
    {"APIID", RecordType::Text},
    {"OrgID", RecordType::Text},
    {"OauthID", RecordType::Text},
    {"RequestTime", RecordType::Number},
    {"Latency.Total", RecordType::Number},
    {"Latency.Upstream", RecordType::Number},
    {"RawRequest", RecordType::Text},
    {"RawResponse", RecordType::Text},
    {"IPAddress", RecordType::Text},
    {"Alias", RecordType::Text},
    {"TrackPath", RecordType::Boolean},
    {"RequestID", RecordType::Text},
    {"Error", RecordType::Text},
    {"UpstreamAddress", RecordType::Text},
};

inline const RecordMember *recordMember(std::string_view name)
{
    for (const RecordMember &member : kRecordMembers) {
        if (member.name == name) {
            return &member;
        }
    }
    return nullptr;
}

inline std::string tagsAsJson(const Record &record)
{
    std::string json = "[";
    for (const std::string &tag : record.tags) {
        json += (json.size() > 1 ? "," : "") + json::quoted(tag);
    }
    return json + "]";
}

inline gw_status hostRecordGet(gw_call *call, gw_string name, gw_string *text)
{
    if (call->record == nullptr) {
        return GW_WRONG_KIND;
    }
    const std::string key(view(name));
    if (key == "Tags") {
        *text = call->keep(tagsAsJson(*call->record));
        return GW_OK;
    }
    const RecordMember *member = recordMember(key);
    if (member == nullptr && key != "TimeStamp") {
        return GW_NOT_FOUND;
    }
    std::string value = call->record->get(key);
    if (value.empty() && member != nullptr && member->type != RecordType::Text) {
        value = member->type == RecordType::Number ? "0" : "false";
    }
    if (value.empty() && member == nullptr) {
        value = "1970-01-01T00:00:00Z";
    }
    *text = call->keep(std::move(value));
    return GW_OK;
}

inline bool isAllowedIn(RecordType type, std::string_view text)
{
    if (type == RecordType::Boolean) {
        return text == "true" || text == "false";
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return type == RecordType::Text || (error == std::errc() && end == text.data() + text.size());
}

inline gw_status setTags(Record &record, std::string_view json)
{
    const auto tags = JsonParser::parse(json);
    if (!tags || !isTextList(*tags)) {
        return GW_INVALID;
    }
    record.tags.clear();
    for (const auto &[name, tag] : tags->members) {
        record.tags.push_back(tag.text);
    }
    return GW_OK;
}

inline gw_status hostRecordSet(gw_call *call, gw_string name, gw_string text)
{
    if (call->record == nullptr) {
        return GW_WRONG_KIND;
    }
    if (view(name) == "Tags") {
        return setTags(*call->record, view(text));
    }
    const RecordMember *member = recordMember(view(name));
    if (member == nullptr) {
        return GW_NOT_FOUND;
    }
    if (!isAllowedIn(member->type, view(text))) {
        return GW_INVALID;
    }
    call->record->fields[member->name] = view(text);
    return GW_OK;
}

inline gw_status hostRecordDrop(gw_call *call)
{
    if (call->record == nullptr) {
        return GW_WRONG_KIND;
    }
    call->isDropped = true;
    return GW_OK;
}

inline void addRecordFunctions(gw_host &host)
{
    host.record_get = hostRecordGet;
    host.record_set = hostRecordSet;
    host.record_drop = hostRecordDrop;
}

} // namespace gw::testing::detail
