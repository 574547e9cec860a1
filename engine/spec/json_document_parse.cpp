// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/json_document.h"
#include "spec/json_pointer.h"

#include <jsoncons/json_parser.hpp>
#include <jsoncons/json_visitor.hpp>

#include <algorithm>

namespace gw::spec {

// Listens to jsoncons' parser and notes where each value stands.
class JsonDocumentBuilder final : public jsoncons::default_json_visitor {
public:
    explicit JsonDocumentBuilder(JsonDocument &document)
        : m_document(document)
    {
        m_document.m_nodes.reserve(m_document.m_text.size() / 16);
    }

    [[nodiscard]] Expected<void> run();

private:
    using Context = jsoncons::ser_context;
    // Where the parser stopped; lines and columns from 1, the token's start in bytes.
    struct Place {
        std::size_t token;
        std::size_t line;
        std::size_t column;
    };

    [[nodiscard]] Error syntaxError(const std::string &words, const Place &place) const;

    void open(JsonType type, const Context &context)
    {
        const std::uint32_t index = add(type, context);
        m_open.push_back(index);
    }
    void close(const Context &context);
    std::uint32_t add(JsonType type, const Context &context);
    [[nodiscard]] JsonDocument::Slice slice(std::string_view decoded, const Context &context);
    void refuseDuplicates(std::uint32_t object);

