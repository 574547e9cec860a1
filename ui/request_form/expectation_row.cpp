// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/expectation_row.h"

#include "requests/expression.h"
#include "requests/gateway_fact.h"
#include "requests/hurl_reader.h"
#include "requests/template_text.h"
#include "requests/text_cursor.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using Form = ExpectationRow::Form;
using Part = ExpectationRow::Part;
using requests::GatewayFact;

constexpr QLatin1StringView kMark("# gatewright: ");
constexpr QLatin1StringView kOffMark("# gatewright: off ");
constexpr QLatin1StringView kNewName("NAME");
constexpr QLatin1StringView kPlugin("plugin");
constexpr QLatin1StringView kUpstream("upstream");
constexpr QLatin1StringView kEquals("==");
constexpr QLatin1StringView kAddedBy("was added by");

QString trimmedText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
}

QStringList wordsFrom(const std::vector<std::string_view> &names, const QString &prefix = {})
{
    QStringList words;
    for (const std::string_view name : names) {
        words.append(prefix + trimmedText(name));
    }
    return words;
}

// As a text in Hurl's quotes.
QString inQuotes(QString plain)
{
    plain.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1).replace(u'\n', "\\n"_L1);
    return u'"' + plain + u'"';
}

QString firstWord(const QString &words)
{
    return words.section(QRegularExpression(u"[ \\t]"_s), 0, 0);
}

bool isAssertion(const QString &text)
{
    return requests::assertionOf(text.toStdString()).has_value();
}

// Of a fact about a header; in a row of its own name, for assertions look at headers as well.
QString requestHeader()
{
    return ExpectationRow::tr("request header");
}

QString headerLine()
{
    return ExpectationRow::tr("header line");
}

std::optional<ExpectationRow> readFact(const QString &core)
{
    const auto fact = requests::readGatewayFact(core.toStdString());
    if (!fact) {
        return std::nullopt;
    }
    const QStringList words = core.simplified().split(u' ');
    ExpectationRow row{.form = Form::Fact};
    row.query = QString::fromStdString(fact->name);
    row.value = QString::fromStdString(fact->step);
    row.what = fact->kind == GatewayFact::Kind::PluginRan       ? QString(kPlugin)
               : fact->kind == GatewayFact::Kind::UpstreamAsked ? QString(kUpstream)
                                                                : requestHeader();
    const qsizetype before = row.query.isEmpty() ? 1 : 2;
    row.predicate =
        words.sliced(before, words.size() - before - (row.value.isEmpty() ? 0 : 1)).join(u' ');
    return row;
}

std::optional<ExpectationRow> readHeaderLine(const QString &line)
{
    const auto file = requests::readHurl("GET http://x\nHTTP *\n" + line.toStdString());
    if (!file || file->entries.size() != 1 || !file->entries[0].response ||
        file->entries[0].response->headers.size() != 1) {
        return std::nullopt;
    }
    const requests::Line &read = file->entries[0].response->headers[0];
    if (read.state == requests::Line::State::GatewayFact) {
        return std::nullopt;
    }
    const QString behind = trimmedText(read.around.after);
    return ExpectationRow{.form = Form::HeaderLine,
                          .isOff = read.state == requests::Line::State::Off,
                          .what = headerLine(),
                          .query = QString::fromStdString(read.name),
                          .predicate = kEquals,
                          .value = QString::fromStdString(read.value),
                          .tail = behind.isEmpty() ? QString() : u' ' + behind};
}

std::optional<ExpectationRow> readAssertion(const QString &core)
{
    const std::string spelled = core.toStdString();
    requests::TextCursor whole(spelled);
    requests::TextCursor left(spelled);
    if (!requests::readAssertion(whole) || !requests::readCapture(left)) {
        return std::nullopt;
    }
    const QString behind = trimmedText(whole.rest());
    if (!behind.isEmpty() && !behind.startsWith(u'#')) {
        return std::nullopt;
    }
    ExpectationRow row;
    row.tail = behind.isEmpty() ? QString() : u' ' + behind;
    const std::string_view all = spelled;
    const QString from = trimmedText(all.substr(0, left.at()));
    const QString check = trimmedText(all.substr(left.at(), whole.at() - left.at()));
    row.what = firstWord(from);
    row.query = from.sliced(row.what.size()).trimmed();
    const QString operation = check.startsWith("not "_L1) ? check.sliced(4).trimmed() : check;
    const QString word = firstWord(operation);
    row.predicate = operation == check ? word : u"not "_s + word;
    row.value = operation.sliced(word.size()).trimmed();
    // Words that touch what follows are legal as well: the text alone shows those.
    return wordsFrom(requests::queryNames()).contains(row.what) &&
                   wordsFrom(requests::predicateNames()).contains(word)
               ? std::optional(row)
               : std::nullopt;
}

QStringList factPredicates(const QString &what)
{
    if (what == kPlugin) {
        return {u"ran"_s, u"did not run"_s};
    }
    if (what == kUpstream) {
        return {u"was asked"_s, u"was not asked"_s};
    }
    return {u"reached upstream"_s, u"did not reach upstream"_s, kAddedBy};
}

