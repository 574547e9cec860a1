// SPDX-License-Identifier: GPL-3.0-or-later
// The filters of Hurl.
#include "requests/evaluation.h"
#include "requests/json_value.h"
#include "requests/request_builder.h"
#include "requests/words.h"
#include "spec/quiet_regex.h"

#include <QByteArray>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

namespace gw::requests {

namespace {

using Found = Expected<std::optional<Value>>;
using Arguments = std::vector<Value>;
using Apply = Found (*)(const Value &input, const Arguments &arguments);

tl::unexpected<Error> wrongType(const Value &input, const QString &expected)
{
    return failure(said(Words::tr("needs %1, got %2"), {said(expected), typeName(input)}));
}

QByteArray byteArray(const std::string &text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

const std::string *bytesOrText(const Value &input)
{
    const auto *bytes = input.as<Bytes>();
    return bytes != nullptr ? &bytes->content : input.as<std::string>();
}

template <auto Function>
Found onText(const Value &input, const Arguments &)
{
    const auto *text = input.as<std::string>();
    return text == nullptr ? Found(wrongType(input, Words::tr("text"))) : Function(*text);
}

template <auto Function>
Found onBytes(const Value &input, const Arguments &)
{
    const std::string *bytes = bytesOrText(input);
    return bytes == nullptr ? Found(wrongType(input, Words::tr("bytes or text")))
                            : Function(*bytes);
}

Found base64Encode(const std::string &bytes)
{
    return Value{byteArray(bytes).toBase64().toStdString()};
}

Found base64UrlEncode(const std::string &bytes)
{
    return Value{byteArray(bytes)
                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
                     .toStdString()};
}

template <QByteArray::Base64Option Alphabet>
Found base64Decode(const std::string &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        byteArray(text), Alphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return failure(said(Words::tr("Not base64")));
    }
    return Value{Bytes{decoded.decoded.toStdString()}};
}

Found htmlEscape(const std::string &text)
{
    return Value{QString::fromStdString(text)
                     .toHtmlEscaped()
                     .replace(u'\'', QStringLiteral("&#x27;"))
                     .toStdString()};
}

Found htmlUnescape(const std::string &text)
{
    static constexpr std::pair<const char *, const char *> kEntities[] = {
        {"&lt;", "<"},  {"&gt;", ">"},   {"&quot;", "\""}, {"&#x27;", "'"},
        {"&#39;", "'"}, {"&apos;", "'"}, {"&amp;", "&"}};
    QString plain = QString::fromStdString(text);
    for (const auto &[entity, letter] : kEntities) {
        plain.replace(QLatin1StringView(entity), QLatin1StringView(letter));
    }
    return Value{plain.toStdString()};
}

Found urlDecode(const std::string &text)
{
    return Value{QByteArray::fromPercentEncoding(byteArray(text)).toStdString()};
}

Found urlEncode(const std::string &text)
{
    return Value{percentEncoded(text)};
}

Found toHex(const std::string &bytes)
{
    return Value{byteArray(bytes).toHex().toStdString()};
}

Found utf8Decode(const std::string &bytes)
{
    return Value{bytes};
}

Found utf8Encode(const std::string &text)
{
    return Value{Bytes{text}};
}

Found count(const Value &input, const Arguments &)
{
    if (const auto *list = input.as<ValueList>()) {
        return Value{static_cast<std::int64_t>(list->size())};
    }
    if (const auto *members = input.as<ValueMembers>()) {
        return Value{static_cast<std::int64_t>(members->size())};
    }
    if (const auto *bytes = input.as<Bytes>()) {
        return Value{static_cast<std::int64_t>(bytes->content.size())};
    }
    return wrongType(input, Words::tr("a list, an object or bytes"));
}

Found elementAt(const Value &input, std::int64_t index)
{
    const auto *list = input.as<ValueList>();
    if (list == nullptr) {
        return wrongType(input, Words::tr("a list"));
    }
    const auto size = static_cast<std::int64_t>(list->size());
    const std::int64_t at = index < 0 ? size + index : index;
    return at < 0 || at >= size ? std::nullopt
                                : std::optional((*list)[static_cast<std::size_t>(at)]);
}

Found nth(const Value &input, const Arguments &arguments)
{
    const auto *index = arguments[0].as<std::int64_t>();
    return index == nullptr ? Found(wrongType(arguments[0], Words::tr("an integer")))
                            : elementAt(input, *index);
}

Found first(const Value &input, const Arguments &)
{
    return elementAt(input, 0);
}

Found last(const Value &input, const Arguments &)
{
    return elementAt(input, -1);
}

Found location(const Value &input, const Arguments &)
{
    const auto *members = input.as<ValueMembers>();
    if (members == nullptr) {
        return wrongType(input, Words::tr("a redirect"));
    }
    const auto found = std::ranges::find(*members, std::string("location"),
                                         [](const auto &member) { return member.first; });
    return found == members->end() ? std::nullopt : std::optional(found->second);
}

Found replaceText(const Value &input, const Arguments &arguments)
{
    const auto *text = input.as<std::string>();
    if (text == nullptr) {
        return wrongType(input, Words::tr("text"));
    }
    return Value{QString::fromStdString(*text)
                     .replace(QString::fromStdString(toText(arguments[0])),
                              QString::fromStdString(toText(arguments[1])))
                     .toStdString()};
}

Found replaceRegex(const Value &input, const Arguments &arguments)
{
    const auto *text = input.as<std::string>();
    const auto regex = spec::quietRegex(toText(arguments[0]));
    if (text == nullptr || !regex) {
        return text == nullptr ? Found(wrongType(input, Words::tr("text")))
                               : tl::unexpected(regex.error());
    }
    std::string result = *text;
    std::string rewrite = toText(arguments[1]); // $1 in Hurl, \1 in RE2
    std::ranges::replace(rewrite, '$', '\\');
    re2::RE2::GlobalReplace(&result, **regex, rewrite);
    return Value{std::move(result)};
}

Found split(const Value &input, const Arguments &arguments)
{
    const auto *text = input.as<std::string>();
    if (text == nullptr) {
        return wrongType(input, Words::tr("text"));
    }
    ValueList parts;
    for (const QString &part :
         QString::fromStdString(*text).split(QString::fromStdString(toText(arguments[0])))) {
        parts.push_back({part.toStdString()});
    }
    return Value{std::move(parts)};
}

Found regex(const Value &input, const Arguments &arguments)
{
    const auto *text = input.as<std::string>();
    return text == nullptr ? Found(wrongType(input, Words::tr("text")))
                           : findRegex(*text, toText(arguments[0]));
}

Found jsonPath(const Value &input, const Arguments &arguments)
{
    const auto *text = input.as<std::string>();
    return findJsonPath(text == nullptr ? jsonText(input) : *text, toText(arguments[0]));
}

Found decode(const Value &input, const Arguments &arguments)
{
    const auto *bytes = input.as<Bytes>();
    if (bytes == nullptr) {
        return wrongType(input, Words::tr("bytes"));
    }
    auto text = decodedText(bytes->content, toText(arguments[0]));
    return text ? Found(Value{*std::move(text)}) : tl::unexpected(text.error());
}

Found toInteger(const Value &input, const Arguments &)
{
    if (const double *number = input.as<double>()) {
        return Value{static_cast<std::int64_t>(*number)};
    }
    const Value read = valueOfWord(toText(input));
    return read.as<std::int64_t>() != nullptr ? Found(read)
                                              : wrongType(input, Words::tr("a whole number"));
}

Found toFloat(const Value &input, const Arguments &)
{
    const Value read = valueOfWord(toText(input));
    if (const auto *integer = read.as<std::int64_t>()) {
        return Value{static_cast<double>(*integer)};
    }
    return read.as<double>() != nullptr ? Found(read) : wrongType(input, Words::tr("a number"));
}

Found toStringFilter(const Value &input, const Arguments &)
{
    return Value{toText(input)};
}

Found toDate(const Value &input, const Arguments &arguments)
{
    const auto *text = input.as<std::string>();
    std::tm parts{};
    if (text == nullptr ||
        ::strptime(text->c_str(), toText(arguments[0]).c_str(), &parts) == nullptr) {
        return failure(said(Words::tr("needs a date in the form %1"), {toText(arguments[0])}));
    }
    const long offset = parts.tm_gmtoff; // timegm() takes it for UTC
    return Value{Date{std::chrono::system_clock::from_time_t(::timegm(&parts) - offset)}};
}

Found formatDate(const Value &input, const Arguments &arguments)
{
    const auto *date = input.as<Date>();
    if (date == nullptr) {
        return wrongType(input, Words::tr("a date"));
    }
    const std::time_t seconds = std::chrono::system_clock::to_time_t(date->time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[256];
    const std::size_t length =
        std::strftime(text, sizeof text, toText(arguments[0]).c_str(), &parts);
    return Value{std::string(text, length)};
}

template <int Sign>
Found daysFromNow(const Value &input, const Arguments &)
{
    const auto *date = input.as<Date>();
    if (date == nullptr) {
        return wrongType(input, Words::tr("a date"));
    }
    const auto distance = date->time - std::chrono::system_clock::now();
    return Value{Sign *
                 std::int64_t{std::chrono::duration_cast<std::chrono::days>(distance).count()}};
}

Found urlQueryParameter(const Value &input, const Arguments &arguments)
{
    const QUrlQuery query(QUrl(QString::fromStdString(toText(input))));
    const QString name = QString::fromStdString(toText(arguments[0]));
    if (!query.hasQueryItem(name)) {
        return std::nullopt;
    }
    return Value{query.queryItemValue(name, QUrl::FullyDecoded).toStdString()};
}

Found xpath(const Value &, const Arguments &)
{
    return failure(said(Words::tr("XPath is not supported")), {},
                   said(Words::tr("Use regex, or jsonpath for JSON")));
}

constexpr std::pair<std::string_view, Apply> kAppliers[] = {
    {"base64Decode", &onText<&base64Decode<QByteArray::Base64Encoding>>},
    {"base64Encode", &onBytes<&base64Encode>},
    {"base64UrlSafeDecode", &onText<&base64Decode<QByteArray::Base64UrlEncoding>>},
    {"base64UrlSafeEncode", &onBytes<&base64UrlEncode>},
    {"count", &count},
    {"dateFormat", &formatDate},
    {"daysAfterNow", &daysFromNow<1>},
    {"daysBeforeNow", &daysFromNow<-1>},
    {"decode", &decode},
    {"first", &first},
    {"format", &formatDate},
    {"htmlEscape", &onText<&htmlEscape>},
    {"htmlUnescape", &onText<&htmlUnescape>},
    {"jsonpath", &jsonPath},
    {"last", &last},
    {"location", &location},
    {"nth", &nth},
    {"regex", &regex},
    {"replace", &replaceText},
    {"replaceRegex", &replaceRegex},
    {"split", &split},
    {"toDate", &toDate},
    {"toFloat", &toFloat},
    {"toHex", &onBytes<&toHex>},
    {"toInt", &toInteger},
    {"toString", &toStringFilter},
    {"urlDecode", &onText<&urlDecode>},
    {"urlEncode", &onText<&urlEncode>},
    {"urlQueryParam", &urlQueryParameter},
    {"utf8Decode", &onBytes<&utf8Decode>},
    {"utf8Encode", &onText<&utf8Encode>},
    {"xpath", &xpath},
};

} // namespace

Expected<std::optional<Value>> applyFilter(const Filter &filter, const Value &input,
                                           const Variables &variables)
{
    Arguments arguments;
    for (const Literal &literal : filter.arguments) {
        auto argument = valueOfLiteral(literal, variables);
        if (!argument) {
            return tl::unexpected(argument.error());
        }
        arguments.push_back(*std::move(argument));
    }
    const auto found =
        std::ranges::find(kAppliers, filter.name, [](const auto &entry) { return entry.first; });
    if (found == std::end(kAppliers)) {
        return failure(said(Words::tr("Unknown filter %1"), {filter.name}));
    }
    auto result = found->second(input, arguments);
    if (!result) {
        Error error = result.error();
        error.what = said(Words::tr("The filter %1 %2"), {filter.name, error.what});
        return tl::unexpected(std::move(error));
    }
    return result;
}

} // namespace gw::requests
