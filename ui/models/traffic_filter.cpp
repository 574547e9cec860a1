// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffic_filter.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace gw::models {

namespace {

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(FilterWords)
};

using client::TrafficRecord;
using Test = std::function<bool(const TrafficRecord &)>;
using Number = double (*)(const TrafficRecord &);
using Texts = QStringList (*)(const TrafficRecord &);

enum class Unit : std::uint8_t { Plain, Time, Size };

struct NumberField {
    Number of;
    Unit unit;
};

const QHash<QString, NumberField> &numberFields()
{
    static const QHash<QString, NumberField> kFields{
        {QStringLiteral("status"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.status); }, Unit::Plain}},
        {QStringLiteral("dur"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.total.count()); }, Unit::Time}},
        {QStringLiteral("gateway"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.gateway().count()); },
          Unit::Time}},
        {QStringLiteral("upstream"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.upstream.count()); },
          Unit::Time}},
        {QStringLiteral("size"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.bytesOut); }, Unit::Size}},
        {QStringLiteral("in"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.bytesIn); }, Unit::Size}},
        {QStringLiteral("steps"),
         {[](const TrafficRecord &r) { return static_cast<double>(r.trace.size()); }, Unit::Plain}},
    };
    return kFields;
}

constexpr QLatin1String kPluginStep("GoPluginMiddleware");

QStringList stepNames(const TrafficRecord &record, bool onlyPlugins)
{
    QStringList names;
    for (const client::TraceStep &step : record.trace) {
        if (!onlyPlugins || step.name.startsWith(kPluginStep)) {
            names.append(step.name);
        }
    }
    return names;
}

const QHash<QString, Texts> &textFields()
{
    static const QHash<QString, Texts> kFields{
        {QStringLiteral("api"),
         [](const TrafficRecord &r) {
             return QStringList{r.apiId, r.apiName};
         }},
        {QStringLiteral("method"),
         [](const TrafficRecord &r) {
             return QStringList{r.method};
         }},
        {QStringLiteral("path"),
         [](const TrafficRecord &r) {
             return QStringList{r.path, r.rawPath};
         }},
        {QStringLiteral("key"),
         [](const TrafficRecord &r) {
             return QStringList{r.apiKey};
         }},
        {QStringLiteral("client"),
         [](const TrafficRecord &r) {
             return QStringList{r.clientAddress};
         }},
        {QStringLiteral("error"),
         [](const TrafficRecord &r) {
             return QStringList{r.error};
         }},
        {QStringLiteral("id"),
         [](const TrafficRecord &r) {
             return QStringList{r.requestId};
         }},
        {QStringLiteral("step"),
         [](const TrafficRecord &r) {
             return stepNames(r, false);
         }},
        {QStringLiteral("plugin"),
         [](const TrafficRecord &r) {
             return stepNames(r, true);
         }},
    };
    return kFields;
}

// Fields of which a text without `*` means the whole.
bool isWhole(const QString &field)
{
    return field == QLatin1String("api") || field == QLatin1String("method");
}

