// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/error_reply.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace gw::chain {

namespace {

constexpr std::string_view kJsonDocument = "{\n    \"error\": \"{{.Message|js}}\"\n}";
constexpr std::string_view kXmlDocument = "<?xml version = \"1.0\" encoding = \"UTF-8\"?>\n"
                                          "<error>{{.Message}}</error>\n";

void appendUnicodeEscape(unsigned char byte, std::string &out)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out += "\\u00";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
}

// As Go's JavaScript escaping, but for the apostrophe, which would make invalid JSON there.
void appendJson(std::string_view text, std::string &out)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f || c == '<' || c == '>' || c == '&' || c == '=' ||
                   c == '\'') {
            appendUnicodeEscape(byte, out);
        } else {
            out += c;
        }
    }
}

void appendXml(std::string_view text, std::string &out)
{
    for (const char c : text) {
        switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            // XML 1.0 has no way to write most control characters.
            out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
        }
    }
}

// "{{ .Message | js }}" without braces, blanks and the escaping.
std::string actionName(std::string_view action)
{
    std::string name(action.substr(0, action.find('|')));
    std::erase_if(name, [](char c) { return c == ' ' || c == '\t' || c == '-'; });
    return name;
}

std::string_view mediaType(std::string_view contentType)
{
    std::string_view type = contentType.substr(0, contentType.find(';'));
    while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) {
        type.remove_suffix(1);
    }
    return type;
}

// The XML type to answer with; empty: answer JSON.
std::string_view xmlType(std::string_view contentType)
{
    constexpr std::array<std::string_view, 3> kTypes{"application/xml", "text/xml",
                                                     "application/soap+xml"};
    const std::string_view type = mediaType(contentType);
    const auto place = std::find_if(kTypes.begin(), kTypes.end(), [&](std::string_view known) {
        return http::equalsIgnoreCase(known, type);
    });
    return place == kTypes.end() ? std::string_view() : *place;
}

// Status of a file name "error" or "error_404"; 0 is every status, -1 no error template.
int statusOfStem(std::string_view stem)
{
    if (stem == "error") {
        return 0;
    }
    constexpr std::string_view kPrefix = "error_";
    if (!stem.starts_with(kPrefix)) {
        return -1;
    }
    int status = -1;
    const char *end = stem.data() + stem.size();
    const auto result = std::from_chars(stem.data() + kPrefix.size(), end, status);
    return result.ec == std::errc() && result.ptr == end && status > 0 ? status : -1;
}

} // namespace

Expected<ErrorTemplate> ErrorTemplate::compile(std::string_view text, Format format)
{
    ErrorTemplate result;
    result.m_format = format;
    while (true) {
        const auto open = text.find("{{");
        if (open == std::string_view::npos) {
            result.m_parts.push_back({std::string(text), Hole::None});
            return result;
        }
        const auto close = text.find("}}", open);
        if (close == std::string_view::npos) {
            return failure("A {{ has no }}", {}, "Close the action");
        }
        const std::string name = actionName(text.substr(open + 2, close - open - 2));
        if (name != ".Message" && name != ".StatusCode") {
            return failure("Unknown action {{" + name + "}}", {},
                           "Use {{.Message}} or {{.StatusCode}}");
        }
        result.m_parts.push_back(
            {std::string(text.substr(0, open)), name == ".Message" ? Hole::Message : Hole::Status});
        text.remove_prefix(close + 2);
    }
}

void ErrorTemplate::fill(int status, std::string_view message, std::string &out) const
{
    for (const Part &part : m_parts) {
        out += part.text;
        if (part.hole == Hole::Status) {
            out += std::to_string(status);
        } else if (part.hole == Hole::Message && m_format == Format::Json) {
            appendJson(message, out);
        } else if (part.hole == Hole::Message) {
            appendXml(message, out);
        }
    }
}

ErrorReply ErrorReply::load(const request::GatewaySettings &settings,
                            std::vector<std::string> &problems)
{
    using Format = ErrorTemplate::Format;
    ErrorReply reply;
    reply.m_hidesGenerator = settings.hideGeneratorHeader;
    reply.m_closesConnections = settings.closeConnections;
    reply.m_json.insert_or_assign(0, *ErrorTemplate::compile(kJsonDocument, Format::Json));
    reply.m_xml.insert_or_assign(0, *ErrorTemplate::compile(kXmlDocument, Format::Xml));
    if (settings.templatePath.empty()) {
        return reply;
    }
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(settings.templatePath, error)) {
        const std::filesystem::path &path = entry.path();
        const int status = statusOfStem(path.stem().string());
        const bool isXml = path.extension() == ".xml";
        if (status < 0 || (!isXml && path.extension() != ".json")) {
            continue;
        }
        std::ifstream file(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        auto compiled = ErrorTemplate::compile(text, isXml ? Format::Xml : Format::Json);
        if (!file || !compiled) {
            problems.push_back(path.string() + ": " +
                               (file ? compiled.error().text() : "The file cannot be read"));
            continue;
        }
        (isXml ? reply.m_xml : reply.m_json).insert_or_assign(status, std::move(*compiled));
    }
    return reply;
}

const ErrorTemplate &ErrorReply::find(const Templates &templates, int status) const
{
    const auto place = templates.find(status);
    return place == templates.end() ? templates.at(0) : place->second;
}

void ErrorReply::fill(request::RequestContext &context, int status, std::string_view message,
                      std::string &body) const
{
    const std::string_view xml = xmlType(context.exchange.request().fields.value("Content-Type"));
    http::ResponseHead &head = context.exchange.response();
    head.status = status;
    head.reason = {};
    head.fields.set("Content-Type", xml.empty() ? std::string_view("application/json") : xml);
    if (!m_hidesGenerator) {
        head.fields.set("X-Generator", "tyk.io");
    }
    if (m_closesConnections) {
        context.exchange.closeAfterResponse();
    }
    body.clear();
    find(xml.empty() ? m_json : m_xml, status).fill(status, message, body);
}

} // namespace gw::chain