// Whether the words are one line that says just this.
bool isWhole(const ExpectationRow &row)
{
    if (row.form == Form::Assertion) {
        return isAssertion(row.core());
    }
    const auto read = ExpectationRow::read(row.line(), row.form);
    return read && read->what == row.what && read->query == row.query &&
           read->predicate == row.predicate && read->value == row.value;
}

} // namespace

std::optional<ExpectationRow> ExpectationRow::read(const QString &line, Form form)
{
    QString core = line.trimmed();
    const QString indent = line.first(line.indexOf(core));
    const bool isMarked = core.startsWith(kMark.chopped(1));
    const bool isOff = core.startsWith(kOffMark);
    std::optional<ExpectationRow> row;
    if (form == Form::Fact) {
        row = isMarked && !isOff ? readFact(core.sliced(kMark.size() - 1)) : std::nullopt;
    } else if (form == Form::HeaderLine) {
        row = readHeaderLine(core);
    } else {
        row = readAssertion(isOff ? core.sliced(kOffMark.size()) : core);
    }
    if (row) {
        row->indent = indent;
        row->isOff = isOff;
    }
    return row;
}

QStringList ExpectationRow::kinds()
{
    return wordsFrom(requests::queryNames()) +
           QStringList{headerLine(), kPlugin, kUpstream, requestHeader()};
}

std::optional<ExpectationRow> ExpectationRow::firstOf(const QString &what)
{
    if (what == headerLine()) {
        return read(kNewName + u": "_s, Form::HeaderLine);
    }
    if (what == kUpstream || what == kPlugin || what == requestHeader()) {
        ExpectationRow row{.form = Form::Fact, .what = what};
        row.query = what == kUpstream ? QString() : QString(kNewName);
        row.predicate = factPredicates(what).first();
        return row;
    }
    for (const QString &form :
         QStringList{u"status == 200"_s, what + u" exists"_s, what + u" \"$\" exists"_s}) {
        if (firstWord(form) == what && isAssertion(form)) {
            return readAssertion(form);
        }
    }
    return readAssertion(what + u" /./ exists"_s);
}

bool ExpectationRow::take(Part part, const QString &typed)
{
    if (part == Part::What) {
        const auto other = firstOf(typed);
        if (!other || (other->form != form && other->form != Form::Fact)) {
            return false; // its place is another one
        }
        QString keptTail = other->form == Form::Fact ? QString() : tail;
        const QString keptIndent = indent;
        const bool wasOff = isOff && other->form != Form::Fact;
        if (form == Form::Assertion && other->form == form) {
            what = typed;
            if (isWhole(*this)) {
                return true;
            }
        }
        *this = *other;
        indent = keptIndent;
        tail = std::move(keptTail);
        isOff = wasOff;
        return true;
    }
    QString &cell = part == Part::Query ? query : part == Part::Predicate ? predicate : value;
    cell = typed;
    if (isWhole(*this)) {
        return true;
    }
    if (form == Form::Assertion && part == Part::Predicate) { // it takes a value, or takes none
        value = value.isEmpty() ? u"\"\""_s : QString();
    } else if (form == Form::Assertion) { // a text need not be quoted by hand
        cell = inQuotes(typed);
    } else if (form == Form::HeaderLine) {
        cell =
            QString::fromStdString(part == Part::Query ? requests::spellName(typed.toStdString())
                                                       : requests::spellValue(typed.toStdString()));
    } else if (part == Part::Predicate) { // likewise
        value = typed == kAddedBy ? QString(kNewName) : QString();
    }
    return isWhole(*this);
}

QStringList ExpectationRow::wordsOf(Part part) const
{
    if (part == Part::What) {
        return kinds();
    }
    if (part != Part::Predicate || form == Form::HeaderLine) {
        return {};
    }
    return form == Form::Fact ? factPredicates(what)
                              : wordsFrom(requests::predicateNames()) +
                                    wordsFrom(requests::predicateNames(), u"not "_s);
}

bool ExpectationRow::isEditable(Part part) const
{
    switch (form) {
    case Form::HeaderLine:
        return part != Part::Predicate;
    case Form::Fact:
        return (part != Part::Query || what != kUpstream) &&
               (part != Part::Value || predicate == kAddedBy);
    case Form::Assertion:
        break;
    }
    return true;
}

const QString &ExpectationRow::text(Part part) const
{
    return part == Part::What        ? what
           : part == Part::Query     ? query
           : part == Part::Predicate ? predicate
                                     : value;
}

QString ExpectationRow::core() const
{
    if (form == Form::HeaderLine) {
        return query + u": "_s + value;
    }
    QStringList words;
    for (const QString &word :
         {what == requestHeader() ? u"header"_s : what, query, predicate, value}) {
        if (!word.isEmpty()) {
            words.append(word);
        }
    }
    return words.join(u' ');
}

QString ExpectationRow::line() const
{
    return indent +
           (form == Form::Fact ? QString(kMark)
            : isOff            ? QString(kOffMark)
                               : QString()) +
           core() + tail;
}

} // namespace gw::request_form
