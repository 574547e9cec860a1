// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_diff.h"

#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::spec {

namespace {

bool sameNumber(JsonValue a, JsonValue b)
{
    if (a.text() == b.text()) {
        return true;
    }
    const std::optional<std::int64_t> x = a.integer();
    const std::optional<std::int64_t> y = b.integer();
    if (x && y) {
        return *x == *y;
    }
    const std::optional<double> p = a.number();
    const std::optional<double> q = b.number();
    return p && q && *p == *q;
}

bool sameElements(JsonValue a, JsonValue b)
{
    JsonValue::Children::Iterator other = b.children().begin();
    for (const JsonValue element : a.children()) {
        if (!sameMeaning(element, *other)) {
            return false;
        }
        ++other;
    }
    return true;
}

bool sameMembers(JsonValue a, JsonValue b)
{
    for (const JsonValue member : a.children()) {
        const std::optional<JsonValue> other = b.find(member.key());
        if (!other || !sameMeaning(member, *other)) {
            return false;
        }
    }
    return true;
}

std::vector<JsonValue> elementsOf(JsonValue array)
{
    std::vector<JsonValue> elements;
    elements.reserve(array.size());
    for (const JsonValue element : array.children()) {
        elements.push_back(element);
    }
    return elements;
}

class Comparison final {
public:
    void compare(JsonValue before, JsonValue after, const std::string &pointer)
    {
        if (before.isObject() && after.isObject()) {
            compareMembers(before, after, pointer);
        } else if (before.isArray() && after.isArray()) {
            compareElements(elementsOf(before), elementsOf(after), pointer);
        } else if (!sameMeaning(before, after)) {
            m_result.push_back({Difference::Kind::Changed, pointer, std::string(before.text()),
                                std::string(after.text())});
        }
    }

    [[nodiscard]] std::vector<Difference> take() { return std::move(m_result); }

private:
    void add(JsonValue value, std::string pointer)
    {
        m_result.push_back(
            {Difference::Kind::Added, std::move(pointer), {}, std::string(value.text())});
    }
    void remove(JsonValue value, std::string pointer)
    {
        m_result.push_back(
            {Difference::Kind::Removed, std::move(pointer), std::string(value.text()), {}});
    }

    void compareMembers(JsonValue before, JsonValue after, const std::string &pointer)
    {
        for (const JsonValue member : before.children()) {
            const std::string place = childPointer(pointer, member.key());
            if (const std::optional<JsonValue> other = after.find(member.key())) {
                compare(member, *other, place);
            } else {
                remove(member, place);
            }
        }
        for (const JsonValue member : after.children()) {
            if (!before.find(member.key())) {
                add(member, childPointer(pointer, member.key()));
            }
        }
    }

    void compareElements(const std::vector<JsonValue> &before, const std::vector<JsonValue> &after,
                         const std::string &pointer)
    {
        const std::size_t shorter = std::min(before.size(), after.size());
        std::size_t head = 0;
        while (head < shorter && sameMeaning(before[head], after[head])) {
            ++head;
        }
        std::size_t tail = 0;
        while (tail < shorter - head &&
               sameMeaning(before[before.size() - 1 - tail], after[after.size() - 1 - tail])) {
            ++tail;
        }
        const std::size_t oldEnd = before.size() - tail;
        const std::size_t newEnd = after.size() - tail;
        for (std::size_t i = head; i < std::max(oldEnd, newEnd); ++i) {
            if (i >= oldEnd) {
                add(after[i], childPointer(pointer, i));
            } else if (i >= newEnd) {
                remove(before[i], childPointer(pointer, i));
            } else {
                compare(before[i], after[i], childPointer(pointer, i));
            }
        }
    }

    std::vector<Difference> m_result;
};

} // namespace

bool sameMeaning(JsonValue a, JsonValue b)
{
    if (a.type() != b.type()) {
        return false;
    }
    switch (a.type()) {
    case JsonType::Null:
        return true;
    case JsonType::Bool:
        return a.boolean() == b.boolean();
    case JsonType::Number:
        return sameNumber(a, b);
    case JsonType::String:
        return a.string() == b.string();
    case JsonType::Array:
        return a.size() == b.size() && sameElements(a, b);
    case JsonType::Object:
        break;
    }
    return a.size() == b.size() && sameMembers(a, b);
}

std::vector<Difference> differences(const JsonDocument &before, const JsonDocument &after)
{
    Comparison comparison;
    comparison.compare(before.root(), after.root(), {});
    return comparison.take();
}

} // namespace gw::spec