// `*` stands for any text. Linear in time for patterns of people: it goes back to the last star
// only.
bool matchesGlob(QStringView text, QStringView pattern)
{
    qsizetype at = 0;
    qsizetype in = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (at < text.size()) {
        if (in < pattern.size() && pattern[in] == u'*') {
            star = in++;
            resume = at;
        } else if (in < pattern.size() && pattern[in].toCaseFolded() == text[at].toCaseFolded()) {
            ++in;
            ++at;
        } else if (star >= 0) {
            in = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    while (in < pattern.size() && pattern[in] == u'*') {
        ++in;
    }
    return in == pattern.size();
}

Test textTest(Texts of, const QString &wanted, bool isWholeField)
{
    const bool isWholeText = isWholeField || wanted.isEmpty();
    const QString pattern = isWholeText ? wanted : QLatin1Char('*') + wanted + QLatin1Char('*');
    return [of, pattern](const TrafficRecord &record) {
        const QStringList texts = of(record);
        return std::ranges::any_of(
            texts, [&pattern](const QString &text) { return matchesGlob(text, pattern); });
    };
}

// In nanoseconds or bytes; NaN: not a number with such a unit.
double scaled(const QString &text, Unit unit)
{
    struct Suffix {
        const char *name;
        Unit unit;
        double factor;
    };
    constexpr std::array<Suffix, 9> kSuffixes{{{"ns", Unit::Time, 1},
                                               {"us", Unit::Time, 1e3},
                                               {"ms", Unit::Time, 1e6},
                                               {"s", Unit::Time, 1e9},
                                               {"kB", Unit::Size, 1e3},
                                               {"MB", Unit::Size, 1e6},
                                               {"GB", Unit::Size, 1e9},
                                               {"B", Unit::Size, 1},
                                               {"", Unit::Plain, 1}}};
    for (const Suffix &suffix : kSuffixes) {
        const QLatin1String name(suffix.name);
        if (!text.endsWith(name, Qt::CaseInsensitive)) {
            continue;
        }
        if (suffix.unit != unit && suffix.unit != Unit::Plain) {
            continue;
        }
        bool isNumber = false;
        const double value = QStringView(text).chopped(name.size()).toDouble(&isNumber);
        if (isNumber) {
            // Times without a unit are milliseconds, sizes bytes.
            const bool isBareTime = unit == Unit::Time && suffix.unit == Unit::Plain;
            return value * (isBareTime ? 1e6 : suffix.factor);
        }
    }
    return std::nan("");
}

bool compare(const QString &comparison, double left, double right)
{
    if (comparison == QLatin1String(">=")) {
        return left >= right;
    }
    if (comparison == QLatin1String("<=")) {
        return left <= right;
    }
    if (comparison == QLatin1String(">")) {
        return left > right;
    }
    if (comparison == QLatin1String("<")) {
        return left < right;
    }
    return (comparison == QLatin1String("!=")) != (left == right);
}

// "5xx": the class. -1: it is not one.
int statusClass(const QString &text)
{
    return text.size() == 3 && text.endsWith(QLatin1String("xx"), Qt::CaseInsensitive) &&
                   text[0].isDigit()
               ? text[0].digitValue()
               : -1;
}

Expected<Test> numberTest(const QString &field, const QString &comparison, const QString &value)
{
    if (field == QLatin1String("status") && statusClass(value) > 0) {
        const int wanted = statusClass(value);
        const bool isNegative = comparison == QLatin1String("!=");
        return Test([wanted, isNegative](const TrafficRecord &record) {
            return (record.status / 100 == wanted) != isNegative;
        });
    }
    const NumberField known = numberFields().value(field);
    const double wanted = scaled(value, known.unit);
    if (std::isnan(wanted)) {
        const char *example = known.unit == Unit::Time   ? "20ms"
                              : known.unit == Unit::Size ? "10kB"
                                                         : "500";
        return failure(
            FilterWords::tr("This is not a number with a unit that fits").toStdString(),
            QString(field + comparison + value).toStdString(),
            FilterWords::tr("Write it like %1").arg(QLatin1String(example)).toStdString());
    }
    const QString how = comparison == QLatin1String(":") ? QStringLiteral("=") : comparison;
    return Test([of = known.of, how, wanted](const TrafficRecord &record) {
        return compare(how, of(record), wanted);
    });
}

Test wordTest(const QString &word)
{
    const QString pattern = QLatin1Char('*') + word + QLatin1Char('*');
    return [pattern](const TrafficRecord &record) {
        return matchesGlob(record.method, pattern) || matchesGlob(record.rawPath, pattern) ||
               matchesGlob(record.path, pattern) || matchesGlob(record.apiName, pattern) ||
               matchesGlob(record.apiId, pattern) || matchesGlob(record.error, pattern);
    };
}

// Splits at spaces that are not in double quotes; the quotes go.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const QChar letter : text) {
        if (letter == QLatin1Char('"')) {
            isQuoted = !isQuoted;
        } else if (letter.isSpace() && !isQuoted) {
            words.append(word);
            word.clear();
        } else {
            word += letter;
        }
    }
    words.append(word);
    words.removeAll(QString());
    return words;
}

} // namespace

