// SPDX-License-Identifier: GPL-3.0-or-later
// What is offered while expectations and bodies are typed.
#include "request_form/hurl_completion.h"
#include "support/room_test.h"
#include "ui/editing/marked_text.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace gw::request_form;
using gw::editing::Candidate;

class HurlCompletionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void completes_data();
    void completes();
    void offersNothing_data();
    void offersNothing();
    void offersFiltersAndPredicates();
    void asksForVariablesOnlyWhereTheyStand();
    void completesVariablesOfABody();
};

namespace {

std::vector<std::string> twoVariables()
{
    return {"gateway", "user-id"};
}

QStringList labelsOf(const std::vector<Candidate> &candidates)
{
    QStringList labels;
    for (const Candidate &candidate : candidates) {
        labels.append(QString::fromStdString(candidate.label));
    }
    return labels;
}

// The text after that candidate was taken, with the caret.
QByteArray taken(const std::string &text, const std::vector<Candidate> &candidates,
                 const QByteArray &label)
{
    const auto found = std::ranges::find(candidates, label.toStdString(), &Candidate::label);
    if (found == candidates.end()) {
        return "not offered: " + labelsOf(candidates).join(u' ').toUtf8();
    }
    return QByteArray::fromStdString(gw::editing::applied(text, found->edit))
        .insert(static_cast<qsizetype>(found->caret), '|');
}

} // namespace

void HurlCompletionTest::completes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *text, const char *label, const char *result) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(label) << QByteArray(result);
    };
    row("status", "H|", "HTTP 200", "HTTP 200|");
    row("section", "HTTP 200\n[|]", "[Asserts]", "HTTP 200\n[Asserts]|");
    row("the other section", "HTTP 200\n[Asserts]\n[C|", "[Captures]",
        "HTTP 200\n[Asserts]\n[Captures]|");
    row("query", "HTTP 200\n[Asserts]\njs|", "jsonpath", "HTTP 200\n[Asserts]\njsonpath \"|\"");
    row("query that has no argument", "[Asserts]\nst|", "status", "[Asserts]\nstatus|");
    row("query of a capture", "[Captures]\nid: h|", "header", "[Captures]\nid: header \"|\"");
    row("predicate", "[Asserts]\nstatus i|", "isInteger", "[Asserts]\nstatus isInteger|");
    row("predicate with a value", "[Asserts]\nbody co|", "contains", "[Asserts]\nbody contains |");
    row("negation", "[Asserts]\nheader \"A\" n|", "not", "[Asserts]\nheader \"A\" not |");
    row("comparison", "[Asserts]\nstatus =|", "==", "[Asserts]\nstatus == |");
    row("filter", "[Asserts]\njsonpath \"$\" cou|", "count", "[Asserts]\njsonpath \"$\" count|");
    row("filter with a number", "[Asserts]\nbody nt|", "nth", "[Asserts]\nbody nth |");
    row("fact of the gateway", "[Asserts]\n# gate|", "# gatewright: plugin ... ran",
        "[Asserts]\n# gatewright: plugin | ran");
    row("variable in a text", "[Asserts]\nbody == \"{{ga|\"", "gateway",
        "[Asserts]\nbody == \"{{gateway}}|\"");
    row("variable between braces", "[Asserts]\nbody == {{|}}", "user-id",
        "[Asserts]\nbody == {{user-id}}|");
}

void HurlCompletionTest::completes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, label);
    QFETCH(const QByteArray, result);
    const MarkedText marked(text);
    QCOMPARE(taken(marked.text, hurlCandidates(marked.text, marked.offset, &twoVariables), label),
             result);
}

void HurlCompletionTest::offersNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text);
    };
    row("in a text", "[Asserts]\nbody == \"js|\"");
    row("in an expression", "[Asserts]\nbody matches /js|/");
    row("in a comment", "[Asserts]\nstatus == 200 # js|");
    row("in a text of several lines", "[Asserts]\nbody == ```\njs|");
    row("behind the predicate", "[Asserts]\nstatus == 20|");
    row("where the word is complete", "[Asserts]\nstatus|"); // Return ends the line
    row("where the section is complete", "HTTP 200\n[Asserts]|");
    row("in a header", "HTTP 200\nX-A: js|");
    row("in the name of a capture", "[Captures]\njs|");
}

void HurlCompletionTest::offersNothing()
{
    QFETCH(const QByteArray, text);
    const MarkedText marked(text);
    QCOMPARE(labelsOf(hurlCandidates(marked.text, marked.offset, &twoVariables)), QStringList());
}

void HurlCompletionTest::offersFiltersAndPredicates()
{
    const std::string asserted = "[Asserts]\nbody ";
    const QStringList behind = labelsOf(hurlCandidates(asserted, asserted.size(), &twoVariables));
    QVERIFY(behind.contains(u"contains"_s) && behind.contains(u"count"_s));
    QVERIFY(!behind.contains(u"status"_s));
    const std::string negated = asserted + "not ";
    const QStringList ends = labelsOf(hurlCandidates(negated, negated.size(), &twoVariables));
    QVERIFY(ends.contains(u"contains"_s) && !ends.contains(u"count"_s));
    const std::string captured = "[Captures]\nid: body ";
    const QStringList of = labelsOf(hurlCandidates(captured, captured.size(), &twoVariables));
    QVERIFY(of.contains(u"count"_s) && of.contains(u"redact"_s) && !of.contains(u"contains"_s));
}

// They are read from a file.
void HurlCompletionTest::asksForVariablesOnlyWhereTheyStand()
{
    int asked = 0;
    const VariableNames names = [&asked] {
        ++asked;
        return twoVariables();
    };
    (void)hurlCandidates("[Asserts]\nst", 12, names);
    QCOMPARE(asked, 0);
    (void)hurlCandidates("[Asserts]\nurl == {{", 19, names);
    QCOMPARE(asked, 1);
}

void HurlCompletionTest::completesVariablesOfABody()
{
    const MarkedText body(R"({"id": "{{us|"})");
    QCOMPARE(taken(body.text, variableCandidates(body.text, body.offset, &twoVariables), "user-id"),
             QByteArray(R"({"id": "{{user-id}}|"})"));
    QVERIFY(variableCandidates(body.text, 3, &twoVariables).empty());
}

GW_TEST(HurlCompletionTest)
#include "hurl_completion_test.moc"
