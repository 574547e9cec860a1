// SPDX-License-Identifier: GPL-3.0-or-later
// An answer before there is one, while the next one is on its way, and one of many pages.
#include "support/room_test.h"
#include "ui/widgets/response_setup.h"
#include "widgets/body_text.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace gw::widgets;
using gw::test::answer;
using gw::test::plainHead;

class ResponseSendingTest final : public QObject, private gw::test::ResponseSetup {
    Q_OBJECT

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_view.reset(); }
    void offersToSend();
    void tellsTheOldAnswerFromTheNew();
    void pagesWhatAFilterFinds();
    void searchesAllPages();
    void keepsThePlaceWhileMoreIsTyped();
    void offersToApplyAFilter();
    void dimsTheOldAnswer();
    void searchesTheDimmedAnswer();
};

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
    QVERIFY2(notes().contains(u"10 B of 20 B so far"_s), qPrintable(notes()));
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

void ResponseSendingTest::dimsTheOldAnswer()
{
    show(answer());
    m_view->showSending();
    QVERIFY(!veil()->isVisible()); // most answers come at once
    QTRY_VERIFY_WITH_TIMEOUT(veil()->isVisible(), 20'000);
    QCOMPARE(veil()->parentWidget(), page());
    QCOMPARE(veil()->geometry(), page()->rect());
    m_view->resize(800, 600);
    QCOMPARE(veil()->geometry(), page()->rect());
    tabs().setCurrentIndex(4);
    QVERIFY(veil()->isVisible());
    QCOMPARE(veil()->parentWidget(), page());
    m_view->showHead(plainHead());
    tabs().setCurrentIndex(2);
    QVERIFY(!veil()->isVisible()); // the new headers
    tabs().setCurrentIndex(0);
    QVERIFY(veil()->isVisible());
    arrive("text");
    QVERIFY(!veil()->isVisible());
    tabs().setCurrentIndex(3);
    QVERIFY(veil()->isVisible());
    show(answer());
    QVERIFY(!veil()->isVisible());
}

// Pale, and as bright as before: nothing is painted dark.
void ResponseSendingTest::searchesTheDimmedAnswer()
{
    std::string text;
    for (int line = 0; line < 100; ++line) {
        text += "line of text " + std::to_string(line) + "\n";
    }
    show(answer(text, "text/plain"));
    m_view->showSending();
    QTRY_VERIFY_WITH_TIMEOUT(veil()->isVisible(), 20'000);
    // An effect paints a scroll area below it dark, at times.
    for (const QWidget *widget = &m_view->pretty(); widget != nullptr;
         widget = widget->parentWidget()) {
        QVERIFY(widget->graphicsEffect() == nullptr);
    }
    const auto shade = [this] {
        QImage image = m_view->grab().toImage(); // with all that lies over the text
        image.setDevicePixelRatio(1);
        image = image.scaled(m_view->size());
        const QRect area(m_view->pretty().mapTo(m_view.get(), QPoint(0, 0)),
                         m_view->pretty().size());
        qint64 sum = 0;
        for (int y = area.top(); y < area.bottom(); ++y) {
            for (int x = area.left(); x < area.right(); ++x) {
                sum += qGray(image.pixel(x, y));
            }
        }
        return sum / (qint64{area.width()} * area.height());
    };
    QTRY_VERIFY2(shade() > 200, qPrintable(QString::number(shade())));
    const qint64 before = shade();
    for (const QString &words : {u"text 7"_s, u"text 95"_s}) { // below what is seen
        field(u"Search in the body"_s)->setText(words);
        QCoreApplication::processEvents();
        const qint64 searched = shade();
        QVERIFY2(std::abs(searched - before) < 10,
                 qPrintable(u"%1, then %2"_s.arg(before).arg(searched)));
    }
    QVERIFY(m_view->pretty().verticalScrollBar()->value() > 0);
}

GW_TEST(ResponseSendingTest)
#include "response_sending_test.moc"
