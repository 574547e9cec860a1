// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/secret_mask.h"

#include "base/ascii.h"
#include "requests/template_text.h"

#include <algorithm>
#include <array>

namespace gw::history {

namespace {

using requests::Line;

constexpr std::string_view kHidden = "****";
// Shorter ones would take ordinary words out of the texts, and are no secrets.
constexpr std::size_t kShortestSecret = 4;

// "X-Api-Key" => "{{x_api_key}}"
std::string variableFor(std::string_view name)
{
    std::string variable = lowerAscii(name);
    std::ranges::replace_if(
        variable,
        [](char letter) {
            return !((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'));
        },
        '_');
    return "{{" + variable + "}}";
}

// What stands beside the variables of a value: "Basic {{user}}:literal" has a secret of its own,
// "Bearer {{token}}" has none.
bool hasLiteral(const Line &line)
{
    if (lowerAscii(line.name) == "cookie") {
        return requests::variablesIn(line.value).empty(); // the names of cookies are no secrets
    }
    std::string rest = line.value;
    for (std::size_t at = rest.find("{{"); at != std::string::npos; at = rest.find("{{", at)) {
        const std::size_t end = rest.find("}}", at);
        rest.erase(at, end == std::string::npos ? end : end + 2 - at);
    }
    if (rest.size() < line.value.size()) {
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        constexpr std::array<std::string_view, 4> kSchemes = {"bearer", "basic", "token", "digest"};
        if (std::ranges::find(kSchemes, lowerAscii(rest.substr(0, blank))) != kSchemes.end()) {
            rest.erase(0, blank);
        }
    }
    return rest.find_first_not_of(" :") != std::string::npos;
}

void hide(Line &line)
{
    if (hasLiteral(line)) {
        line.value = variableFor(requests::editableText(line.name));
    }
}

std::string decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int high = at + 2 < text.size() ? hexDigit(text[at + 1]) : -1;
        const int low = high < 0 ? -1 : hexDigit(text[at + 2]);
        if (text[at] == '%' && low >= 0) {
            plain += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            plain += text[at] == '+' ? ' ' : text[at];
        }
    }
    return plain;
}

// "X-Auth-Key", "sessionId" => its words in small letters
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    char before = '-';
    for (const char letter : name) {
        const char small = lowerAscii(letter);
        const bool isLetter = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
        if (!isLetter || (small != letter && before == lowerAscii(before))) {
            words.emplace_back();
        }
        if (isLetter) {
            words.back() += small;
        }
        before = letter;
    }
    return words;
}

// "http://name:password@h/?key=k&a=b" => "http://h/?key=" + hidden + "&a=b"
std::string hiddenInUrl(const std::string &url, std::string (*hidden)(std::string_view name))
{
    std::string text = url;
    const std::size_t host = text.find("://");
    const std::size_t path = host == std::string::npos ? 0 : text.find_first_of("/?#", host + 3);
    const std::size_t at = host == std::string::npos ? host : text.rfind('@', path);
    if (at != std::string::npos && at > host) {
        text.erase(host + 3, at - host - 2);
    }
    std::size_t begin = text.find('?');
    while (begin != std::string::npos) {
        const std::size_t end = std::min(text.find_first_of("&#", begin + 1), text.size());
        const std::size_t equals = text.find('=', begin);
        const std::string_view name =
            std::string_view(text).substr(begin + 1, std::min(equals, end) - begin - 1);
        const std::string_view value =
            equals < end ? std::string_view(text).substr(equals + 1, end - equals - 1)
                         : std::string_view();
        if (isSecretName(name) && !value.empty() && requests::variablesIn(value).empty()) {
            text.replace(equals + 1, end - equals - 1, hidden(name));
        }
        begin = text.find('&', begin + 1);
    }
    return text;
}

bool isSecretOption(std::string_view name)
{
    constexpr std::array<std::string_view, 6> kNames = {"user",  "aws-sigv4", "pass",
                                                        "proxy", "preproxy",  "proxy-user"};
    return std::ranges::find(kNames, name) != kNames.end();
}

// Of "header: Name: value" and "variable: name=value" the value only.
void hideInOption(Line &line)
{
    if (isSecretOption(line.name)) {
        hide(line);
        return;
    }
    const bool isHeader = line.name == "header" || line.name == "proxy-header";
    const std::size_t mark = isHeader                  ? line.value.find(':')
                             : line.name == "variable" ? line.value.find('=')
                                                       : std::string::npos;
    if (mark == std::string::npos || !isSecretName(line.value.substr(0, mark))) {
        return;
    }
    Line inner{.name = line.value.substr(0, mark),
               .value = std::string(trimmed(std::string_view(line.value).substr(mark + 1)))};
    hide(inner);
    line.value = inner.name + (isHeader ? ": " : "=") + inner.value;
}

} // namespace