Expected<TrafficFilter> TrafficFilter::parse(const QString &text)
{
    TrafficFilter filter;
    for (const QString &word : wordsOf(text)) {
        auto term = termOf(word);
        if (!term) {
            return tl::unexpected(term.error());
        }
        filter.m_terms.push_back(std::move(*term));
    }
    return filter;
}

Expected<TrafficFilter::Term> TrafficFilter::termOf(const QString &word)
{
    if (word.startsWith(QLatin1Char('-')) && word.size() > 1) {
        return termOf(word.sliced(1)).map([](const Term &term) {
            return Term([term](const TrafficRecord &record) { return !term(record); });
        });
    }
    const auto isOperator = [](QChar letter) {
        return QStringLiteral(":=<>!").contains(letter);
    };
    const auto begin = std::ranges::find_if(word, isOperator);
    const auto end = std::find_if_not(begin, word.end(), isOperator);
    if (begin == word.end()) {
        return Term(wordTest(word));
    }
    const QString field = word.first(begin - word.begin()).toLower();
    const QString comparison = word.sliced(begin - word.begin(), end - begin);
    const QString value = word.sliced(end - word.begin());
    const bool isNumber = numberFields().contains(field);
    if (!isNumber && !textFields().contains(field)) {
        if (field.contains(QLatin1Char('/')) || field.isEmpty()) {
            return Term(wordTest(word)); // a piece of a URL
        }
        return failure(
            FilterWords::tr("There is no field of this name").toStdString(), word.toStdString(),
            FilterWords::tr(
                "Use status, dur, gateway, upstream, size, in, steps, api, method, path, "
                "key, client, plugin, step, error or id")
                .toStdString());
    }
    static const QStringList kOperators{
        QStringLiteral(":"),  QStringLiteral("="), QStringLiteral("!="), QStringLiteral("<"),
        QStringLiteral("<="), QStringLiteral(">"), QStringLiteral(">=")};
    if (!kOperators.contains(comparison) || (!isNumber && comparison.contains(u'<')) ||
        (!isNumber && comparison.contains(u'>'))) {
        return failure(FilterWords::tr("This comparison does not fit here").toStdString(),
                       word.toStdString(),
                       (isNumber ? FilterWords::tr("Use = != < <= > or >=")
                                 : FilterWords::tr("Use : for text"))
                           .toStdString());
    }
    if (isNumber) {
        return numberTest(field, comparison, value);
    }
    const Term found = textTest(textFields().value(field), value, isWhole(field));
    if (comparison == QLatin1String("!=")) {
        return Term([found](const TrafficRecord &record) { return !found(record); });
    }
    return found;
}

bool TrafficFilter::matches(const TrafficRecord &record) const
{
    return std::ranges::all_of(m_terms, [&record](const Term &term) { return term(record); });
}

const QStringList &TrafficFilter::completions()
{
    static const QStringList kWords{
        QStringLiteral("status>=400"), QStringLiteral("status:5xx"),
        QStringLiteral("status:4xx"),  QStringLiteral("dur>20ms"),
        QStringLiteral("gateway>1ms"), QStringLiteral("upstream>100ms"),
        QStringLiteral("size>10kB"),   QStringLiteral("api:"),
        QStringLiteral("method:POST"), QStringLiteral("path:"),
        QStringLiteral("key:"),        QStringLiteral("client:"),
        QStringLiteral("plugin:"),     QStringLiteral("step:"),
        QStringLiteral("error:*"),     QStringLiteral("id:"),
    };
    return kWords;
}

} // namespace gw::models
