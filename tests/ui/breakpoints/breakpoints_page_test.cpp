// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakpoints/breakpoints_page.h"
#include "breakpoints/paused_editor.h"
#include "look/metrics.h"
#include "models/breakpoint_model.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"
#include "ui/session/answering_engine.h"
#include "widgets/source_editor.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSpinBox>
#include <QTableView>

using namespace Qt::StringLiterals;
using gw::session::Breakpoints;
using gw::session::EngineSession;
using gw::test::AnsweringEngine;
using gw::widgets::SourceEditor;
using namespace gw::breakpoints;
using namespace gw::test;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr const char *kPauses = "topics=pauses";

QByteArray paused(const char *id, const char *rest = "")
{
    return QByteArray(R"({"id":")") + id +
           R"(","step":"AddFooBarHeader","api_name":"Orders","paused_at_ms":1,)"
           R"("continues_at_ms":60001,"client":"127.0.0.1:77",)"
           R"("request":{"method":"GET","target":"/orders/)" +
           id + R"(","headers":[["Accept","text/plain"]],"body":"","body_state":"none"})" + rest +
           "}";
}

} // namespace

#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

class BreakpointsPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void makesAndTakesBackRules();
    void offersTheStepsOfAnApi();
    void saysWhetherItStopsAnything();
    void letsOneGoOnWithChanges();
    void saysWhatTheEngineRefuses();
    void answersInPlaceOfTheGateway();
    void editsAnAnswer();
    void keepsTextsOfSeveral();
    void keepsTheTextWhenTheTimeIsUp();
    void continuesByKeys();
    void leavesBodiesThatAreNotHere();
    void fetchesALongBody();
    void keepsTheTextOverTheEndOfThePage();
    void showsItsButtonsInASmallWindow();

private:
    [[nodiscard]] QTableView *table(const QString &name) const
    {
        return named<QTableView>(*m_page, name);
    }
    [[nodiscard]] QAbstractButton *button(const QString &text) const;
    void click(const QString &text);
    void choose(int column, const QString &text);
    [[nodiscard]] SourceEditor *text() const { return m_page->findChild<SourceEditor *>(); }
    void pause(const QByteArray &request);
    [[nodiscard]] QJsonObject told(const char *id) const;

    std::unique_ptr<AnsweringEngine> m_engine;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<Breakpoints> m_breakpoints;
    std::unique_ptr<BreakpointsPage> m_page;
};