bool isSecretName(std::string_view name)
{
    constexpr std::array<std::string_view, 11> kParts = {
        "authorization", "token",      "secret",    "password", "passwd", "passphrase",
        "apikey",        "credential", "signature", "session",  "sessid"};
    constexpr std::array<std::string_view, 6> kWords = {"cookie", "key", "auth",
                                                        "jwt",    "pwd", "sid"};
    const std::string lower = lowerAscii(name);
    return std::ranges::any_of(
               kParts,
               [&lower](std::string_view part) { return lower.find(part) != std::string::npos; }) ||
           std::ranges::any_of(wordsOf(name), [&kWords](const std::string &word) {
               return std::ranges::find(kWords, word) != kWords.end();
           });
}

requests::Request withoutSecrets(requests::Request request)
{
    request.url = hiddenInUrl(request.url, variableFor);
    for (Line &line : request.headers) {
        if (isSecretName(line.name)) {
            hide(line);
        }
    }
    for (requests::Section &section : request.sections) {
        for (Line &line : section.lines) {
            if (section.kind == requests::SectionKind::Options) {
                hideInOption(line);
            } else if (section.kind == requests::SectionKind::BasicAuth ||
                       section.kind == requests::SectionKind::Cookies || isSecretName(line.name)) {
                hide(line);
            }
        }
    }
    return request;
}

SecretMask::SecretMask(const requests::HttpRequest &sent, const requests::TransferResult &result)
{
    for (const requests::Header &header : sent.headers) {
        addHeader(header);
    }
    // What libcurl wrote itself: credentials, cookies of the jar.
    for (const std::string &head : result.requestHeads) {
        for (std::size_t at = 0; at < head.size();) {
            const std::size_t end = std::min(head.find('\n', at), head.size());
            const std::string_view line = std::string_view(head).substr(at, end - at);
            const std::size_t colon = std::min(line.find(':'), line.size());
            addHeader(
                {std::string(line.substr(0, colon)),
                 std::string(trimmed(line.substr(std::min(colon + 1, line.size())), kWhitespace))});
            at = end + 1;
        }
    }
    for (const std::string_view user : {sent.options.user, sent.options.proxyUser}) {
        add(user.substr(std::min(user.find(':') + 1, user.size())));
    }
    add(sent.options.keyPassword);
    for (const requests::Header &header : sent.options.proxyHeaders) {
        addHeader(header);
    }
    for (const std::string &line : result.cookies) {
        if (const auto cookie = requests::cookieOf(line)) {
            add(cookie->value);
        }
    }
    if (const std::size_t query = sent.url.find('?'); query != std::string::npos) {
        addPairs(std::string_view(sent.url).substr(query + 1, sent.url.find('#') - query - 1));
    }
    addFields(sent);
    std::ranges::sort(m_secrets, std::greater(), &std::string::size);
}

// "key=k&a=b", as it is sent and as an echo may give it back.
void SecretMask::addPairs(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('&', at), text.size());
        const std::string_view pair = text.substr(at, end - at);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (equals < pair.size() && isSecretName(decoded(pair.substr(0, equals)))) {
            add(pair.substr(equals + 1));
            add(decoded(pair.substr(equals + 1)));
        }
        at = end + 1;
    }
}

void SecretMask::addFields(const requests::HttpRequest &sent)
{
    const bool isForm = std::ranges::any_of(sent.headers, [](const requests::Header &header) {
        return equalIgnoringCase(header.first, "Content-Type") &&
               header.second.starts_with("application/x-www-form-urlencoded");
    });
    if (const auto *text = std::get_if<std::string>(&sent.body); text != nullptr && isForm) {
        addPairs(*text);
    }
    if (const auto *parts = std::get_if<std::vector<requests::FormPart>>(&sent.body)) {
        for (const requests::FormPart &part : *parts) {
            if (!part.isFile && isSecretName(part.name)) {
                add(part.content);
            }
        }
    }
}

void SecretMask::add(std::string_view secret)
{
    if (secret.size() >= kShortestSecret) {
        m_secrets.emplace_back(secret);
    }
}

void SecretMask::addHeader(const requests::Header &header)
{
    const auto &[name, value] = header;
    if (!isSecretName(name)) {
        return;
    }
    add(value);
    const std::size_t blank = value.find(' '); // "Bearer abc", "Basic YTpi"
    if (blank != std::string::npos) {
        add(std::string_view(value).substr(blank + 1));
    }
    if (lowerAscii(name) == "cookie") { // "a=1; b=2"
        for (std::size_t at = value.find('='); at != std::string::npos;
             at = value.find('=', at + 1)) {
            add(std::string_view(value).substr(at + 1, value.find(';', at) - at - 1));
        }
    }
}

std::string SecretMask::masked(std::string text) const
{
    for (const std::string &secret : m_secrets) {
        for (std::size_t at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + kHidden.size())) {
            text.replace(at, secret.size(), kHidden);
        }
    }
    return text;
}

std::string SecretMask::maskedUrl(const std::string &url) const
{
    return masked(hiddenInUrl(url, [](std::string_view) { return std::string(kHidden); }));
}

} // namespace gw::history
