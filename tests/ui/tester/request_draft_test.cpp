// SPDX-License-Identifier: GPL-3.0-or-later
// What a request page keeps of what is not saved. No engine is needed.
#include "history/request_history.h"
#include "request_form/code_field.h"
#include "request_form/url_bar.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "support/files.h"
#include "support/room_test.h"
#include "tester/request_document.h"
#include "tester/request_page.h"
#include "tester/request_page_factory.h"
#include "ui/page_fixture.h"
#include "ui/with_text.h"
#include "widgets/source_editor.h"
#include "window/page.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using gw::request_form::CodeField;
using gw::test::named;
using gw::test::says;
using gw::tester::RequestPage;

class RequestDraftTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_page.reset(); }
    void keepsHalfARequestOverARestart();
    void savesNothingWithoutReadableTests();
    void refusesAMethodThatFilesDoNotHave();
    void takesTestsThatArePutBack();
    void asksWhenTheFileChangedMeanwhile();
    void asksWhenTheFileIsSavedOverAnothers();
    void keepsTheDraftOfAMissingFile();
    void holdsWhatWasDeletedOutside();
    void takesAFileThatComesBack();
    void savesWhatIsBeingTyped();
    void keepsAUrlOfAnyLength();
    void takesCredentialsAway();
    void showsDigest();
    void showsAFaultyFileAsText();
    void keepsTheTextOfAFaultyFile();
    void followsTheFileBetweenTextAndRequests();
    void takesAFaultyFileThatIsChangedBack();
    void namesTheRequestAsItIsEdited();
    void changesTheKindOfABody();

private:
    RequestPage &open(const QString &subject);
    // A file of its own, opened.
    RequestPage &openNew(const QByteArray &text);
    [[nodiscard]] QByteArray onDisk() const;
    [[nodiscard]] gw::widgets::SourceEditor *text() const
    {
        auto *editor = m_page->findChild<gw::widgets::SourceEditor *>();
        return editor != nullptr && editor->isVisible() ? editor : nullptr;
    }
    [[nodiscard]] static CodeField &textOf(const RequestPage &page, const QString &field)
    {
        return *page.findChild<CodeField *>(field);
    }
    [[nodiscard]] bool showsRequest() const
    {
        return named<QLineEdit>(*m_page, u"URL"_s)->isVisible();
    }
    void click(const QString &text);
    // Null when its banner has no such button.
    [[nodiscard]] static QPushButton *offers(const RequestPage &page, const QString &text)
    {
        return gw::test::shownWithText<QPushButton>(page, text);
    }
    void type(const QString &url) { gw::test::typeUrl(*m_page, url); }

    QTemporaryDir m_files;
    gw::session::EngineSession m_session{std::make_unique<gw::test::SilentHost>()};
    gw::session::Environments m_environments{m_session};
    gw::history::RequestHistory m_history{m_files.filePath(u"history"_s)};
    gw::test::OpenedPages m_opener;
    gw::tester::RequestPageFactory m_factory{{m_session, m_environments, m_history, m_opener,
                                              std::make_shared<gw::requests::RequestRunner>()}};
    std::unique_ptr<RequestPage> m_page;
};

RequestPage &RequestDraftTest::open(const QString &subject)
{
    m_page = gw::test::shownPage(m_factory, subject);
    return *m_page;
}

RequestPage &RequestDraftTest::openNew(const QByteArray &text)
{
    QFile file(m_files.filePath(u"own.hurl"_s));
    [&] {
        QVERIFY(file.open(QIODevice::WriteOnly));
    }();
    file.write(text);
    file.close();
    return open(file.fileName());
}

