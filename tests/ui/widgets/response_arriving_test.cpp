// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of an answer before it is whole.
#include "look/icons.h"
#include "support/room_test.h"
#include "ui/widgets/response_setup.h"
#include "widgets/json_tree_view.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QThreadPool>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace gw::widgets;
using namespace gw::requests;
using gw::test::answer;
using gw::test::plainHead;

class ResponseArrivingTest final : public QObject, private gw::test::ResponseSetup {
    Q_OBJECT

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_view.reset(); }
    void showsABodyWhileItComes();
    void showsTheHeadBeforeTheBody();
    void decodesWhatComes_data();
    void decodesWhatComes();
    void saysWhatCannotBeShown();
    void followsWhatComesUnlessScrolled();
    void goesOnWhereItWasRead();
    void searchesWhatComes();
    void waitsWithAChoiceOfTheTools();
    void takesBackWhatCameOfACancelledOne();
    void keepsTheOldAnswerBesideBytes();
};

void ResponseArrivingTest::showsABodyWhileItComes()
{
    m_view->setHint(u"It sends."_s);
    m_view->showSending();
    QVERIFY2(notes().contains(u"Waiting"_s) && !notes().contains(u"It sends."_s),
             qPrintable(notes()));
    m_view->showHead(plainHead());
    arrive("data: caf\xc3");
    QVERIFY(arriving()->isVisible());
    arrive("\xa9\n\n");
    QCOMPARE(arriving()->toPlainText(), u"data: caf\u00e9\n\n"_s);
    QVERIFY2(notes().contains(u"200 OK"_s) && notes().contains(u"13 B so far"_s),
             qPrintable(notes()));
    m_view->showProgress(13, 20);
    QVERIFY2(notes().contains(u"13 B of 20 B so far"_s), qPrintable(notes()));
    arrive("\xa9 the rest", true); // what came before was too much
    QCOMPARE(arriving()->toPlainText(), u" the rest"_s);
    show(answer());
    QVERIFY(!arriving()->isVisible());
    arrive("late");
    m_view->showHead(plainHead());
    QVERIFY(!arriving()->isVisible());
    QVERIFY2(!notes().contains(u"so far"_s), qPrintable(notes()));
    m_view->showSending();
    m_view->showHead(plainHead());
    QCOMPARE(arriving()->toPlainText(), QString());
    // Cancelled before there was an answer: what is offered stands there again.
    auto nothing = std::make_shared<TransferResult>();
    nothing->isCancelled = true;
    m_view->showResult(nothing);
    QVERIFY2(notes().contains(u"It sends."_s), qPrintable(notes()));
}

void ResponseArrivingTest::showsTheHeadBeforeTheBody()
{
    const auto headers = [this] {
        const QTreeWidget *table = headerTable();
        QStringList lines;
        for (int row = 0; row < table->topLevelItemCount(); ++row) {
            lines.append(table->topLevelItem(row)->text(0) + u' ' +
                         table->topLevelItem(row)->text(1));
        }
        return lines;
    };
    m_view->showSending();
    m_view->showHead({"HTTP/1.1", 302, "Found", {{"Location", "/b"}}});
    QVERIFY2(notes().contains(u"302 Found"_s), qPrintable(notes()));
    m_view->showHead({"HTTP/2", 503, "", {{"Retry-After", "7"}}});
    QVERIFY2(notes().contains(u"503"_s) && notes().contains(u"HTTP/2"_s), qPrintable(notes()));
    QVERIFY(!notes().contains(u"302"_s));
    QVERIFY2(notes().contains(u"still to come"_s), qPrintable(notes()));
    QCOMPARE(headers(), (QStringList{u"HTTP/2 503 "_s, u"Retry-After 7"_s}));
    QCOMPARE(tabs().tabText(2), u"Headers 1"_s);
    const auto *status = m_view->findChild<QLabel *>();
    QVERIFY(status->text().contains(u"503"_s));
    QCOMPARE(status->palette().color(QPalette::WindowText), gw::look::colorOf(gw::look::Tint::Bad));
    show(answer());
    QCOMPARE(headers(), (QStringList{u"HTTP/1.1 200 OK"_s, u"Content-Type application/json"_s}));
    // Beside an old answer too: its other pages are the old ones.
    tabs().setCurrentIndex(2);
    m_view->showSending();
    QVERIFY(notes().contains(u"answer of before"_s));
    m_view->showHead({"HTTP/1.1", 201, "Created", {}});
    QCOMPARE(headers(), QStringList{u"HTTP/1.1 201 Created"_s});
    QVERIFY(!notes().contains(u"answer of before"_s));
    tabs().setCurrentIndex(0);
    QVERIFY(notes().contains(u"answer of before"_s));
    arrive("text");
    QVERIFY(!notes().contains(u"answer of before"_s));
    tabs().setCurrentIndex(3);
    QVERIFY(notes().contains(u"answer of before"_s));
}

