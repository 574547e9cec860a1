// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain/text_template.h"

#include "base/ascii.h"
#include "chain/json_text.h"
#include "http/query_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace gw::chain {

namespace {

constexpr std::string_view kContext = "$tyk_context.";
constexpr std::string_view kMeta = "$tyk_meta.";
constexpr std::string_view kSecretEnv = "$secret_env.";
constexpr std::string_view kSecretConf = "$secret_conf.";
constexpr std::array<std::string_view, 4> kLabels{kContext, kMeta, kSecretEnv, kSecretConf};

bool isNameByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view leadingName(std::string_view text)
{
    return text.substr(0,
                       static_cast<std::size_t>(
                           std::find_if_not(text.begin(), text.end(), isNameByte) - text.begin()));
}

std::string_view leadingDigits(std::string_view text)
{
    return text.substr(0, static_cast<std::size_t>(
                              std::find_if_not(text.begin(), text.end(), isDigit) - text.begin()));
}

// A number that no match has stands for a group that is not there: it is empty.
std::size_t groupNumber(std::string_view digits)
{
    std::size_t number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return result.ec == std::errc() ? number : std::numeric_limits<std::size_t>::max();
}

std::string lookUp(const std::map<std::string, std::string> &values, const std::string &name)
{
    const auto place = values.find(name);
    return place == values.end() ? std::string() : place->second;
}

} // namespace

TextTemplate TextTemplate::compile(std::string_view text, const Secrets &secrets, Groups groups)
{
    TextTemplate result;
    while (!text.empty()) {
        const auto sign = text.find('$');
        result.appendText(text.substr(0, sign));
        if (sign == std::string_view::npos) {
            break;
        }
        text.remove_prefix(sign);
        const auto label =
            std::find_if(kLabels.begin(), kLabels.end(),
                         [&](std::string_view known) { return text.starts_with(known); });
        const std::string_view digits =
            groups == Groups::Replaced ? leadingDigits(text.substr(1)) : std::string_view();
        if (label != kLabels.end()) {
            const std::string_view name = leadingName(text.substr(label->size()));
            result.appendVariable(*label, name, secrets);
            text.remove_prefix(label->size() + name.size());
        } else if (!digits.empty()) {
            result.m_parts.push_back({Source::Group, {}, groupNumber(digits)});
            text.remove_prefix(1 + digits.size());
        } else {
            result.appendText("$");
            text.remove_prefix(1);
        }
    }
    return result;
}

void TextTemplate::appendText(std::string_view text)
{
    if (text.empty()) {
        return;
    }
    if (!m_parts.empty() && m_parts.back().source == Source::Text) {
        m_parts.back().text += text;
        return;
    }
    m_parts.push_back({Source::Text, std::string(text), 0});
}

void TextTemplate::appendVariable(std::string_view label, std::string_view name,
                                  const Secrets &secrets)
{
    if (label == kSecretEnv) {
        appendText(lookUp(secrets.environment, upperAscii(name)));
    } else if (label == kSecretConf) {
        appendText(lookUp(secrets.configuration, std::string(name)));
    } else {
        m_parts.push_back(
            {label == kContext ? Source::Context : Source::Meta, std::string(name), 0});
    }
}

bool TextTemplate::isConstant() const
{
    return m_parts.empty() || (m_parts.size() == 1 && m_parts.front().source == Source::Text);
}

bool TextTemplate::startsWithText() const
{
    return !m_parts.empty() && m_parts.front().source == Source::Text;
}

std::string TextTemplate::valueOf(const request::RequestContext &context, const Part &part)
{
    if (part.source == Source::Meta) {
        return context.session
                   ? memberText(context.session->metaDataJson, part.text).value_or(std::string())
                   : std::string();
    }
    if (const std::string *known = context.contextValue(part.text)) {
        return *known;
    }
    return part.text == "token" ? context.authToken : std::string();
}

std::string_view TextTemplate::expand(const request::RequestContext &context) const
{
    if (m_parts.empty()) {
        return {};
    }
    if (isConstant()) {
        return m_parts.front().text;
    }
    std::string text;
    for (const Part &part : m_parts) {
        text += part.source == Source::Text ? part.text : valueOf(context, part);
    }
    return context.exchange.arena().copy(text);
}

TextTemplate::Url TextTemplate::expandUrl(const request::RequestContext &context,
                                          std::span<const std::string_view> groups) const
{
    Url url;
    for (const Part &part : m_parts) {
        const std::size_t begin = url.text.size();
        if (part.source == Source::Text) {
            url.text += part.text;
            continue;
        }
        if (part.source == Source::Group) {
            url.text += part.group < groups.size() ? groups[part.group] : std::string_view();
        } else {
            const std::string value = valueOf(context, part);
            url.text += value.starts_with("http") ? value : http::queryEscaped(value);
        }
        url.foreign.push_back({begin, url.text.size()});
    }
    return url;
}

} // namespace gw::chain