void BreakpointsPageTest::init()
{
    m_engine = std::make_unique<AnsweringEngine>();
    m_engine->answer("GET /tyk/reload/report",
                     R"({"generation":1,"apis":[{"api_id":"orders","name":"The orders",)"
                     R"("steps":["VersionCheck","Mine","HeaderTransform"]},)"
                     R"({"api_id":"other","steps":["Foreign","VersionCheck"]}]})");
    m_session = std::make_unique<EngineSession>(nullptr);
    m_breakpoints = std::make_unique<Breakpoints>(*m_session);
    m_session->attach(m_engine->address());
    TRY_VERIFY(m_session->api(u"orders"_s) != nullptr);
    m_page = std::make_unique<BreakpointsPage>(*m_session, *m_breakpoints);
    m_page->resize(900, 600);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void BreakpointsPageTest::cleanup()
{
    m_page.reset();
    m_breakpoints.reset();
    m_session.reset();
    m_engine.reset();
}

QAbstractButton *BreakpointsPageTest::button(const QString &text) const
{
    for (auto *button : m_page->findChildren<QAbstractButton *>()) {
        if (button->text().remove(u'&') == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

void BreakpointsPageTest::click(const QString &text)
{
    QVERIFY2(button(text) != nullptr, qPrintable(text));
    QTest::mouseClick(button(text), Qt::LeftButton);
}

// In the first rule, by keys.
void BreakpointsPageTest::choose(int column, const QString &text)
{
    QTableView *rules = table(u"Breakpoints"_s);
    rules->setFocus();
    rules->setCurrentIndex(rules->model()->index(0, column));
    QTest::keyClick(rules, Qt::Key_F2);
    auto *box = rules->viewport()->findChild<QComboBox *>();
    auto *field = rules->viewport()->findChild<QLineEdit *>(); // of the box where one can type
    QVERIFY(box != nullptr || field != nullptr);
    if (field != nullptr) {
        field->setText(text);
    } else {
        QVERIFY2(box->findText(text) >= 0, qPrintable(text));
        box->setCurrentIndex(box->findText(text));
    }
    QTest::keyClick(box != nullptr ? static_cast<QWidget *>(box) : field, Qt::Key_Return);
    TRY_VERIFY(rules->viewport()->findChild<QComboBox *>() == nullptr &&
               rules->viewport()->findChild<QLineEdit *>() == nullptr);
}

void BreakpointsPageTest::pause(const QByteArray &request)
{
    if (!m_breakpoints->isOn()) {
        click(u"Stop requests"_s);
        TRY_VERIFY(m_breakpoints->isWatching());
    }
    const qsizetype before = m_breakpoints->paused().size();
    m_engine->tell(kPauses, "paused", request);
    TRY_COMPARE(m_breakpoints->paused().size(), before + 1);
}

QJsonObject BreakpointsPageTest::told(const char *id) const
{
    const auto bodies = m_engine->bodiesOf(QByteArray("POST /tyk/paused/") + id);
    return bodies.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(bodies.last()).object();
}

void BreakpointsPageTest::makesAndTakesBackRules()
{
    click(u"Add"_s); // where the list is empty
    QCOMPARE(m_breakpoints->rules().size(), 1);
    choose(gw::models::BreakpointModel::Api, u"The orders"_s);
    choose(gw::models::BreakpointModel::Method, u"get"_s);
    choose(gw::models::BreakpointModel::Path, u"/orders/*"_s);
    choose(gw::models::BreakpointModel::Step, u"pre"_s);
    choose(gw::models::BreakpointModel::When, u"after"_s);
    const gw::client::Breakpoint expected{.id = u"b1"_s,
                                          .apiId = u"orders"_s,
                                          .method = u"GET"_s,
                                          .path = u"/orders/*"_s,
                                          .step = u"pre"_s,
                                          .when = gw::client::BreakWhen::After};
    QCOMPARE(m_breakpoints->rules().value(0), expected);
    QTableView *rules = table(u"Breakpoints"_s);
    rules->setCurrentIndex(rules->model()->index(0, 0));
    QTest::keyClick(rules, Qt::Key_Space);
    QVERIFY(!m_breakpoints->rules().value(0).isEnabled);
    named<QSpinBox>(*m_page, u"Seconds after which a paused request goes on by itself"_s)
        ->setValue(5);
    QCOMPARE(m_breakpoints->autoContinue().count(), 5);
    click(u"Add"_s);
    QCOMPARE(m_breakpoints->rules().size(), 2);
    rules->selectRow(0);
    rules->setFocus();
    QTest::keyClick(rules, Qt::Key_Delete);
    QCOMPARE(m_breakpoints->rules().size(), 1);
    QCOMPARE(m_breakpoints->rules().value(0).step, u"upstream"_s);
    rules->selectRow(0);
    click(u"Remove"_s);
    QVERIFY(m_breakpoints->rules().isEmpty());
}

void BreakpointsPageTest::offersTheStepsOfAnApi()
{
    m_engine->tell("", "plugins",
                   R"({"plugins":[{"symbol":"Mine","kind":"request","users":["orders"]},)"
                   R"({"symbol":"Other","kind":"request","users":["other"]},)"
                   R"({"symbol":"Records","kind":"analytics","users":["orders"]}]})");
    TRY_COMPARE(m_session->plugins().size(), 3);
    m_breakpoints->add({.apiId = u"orders"_s, .step = u"pre"_s});
    m_breakpoints->add({.step = u"pre"_s}); // of any API
    QTableView *rules = table(u"Breakpoints"_s);
    const auto offered = [rules](int row) {
        rules->setFocus();
        rules->setCurrentIndex(rules->model()->index(row, gw::models::BreakpointModel::Step));
        QTest::keyClick(rules, Qt::Key_F2);
        QStringList steps;
        for (const auto *box : rules->viewport()->findChildren<QComboBox *>()) {
            for (int at = 0; at < box->count(); ++at) {
                steps.append(box->itemText(at));
            }
        }
        QTest::keyClick(rules->viewport()->findChild<QComboBox *>(), Qt::Key_Escape);
        return steps;
    };
    const QStringList places = {u"pre"_s,      u"auth_check"_s, u"post_key_auth"_s, u"post"_s,
                                u"response"_s, u"upstream"_s,   u"client"_s};
    QCOMPARE(offered(0),
             QStringList({u"VersionCheck"_s, u"Mine"_s, u"HeaderTransform"_s}) + places);
    TRY_VERIFY(rules->viewport()->findChild<QComboBox *>() == nullptr);
    QCOMPARE(offered(1), QStringList({u"Foreign"_s, u"HeaderTransform"_s, u"Mine"_s, u"Other"_s,
                                      u"VersionCheck"_s}) +
                             places);
}

void BreakpointsPageTest::saysWhetherItStopsAnything()
{
    QVERIFY(says(*m_page, u"They are off"_s));
    m_engine->answer("PUT /tyk/breakpoints", R"({"message":"no such method"})", 400);
    click(u"Stop requests"_s);
    TRY_VERIFY(says(*m_page, u"no such method"_s));
    m_engine->answer("PUT /tyk/breakpoints", R"({"passed":2})");
    m_breakpoints->add({.step = u"pre"_s});
    TRY_VERIFY(says(*m_page, u"stop there. 2 request(s) went by"_s));
    click(u"Stop requests"_s);
    QVERIFY(says(*m_page, u"They are off"_s));
    QVERIFY(!m_breakpoints->isOn());
}

void BreakpointsPageTest::letsOneGoOnWithChanges()
{
    pause(paused("7"));
    QCOMPARE(text()->text(), "GET /orders/7\nAccept: text/plain\n\n");
    QVERIFY(says(*m_page, u"GET /orders/7 (Orders), before AddFooBarHeader"_s));
    QVERIFY(!button(u"Continue with changes"_s)->isEnabled());
    QVERIFY(button(u"Continue"_s)->property(gw::look::kPrimaryProperty).toBool());
    text()->replaceBy("PUT /orders/8\nAccept: text/plain\nFoo: Bar\n\nbody");
    QVERIFY(button(u"Continue with changes"_s)->isEnabled());
    QVERIFY(button(u"Continue with changes"_s)->property(gw::look::kPrimaryProperty).toBool());
    QVERIFY(!button(u"Continue"_s)->property(gw::look::kPrimaryProperty).toBool());
    click(u"Continue with changes"_s);
    TRY_VERIFY(m_breakpoints->paused().isEmpty());
    const QJsonObject request = told("7").value("request"_L1).toObject();
    QCOMPARE(request.value("method"_L1).toString(), u"PUT"_s);
    QCOMPARE(request.value("target"_L1).toString(), u"/orders/8"_s);
    QCOMPARE(request.value("headers"_L1).toArray().at(1).toArray().at(1).toString(), u"Bar"_s);
    QCOMPARE(request.value("body"_L1).toString(), u"body"_s);
    QVERIFY(!m_page->editor().isVisible());
    pause(paused("9"));
    click(u"Continue"_s);
    TRY_VERIFY(m_breakpoints->paused().isEmpty());
    QCOMPARE(told("9").keys(), QStringList(u"action"_s));
}

void BreakpointsPageTest::saysWhatTheEngineRefuses()
{
    pause(paused("7"));
    m_engine->answer("GET /tyk/paused", R"({"paused":[)" + paused("7") + "]}");
    m_engine->answer("POST /tyk/paused/7", R"({"message":"Header Foo has no value"})", 400);
    text()->replaceBy("GET /\nFoo\n\n"); // seen here
    click(u"Continue with changes"_s);
    QVERIFY(says(*m_page, u"Line 2 is no header: Foo"_s));
    QVERIFY(told("7").isEmpty());
    text()->replaceBy("GET /\nFoo:\n\n"); // seen there
    click(u"Continue with changes"_s);
    TRY_VERIFY(says(*m_page, u"Header Foo has no value"_s));
    QCOMPARE(text()->text(), "GET /\nFoo:\n\n");
    TRY_VERIFY(button(u"Continue with changes"_s)->isEnabled());
    QCOMPARE(m_breakpoints->paused().size(), 1);
}

void BreakpointsPageTest::answersInPlaceOfTheGateway()
{
    pause(paused("7"));
    text()->replaceBy("GET /half\n\n");
    click(u"Answer with..."_s);
    QVERIFY(text()->text().starts_with("HTTP 200\nContent-Type: application/json\n\n"));
    QVERIFY(button(u"Continue"_s) == nullptr);
    click(u"Back to the request"_s);
    QCOMPARE(text()->text(), "GET /half\n\n"); // what was typed before
    click(u"Answer with..."_s);
    text()->replaceBy("HTTP 418\nFoo: Bar\n\ntea");
    click(u"Send this answer"_s);
    TRY_VERIFY(m_breakpoints->paused().isEmpty());
    QCOMPARE(told("7").value("action"_L1).toString(), u"answer"_s);
    const QJsonObject response = told("7").value("response"_L1).toObject();
    QCOMPARE(response.value("status"_L1).toInt(), 418);
    QCOMPARE(response.value("body"_L1).toString(), u"tea"_s);
}

void BreakpointsPageTest::editsAnAnswer()
{
    pause(paused("7", R"(,"phase":"response","response":{"status":200,"headers":[],)"
                      R"("body":"{}","body_state":"whole"})"));
    QCOMPARE(text()->text(), "HTTP 200\n\n{}");
    QVERIFY(button(u"Answer with..."_s) == nullptr);
    text()->replaceBy("HTTP 201\n\n{}");
    click(u"Continue with changes"_s);
    TRY_VERIFY(m_breakpoints->paused().isEmpty());
    const QJsonObject response = told("7").value("response"_L1).toObject();
    QCOMPARE(response.value("status"_L1).toInt(), 201);
    QVERIFY(!response.contains("body"_L1)); // it stays the engine's
}

void BreakpointsPageTest::keepsTextsOfSeveral()
{
    pause(paused("1"));
    pause(paused("2"));
    QCOMPARE(m_page->editor().shownId(), u"1"_s); // who looks at one stays there
    text()->replaceBy("GET /typed\n\n");
    QTableView *list = table(u"Paused requests"_s);
    list->selectRow(1);
    QCOMPARE(text()->text(), "GET /orders/2\nAccept: text/plain\n\n");
    list->selectRow(0);
    QCOMPARE(text()->text(), "GET /typed\n\n");
    click(u"Continue with changes"_s);
    TRY_COMPARE(m_page->editor().shownId(), u"2"_s); // the next one
    click(u"Continue all"_s);
    TRY_COMPARE(m_engine->bodiesOf("POST /tyk/paused").size(), 1);
    m_engine->tell(kPauses, "released", R"({"id":"2","how":"continued"})");
    TRY_COMPARE(list->model()->rowCount(), 0);
    QVERIFY(!button(u"Continue all"_s)->isEnabled());
}

void BreakpointsPageTest::keepsTheTextWhenTheTimeIsUp()
{
    pause(paused("7"));
    text()->replaceBy("GET /typed\n\n");
    m_engine->tell(kPauses, "released", R"({"id":"7","how":"timeout"})");
    TRY_VERIFY(says(*m_page, u"the time was up"_s));
    QCOMPARE(text()->text(), "GET /typed\n\n");
    QVERIFY(!button(u"Continue"_s)->isEnabled());
    pause(paused("8"));
    QCOMPARE(text()->text(), "GET /typed\n\n");
    table(u"Paused requests"_s)->selectRow(0);
    QCOMPARE(text()->text(), "GET /orders/8\nAccept: text/plain\n\n");
    m_engine->tell(kPauses, "released", R"({"id":"8","how":"timeout"})"); // nothing was typed
    TRY_VERIFY(!m_page->editor().isVisible());
}

void BreakpointsPageTest::continuesByKeys()
{
    pause(paused("7"));
    text()->replaceBy("GET /typed\n\n");
    text()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    TRY_COMPARE(told("7").value("request"_L1).toObject().value("target"_L1).toString(),
                u"/typed"_s);
}

void BreakpointsPageTest::leavesBodiesThatAreNotHere()
{
    QByteArray request = paused("7");
    request.replace("\"none\"", "\"streams\"");
    pause(request);
    QVERIFY(says(*m_page, u"goes through as it comes"_s));
    text()->replaceBy("GET /typed\n\n");
    click(u"Continue with changes"_s);
    TRY_VERIFY(m_breakpoints->paused().isEmpty());
    QVERIFY(!told("7").value("request"_L1).toObject().contains("body"_L1));
}

// The engine's event leaves it out.
void BreakpointsPageTest::fetchesALongBody()
{
    QByteArray inEvent = paused("7");
    inEvent.replace("\"none\"", "\"left out\"");
    QByteArray whole = paused("7");
    whole.replace(R"("body":"","body_state":"none")",
                  R"("body":"a long one","body_state":"whole")");
    m_engine->answer("GET /tyk/paused/7", R"({"status":"error","message":"not now"})", 500);
    pause(inEvent);
    TRY_VERIFY(says(*m_page, u"was not fetched"_s));
    text()->replaceBy("GET /typed\n\n");
    m_engine->answer("GET /tyk/paused/7", whole);
    pause(paused("8"));
    const QTableView *list = table(u"Paused requests"_s);
    const auto choose = [list](int row) {
        list->selectionModel()->setCurrentIndex(list->model()->index(row, 0),
                                                QItemSelectionModel::ClearAndSelect |
                                                    QItemSelectionModel::Rows);
    };
    choose(1);
    TRY_VERIFY(text()->text().starts_with("GET /orders/8"));
    choose(0);
    TRY_COMPARE(text()->text(), std::string("GET /typed\n\na long one"));
    text()->replaceBy("GET /typed\n\na long one, edited");
    click(u"Continue with changes"_s);
    TRY_VERIFY(m_breakpoints->find(u"7"_s) == nullptr);
    const QJsonObject request = told("7").value("request"_L1).toObject();
    QCOMPARE(request.value("body"_L1).toString(), u"a long one, edited"_s);
}

void BreakpointsPageTest::keepsTheTextOverTheEndOfThePage()
{
    pause(paused("7"));
    TRY_VERIFY(text()->text().starts_with("GET /orders/7"));
    text()->replaceBy("GET /typed\n\n");
    m_page.reset();
    m_page = std::make_unique<BreakpointsPage>(*m_session, *m_breakpoints);
    m_page->resize(900, 600);
    m_page->show();
    TRY_COMPARE(text()->text(), std::string("GET /typed\n\n"));
    m_engine->tell(kPauses, "released", R"({"id":"7","how":"timeout"})");
    TRY_VERIFY(m_breakpoints->paused().isEmpty());
    QVERIFY(m_breakpoints->draft(u"7"_s).message.empty());
}

// As large as it is in a window of 960x600.
void BreakpointsPageTest::showsItsButtonsInASmallWindow()
{
    m_page->resize(690, 365);
    pause(paused("7"));
    for (const char *name :
         {"Continue", "Continue with changes", "Answer with...", "Continue all"}) {
        TRY_VERIFY(button(QLatin1String(name)) != nullptr);
        const QAbstractButton *one = button(QLatin1String(name));
        TRY_VERIFY(one->visibleRegion().boundingRect() == one->rect());
    }
    const QTableView *list = table(u"Paused requests"_s);
    const QRect path = list->visualRect(list->model()->index(0, gw::models::PausedModel::Path));
    QVERIFY(path.right() <= list->viewport()->width());
    QVERIFY(text()->height() >= 4 * 20);
}

GW_TEST(BreakpointsPageTest)
#include "breakpoints_page_test.moc"