void ResponseArrivingTest::decodesWhatComes_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");
    QTest::newRow("UTF-8") << QByteArray() << QByteArray("caf\xc3\xa9") << u"caf\u00e9"_s;
    QTest::newRow("Latin 1") << QByteArray("ISO-8859-1") << QByteArray("caf\xe9") << u"caf\u00e9"_s;
    QTest::newRow("Cyrillic") << QByteArray("KOI8-R") << QByteArray("\xc4\xc1")
                              << u"\u0434\u0430"_s;
    QTest::newRow("wide") << QByteArray("UTF-16LE") << QByteArray("c\0a\0\xe9\0", 6)
                          << u"ca\u00e9"_s;
    QTest::newRow("a charset that nobody knows")
        << QByteArray("x-none") << QByteArray("caf\xc3\xa9") << u"caf\u00e9"_s;
    QTest::newRow("NUL between records")
        << QByteArray() << QByteArray("{\"id\": 1}\0{\"id\": 2}\0", 20)
        << u"{\"id\": 1}\u2400{\"id\": 2}\u2400"_s;
    QTest::newRow("a damaged letter") << QByteArray() << QByteArray("many letters \xff, and one")
                                      << u"many letters \ufffd, and one"_s;
}

void ResponseArrivingTest::decodesWhatComes()
{
    QFETCH(const QByteArray, charset);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, shown);
    m_view->showSending();
    m_view->showHead(plainHead());
    const std::string text = bytes.toStdString();
    m_view->showArrived(
        {text.substr(0, text.size() - 1), false, text.size() - 1, charset.toStdString(), {}});
    m_view->showArrived(
        {text.substr(text.size() - 1), false, text.size(), charset.toStdString(), {}});
    QVERIFY(arriving()->isVisible());
    QCOMPARE(arriving()->toPlainText(), shown);
}

void ResponseArrivingTest::saysWhatCannotBeShown()
{
    m_view->showSending();
    m_view->showHead({"HTTP/1.1", 200, "OK", {{"Content-Type", "image/png; a=b"}}});
    m_view->showArrived({std::string("\x89PNG\r\n\x1a\n\0\0\0\r", 12), false, 12'300, {}, {}});
    QVERIFY(!arriving()->isVisible());
    QVERIFY2(notes().contains(u"12.3 kB so far, image/png\n"_s) ||
                 notes().contains(u"12.3 kB so far, image/png "_s),
             qPrintable(notes()));
    QVERIFY2(notes().contains(u"once all of it is there"_s), qPrintable(notes()));
    m_view->showSending();
    m_view->showHead(plainHead());
    m_view->showArrived({"\x8b\x02\x80\xff", false, 4, {}, "br"});
    QVERIFY2(notes().contains(u"4 B so far, br"_s), qPrintable(notes()));
    show(answer());
    QVERIFY2(!notes().contains(u"once all of it is there"_s), qPrintable(notes()));
}

void ResponseArrivingTest::followsWhatComesUnlessScrolled()
{
    m_view->showSending();
    m_view->showHead(plainHead());
    std::string lines;
    for (int line = 0; line < 200; ++line) {
        lines += "line\n";
    }
    arrive(lines);
    arrive(lines);
    QScrollBar *bar = arriving()->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(3);
    arrive(lines);
    QCOMPARE(bar->value(), 3);
    bar->setValue(bar->maximum());
    for (int turn = 0; turn < 200; ++turn) {
        arrive(lines);
    }
    QVERIFY(arriving()->document()->characterCount() <= ArrivingText::kMostLetters);
    QCOMPARE(bar->value(), bar->maximum());
}

// The answer is whole, and what is read stays where it is.
void ResponseArrivingTest::goesOnWhereItWasRead()
{
    const QScrollBar *bar = m_view->pretty().verticalScrollBar();
    std::string lines;
    for (int line = 0; line < 300; ++line) {
        lines += "line " + std::to_string(line) + "\n";
    }
    const auto begin = [&](const std::string &type) {
        m_view->showSending();
        m_view->showHead({"HTTP/1.1", 200, "OK", {{"Content-Type", type}}});
    };
    begin("text/event-stream");
    arrive(lines);
    show(answer(lines, "text/event-stream"));
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    // Also where a note takes some of the room.
    const std::string latin = "text/plain; charset=iso-8859-1";
    begin(latin);
    arrive(lines);
    show(answer(lines, latin));
    QVERIFY2(notes().contains(u"Its text came in"_s), qPrintable(notes()));
    QCOMPARE(bar->value(), bar->maximum());
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), bar->maximum());
    begin("text/event-stream");
    arrive(lines);
    arriving()->verticalScrollBar()->setValue(40);
    arriving()->setTextCursor(arriving()->document()->find(u"line 57"_s));
    arriving()->verticalScrollBar()->setValue(40);
    show(answer(lines, "text/event-stream"));
    QCOMPARE(bar->value(), 40);
    QCOMPARE(m_view->pretty().textCursor().selectedText(), u"line 57"_s);
    // Indented: another line, and the same letters.
    std::string json = "[";
    std::string pieces;
    for (int number = 0; number < 900; ++number) {
        pieces += (number == 0 ? "" : ",") + std::to_string(1000 + number);
    }
    json += pieces + "]";
    begin("application/json");
    arrive(json);
    arriving()->verticalScrollBar()->setValue(0);
    arriving()->setTextCursor(arriving()->document()->find(u"1500"_s));
    arriving()->verticalScrollBar()->setValue(0);
    show(answer(json));
    QCOMPARE(m_view->pretty().textCursor().selectedText(), u"1500"_s);
    begin("application/json"); // only followed
    arrive(json);
    QCOMPARE(arriving()->verticalScrollBar()->value(), arriving()->verticalScrollBar()->maximum());
    QVERIFY(arriving()->verticalScrollBar()->maximum() > 0);
    show(answer(json));
    QCOMPARE(bar->value(), 0);
}

