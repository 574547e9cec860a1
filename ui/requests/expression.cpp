// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/expression.h"

#include "requests/literal_reader.h"
#include "requests/words.h"
#include "spec/nearest_word.h"

#include <algorithm>
#include <span>

namespace gw::requests {

namespace {

struct Word {
    std::string_view name;
    int arguments = 0;
};

constexpr Word kQueries[] = {
    {"status"}, {"version"},  {"url"},         {"header", 1}, {"certificate", 1}, {"cookie", 1},
    {"body"},   {"xpath", 1}, {"jsonpath", 1}, {"regex", 1},  {"variable", 1},    {"duration"},
    {"bytes"},  {"rawbytes"}, {"sha256"},      {"md5"},       {"redirects"},      {"ip"}};

constexpr Word kFilters[] = {{"base64Decode"},
                             {"base64Encode"},
                             {"base64UrlSafeDecode"},
                             {"base64UrlSafeEncode"},
                             {"count"},
                             {"dateFormat", 1},
                             {"daysAfterNow"},
                             {"daysBeforeNow"},
                             {"decode", 1},
                             {"first"},
                             {"format", 1},
                             {"htmlEscape"},
                             {"htmlUnescape"},
                             {"jsonpath", 1},
                             {"last"},
                             {"location"},
                             {"nth", 1},
                             {"regex", 1},
                             {"replace", 2},
                             {"replaceRegex", 2},
                             {"split", 1},
                             {"toDate", 1},
                             {"toFloat"},
                             {"toHex"},
                             {"toInt"},
                             {"toString"},
                             {"urlDecode"},
                             {"urlEncode"},
                             {"urlQueryParam", 1},
                             {"utf8Decode"},
                             {"utf8Encode"},
                             {"xpath", 1}};

constexpr Word kPredicates[] = {
    {"==", 1},      {"!=", 1},         {">=", 1},       {"<=", 1},        {">", 1},
    {"<", 1},       {"startsWith", 1}, {"endsWith", 1}, {"contains", 1},  {"includes", 1},
    {"matches", 1}, {"exists"},        {"isBoolean"},   {"isCollection"}, {"isDate"},
    {"isEmpty"},    {"isFloat"},       {"isInteger"},   {"isIpv4"},       {"isIpv6"},
    {"isIsoDate"},  {"isList"},        {"isNumber"},    {"isObject"},     {"isString"},
    {"isUuid"}};

// Older spellings of Hurl.
constexpr std::pair<std::string_view, std::string_view> kOldNames[] = {
    {"equals", "=="},  {"notEquals", "!="},           {"greaterThan", ">"},
    {"lessThan", "<"}, {"greaterThanOrEquals", ">="}, {"lessThanOrEquals", "<="},
};

std::vector<std::string_view> namesOf(std::span<const Word> words)
{
    std::vector<std::string_view> names;
    std::ranges::transform(words, std::back_inserter(names), &Word::name);
    return names;
}

const Word *find(std::span<const Word> words, std::string_view name)
{
    const auto found = std::ranges::find(words, name, &Word::name);
    return found == words.end() ? nullptr : &*found;
}

tl::unexpected<Error> unknown(const TextCursor &cursor, const QString &problem,
                              std::string_view word, const std::vector<std::string_view> &names)
{
    const std::string_view near = spec::nearestWord(word, names);
    return cursor.fail(said(problem, {word}),
                       near.empty() ? std::string() : said(Words::tr("Did you mean %1?"), {near}));
}

std::string_view takeOperator(TextCursor &cursor)
{
    for (const auto &[name, arguments] : std::span(kPredicates).first(6)) {
        if (cursor.take(name)) {
            return name;
        }
    }
    const std::string_view word = cursor.takeWord();
    const auto old =
        std::ranges::find(kOldNames, word, [](const auto &pair) { return pair.first; });
    return old == std::end(kOldNames) ? word : old->second;
}

Expected<Query> readQuery(TextCursor &cursor)
{
    const std::size_t begin = cursor.at();
    Query query;
    query.name = cursor.takeWord();
    const Word *word = find(kQueries, query.name);
    if (word == nullptr) {
        cursor.moveTo(begin);
        return unknown(cursor, Words::tr("Unknown query '%1'"), query.name, queryNames());
    }
    if (word->arguments > 0) {
        cursor.takeBlanks();
        auto argument = query.name == "regex" ? readLiteral(cursor) : readQuoted(cursor);
        if (!argument) {
            return tl::unexpected(argument.error());
        }
        query.argument = *std::move(argument);
    }
    return query;
}

Expected<std::vector<Filter>> readFilters(TextCursor &cursor)
{
    std::vector<Filter> filters;
    while (true) {
        const std::size_t begin = cursor.at();
        cursor.takeBlanks();
        const std::string_view name = cursor.takeWord();
        const Word *word = find(kFilters, name);
        if (word == nullptr) {
            cursor.moveTo(begin);
            return filters;
        }
        Filter filter{std::string(name), {}};
        for (int index = 0; index < word->arguments; ++index) {
            cursor.takeBlanks();
            auto argument = readLiteral(cursor);
            if (!argument) {
                return tl::unexpected(argument.error());
            }
            filter.arguments.push_back(*std::move(argument));
        }
        filters.push_back(std::move(filter));
    }
}

Expected<Predicate> readPredicate(TextCursor &cursor)
{
    Predicate predicate;
    cursor.takeBlanks();
    if (cursor.rest().starts_with("not ") || cursor.rest().starts_with("not\t")) {
        cursor.take("not");
        cursor.takeBlanks();
        predicate.isNegated = true;
    }
    const std::size_t begin = cursor.at();
    predicate.name = takeOperator(cursor);
    const Word *word = find(kPredicates, predicate.name);
    if (word == nullptr) {
        cursor.moveTo(begin);
        if (predicate.name.empty()) {
            return cursor.fail(
                said(Words::tr("A predicate is missing here")),
                said(Words::tr("For example: %1"), {said(Words::tr("== 200, or exists"))}));
        }
        std::vector<std::string_view> names = predicateNames();
        names.insert(names.end(), filterNames().begin(), filterNames().end());
        return unknown(cursor, Words::tr("Unknown filter or predicate '%1'"), predicate.name,
                       names);
    }
    if (word->arguments > 0) {
        cursor.takeBlanks();
        auto operand = readLiteral(cursor);
        if (!operand) {
            return tl::unexpected(operand.error());
        }
        predicate.operand = *std::move(operand);
    }
    return predicate;
}

template <typename Result>
Expected<Result> wholeText(std::string_view text, Expected<Result> (*read)(TextCursor &))
{
    TextCursor cursor(text);
    cursor.takeBlanks();
    auto result = read(cursor);
    cursor.takeBlanks();
    if (result && !cursor.isAtEnd()) {
        return cursor.fail(said(Words::tr("Something is left over: %1"), {cursor.rest()}));
    }
    return result;
}

} // namespace

const std::vector<std::string_view> &queryNames()
{
    static const std::vector<std::string_view> kNames = namesOf(kQueries);
    return kNames;
}

const std::vector<std::string_view> &filterNames()
{
    static const std::vector<std::string_view> kNames = namesOf(kFilters);
    return kNames;
}

const std::vector<std::string_view> &predicateNames()
{
    static const std::vector<std::string_view> kNames = namesOf(kPredicates);
    return kNames;
}

Expected<Capture> readCapture(TextCursor &cursor)
{
    auto query = readQuery(cursor);
    if (!query) {
        return tl::unexpected(query.error());
    }
    auto filters = readFilters(cursor);
    if (!filters) {
        return tl::unexpected(filters.error());
    }
    Capture capture{*std::move(query), *std::move(filters), false};
    const std::size_t end = cursor.at();
    cursor.takeBlanks();
    capture.isRedacted = cursor.takeWord() == "redact";
    if (!capture.isRedacted) {
        cursor.moveTo(end);
    }
    return capture;
}

Expected<Assertion> readAssertion(TextCursor &cursor)
{
    auto query = readQuery(cursor);
    if (!query) {
        return tl::unexpected(query.error());
    }
    auto filters = readFilters(cursor);
    if (!filters) {
        return tl::unexpected(filters.error());
    }
    auto predicate = readPredicate(cursor);
    if (!predicate) {
        return tl::unexpected(predicate.error());
    }
    return Assertion{*std::move(query), *std::move(filters), *std::move(predicate)};
}

Expected<Capture> captureOf(std::string_view text)
{
    return wholeText<Capture>(text, &readCapture);
}

Expected<Assertion> assertionOf(std::string_view text)
{
    return wholeText<Assertion>(text, &readAssertion);
}

} // namespace gw::requests