QByteArray RequestDraftTest::onDisk() const
{
    QFile file(m_files.filePath(u"own.hurl"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void RequestDraftTest::click(const QString &text)
{
    QPushButton *button = offers(*m_page, text);
    QVERIFY(button != nullptr);
    button->click();
}

void RequestDraftTest::keepsHalfARequestOverARestart()
{
    RequestPage &page = open(u"untitled:1"_s);
    auto *kind = named<QComboBox>(page, u"Kind of body"_s);
    kind->setCurrentIndex(1); // JSON
    Q_EMIT kind->activated(1);
    textOf(page, u"bodyText"_s).replaceBy("{\"a\":");
    QVERIFY(page.isModified()); // even without a URL
    type(u"http://h/"_s);
    textOf(page, u"testsText"_s).replaceBy("HTTP 200\n[Asse");
    const QJsonObject state = page.saveState();
    RequestPage &again = open(u"untitled:1"_s);
    again.restoreState(state);
    QCOMPARE(named<QLineEdit>(again, u"URL"_s)->text(), u"http://h/"_s);
    QCOMPARE(textOf(again, u"bodyText"_s).text(), "{\"a\":");
    QCOMPARE(textOf(again, u"testsText"_s).text(), "HTTP 200\n[Asse");
    QVERIFY(again.isModified());
}

void RequestDraftTest::savesNothingWithoutReadableTests()
{
    const QByteArray text = "GET http://h/\n\nHTTP 200\n\nGET http://h/2\n";
    RequestPage &page = openNew(text);
    const QSignalSpy said(&page, &gw::window::Page::messageRaised);
    CodeField &tests = textOf(page, u"testsText"_s);
    tests.replaceBy("HTTP 200\n[Assert]");
    QVERIFY(page.isModified());
    page.save();
    QCOMPARE(onDisk(), text);
    QCOMPARE(said.size(), 0);
    QVERIFY(says(page, u"[Asserts]"_s));
    // Another request is not gone to: what was typed would be lost.
    auto *entries = named<QComboBox>(page, u"Request of this file"_s);
    entries->setCurrentIndex(1);
    Q_EMIT entries->activated(1);
    QCOMPARE(page.document().entryIndex(), 0);
    QCOMPARE(entries->currentIndex(), 0);
    QCOMPARE(tests.text(), "HTTP 200\n[Assert]");
}

void RequestDraftTest::refusesAMethodThatFilesDoNotHave()
{
    gw::tester::RequestDocument document;
    const QString path = m_files.filePath(u"method.hurl"_s);
    document.entry().request.url = "http://a";
    document.entry().request.method = "get"; // as a client may have sent it
    const auto refused = document.saveAs(path);
    QVERIFY(!refused);
    QVERIFY2(refused.error().what.starts_with("The method \"get\" can be sent, but not be kept"),
             refused.error().text().c_str());
    QVERIFY(!QFile::exists(path));
    document.entry().request.method = "M-SEARCH";
    QVERIFY(document.saveAs(path));
    const auto read = gw::tester::RequestDocument::open(path);
    QVERIFY2(read, read ? "" : read.error().text().c_str());
    QCOMPARE(read->entry().request.method, "M-SEARCH");
}

void RequestDraftTest::takesTestsThatArePutBack()
{
    const QByteArray text = "GET http://h/\n\nHTTP 200\n[Asserts]\nstatus == 200\n";
    RequestPage &page = openNew(text);
    CodeField &tests = textOf(page, u"testsText"_s);
    const std::string before = tests.text();
    tests.replaceBy("HTTP 200\n");
    tests.replaceBy(before);
    QCOMPARE(page.document().text(), text.toStdString());
    QVERIFY(!page.isModified());
}

void RequestDraftTest::asksWhenTheFileChangedMeanwhile()
{
    RequestPage &page = openNew("GET http://h/\n");
    type(u"mine"_s);
    const QJsonObject state = page.saveState();
    RequestPage &again = openNew("GET http://theirs/\n");
    again.restoreState(state);
    QVERIFY(says(again, u"has changed on the disk"_s));
    QCOMPARE(named<QLineEdit>(again, u"URL"_s)->text(), u"http://h/mine"_s);
    const QSignalSpy told(&again, &gw::window::Page::messageRaised);
    again.save();
    QCOMPARE(onDisk(), "GET http://theirs/\n");
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first().toString().startsWith(u"Not saved: own.hurl"_s));
    QCOMPARE(again.saveState(), state); // it goes on being asked
    click(u"Keep mine"_s);
    again.save();
    QCOMPARE(onDisk(), "GET http://h/mine\n");
    QVERIFY(!again.isModified());
}

// Before anybody has noticed.
void RequestDraftTest::asksWhenTheFileIsSavedOverAnothers()
{
    RequestPage &page = openNew("GET http://h/\n");
    type(u"mine"_s);
    gw::test::writeFile(page.document().path(), "GET http://theirs/\n");
    const QSignalSpy told(&page, &gw::window::Page::messageRaised);
    page.save();
    QCOMPARE(onDisk(), "GET http://theirs/\n");
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first().toString().startsWith(u"Not saved: own.hurl"_s));
    QVERIFY(offers(page, RequestPage::tr("Reload")));
    click(u"Keep mine"_s);
    page.save();
    QCOMPARE(onDisk(), "GET http://h/mine\n");
}

void RequestDraftTest::keepsTheDraftOfAMissingFile()
{
    RequestPage &page = openNew("GET http://h/\n");
    const QString path = page.document().path();
    type(u"mine"_s);
    const QJsonObject state = page.saveState();
    QVERIFY(QFile::remove(path));
    RequestPage &again = open(path);
    QVERIFY(!again.isEnabled());
    again.restoreState(state);
    QVERIFY(again.isEnabled());
    QVERIFY(again.isModified());
    QCOMPARE(named<QLineEdit>(again, u"URL"_s)->text(), u"http://h/mine"_s);
    // It asks for a name; the one that is given gets the request.
    const QString other = m_files.filePath(u"other.hurl"_s);
    again.save();
    auto *dialog = again.findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    dialog->selectFile(other);
    static_cast<QDialog *>(dialog)->accept();
    QCOMPARE(again.address().subject, other);
    QVERIFY(QFile::exists(other));
    QVERIFY(!QFile::exists(path));
}

// Changed first, as by a checkout: what it held in between is offered no more.
void RequestDraftTest::holdsWhatWasDeletedOutside()
{
    RequestPage &page = openNew("GET http://h/\n");
    const QString path = page.document().path();
    type(u"mine"_s);
    page.offerOutside("GET http://theirs/\n");
    QVERIFY(offers(page, RequestPage::tr("Reload")));
    QVERIFY(QFile::remove(path));
    page.offerGone();
    QVERIFY(says(page, u"was deleted outside this window. What is here"_s));
    QVERIFY(!offers(page, RequestPage::tr("Reload")));
    const QSignalSpy closing(&page, &gw::window::Page::closeWanted);
    QPushButton *close = offers(page, RequestPage::tr("Close without saving"));
    QVERIFY(close != nullptr);
    close->click();
    QCOMPARE(closing.size(), 1);
    page.save();
    QCOMPARE(onDisk(), "GET http://h/mine\n");
    QVERIFY(!page.isModified());
    QVERIFY(!says(page, u"was deleted"_s));
    // Without a change of its own too: closing would lose the text.
    const QSignalSpy modified(&page, &gw::window::Page::modifiedChanged);
    QVERIFY(QFile::remove(path));
    page.offerGone();
    QVERIFY(page.isModified());
    QCOMPARE(modified.size(), 1);
    QVERIFY(gw::window::Draft::from(page.saveState())); // and so would a restart
    offers(page, RequestPage::tr("Save again"))->click();
    QCOMPARE(onDisk(), "GET http://h/mine\n");
    QVERIFY(!page.isModified());
}

void RequestDraftTest::takesAFileThatComesBack()
{
    RequestPage &page = openNew("GET http://h/\n");
    page.offerGone();
    QVERIFY(page.isModified());
    page.offerOutside("GET http://h/\n");
    QVERIFY(!page.isModified());
    QVERIFY(!says(page, u"was deleted"_s));
    // Changed and changed back beside what was typed: that is no conflict.
    type(u"mine"_s);
    page.offerOutside("GET http://theirs/\n");
    QVERIFY(says(page, u"has changed on the disk"_s));
    page.offerOutside("GET http://h/\n");
    QVERIFY(!says(page, u"has changed on the disk"_s));
    QVERIFY(page.isModified());
}

void RequestDraftTest::savesWhatIsBeingTyped()
{
    RequestPage &page = openNew("GET {{gateway}}/my_api_name/get\nX-One: 1\n");
    const QList<QTableView *> tables = page.findChildren<QTableView *>();
    const auto headers = std::ranges::find(tables, u"Headers"_s, &QWidget::accessibleName);
    QVERIFY(headers != tables.end());
    (*headers)->setCurrentIndex((*headers)->model()->index(0, 1));
    (*headers)->edit((*headers)->currentIndex());
    auto *cell = (*headers)->findChild<QLineEdit *>();
    QVERIFY(cell != nullptr);
    cell->setFocus();
    cell->selectAll();
    QTest::keyClicks(cell, u"2"_s);
    page.save();
    QCOMPARE(onDisk(), "GET {{gateway}}/my_api_name/get\nX-One: 2\n");
}

void RequestDraftTest::keepsAUrlOfAnyLength()
{
    const QByteArray text = "GET http://127.0.0.1:1/" + QByteArray(120'000, 'a') + "\n";
    RequestPage &page = openNew(text);
    QVERIFY(!page.isModified());
    auto *url = page.findChild<gw::request_form::UrlBar *>()->findChild<QLineEdit *>();
    QTest::keyClick(url, Qt::Key_End);
    QTest::keyClick(url, Qt::Key_B);
    page.save();
    QCOMPARE(onDisk().size(), text.size() + 1);
}

void RequestDraftTest::takesCredentialsAway()
{
    RequestPage &page = openNew("GET http://h/\nAuthorization: Basic YTpi\n");
    auto *kind = named<QComboBox>(page, u"Kind of credentials"_s);
    QCOMPARE(kind->currentIndex(), 3); // a header
    kind->setCurrentIndex(0);
    Q_EMIT kind->activated(0);
    QCOMPARE(page.document().text(), "GET http://h/\n");
}

void RequestDraftTest::showsDigest()
{
    RequestPage &page = openNew("GET http://h/\n[Options]\ndigest: true\nuser: me:pass\n");
    QCOMPARE(named<QComboBox>(page, u"Kind of credentials"_s)->currentIndex(), 4);
    QCOMPARE(named<QLineEdit>(page, u"Name"_s)->text(), u"me"_s);
    QCOMPARE(named<QLineEdit>(page, u"Password"_s)->text(), u"pass"_s);
}

void RequestDraftTest::showsAFaultyFileAsText()
{
    RequestPage &page = openNew("GET http://h/\nHTTP abc\n");
    QCOMPARE(page.title(), u"own"_s);
    QVERIFY(page.detail().endsWith(u"/own.hurl"_s));
    QVERIFY(page.isEnabled());
    QVERIFY(!showsRequest());
    QVERIFY(text() != nullptr);
    QTRY_VERIFY(text()->textBelow(2).contains(u"No status"_s));
    QTRY_COMPARE(text()->line(), 2);
    QVERIFY(says(page, u"Line 2, column 9: No status"_s));
    QStringList possible; // there is no request to send or copy
    for (const QAction *action : page.pageActions()) {
        if (action->isEnabled()) {
            possible.append(action->objectName());
        }
    }
    QCOMPARE(possible, QStringList({u"request.find"_s, u"request.replace"_s, u"request.zoomIn"_s,
                                    u"request.zoomOut"_s, u"request.resetZoom"_s}));
    page.findChild<QAction *>(u"request.find"_s)->trigger();
    QVERIFY(named<QLineEdit>(*text(), u"Find"_s)->isVisible());
    QVERIFY(!page.isModified());
    // Saved as it is while it is wrong; as soon as it is right, its requests are shown.
    text()->replaceBy("GET http://h/\nHTTP def\n");
    QVERIFY(page.isModified());
    page.save();
    QCOMPARE(onDisk(), "GET http://h/\nHTTP def\n");
    QVERIFY(!page.isModified());
    QVERIFY(!showsRequest());
    text()->replaceBy("GET http://h/mended\nHTTP 200\n");
    QTRY_VERIFY(says(page, u"no fault any more"_s));
    QVERIFY(text()->textBelow(2).isEmpty());
    page.save();
    QCOMPARE(onDisk(), "GET http://h/mended\nHTTP 200\n");
    QVERIFY(showsRequest());
    QVERIFY(text() == nullptr);
    QCOMPARE(named<QLineEdit>(page, u"URL"_s)->text(), u"http://h/mended"_s);
    QVERIFY(page.pageActions().first()->isEnabled());
    QVERIFY(!page.isModified());
}

void RequestDraftTest::keepsTheTextOfAFaultyFile()
{
    openNew("GET http://h/\nHTTP abc\n");
    text()->replaceBy("GET http://h/\nHTTP def\n");
    const QJsonObject state = m_page->saveState();
    RequestPage &again = open(m_files.filePath(u"own.hurl"_s));
    again.restoreState(state);
    QCOMPARE(text()->text(), "GET http://h/\nHTTP def\n");
    QVERIFY(again.isModified());
    QCOMPARE(again.saveState(), state);
    // Somebody else has written meanwhile.
    openNew("GET http://theirs/\n").restoreState(state);
    QCOMPARE(text()->text(), "GET http://h/\nHTTP def\n");
    QVERIFY(says(*m_page, u"has changed on the disk"_s));
    QCOMPARE(m_page->saveState(), state);
    m_page->save();
    QCOMPARE(onDisk(), "GET http://theirs/\n");
    click(u"Reload"_s);
    QVERIFY(showsRequest());
    QVERIFY(!m_page->isModified());
    QCOMPARE(named<QLineEdit>(*m_page, u"URL"_s)->text(), u"http://theirs/"_s);
}

void RequestDraftTest::followsTheFileBetweenTextAndRequests()
{
    RequestPage &page = openNew("GET http://h/\n");
    const auto change = [this, &page](const QByteArray &content) {
        gw::test::writeFile(m_files.filePath(u"own.hurl"_s), content);
        page.offerOutside(content.toStdString());
    };
    change("GET http://h/\nHTTP abc\n");
    QVERIFY(showsRequest()); // until it is asked for
    click(u"Reload"_s);
    QVERIFY(!showsRequest());
    QTRY_VERIFY(text()->textBelow(2).contains(u"No status"_s));
    change("GET http://h/\nHTTP def\n");
    QCOMPARE(text()->text(), "GET http://h/\nHTTP def\n");
    QVERIFY(!page.isModified());
    text()->replaceBy("GET http://mine/\n");
    change("GET http://theirs/\n");
    QVERIFY(says(page, u"has changes here that are not saved"_s));
    page.save();
    QCOMPARE(onDisk(), "GET http://theirs/\n");
    click(u"Keep mine"_s);
    page.save();
    QCOMPARE(onDisk(), "GET http://mine/\n");
    QCOMPARE(named<QLineEdit>(page, u"URL"_s)->text(), u"http://mine/"_s);
    change("GET http://h/\nHTTP abc\n");
    click(u"Reload"_s);
    QTRY_VERIFY(text() != nullptr); // when the one before has gone
    // Of this change nobody has told.
    gw::test::writeFile(m_files.filePath(u"own.hurl"_s), "GET http://untold/\nHTTP abc\n");
    text()->replaceBy("GET http://mine/\nHTTP def\n");
    page.save();
    QCOMPARE(onDisk(), "GET http://untold/\nHTTP abc\n");
    QVERIFY(says(page, u"has changes here that are not saved"_s));
    click(u"Reload"_s);
    QCOMPARE(text()->text(), "GET http://untold/\nHTTP abc\n");
    change("GET http://mended/\n");
    QVERIFY(showsRequest());
    QCOMPARE(named<QLineEdit>(page, u"URL"_s)->text(), u"http://mended/"_s);
}

void RequestDraftTest::takesAFaultyFileThatIsChangedBack()
{
    RequestPage &page = openNew("GET http://h/\nHTTP abc\n");
    text()->replaceBy("GET http://h/\nHTTP def\n");
    page.offerOutside("GET http://theirs/\n");
    page.offerOutside("GET http://h/\nHTTP abc\n");
    QVERIFY(!says(page, u"has changed on the disk"_s));
    page.offerOutside("GET http://theirs/\n");
    page.save(); // before anybody has told of it
    QCOMPARE(onDisk(), "GET http://h/\nHTTP def\n");
}

void RequestDraftTest::namesTheRequestAsItIsEdited()
{
    RequestPage &page = openNew("GET http://h/1\n\nPOST http://h/2\n");
    const auto *entries = named<QComboBox>(page, u"Request of this file"_s);
    type(u"5"_s);
    QCOMPARE(entries->itemText(0), u"1 of 2: GET http://h/15"_s);
    QCOMPARE(entries->itemText(1), u"2 of 2: POST http://h/2"_s);
}

void RequestDraftTest::changesTheKindOfABody()
{
    RequestPage &page = openNew("POST http://h/\n{\"a\":1}\n");
    auto *kind = named<QComboBox>(page, u"Kind of body"_s);
    QCOMPARE(kind->currentIndex(), 1); // JSON
    kind->setCurrentIndex(3);          // text
    Q_EMIT kind->activated(3);
    QVERIFY(page.isModified());
    page.save();
    QCOMPARE(onDisk(), "POST http://h/\n`{\"a\":1}`\n");
    kind->setCurrentIndex(1);
    Q_EMIT kind->activated(1);
    page.save();
    QCOMPARE(onDisk(), "POST http://h/\n{\"a\":1}\n");
}

GW_TEST(RequestDraftTest)
#include "request_draft_test.moc"
