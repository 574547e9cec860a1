// SPDX-License-Identifier: GPL-3.0-or-later
// The predicates of Hurl.
#include "requests/evaluation.h"
#include "requests/words.h"
#include "spec/quiet_regex.h"

#include <QUuid>

#include <algorithm>
#include <arpa/inet.h>
#include <compare>

namespace gw::requests {

namespace {

std::optional<double> numberOf(const Value &value)
{
    if (const auto *integer = value.as<std::int64_t>()) {
        return static_cast<double>(*integer);
    }
    const double *number = value.as<double>();
    return number == nullptr ? std::nullopt : std::optional(*number);
}

bool areEqual(const Value &left, const Value &right)
{
    const auto leftNumber = numberOf(left);
    const auto rightNumber = numberOf(right);
    if (leftNumber && rightNumber) {
        const auto *a = left.as<std::int64_t>();
        const auto *b = right.as<std::int64_t>();
        return a != nullptr && b != nullptr ? *a == *b : *leftNumber == *rightNumber;
    }
    return left == right;
}

std::partial_ordering order(const Value &left, const Value &right)
{
    const auto leftNumber = numberOf(left);
    const auto rightNumber = numberOf(right);
    if (leftNumber && rightNumber) {
        return *leftNumber <=> *rightNumber;
    }
    if (const auto *a = left.as<std::string>(), *b = right.as<std::string>(); a && b) {
        return *a <=> *b;
    }
    if (const auto *a = left.as<Date>(), *b = right.as<Date>(); a && b) {
        return a->time <=> b->time;
    }
    return std::partial_ordering::unordered;
}

tl::unexpected<Error> mismatch(const Predicate &predicate, const Value &value, const Value &operand)
{
    return failure(said(Words::tr("%1 does not compare %2 with %3: is %4"),
                        {predicate.name, typeName(value), typeName(operand), toSpelled(value)}));
}

Expected<bool> compare(const Predicate &predicate, const Value &value, const Value &operand)
{
    const std::partial_ordering result = order(value, operand);
    if (result == std::partial_ordering::unordered) {
        return mismatch(predicate, value, operand);
    }
    if (predicate.name == ">") {
        return result > 0;
    }
    if (predicate.name == ">=") {
        return result >= 0;
    }
    return predicate.name == "<" ? result < 0 : result <= 0;
}

// The bytes of two values of the same kind.
Expected<bool> compareBytes(const Predicate &predicate, const Value &value, const Value &operand)
{
    if (const auto *list = value.as<ValueList>(); list != nullptr && predicate.name == "contains") {
        return std::ranges::any_of(
            *list, [&](const Value &element) { return areEqual(element, operand); });
    }
    const bool areBytes = value.as<Bytes>() != nullptr && operand.as<Bytes>() != nullptr;
    const bool areTexts =
        value.as<std::string>() != nullptr && operand.as<std::string>() != nullptr;
    if (!areBytes && !areTexts) {
        return mismatch(predicate, value, operand);
    }
    const std::string &whole = areBytes ? value.as<Bytes>()->content : *value.as<std::string>();
    const std::string &part = areBytes ? operand.as<Bytes>()->content : *operand.as<std::string>();
    if (predicate.name == "startsWith") {
        return whole.starts_with(part);
    }
    if (predicate.name == "endsWith") {
        return whole.ends_with(part);
    }
    return whole.find(part) != std::string::npos;
}

Expected<bool> matches(const Predicate &predicate, const Value &value, const Value &operand)
{
    const auto *text = value.as<std::string>();
    const auto *expression = operand.as<std::string>();
    if (text == nullptr || expression == nullptr) {
        return mismatch(predicate, value, operand);
    }
    const auto regex = spec::quietRegex(*expression);
    if (!regex) {
        return tl::unexpected(regex.error());
    }
    return re2::RE2::PartialMatch(*text, **regex);
}

bool isEmpty(const Value &value)
{
    if (const auto *text = value.as<std::string>()) {
        return text->empty();
    }
    if (const auto *bytes = value.as<Bytes>()) {
        return bytes->content.empty();
    }
    if (const auto *list = value.as<ValueList>()) {
        return list->empty();
    }
    const auto *members = value.as<ValueMembers>();
    return members != nullptr && members->empty();
}

bool isIsoDate(const std::string &text)
{
    // RFC 3339, as Hurl's predicate.
    static constexpr const char *kForm =
        R"(^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$)";
    static const re2::RE2 kRegex(kForm);
    return re2::RE2::PartialMatch(text, kRegex);
}

bool isOfFamily(const std::string &text, int family)
{
    in6_addr address{};
    return inet_pton(family, text.c_str(), &address) == 1;
}

bool isText(const Value &value, bool (*accepts)(const std::string &))
{
    const auto *text = value.as<std::string>();
    return text != nullptr && accepts(*text);
}

using Question = bool (*)(const Value &);
constexpr std::pair<std::string_view, Question> kQuestions[] = {
    {"isBoolean",
     [](const Value &value) {
         return value.as<bool>() != nullptr;
     }},
    {"isCollection",
     [](const Value &value) {
         return value.as<ValueList>() != nullptr || value.as<ValueMembers>() != nullptr ||
                value.as<Bytes>() != nullptr;
     }},
    {"isDate",
     [](const Value &value) {
         return value.as<Date>() != nullptr;
     }},
    {"isEmpty", &isEmpty},
    {"isFloat",
     [](const Value &value) {
         return value.as<double>() != nullptr;
     }},
    {"isInteger",
     [](const Value &value) {
         return value.as<std::int64_t>() != nullptr;
     }},
    {"isIpv4",
     [](const Value &value) {
         return isText(value, [](const std::string &text) { return isOfFamily(text, AF_INET); });
     }},
    {"isIpv6",
     [](const Value &value) {
         return isText(value, [](const std::string &text) { return isOfFamily(text, AF_INET6); });
     }},
    {"isIsoDate",
     [](const Value &value) {
         return isText(value, &isIsoDate);
     }},
    {"isList",
     [](const Value &value) {
         return value.as<ValueList>() != nullptr;
     }},
    {"isNumber",
     [](const Value &value) {
         return numberOf(value).has_value();
     }},
    {"isObject",
     [](const Value &value) {
         return value.as<ValueMembers>() != nullptr;
     }},
    {"isString",
     [](const Value &value) {
         return value.as<std::string>() != nullptr;
     }},
    {"isUuid",
     [](const Value &value) {
         return isText(value, [](const std::string &text) {
             return !QUuid::fromString(QString::fromStdString(text)).isNull();
         });
     }},
};

Expected<bool> withOperand(const Predicate &predicate, const Value &value,
                           const Variables &variables)
{
    const auto operand = valueOfLiteral(*predicate.operand, variables);
    if (!operand) {
        return tl::unexpected(operand.error());
    }
    if (predicate.name == "==" || predicate.name == "!=") {
        return areEqual(value, *operand) == (predicate.name == "==");
    }
    if (predicate.name == "matches") {
        return matches(predicate, value, *operand);
    }
    if (predicate.name == "includes") {
        const auto *list = value.as<ValueList>();
        return list == nullptr ? Expected<bool>(mismatch(predicate, value, *operand))
                               : std::ranges::any_of(*list, [&](const Value &element) {
                                     return areEqual(element, *operand);
                                 });
    }
    if (predicate.name.front() == '<' || predicate.name.front() == '>') {
        return compare(predicate, value, *operand);
    }
    return compareBytes(predicate, value, *operand);
}

} // namespace

Expected<bool> holds(const Predicate &predicate, const std::optional<Value> &value,
                     const Variables &variables)
{
    if (predicate.name == "exists") {
        return value.has_value() != predicate.isNegated;
    }
    if (!value) {
        // What is missing is neither equal nor unequal to anything: the assertion fails.
        return failure(said(Words::tr("is nothing: the query finds no value")));
    }
    const auto question = std::ranges::find(kQuestions, predicate.name,
                                            [](const auto &entry) { return entry.first; });
    if (question != std::end(kQuestions)) {
        return question->second(*value) != predicate.isNegated;
    }
    const Expected<bool> result = withOperand(predicate, *value, variables);
    return result ? Expected<bool>(*result != predicate.isNegated) : result;
}

} // namespace gw::requests
