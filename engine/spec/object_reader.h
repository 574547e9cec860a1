// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/json_document.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Fills structs from JSON by Go's rules: keys match without regard to case (the exact one first),
// unknown keys are passed over, null leaves the member as it is, a wrong type is an error.
// A struct takes part by a function `describe(reader, value)` beside it, which names its fields.
namespace gw::spec {

class ObjectReader;

// What came up while a document was read; the first error wins.
class ReadLog final {
public:
    explicit ReadLog(const JsonDocument &document, bool collectsUnknownKeys = false)
        : m_document(document)
        , m_collectsUnknownKeys(collectsUnknownKeys)
    {
    }
    // Collects the pointer of every member that is asked for, there or not.
    void collectFields(std::vector<std::string> &fields) { m_fields = &fields; }

    struct UnknownKey {
        std::string pointer;
        std::string key;
        std::string nearest; // a known key that looks like it, or empty
    };

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] const std::vector<UnknownKey> &unknownKeys() const { return m_unknownKeys; }

    void wrongType(JsonValue value, std::string_view expected);
    void wrongValue(JsonValue value, const std::string &what);

private:
    friend class ObjectReader;
    const JsonDocument &m_document;
    bool m_collectsUnknownKeys;
    std::vector<std::string> *m_fields = nullptr;
    std::optional<Error> m_error;
    std::vector<UnknownKey> m_unknownKeys;
};

void readValue(JsonValue value, std::string &target, ReadLog &log);
void readValue(JsonValue value, bool &target, ReadLog &log);
void readValue(JsonValue value, int &target, ReadLog &log);
void readValue(JsonValue value, std::int64_t &target, ReadLog &log);
void readValue(JsonValue value, double &target, ReadLog &log);
template <typename Rep, typename Period>
void readValue(JsonValue value, std::chrono::duration<Rep, Period> &target, ReadLog &log);
template <typename T>
void readValue(JsonValue value, std::vector<T> &target, ReadLog &log);
template <typename T>
void readValue(JsonValue value, std::vector<std::pair<std::string, T>> &target, ReadLog &log);
template <typename T>
void readValue(JsonValue value, std::map<std::string, T> &target, ReadLog &log);
template <typename T>
void readValue(JsonValue value, T &target, ReadLog &log);

// The members of one object.
class ObjectReader final {
public:
    ObjectReader(JsonValue object, ReadLog &log);
    ~ObjectReader(); // reports keys that nobody asked for
    ObjectReader(const ObjectReader &) = delete;
    ObjectReader &operator=(const ObjectReader &) = delete;

    template <typename T>
    void field(std::string_view key, T &target)
    {
        if (const std::optional<JsonValue> value = take(key)) {
            readValue(*value, target, m_log);
        }
    }

    // The member's JSON text, of any type.
    void json(std::string_view key, std::string &target);
    // A span of time as Go spells it ("1m30s"), or a number of nanoseconds. Zero changes nothing.
    void duration(std::string_view key, std::chrono::milliseconds &target);

    // The member, unless it is missing or null.
    [[nodiscard]] std::optional<JsonValue> take(std::string_view key);
    [[nodiscard]] ReadLog &log() { return m_log; }

private:
    JsonValue m_object;
    ReadLog &m_log;
    std::vector<std::string_view> m_keys; // asked for, kept only when unknown keys are collected
};

// "1h2m3.5s", "500ms"; empty when it is not a span of time.
[[nodiscard]] std::optional<std::chrono::nanoseconds> goDuration(std::string_view text);

template <typename Rep, typename Period>
void readValue(JsonValue value, std::chrono::duration<Rep, Period> &target, ReadLog &log)
{
    std::conditional_t<std::is_floating_point_v<Rep>, double, std::int64_t> count{};
    readValue(value, count, log);
    if (!log.failed()) {
        target = std::chrono::duration<Rep, Period>(static_cast<Rep>(count));
    }
}

template <typename T>
void readValue(JsonValue value, std::vector<T> &target, ReadLog &log)
{
    if (!value.isArray()) {
        log.wrongType(value, "an array");
        return;
    }
    target.clear();
    target.reserve(value.size());
    for (const JsonValue element : value.children()) {
        T &item = target.emplace_back();
        if (!element.isNull()) {
            readValue(element, item, log);
        }
    }
}

template <typename T>
void readValue(JsonValue value, std::vector<std::pair<std::string, T>> &target, ReadLog &log)
{
    if (!value.isObject()) {
        log.wrongType(value, "an object");
        return;
    }
    target.clear();
    target.reserve(value.size());
    for (const JsonValue member : value.children()) {
        T &item = target.emplace_back(std::string(member.key()), T{}).second;
        if (!member.isNull()) {
            readValue(member, item, log);
        }
    }
}

template <typename T>
void readValue(JsonValue value, std::map<std::string, T> &target, ReadLog &log)
{
    if (!value.isObject()) {
        log.wrongType(value, "an object");
        return;
    }
    target.clear();
    for (const JsonValue member : value.children()) {
        T &item = target[std::string(member.key())];
        if (!member.isNull()) {
            readValue(member, item, log);
        }
    }
}

template <typename T>
void readValue(JsonValue value, T &target, ReadLog &log)
{
    if (!value.isObject()) {
        log.wrongType(value, "an object");
        return;
    }
    ObjectReader reader(value, log);
    describe(reader, target);
}

} // namespace gw::spec
