// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::spec {

class JsonDocument;

enum class JsonType : std::uint8_t { Null, Bool, Number, String, Array, Object };

// "null", "boolean", "number", "string", "array" or "object".
[[nodiscard]] std::string_view toString(JsonType type);

// A place for people: both count from 1, columns in characters.
struct TextPosition {
    int line = 1;
    int column = 1;
};

// One value inside a JsonDocument. Valid while the document lives and is not moved.
class JsonValue final {
public:
    [[nodiscard]] JsonType type() const;
    [[nodiscard]] bool isNull() const { return type() == JsonType::Null; }
    [[nodiscard]] bool isObject() const { return type() == JsonType::Object; }
    [[nodiscard]] bool isArray() const { return type() == JsonType::Array; }
    [[nodiscard]] bool isString() const { return type() == JsonType::String; }

    // The value as it is spelled in the document.
    [[nodiscard]] std::string_view text() const;
    // The decoded text of a string, empty for other types.
    [[nodiscard]] std::string_view string() const;
    [[nodiscard]] bool boolean() const; // false for other types
    // Empty when it is no number, has a fraction or exponent, or does not fit: Go's rule.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<double> number() const; // empty when it is no number, or too large

    // The decoded key of an object's member, empty for everything else.
    [[nodiscard]] std::string_view key() const;
    // The key with its quotes as it is spelled in the document.
    [[nodiscard]] std::string_view keyText() const;

    // Byte offsets in the document; a member's start is that of its key.
    [[nodiscard]] std::size_t begin() const;
    [[nodiscard]] std::size_t end() const;
    [[nodiscard]] std::size_t memberBegin() const;
    [[nodiscard]] std::size_t keyEnd() const; // memberBegin() for an array's element
    [[nodiscard]] TextPosition position() const;
    [[nodiscard]] std::string pointer() const;

    // Children of an array or object, in the order of the document.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const;
    // As find(); when the exact key is missing, the first that differs in the case of ASCII
    // letters.
    [[nodiscard]] std::optional<JsonValue> findIgnoringCase(std::string_view key) const;
    [[nodiscard]] std::optional<JsonValue> at(std::size_t index) const;

    class Children;
    [[nodiscard]] Children children() const;

private:
    friend class JsonDocument;
    JsonValue(const JsonDocument *document, std::uint32_t index)
        : m_document(document)
        , m_index(index)
    {
    }

    const JsonDocument *m_document;
    std::uint32_t m_index;
};

// JSON text together with the place of every value in it. The text is the truth: an edit replaces
// only the bytes that it is about, so order, unknown keys, spelling and layout of the rest survive.
// Refuses duplicate keys, comments, trailing commas, invalid UTF-8 and more than kMaxDepth levels.
class JsonDocument final {
public:
    static constexpr int kMaxDepth = 64;
    static constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;

    // name: the file, for messages. A byte order mark is dropped.
    [[nodiscard]] static Expected<JsonDocument> parse(std::string text, std::string_view name = {});

    [[nodiscard]] const std::string &text() const { return m_text; }
    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] JsonValue root() const { return {this, 0}; }
    [[nodiscard]] std::optional<JsonValue> valueAt(std::string_view pointer) const;
    [[nodiscard]] TextPosition positionOf(std::size_t offset) const;
    // "name:line:column"
    [[nodiscard]] std::string placeOf(std::size_t offset) const;

    // Each fails when the pointer leads nowhere or the new text is no JSON; lines of a text that
    // has several are indented as the place asks for.
    [[nodiscard]] Expected<JsonDocument> withReplaced(std::string_view pointer,
                                                      std::string_view json) const;
    // A new member goes to the end of its object; an array takes the element before that index, "-"
    // is behind the last. Fails when the member exists.
    [[nodiscard]] Expected<JsonDocument> withInserted(std::string_view pointer,
                                                      std::string_view json) const;
    [[nodiscard]] Expected<JsonDocument> withRemoved(std::string_view pointer) const;
    // Replaces, or inserts together with the objects that are missing on the way.
    [[nodiscard]] Expected<JsonDocument> withValue(std::string_view pointer,
                                                   std::string_view json) const;

private:
    friend class JsonValue;
    friend class JsonDocumentBuilder;

    // Offset and length in the text, or in m_decoded where the text has escapes.
    struct Slice {
        std::uint32_t offset = 0;
        std::uint32_t length = 0;
        bool decoded = false;
    };
    struct Node {
        JsonType type = JsonType::Null;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t memberBegin = 0;
        std::uint32_t keyEnd = 0;
        std::uint32_t parent = 0;
        std::uint32_t next = 0; // first node behind this one's descendants
        std::uint32_t size = 0;
        Slice key;
        Slice string;
    };

    [[nodiscard]] std::string_view sliceText(const Slice &slice) const;
    [[nodiscard]] std::string newMember(JsonValue container, std::string_view key,
                                        std::string_view json) const;
    [[nodiscard]] Expected<JsonDocument> spliced(std::size_t begin, std::size_t end,
                                                 std::string_view replacement) const;

    std::string m_text;
    std::string m_name;
    std::string m_decoded;
    std::vector<Node> m_nodes; // depth first
};

class JsonValue::Children final {
public:
    class Iterator final {
    public:
        [[nodiscard]] JsonValue operator*() const { return {m_document, m_index}; }
        Iterator &operator++();
        [[nodiscard]] bool operator==(const Iterator &other) const
        {
            return m_index == other.m_index;
        }

    private:
        friend class Children;
        Iterator(const JsonDocument *document, std::uint32_t index)
            : m_document(document)
            , m_index(index)
        {
        }
        const JsonDocument *m_document;
        std::uint32_t m_index;
    };

    [[nodiscard]] Iterator begin() const { return {m_document, m_begin}; }
    [[nodiscard]] Iterator end() const { return {m_document, m_end}; }

private:
    friend class JsonValue;
    Children(const JsonDocument *document, std::uint32_t begin, std::uint32_t end)
        : m_document(document)
        , m_begin(begin)
        , m_end(end)
    {
    }
    const JsonDocument *m_document;
    std::uint32_t m_begin;
    std::uint32_t m_end;
};

} // namespace gw::spec
