// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/curl_form.h"

#include "base/ascii.h"
#include "requests/curl_body.h"
#include "requests/request_builder.h"
#include "requests/template_text.h"
#include "requests/words.h"

#include <algorithm>

namespace gw::requests {

namespace {

// Up to one of the ends: between quotes a text with backslashes, else as it stands.
std::string takeFormWord(std::string_view &rest, std::string_view ends)
{
    if (!rest.starts_with('"')) {
        const std::size_t end = std::min(rest.find_first_of(ends), rest.size());
        const std::string word(rest.substr(0, end));
        rest.remove_prefix(end);
        return word;
    }
    std::string word;
    std::size_t at = 1;
    for (; at < rest.size() && rest[at] != '"'; ++at) {
        const bool isEscape = rest[at] == '\\' && at + 1 < rest.size() &&
                              (rest[at + 1] == '"' || rest[at + 1] == '\\');
        at += isEscape ? 1 : 0;
        word += rest[at];
    }
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return word;
}

// ";type=text/html;charset=utf-8;filename=x": the type, the rest noted.
std::string takeFormType(std::string_view rest, const std::string &shown,
                         std::vector<std::string> &notes)
{
    std::string type;
    bool isOfType = false;
    while (rest.starts_with(';')) {
        rest.remove_prefix(1);
        const std::string parameter(trimmed(takeFormWord(rest, ";")));
        const bool isKnown = std::ranges::any_of(
            std::initializer_list<std::string_view>{"filename=", "headers=", "encoder="},
            [&parameter](std::string_view name) { return parameter.starts_with(name); });
        if (parameter.starts_with("type=")) {
            type = parameter.substr(5);
        } else if (isOfType && !isKnown) {
            type += ";" + parameter;
        } else if (!parameter.empty()) {
            notes.push_back(
                said(QCoreApplication::translate("gw::requests::Words", "%1: only type= is kept"),
                     {shown + ";" + parameter}));
        }
        isOfType = !type.empty() && !isKnown;
    }
    return type;
}

// As curl has it: the host's [::1] is none.
bool isPattern(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t path = std::min(url.find_first_of("/?#", host), url.size());
    return url.find('{') != std::string_view::npos || url.find('[', path) != std::string_view::npos;
}

} // namespace

bool isFileArgument(std::string_view text)
{
    return text.size() > 1 && text.front() == '@';
}

std::optional<Line> curlFormLine(const std::string &text, std::vector<std::string> &notes)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        notes.push_back(said(Words::tr("-F %1: no part"), {text}));
        return std::nullopt;
    }
    const std::string name = text.substr(0, equals);
    const std::string shown = "-F " + name + "=...";
    std::string_view rest = std::string_view(text).substr(equals + 1);
    const bool isFile = rest.starts_with('@') || rest.starts_with('<');
    if (rest.starts_with('<')) {
        notes.push_back(said(Words::tr("-F %1: the file's content is sent as a file"), {text}));
    }
    rest.remove_prefix(isFile ? 1 : 0);
    const std::string word = takeFormWord(rest, isFile ? ",;" : ";");
    if (rest.starts_with(',')) {
        notes.push_back(said(Words::tr("%1: only the first file is sent"), {shown}));
        rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    }
    const std::string type = takeFormType(rest, shown, notes);
    if (!isFile && !type.empty()) {
        notes.push_back(said(Words::tr("-F %1: the type %2 of a text is not kept"), {name, type}));
    }
    Line line;
    line.name = spellName(name, Braces::Letters);
    line.value = isFile ? fileReference(word, type) : partText(word);
    return line;
}

std::string partText(const std::string &text)
{
    const std::string spelled = spellValue(text, Braces::Letters);
    return spelled.starts_with(kFileMark) ? "\\u{66}" + spelled.substr(1) : spelled;
}

std::optional<std::string> urlEncodedData(const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos && text.find('@') != std::string::npos) {
        return std::nullopt;
    }
    if (equals == std::string::npos || equals == 0) {
        return percentEncoded(text.substr(equals == 0 ? 1 : 0));
    }
    return text.substr(0, equals + 1) + percentEncoded(text.substr(equals + 1));
}

std::string CurlUrl::text(std::vector<std::string> &notes) const
{
    std::string url = given;
    if (hasPatterns) {
        // A backslash takes the meaning away.
        std::string plain;
        bool isMeant = false;
        for (std::size_t at = 0; at < url.size(); ++at) {
            const bool isEscape =
                url[at] == '\\' && at + 1 < url.size() &&
                std::string_view("[]{}").find(url[at + 1]) != std::string_view::npos;
            at += isEscape ? 1 : 0;
            plain += url[at];
            isMeant |= isEscape;
        }
        if (!isMeant && isPattern(url)) {
            notes.push_back(
                said(Words::tr("The URL is a pattern for curl; it is sent as it stands")));
        }
        url = plain;
    }
    const std::size_t fragment = std::min(url.find('#'), url.size());
    std::string end = url.substr(fragment);
    url.resize(fragment);
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
    if (!upload.empty() && url.find('?') == std::string::npos) {
        if (url.find('/', host) == std::string::npos) {
            url += '/';
        }
        url +=
            url.ends_with('/') ? percentEncoded(upload.substr(upload.find_last_of("/\\") + 1)) : "";
    }
    for (const std::string &piece : query) {
        const bool isJoined = url.ends_with('?') || url.ends_with('&');
        url += isJoined ? "" : url.find('?') == std::string::npos ? "?" : "&";
        url += piece;
    }
    return url + end;
}

} // namespace gw::requests