    JSONCONS_VISITOR_RETURN_TYPE visit_begin_object(jsoncons::semantic_tag, const Context &context,
                                                    std::error_code &) override
    {
        open(JsonType::Object, context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_end_object(const Context &context,
                                                  std::error_code &) override
    {
        refuseDuplicates(m_open.back());
        close(context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_begin_array(jsoncons::semantic_tag, const Context &context,
                                                   std::error_code &) override
    {
        open(JsonType::Array, context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_end_array(const Context &context, std::error_code &) override
    {
        close(context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_key(const string_view_type &name, const Context &context,
                                           std::error_code &) override
    {
        m_key = slice(std::string_view(name.data(), name.size()), context);
        m_keyBegin = static_cast<std::uint32_t>(context.begin_position());
        m_keyEnd = static_cast<std::uint32_t>(context.end_position());
        m_hasKey = true;
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_null(jsoncons::semantic_tag, const Context &context,
                                            std::error_code &) override
    {
        add(JsonType::Null, context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_bool(bool, jsoncons::semantic_tag, const Context &context,
                                            std::error_code &) override
    {
        add(JsonType::Bool, context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_uint64(std::uint64_t, jsoncons::semantic_tag,
                                              const Context &context, std::error_code &) override
    {
        add(JsonType::Number, context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_int64(std::int64_t, jsoncons::semantic_tag,
                                             const Context &context, std::error_code &) override
    {
        add(JsonType::Number, context);
        JSONCONS_VISITOR_RETURN;
    }
    JSONCONS_VISITOR_RETURN_TYPE visit_double(double, jsoncons::semantic_tag,
                                              const Context &context, std::error_code &) override
    {
        add(JsonType::Number, context);
        JSONCONS_VISITOR_RETURN;
    }
    // Numbers with a fraction come here too, because their spelling is asked for.
    JSONCONS_VISITOR_RETURN_TYPE visit_string(const string_view_type &value, jsoncons::semantic_tag,
                                              const Context &context, std::error_code &) override
    {
        if (m_document.m_text[context.begin_position()] != '"') {
            add(JsonType::Number, context);
            JSONCONS_VISITOR_RETURN;
        }
        const JsonDocument::Slice text =
            slice(std::string_view(value.data(), value.size()), context);
        m_document.m_nodes[add(JsonType::String, context)].string = text;
        JSONCONS_VISITOR_RETURN;
    }

    JsonDocument &m_document;
    std::vector<std::uint32_t> m_open;
    std::vector<std::pair<std::string_view, std::uint32_t>> m_names; // scratch
    JsonDocument::Slice m_key;
    std::uint32_t m_keyBegin = 0;
    std::uint32_t m_keyEnd = 0;
    bool m_hasKey = false;
    std::optional<std::uint32_t> m_duplicate;
};

namespace {

// Where the text that begins there with a quote breaks off: at a control character, at its end.
// Nothing where it does not begin there, or is closed.
std::optional<std::size_t> endOfOpenString(std::string_view text, std::size_t begin)
{
    if (begin >= text.size() || text[begin] != '"') {
        return std::nullopt;
    }
    std::size_t at = begin + 1;
    for (; at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20; ++at) {
        if (text[at] == '"') {
            return std::nullopt;
        }
        at += text[at] == '\\' ? 1 : 0;
    }
    return std::min(at, text.size());
}

} // namespace

// What the parser says, in better words for texts that are not closed.
Error JsonDocumentBuilder::syntaxError(const std::string &words, const Place &place) const
{
    const std::string_view text = m_document.m_text;
    const std::string kind = "Not valid JSON: ";
    if (const auto end = endOfOpenString(text, place.token)) {
        const bool isLine = *end >= text.size() || text[*end] == '\n' || text[*end] == '\r';
        return isLine ? Error{kind + "Text is not closed in its line",
                              m_document.placeOf(place.token), "Put a quote at its end"}
                      : Error{kind + "Text holds a control character", m_document.placeOf(*end),
                              "Write it as \\t, \\n or \\u00xx"};
    }
    const std::string start = m_document.m_name.empty() ? "line " : m_document.m_name + ':';
    return {
        kind + words, start + std::to_string(place.line) + ':' + std::to_string(place.column), {}};
}

Expected<void> JsonDocumentBuilder::run()
{
    jsoncons::json_options options;
    options.max_nesting_depth(JsonDocument::kMaxDepth).allow_comments(false).lossless_number(true);
    jsoncons::json_parser parser(options, jsoncons::strict_json_parsing());
    std::error_code error;
    parser.update(m_document.m_text.data(), m_document.m_text.size());
    parser.parse_some(*this, error);
    if (!error) {
        parser.finish_parse(*this, error);
    }
    if (!error) {
        parser.check_done(error);
    }
    if (error) {
        return tl::unexpected(
            syntaxError(error.message(), {parser.position(), parser.line(), parser.column()}));
    }
    if (m_duplicate) {
        const JsonDocument::Node &node = m_document.m_nodes[*m_duplicate];
        return failure("Key \"" + std::string(m_document.sliceText(node.key)) +
                           "\" stands twice in one object",
                       m_document.placeOf(node.memberBegin), "Keep one of the two");
    }
    return {};
}

std::uint32_t JsonDocumentBuilder::add(JsonType type, const Context &context)
{
    const auto index = static_cast<std::uint32_t>(m_document.m_nodes.size());
    JsonDocument::Node &node = m_document.m_nodes.emplace_back();
    node.type = type;
    node.begin = static_cast<std::uint32_t>(context.begin_position());
    node.end = static_cast<std::uint32_t>(context.end_position());
    node.next = index + 1;
    node.memberBegin = m_hasKey ? m_keyBegin : node.begin;
    node.keyEnd = m_hasKey ? m_keyEnd : node.begin;
    if (m_hasKey) {
        node.key = m_key;
        m_hasKey = false;
    }
    if (!m_open.empty()) {
        node.parent = m_open.back();
        ++m_document.m_nodes[m_open.back()].size;
    }
    return index;
}

void JsonDocumentBuilder::close(const Context &context)
{
    JsonDocument::Node &node = m_document.m_nodes[m_open.back()];
    node.end = static_cast<std::uint32_t>(context.end_position());
    node.next = static_cast<std::uint32_t>(m_document.m_nodes.size());
    m_open.pop_back();
}

// An escape sequence is always longer than what it stands for, so equal lengths mean equal bytes.
JsonDocument::Slice JsonDocumentBuilder::slice(std::string_view decoded, const Context &context)
{
    const std::size_t spelled = context.end_position() - context.begin_position() - 2;
    JsonDocument::Slice result;
    result.length = static_cast<std::uint32_t>(decoded.size());
    if (decoded.size() == spelled) {
        result.offset = static_cast<std::uint32_t>(context.begin_position() + 1);
        return result;
    }
    result.decoded = true;
    result.offset = static_cast<std::uint32_t>(m_document.m_decoded.size());
    m_document.m_decoded += decoded;
    return result;
}

void JsonDocumentBuilder::refuseDuplicates(std::uint32_t object)
{
    m_names.clear();
    const auto end = static_cast<std::uint32_t>(m_document.m_nodes.size());
    for (std::uint32_t i = object + 1; i < end; i = m_document.m_nodes[i].next) {
        m_names.emplace_back(m_document.sliceText(m_document.m_nodes[i].key), i);
    }
    std::ranges::sort(m_names);
    for (std::size_t i = 1; i < m_names.size(); ++i) {
        const std::uint32_t index = m_names[i].second;
        if (m_names[i].first == m_names[i - 1].first && (!m_duplicate || index < *m_duplicate)) {
            m_duplicate = index;
        }
    }
}

Expected<JsonDocument> JsonDocument::parse(std::string text, std::string_view name)
{
    JsonDocument document;
    document.m_name = name;
    document.m_text = std::move(text);
    if (document.m_text.size() > kMaxBytes) {
        return failure("Larger than 4 MiB", document.m_name);
    }
    if (document.m_text.starts_with("\xEF\xBB\xBF")) {
        document.m_text.erase(0, 3);
    }
    try {
        if (Expected<void> done = JsonDocumentBuilder(document).run(); !done) {
            return tl::unexpected(std::move(done.error()));
        }
    } catch (const std::exception &error) {
        return failure(std::string("Not valid JSON: ") + error.what(), document.m_name);
    }
    return document;
}

} // namespace gw::spec
