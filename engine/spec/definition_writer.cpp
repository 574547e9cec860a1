// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/definition_writer.h"

#include "spec/json_pointer.h"

#include <algorithm>

namespace gw::spec {

namespace {

constexpr std::size_t kLineLength = 100;

bool isContainer(JsonValue value)
{
    return value.isArray() || value.isObject();
}

void appendCompact(std::string &out, JsonValue value)
{
    if (!isContainer(value)) {
        out += value.text();
        return;
    }
    out += value.isArray() ? '[' : '{';
    bool isFirst = true;
    for (const JsonValue child : value.children()) {
        if (!isFirst) {
            out += ',';
        }
        isFirst = false;
        if (value.isObject()) {
            out += child.keyText();
            out += ':';
        }
        appendCompact(out, child);
    }
    out += value.isArray() ? ']' : '}';
}

// "[1, 2]" when it holds scalars only and fits behind `column`; else empty.
std::string oneLineArray(JsonValue value, std::size_t column)
{
    std::string line = "[";
    for (const JsonValue child : value.children()) {
        if (isContainer(child)) {
            return {};
        }
        line += (line.size() > 1 ? ", " : "") + std::string(child.text());
        if (column + line.size() >= kLineLength) {
            return {};
        }
    }
    return line + ']';
}

void appendPretty(std::string &out, JsonValue value, std::size_t level)
{
    if (!isContainer(value)) {
        out += value.text();
        return;
    }
    if (value.size() == 0) {
        out += value.isArray() ? "[]" : "{}";
        return;
    }
    if (value.isArray()) {
        const std::size_t lineBegin = out.rfind('\n') + 1;
        if (const std::string line = oneLineArray(value, out.size() - lineBegin); !line.empty()) {
            out += line;
            return;
        }
    }
    const std::string indentation(2 * (level + 1), ' ');
    out += value.isArray() ? '[' : '{';
    bool isFirst = true;
    for (const JsonValue child : value.children()) {
        out += isFirst ? "\n" : ",\n";
        isFirst = false;
        out += indentation;
        if (value.isObject()) {
            out += child.keyText();
            out += ": ";
        }
        appendPretty(out, child, level + 1);
    }
    out += '\n' + std::string(2 * level, ' ');
    out += value.isArray() ? ']' : '}';
}

void appendCanonical(std::string &out, JsonValue value)
{
    if (value.isString()) {
        out += quotedJson(value.string());
        return;
    }
    if (!isContainer(value)) {
        out += value.text();
        return;
    }
    std::vector<JsonValue> children;
    children.reserve(value.size());
    for (const JsonValue child : value.children()) {
        children.push_back(child);
    }
    if (value.isObject()) {
        std::ranges::sort(children, {}, [](const JsonValue &child) { return child.key(); });
    }
    out += value.isArray() ? '[' : '{';
    for (std::size_t i = 0; i < children.size(); ++i) {
        out += i == 0 ? "" : ",";
        if (value.isObject()) {
            out += quotedJson(children[i].key()) + ':';
        }
        appendCanonical(out, children[i]);
    }
    out += value.isArray() ? ']' : '}';
}

} // namespace

std::string prettyJson(JsonValue value)
{
    std::string out;
    appendPretty(out, value, 0);
    out += '\n';
    return out;
}

std::string compactJson(JsonValue value)
{
    std::string out;
    appendCompact(out, value);
    return out;
}

std::string canonicalJson(JsonValue value)
{
    std::string out;
    appendCanonical(out, value);
    return out;
}

} // namespace gw::spec
