// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/arena.h"

#include <span>
#include <string_view>
#include <vector>

namespace gw::http {

// One header or trailer field, spelled as it came (RFC 9110 section 5).
struct Field {
    std::string_view name;
    std::string_view value; // without surrounding blanks
};

// ASCII only, as field names are.
[[nodiscard]] bool equalsIgnoreCase(std::string_view left, std::string_view right);

// The fields of one message in wire order. Names compare case-insensitively; spelling is kept.
// Views point into the exchange's arena or its input buffer; what is added is copied to the arena.
// add() and set() do not check the grammar: callers that take text from outside ask isFieldName()
// and isFieldValue() first. Thread: its exchange's.
class FieldList final {
public:
    explicit FieldList(Arena &arena)
        : m_arena(&arena)
    {
    }

    // First value; empty when absent (use contains() to tell apart).
    [[nodiscard]] std::string_view value(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;

    void add(std::string_view name, std::string_view value);
    // Replaces the first of that name in place and drops the others; adds it when absent.
    void set(std::string_view name, std::string_view value);
    // Returns how many were removed.
    std::size_t remove(std::string_view name);
    void clear() { m_fields.clear(); }

    // The parser's way in: the views must live as long as the exchange.
    void addView(Field field) { m_fields.push_back(field); }

    [[nodiscard]] std::span<const Field> all() const { return m_fields; }
    [[nodiscard]] std::size_t size() const { return m_fields.size(); }
    [[nodiscard]] bool isEmpty() const { return m_fields.empty(); }
    [[nodiscard]] auto begin() const { return m_fields.begin(); }
    [[nodiscard]] auto end() const { return m_fields.end(); }

private:
    Arena *m_arena;
    std::vector<Field> m_fields;
};

// RFC 9110 5.6.2 token; 5.5 field-value without CR, LF, NUL and other control bytes but tab.
[[nodiscard]] bool isFieldName(std::string_view text);
[[nodiscard]] bool isFieldValue(std::string_view text);

} // namespace gw::http
