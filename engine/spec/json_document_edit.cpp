// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ascii.h"
#include "spec/json_document.h"
#include "spec/json_pointer.h"

namespace gw::spec {

namespace {

constexpr std::string_view kUnit = "  ";

// The white space at the start of the line that holds the offset.
std::string indentationAt(const std::string &text, std::size_t offset)
{
    const std::size_t lineEnd = offset == 0 ? std::string::npos : text.rfind('\n', offset - 1);
    const std::size_t start = lineEnd == std::string::npos ? 0 : lineEnd + 1;
    const std::size_t first = text.find_first_not_of(" \t", start);
    return text.substr(start, (first == std::string::npos ? text.size() : first) - start);
}

// A line feed never stands inside a JSON string, so every line of JSON may be indented.
std::string indented(std::string_view json, std::string_view indentation)
{
    std::string result;
    for (const char c : json) {
        result += c;
        if (c == '\n') {
            result += indentation;
        }
    }
    return result;
}

struct Place {
    std::string parent;
    std::string token;
};

std::optional<Place> placeOfPointer(std::string_view pointer)
{
    const std::optional<std::vector<std::string>> tokens = pointerTokens(pointer);
    if (!tokens || tokens->empty()) {
        return std::nullopt;
    }
    return Place{std::string(pointer.substr(0, pointer.rfind('/'))), tokens->back()};
}

Error nothingAt(std::string_view pointer)
{
    return Error{"There is no such value", std::string(pointer), {}};
}

} // namespace

// `"key": value` with the spacing that the container's last member has.
std::string JsonDocument::newMember(JsonValue container, std::string_view key,
                                    std::string_view json) const
{
    if (container.isArray()) {
        return std::string(json);
    }
    std::string colon = m_text.find('\n') == std::string::npos ? ":" : ": ";
    for (const JsonValue child : container.children()) {
        colon = m_text.substr(child.keyEnd(), child.begin() - child.keyEnd());
    }
    return quotedJson(key) + colon + std::string(json);
}

Expected<JsonDocument> JsonDocument::spliced(std::size_t begin, std::size_t end,
                                             std::string_view replacement) const
{
    std::string text = m_text.substr(0, begin);
    text += replacement;
    text += std::string_view(m_text).substr(end);
    return parse(std::move(text), m_name);
}

Expected<JsonDocument> JsonDocument::withReplaced(std::string_view pointer,
                                                  std::string_view json) const
{
    const std::optional<JsonValue> value = valueAt(pointer);
    if (!value) {
        return tl::unexpected(nothingAt(pointer));
    }
    const Expected<JsonDocument> replacement =
        parse(std::string(trimmed(json, kWhitespace)), "new value");
    if (!replacement) {
        return tl::unexpected(replacement.error());
    }
    return spliced(value->begin(), value->end(),
                   indented(replacement->text(), indentationAt(m_text, value->memberBegin())));
}

Expected<JsonDocument> JsonDocument::withInserted(std::string_view pointer,
                                                  std::string_view json) const
{
    const std::optional<Place> place = placeOfPointer(pointer);
    const std::optional<JsonValue> container = place ? valueAt(place->parent) : std::nullopt;
    if (!container || (!container->isObject() && !container->isArray())) {
        return tl::unexpected(nothingAt(place ? place->parent : pointer));
    }
    if (container->isObject() && container->find(place->token)) {
        return failure("There is a value already", std::string(pointer));
    }
    const Expected<JsonDocument> value =
        parse(std::string(trimmed(json, kWhitespace)), "new value");
    if (!value) {
        return tl::unexpected(value.error());
    }
    if (container->size() == 0) {
        if (container->isArray() && place->token != "-" && place->token != "0") {
            return tl::unexpected(nothingAt(pointer));
        }
        const bool isOneLine = m_text.find('\n') == std::string::npos;
        const std::string outer = indentationAt(m_text, container->memberBegin());
        const std::string inner = outer + std::string(kUnit);
        const std::string member = newMember(
            *container, place->token, isOneLine ? value->text() : indented(value->text(), inner));
        return spliced(container->begin() + 1, container->end() - 1,
                       isOneLine ? member : '\n' + inner + member + '\n' + outer);
    }
    if (container->isArray() && place->token != "-") {
        const std::optional<JsonValue> follower = valueAt(pointer);
        if (follower) {
            const std::string indentation = indentationAt(m_text, follower->begin());
            const std::size_t gap = m_text.find_last_not_of(" \t\r\n", follower->begin() - 1) + 1;
            return spliced(follower->begin(), follower->begin(),
                           indented(value->text(), indentation) + ',' +
                               m_text.substr(gap, follower->begin() - gap));
        }
        if (place->token != std::to_string(container->size())) {
            return tl::unexpected(nothingAt(pointer));
        }
    }
    JsonValue last = *container->children().begin();
    for (const JsonValue child : container->children()) {
        last = child;
    }
    const std::size_t gap = m_text.find_last_not_of(" \t\r\n", last.memberBegin() - 1) + 1;
    const std::string member =
        newMember(*container, place->token,
                  indented(value->text(), indentationAt(m_text, last.memberBegin())));
    return spliced(last.end(), last.end(),
                   ',' + m_text.substr(gap, last.memberBegin() - gap) + member);
}

Expected<JsonDocument> JsonDocument::withRemoved(std::string_view pointer) const
{
    const std::optional<Place> place = placeOfPointer(pointer);
    const std::optional<JsonValue> value = place ? valueAt(pointer) : std::nullopt;
    if (!value) {
        return tl::unexpected(nothingAt(pointer));
    }
    const std::optional<JsonValue> container = valueAt(place->parent);
    if (container->size() == 1) {
        return spliced(container->begin() + 1, container->end() - 1, {});
    }
    std::optional<std::size_t> previousEnd;
    bool isBehind = false;
    for (const JsonValue sibling : container->children()) {
        if (isBehind) {
            return spliced(value->memberBegin(), sibling.memberBegin(), {});
        }
        isBehind = sibling.begin() == value->begin();
        if (!isBehind) {
            previousEnd = sibling.end();
        }
    }
    return spliced(*previousEnd, value->end(), {});
}

Expected<JsonDocument> JsonDocument::withValue(std::string_view pointer,
                                               std::string_view json) const
{
    if (valueAt(pointer)) {
        return withReplaced(pointer, json);
    }
    const std::optional<Place> place = placeOfPointer(pointer);
    if (!place) {
        return tl::unexpected(nothingAt(pointer));
    }
    if (const std::optional<JsonValue> parent = valueAt(place->parent);
        parent && !parent->isNull()) {
        return withInserted(pointer, json);
    }
    if (const Expected<JsonDocument> value =
            parse(std::string(trimmed(json, kWhitespace)), "new value");
        !value) {
        return tl::unexpected(value.error());
    }
    const bool isOneLine = m_text.find('\n') == std::string::npos;
    const std::string member = quotedJson(place->token) + (isOneLine ? ":" : ": ");
    const std::string wrapped = isOneLine
                                    ? '{' + member + std::string(trimmed(json, kWhitespace)) + '}'
                                    : "{\n" + std::string(kUnit) + member +
                                          indented(trimmed(json, kWhitespace), kUnit) + "\n}";
    return withValue(place->parent, wrapped);
}

} // namespace gw::spec
