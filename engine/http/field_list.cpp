// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/field_list.h"

#include <algorithm>

namespace gw::http {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

constexpr bool isTokenByte(unsigned char c)
{
    constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kSigns.find(static_cast<char>(c)) != std::string_view::npos;
}

} // namespace

bool equalsIgnoreCase(std::string_view left, std::string_view right)
{
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view FieldList::value(std::string_view name) const
{
    for (const Field &field : m_fields) {
        if (equalsIgnoreCase(field.name, name)) {
            return field.value;
        }
    }
    return {};
}

bool FieldList::contains(std::string_view name) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [&](const Field &field) { return equalsIgnoreCase(field.name, name); });
}

std::size_t FieldList::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::count_if(m_fields.begin(), m_fields.end(),
                      [&](const Field &field) { return equalsIgnoreCase(field.name, name); }));
}

void FieldList::add(std::string_view name, std::string_view value)
{
    m_fields.push_back({m_arena->copy(name), m_arena->copy(value)});
}

void FieldList::set(std::string_view name, std::string_view value)
{
    const auto sameName = [&](const Field &field) {
        return equalsIgnoreCase(field.name, name);
    };
    const auto first = std::find_if(m_fields.begin(), m_fields.end(), sameName);
    if (first == m_fields.end()) {
        add(name, value);
        return;
    }
    first->value = m_arena->copy(value);
    m_fields.erase(std::remove_if(first + 1, m_fields.end(), sameName), m_fields.end());
}

std::size_t FieldList::remove(std::string_view name)
{
    return std::erase_if(m_fields,
                         [&](const Field &field) { return equalsIgnoreCase(field.name, name); });
}

bool isFieldName(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isTokenByte(static_cast<unsigned char>(c));
    });
}

bool isFieldValue(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

} // namespace gw::http
