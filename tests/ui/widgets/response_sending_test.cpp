// SPDX-License-Identifier: GPL-3.0-or-later
// An answer before there is one, while the next one is on its way, and one of many pages.
#include "requests/response_body.h"
#include "requests/transfer_result.h"
#include "support/room_test.h"
#include "widgets/arriving_text.h"
#include "widgets/body_text.h"
#include "widgets/response_view.h"

#include <QAction>
#include <QGraphicsEffect>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace gw::widgets;
using namespace gw::requests;

namespace {

ResponseView::Result answer(const std::string &text = "{}")
{
    auto result = std::make_shared<TransferResult>();
    result->heads.push_back({"HTTP/1.1", 200, "OK", {{"Content-Type", "application/json"}}});
    auto body = std::make_shared<ResponseBody>(std::uint64_t{1} << 20);
    static_cast<void>(body->append(text));
    static_cast<void>(body->finish());
    result->body = body;
    return result;
}

} // namespace

class ResponseSendingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void offersToSend();
    void tellsTheOldAnswerFromTheNew();
    void pagesWhatAFilterFinds();
    void searchesAllPages();
    void keepsThePlaceWhileMoreIsTyped();
    void offersToApplyAFilter();
    void showsABodyWhileItComes();
    void followsWhatComesUnlessScrolled();
    void keepsTheOldAnswerBesideBytes();
    void dimsTheOldAnswer();

private:
    void show(const ResponseView::Result &result);
    // All that labels say.
    [[nodiscard]] QString notes() const;
    [[nodiscard]] QLineEdit *field(const QString &name) const;
    [[nodiscard]] ArrivingText *arriving() const { return m_view->findChild<ArrivingText *>(); }

    std::unique_ptr<ResponseView> m_view;
};