void ResponseArrivingTest::searchesWhatComes()
{
    show(answer(R"({"old": "zebra"})"));
    m_view->showSending();
    m_view->showHead(plainHead());
    arrive("one zebra\n");
    tabs().setCurrentIndex(2);
    m_view->showSearch();
    QCOMPARE(tabs().currentIndex(), 0);
    QLineEdit *search = field(u"Search in the body"_s);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"zebra"_s);
    QVERIFY2(notes().contains(u"1 of 1\n"_s), qPrintable(notes()));
    QCOMPARE(arriving()->textCursor().selectedText(), u"zebra"_s);
    arrive("two zebra\n");
    QVERIFY2(notes().contains(u"1 of 2\n"_s), qPrintable(notes()));
    QCOMPARE(arriving()->extraSelections().size(), 2);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY2(notes().contains(u"2 of 2\n"_s), qPrintable(notes()));
    QCOMPARE(arriving()->textCursor().selectionStart(), 14);
    show(answer("one zebra\ntwo zebra\n", "text/plain"));
    QVERIFY2(notes().contains(u"2 of 2\n"_s), qPrintable(notes()));
    QCOMPARE(m_view->pretty().textCursor().selectionStart(), 14);
}

void ResponseArrivingTest::waitsWithAChoiceOfTheTools()
{
    show(answer(R"({"old": 1})"));
    m_view->showSending();
    m_view->showHead(plainHead());
    arrive(R"({"new": [)");
    auto *form = m_view->findChild<QComboBox *>(u"bodyForm"_s);
    form->setCurrentIndex(1);                     // as a tree
    QThreadPool::globalInstance()->waitForDone(); // for what is not to be done
    QCoreApplication::processEvents();
    QVERIFY(arriving()->isVisible());
    show(answer(R"({"new": [1]})"));
    QTRY_VERIFY_WITH_TIMEOUT(m_view->findChild<JsonTreeView *>()->isVisible(), 60'000);
    QVERIFY(!arriving()->isVisible());
}

void ResponseArrivingTest::takesBackWhatCameOfACancelledOne()
{
    show(answer(R"({"old": 1})"));
    m_view->showSending();
    m_view->showHead({"HTTP/1.1", 404, "Not Found", {}});
    arrive("half");
    QVERIFY(arriving()->isVisible());
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    m_view->showSending(); // the other one is not told of any more
    QVERIFY(shown.wait(60'000));
    QVERIFY(!arriving()->isVisible());
    QVERIFY2(notes().contains(u"Sending"_s) && !notes().contains(u"404"_s), qPrintable(notes()));
    QVERIFY(notes().contains(u"answer of before"_s));
    QVERIFY(m_view->pretty().isVisible());
    QVERIFY(m_view->pretty().toPlainText().contains(u"old"_s));
    QCOMPARE(headerTable()->topLevelItem(0)->text(1), u"200 OK"_s);
}

void ResponseArrivingTest::keepsTheOldAnswerBesideBytes()
{
    show(answer());
    m_view->showSending();
    m_view->showHead(plainHead());
    arrive(std::string("\x1f\x8b\x08\0", 4));
    QVERIFY(!arriving()->isVisible());
    arrive("text"); // within bytes
    QVERIFY(!arriving()->isVisible());
    QVERIFY(m_view->pretty().isVisible());
    QVERIFY(notes().contains(u"answer of before"_s));
}

GW_TEST(ResponseArrivingTest)
#include "response_arriving_test.moc"
