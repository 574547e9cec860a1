// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/request_body.h"

#include "base/ascii.h"
#include "requests/json_value.h"
#include "requests/literal_reader.h"
#include "requests/template_text.h"
#include "requests/words.h"
#include "spec/base64.h"

#include <algorithm>
#include <filesystem>

namespace gw::requests {

namespace {

constexpr const char *kJson = "application/json";
constexpr const char *kXml = "application/xml";

Expected<PreparedBody> expanded(std::string_view text, Spelling spelling,
                                const Variables &variables, std::string contentType)
{
    auto content = expand(text, spelling, variables);
    if (!content) {
        return tl::unexpected(content.error());
    }
    return PreparedBody{*std::move(content), std::move(contentType)};
}

Expected<PreparedBody> bytesOf(std::optional<std::string> bytes, const QString &otherwise)
{
    if (!bytes) {
        return failure(said(otherwise));
    }
    return PreparedBody{*std::move(bytes), {}};
}

// A GraphQL query, with its variables behind it as `variables { ... }`, becomes a JSON document.
Expected<PreparedBody> graphQl(std::string_view text, Spelling spelling, const Variables &variables)
{
    constexpr std::string_view kMark = "\nvariables";
    const std::size_t mark = text.find(kMark);
    const auto query = expand(text.substr(0, mark), spelling, variables);
    if (!query) {
        return tl::unexpected(query.error());
    }
    std::string json = "{\"query\":" + jsonQuoted(trimmed(*query, kWhitespace));
    if (mark != std::string_view::npos) {
        const auto given = expand(trimmed(text.substr(mark + kMark.size()), kWhitespace),
                                  Spelling::Json, variables);
        if (!given) {
            return tl::unexpected(given.error());
        }
        if (const auto parsed = valueOfJson(*given); !parsed) {
            return failure(said(Words::tr("The variables of the GraphQL query are not JSON: %1"),
                                {parsed.error().what}));
        }
        json.append(",\"variables\":").append(*given);
    }
    return PreparedBody{json + "}", kJson};
}

Expected<PreparedBody> multiline(const Body &body, const Variables &variables)
{
    TextCursor cursor(body.text);
    auto text = readMultiline(cursor);
    if (!text) {
        return tl::unexpected(text.error());
    }
    // "json,escape": a language and attributes, in any order.
    const auto has = [&text](std::string_view word) {
        const std::string list = "," + text->language + ",";
        return list.find("," + std::string(word) + ",") != std::string::npos;
    };
    const Spelling spelling = has("escape") ? Spelling::Escaped : Spelling::Verbatim;
    if (has("graphql")) {
        return graphQl(text->content, spelling, variables);
    }
    std::string content = text->content;
    if (!has("novariable")) {
        auto replaced = expand(content, spelling, variables);
        if (!replaced) {
            return tl::unexpected(replaced.error());
        }
        content = *std::move(replaced);
    }
    std::string digits = content;
    std::erase_if(digits, [](char letter) {
        return std::string_view(" \t\r\n").find(letter) != std::string_view::npos;
    });
    if (has("hex")) {
        return bytesOf(decodedHex(digits), Words::tr("The body is not hexadecimal"));
    }
    if (has("base64")) {
        return bytesOf(spec::decodedBase64(digits), Words::tr("The body is not base64"));
    }
    return PreparedBody{content, has("json") ? kJson : has("xml") ? kXml : ""};
}

Expected<PreparedBody> fileBody(const Body &body, const Variables &variables,
                                const std::string &folder)
{
    std::string_view name = body.text;
    name = trimmed(name.substr(5, name.size() - 6), kWhitespace); // file,NAME;
    auto path = expand(name, Spelling::Escaped, variables);
    if (!path) {
        return tl::unexpected(path.error());
    }
    return PreparedBody{FileBody{resolvedPath(folder, *path)}, {}};
}

} // namespace

Expected<void> checkBelow(const std::string &root, const std::string &path)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path top =
        fs::weakly_canonical(fs::absolute(root.empty() ? "." : root, error), error);
    const fs::path file = fs::weakly_canonical(fs::absolute(path, error), error);
    const fs::path inside = file.lexically_relative(top);
    if (error || inside.empty() || *inside.begin() == "..") {
        return failure(said(Words::tr("This file is outside the folder of the requests")), path,
                       said(Words::tr("A run reads and writes only below %1"), {top.string()}));
    }
    return {};
}

std::string resolvedPath(const std::string &folder, const std::string &path)
{
    return (std::filesystem::path(folder) / path).lexically_normal().string();
}

Expected<PreparedBody> prepareBody(const Body &body, const Variables &variables,
                                   const std::string &folder)
{
    switch (body.kind) {
    case BodyKind::Json:
        return expanded(body.text, Spelling::Json, variables, kJson);
    case BodyKind::Xml:
        return expanded(body.text, Spelling::Verbatim, variables, kXml);
    case BodyKind::Multiline:
        return multiline(body, variables);
    case BodyKind::OneLine:
        return expanded(std::string_view(body.text).substr(1, body.text.size() - 2),
                        Spelling::Escaped, variables, {});
    case BodyKind::File:
        return fileBody(body, variables, folder);
    case BodyKind::Base64:
    case BodyKind::Hex:
        break;
    }
    TextCursor cursor(body.text);
    auto bytes = readBinary(cursor);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return PreparedBody{*std::move(bytes), {}};
}

} // namespace gw::requests