void ResponseSendingTest::init()
{
    m_view = std::make_unique<ResponseView>();
    m_view->resize(700, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void ResponseSendingTest::show(const ResponseView::Result &result)
{
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    m_view->showResult(result);
    QVERIFY(!shown.isEmpty() || shown.wait(60'000));
}

QString ResponseSendingTest::notes() const
{
    QString notes;
    for (const QLabel *label : m_view->findChildren<QLabel *>()) {
        notes += label->isVisible() ? label->text() + u'\n' : QString();
    }
    return notes;
}

QLineEdit *ResponseSendingTest::field(const QString &name) const
{
    for (QLineEdit *field : m_view->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == name) {
            return field;
        }
    }
    return nullptr;
}

void ResponseSendingTest::offersToSend()
{
    QAction send(u"Send"_s);
    m_view->setHint(u"It sends."_s);
    m_view->setSendAction(&send); // known later than the words, and before others
    QPushButton *shown = nullptr;
    for (QPushButton *button : m_view->findChildren<QPushButton *>()) {
        shown = button->isVisible() ? button : shown;
    }
    QVERIFY(shown != nullptr);
    m_view->setHint(u"It sends it."_s);
    QVERIFY(shown->isVisible());
    const QSignalSpy sent(&send, &QAction::triggered);
    QTest::mouseClick(shown, Qt::LeftButton);
    QCOMPARE(sent.size(), 1);
    m_view->showResult(answer());
    QVERIFY(!shown->isVisible());
}

void ResponseSendingTest::tellsTheOldAnswerFromTheNew()
{
    m_view->showSending();
    QVERIFY2(notes().contains(u"Sending"_s), qPrintable(notes()));
    QVERIFY(!notes().contains(u"answer of before"_s)); // there is none
    show(answer());
    m_view->showSending();
    QVERIFY2(notes().contains(u"Sending"_s), qPrintable(notes()));
    QVERIFY(notes().contains(u"answer of before"_s));
    QVERIFY2(!notes().contains(u"200 OK"_s), qPrintable(notes()));
    m_view->showProgress(0, 0);
    QVERIFY2(notes().contains(u"Sending"_s), qPrintable(notes()));
    QEvent palette(QEvent::PaletteChange);
    QCoreApplication::sendEvent(m_view.get(), &palette);
    QVERIFY2(!notes().contains(u"200 OK"_s), qPrintable(notes()));
    m_view->showProgress(10, 20);
    QVERIFY2(notes().contains(u"Receiving"_s), qPrintable(notes()));
    QVERIFY(notes().contains(u"10 B"_s) && notes().contains(u"answer of before"_s));
    show(answer());
    QVERIFY2(notes().contains(u"200 OK"_s), qPrintable(notes()));
    QVERIFY(!notes().contains(u"answer of before"_s));
    m_view->showProgress(10, 20); // too late
    QVERIFY2(notes().contains(u"200 OK"_s) && !notes().contains(u"of 20"_s), qPrintable(notes()));
}

// Whatever a filter finds, the text widget gets a page of it.
void ResponseSendingTest::pagesWhatAFilterFinds()
{
    std::string text = "[";
    for (int number = 0; number < 10'000; ++number) {
        text += R"({"id":1,"name":"café"},)";
    }
    text.back() = ']';
    show(answer(text));
    QLineEdit *filter = field(u"JSONPath filter"_s);
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    filter->setText(u"$..*"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(shown.wait(60'000));
    const qsizetype size = m_view->pretty().toPlainText().size();
    QVERIFY2(size > 1000 && size <= 65'536, qPrintable(QString::number(size)));
    const auto *page = m_view->findChild<QSpinBox *>();
    QVERIFY(page->isVisible());
    QVERIFY(page->maximum() > 5);
}

void ResponseSendingTest::searchesAllPages()
{
    std::string text = "[";
    for (int number = 0; number < 12'000; ++number) {
        text += number == 11'990 ? R"("the zebra",)" : R"("café or tea",)";
    }
    text.back() = ']';
    show(answer(text));
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    field(u"JSONPath filter"_s)->setText(u"$[*]"_s);
    QTest::keyClick(field(u"JSONPath filter"_s), Qt::Key_Return);
    QVERIFY(shown.wait(60'000));
    const auto *page = m_view->findChild<QSpinBox *>();
    QVERIFY(page->maximum() > 2);
    QLineEdit *search = field(u"Search in the body"_s);
    search->setText(u"CAF\u00c9"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(notes().contains(u"1 of 11,999"_s), qPrintable(notes()), 60'000);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY2(notes().contains(u"2 of 11,999"_s), qPrintable(notes()));
    QCOMPARE(page->value(), 1);
    search->setText(u"zebra"_s); // on the last page
    QTRY_VERIFY2_WITH_TIMEOUT(notes().contains(u"1 found"_s), qPrintable(notes()), 60'000);
    QCOMPARE(page->value(), 1);
    QVERIFY(!m_view->pretty().textCursor().hasSelection());
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(page->value(), page->maximum());
    QCOMPARE(m_view->pretty().textCursor().selectedText(), u"zebra"_s);
    QVERIFY2(notes().contains(u"1 of 1\n"_s), qPrintable(notes()));
    search->setText(u"tea"_s); // its number counts the pages before
    QTRY_VERIFY2_WITH_TIMEOUT(notes().contains(u"11,991 of 11,999"_s), qPrintable(notes()), 60'000);
    search->setText(u"giraffe"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(notes().contains(u"0 found"_s), qPrintable(notes()), 60'000);
}

void ResponseSendingTest::keepsThePlaceWhileMoreIsTyped()
{
    show(answer(R"({"a": "one", "b": "once", "c": "one"})"));
    QLineEdit *search = field(u"Search in the body"_s);
    search->setFocus();
    QTest::keyClicks(search, u"on"_s);
    QVERIFY2(notes().contains(u"1 of 3"_s), qPrintable(notes()));
    QTest::keyClicks(search, u"c"_s);
    QCOMPARE(m_view->pretty().textCursor().selectedText(), u"onc"_s);
    QVERIFY2(notes().contains(u"1 of 1\n"_s), qPrintable(notes()));
    QTest::keyClicks(search, u"x"_s);
    QVERIFY2(notes().contains(u"0 found"_s), qPrintable(notes()));
    QVERIFY(!m_view->pretty().textCursor().hasSelection());
}

void ResponseSendingTest::offersToApplyAFilter()
{
    show(answer(R"({"a": 1, "b": 2})"));
    QLineEdit *filter = field(u"JSONPath filter"_s);
    QVERIFY(filter->placeholderText().contains(u"Return"_s));
    const auto apply = [filter] {
        for (QAction *action : filter->actions()) {
            if (action->toolTip().contains(u"Return"_s)) {
                return action;
            }
        }
        return static_cast<QAction *>(nullptr);
    };
    QVERIFY(apply() != nullptr && !apply()->isVisible());
    filter->setText(u"$.b"_s);
    QVERIFY(apply()->isVisible());
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    apply()->trigger();
    QVERIFY(shown.wait(60'000));
    QVERIFY(!apply()->isVisible());
    QVERIFY(!m_view->pretty().toPlainText().contains(u'1'));
}

void ResponseSendingTest::showsABodyWhileItComes()
{
    m_view->setHint(u"It sends."_s);
    m_view->showSending();
    QVERIFY2(notes().contains(u"Waiting"_s) && !notes().contains(u"It sends."_s),
             qPrintable(notes()));
    m_view->showProgress(12, 0);
    m_view->showArrived("data: caf\xc3", false);
    QVERIFY(arriving()->isVisible());
    m_view->showArrived("\xa9\n\n", false);
    QCOMPARE(arriving()->toPlainText(), u"data: caf\u00e9\n\n"_s);
    QVERIFY2(notes().contains(u"Receiving"_s) && notes().contains(u"12 B received"_s),
             qPrintable(notes()));
    m_view->showArrived("\xa9 the rest", true); // what came before was too much
    QCOMPARE(arriving()->toPlainText(), u" the rest"_s);
    show(answer());
    QVERIFY(!arriving()->isVisible());
    m_view->showArrived("late", false);
    QVERIFY(!arriving()->isVisible());
    m_view->showSending();
    QCOMPARE(arriving()->toPlainText(), QString());
    // Cancelled before there was an answer: what is offered stands there again.
    auto nothing = std::make_shared<TransferResult>();
    nothing->isCancelled = true;
    m_view->showResult(nothing);
    QVERIFY2(notes().contains(u"It sends."_s), qPrintable(notes()));
}

void ResponseSendingTest::followsWhatComesUnlessScrolled()
{
    m_view->showSending();
    const QByteArray lines = QByteArray("line\n").repeated(200);
    m_view->showArrived(lines, false);
    m_view->showArrived(lines, false);
    QScrollBar *bar = arriving()->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(3);
    m_view->showArrived(lines, false);
    QCOMPARE(bar->value(), 3);
    bar->setValue(bar->maximum());
    for (int turn = 0; turn < 200; ++turn) {
        m_view->showArrived(lines, false);
    }
    QVERIFY(arriving()->document()->characterCount() <= ArrivingText::kMostLetters);
    QCOMPARE(bar->value(), bar->maximum());
}

void ResponseSendingTest::keepsTheOldAnswerBesideBytes()
{
    show(answer());
    m_view->showSending();
    m_view->showArrived(QByteArray("\x1f\x8b\x08\0", 4), false);
    QVERIFY(!arriving()->isVisible());
    m_view->showArrived("text", false); // within bytes
    QVERIFY(!arriving()->isVisible());
    QVERIFY(notes().contains(u"answer of before"_s));
}

void ResponseSendingTest::dimsTheOldAnswer()
{
    show(answer());
    const QWidget *tabs = m_view->findChild<QTabWidget *>();
    m_view->showSending();
    QVERIFY(!tabs->graphicsEffect()->isEnabled()); // most answers come at once
    QTRY_VERIFY_WITH_TIMEOUT(tabs->graphicsEffect()->isEnabled(), 20'000);
    show(answer());
    QVERIFY(!tabs->graphicsEffect()->isEnabled());
}

GW_TEST(ResponseSendingTest)
#include "response_sending_test.moc"
