// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/json_document.h"

#include "base/ascii.h"
#include "spec/json_pointer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gw::spec {

namespace {

std::optional<std::size_t> arrayIndex(std::string_view token)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool isWhole = error == std::errc() && end == token.data() + token.size();
    const bool hasLeadingZero = token.size() > 1 && token.front() == '0';
    return isWhole && !hasLeadingZero ? std::optional(index) : std::nullopt;
}

// Of a number beyond the range of double: whether it is too near to zero, and not too large.
bool isTiny(std::string_view digits)
{
    const std::size_t exponent = digits.find_first_of("eE");
    return exponent != std::string_view::npos
               ? digits.substr(exponent + 1).starts_with('-')
               : digits.starts_with("0.") || digits.starts_with("-0.");
}

} // namespace

std::string_view toString(JsonType type)
{
    switch (type) {
    case JsonType::Null:
        return "null";
    case JsonType::Bool:
        return "boolean";
    case JsonType::Number:
        return "number";
    case JsonType::String:
        return "string";
    case JsonType::Array:
        return "array";
    case JsonType::Object:
        break;
    }
    return "object";
}

JsonType JsonValue::type() const
{
    return m_document->m_nodes[m_index].type;
}

std::string_view JsonValue::text() const
{
    const JsonDocument::Node &node = m_document->m_nodes[m_index];
    return std::string_view(m_document->m_text).substr(node.begin, node.end - node.begin);
}

std::string_view JsonValue::string() const
{
    return m_document->sliceText(m_document->m_nodes[m_index].string);
}

bool JsonValue::boolean() const
{
    return type() == JsonType::Bool && text() == "true";
}

std::optional<std::int64_t> JsonValue::integer() const
{
    if (type() != JsonType::Number) {
        return std::nullopt;
    }
    const std::string_view digits = text();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value)
                                                                        : std::nullopt;
}

std::optional<double> JsonValue::number() const
{
    if (type() != JsonType::Number) {
        return std::nullopt;
    }
    const std::string_view digits = text();
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::result_out_of_range) {
        return isTiny(digits) ? std::optional(0.0) : std::nullopt;
    }
    return error == std::errc() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string_view JsonValue::key() const
{
    return m_document->sliceText(m_document->m_nodes[m_index].key);
}

std::string_view JsonValue::keyText() const
{
    const JsonDocument::Node &node = m_document->m_nodes[m_index];
    return std::string_view(m_document->m_text)
        .substr(node.memberBegin, node.keyEnd - node.memberBegin);
}

std::size_t JsonValue::begin() const
{
    return m_document->m_nodes[m_index].begin;
}

std::size_t JsonValue::end() const
{
    return m_document->m_nodes[m_index].end;
}

std::size_t JsonValue::memberBegin() const
{
    return m_document->m_nodes[m_index].memberBegin;
}

std::size_t JsonValue::keyEnd() const
{
    return m_document->m_nodes[m_index].keyEnd;
}

TextPosition JsonValue::position() const
{
    return m_document->positionOf(begin());
}

std::string JsonValue::pointer() const
{
    if (m_index == 0) {
        return {};
    }
    const JsonValue parent(m_document, m_document->m_nodes[m_index].parent);
    if (parent.isObject()) {
        return childPointer(parent.pointer(), key());
    }
    std::size_t index = 0;
    for (const JsonValue sibling : parent.children()) {
        if (sibling.m_index == m_index) {
            break;
        }
        ++index;
    }
    return childPointer(parent.pointer(), index);
}

std::size_t JsonValue::size() const
{
    return m_document->m_nodes[m_index].size;
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const
{
    if (!isObject()) {
        return std::nullopt;
    }
    for (const JsonValue child : children()) {
        if (child.key() == key) {
            return child;
        }
    }
    return std::nullopt;
}

std::optional<JsonValue> JsonValue::findIgnoringCase(std::string_view key) const
{
    std::optional<JsonValue> similar;
    if (!isObject()) {
        return similar;
    }
    for (const JsonValue child : children()) {
        const std::string_view name = child.key();
        if (name.size() != key.size()) {
            continue;
        }
        if (name == key) {
            return child;
        }
        if (!similar && equalIgnoringCase(name, key)) {
            similar = child;
        }
    }
    return similar;
}

std::optional<JsonValue> JsonValue::at(std::size_t index) const
{
    if (!isArray() || index >= size()) {
        return std::nullopt;
    }
    Children::Iterator child = children().begin();
    for (std::size_t i = 0; i < index; ++i) {
        ++child;
    }
    return *child;
}

JsonValue::Children JsonValue::children() const
{
    return {m_document, m_index + 1, m_document->m_nodes[m_index].next};
}

JsonValue::Children::Iterator &JsonValue::Children::Iterator::operator++()
{
    m_index = m_document->m_nodes[m_index].next;
    return *this;
}

std::optional<JsonValue> JsonDocument::valueAt(std::string_view pointer) const
{
    const std::optional<std::vector<std::string>> tokens = pointerTokens(pointer);
    if (!tokens) {
        return std::nullopt;
    }
    std::optional<JsonValue> value = root();
    for (const std::string &token : *tokens) {
        if (value->isObject()) {
            value = value->find(token);
        } else {
            const std::optional<std::size_t> index = arrayIndex(token);
            value = index ? value->at(*index) : std::nullopt;
        }
        if (!value) {
            break;
        }
    }
    return value;
}

TextPosition JsonDocument::positionOf(std::size_t offset) const
{
    TextPosition position;
    for (const char c : std::string_view(m_text).substr(0, offset)) {
        const bool isContinuation = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (c == '\n') {
            ++position.line;
            position.column = 1;
        } else if (!isContinuation) {
            ++position.column;
        }
    }
    return position;
}

std::string JsonDocument::placeOf(std::size_t offset) const
{
    const TextPosition position = positionOf(offset);
    return (m_name.empty() ? std::string("line ") : m_name + ':') + std::to_string(position.line) +
           ':' + std::to_string(position.column);
}

std::string_view JsonDocument::sliceText(const Slice &slice) const
{
    return std::string_view(slice.decoded ? m_decoded : m_text).substr(slice.offset, slice.length);
}

} // namespace gw::spec
