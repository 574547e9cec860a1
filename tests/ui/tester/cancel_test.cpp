// SPDX-License-Identifier: GPL-3.0-or-later
// What takes long on pages: it is shown, and the button of it does what it says.
#include "compare/compare_view.h"
#include "compare/diff_view.h"
#include "definition/definition_drafts.h"
#include "definition/new_api_page.h"
#include "definition/spec_page.h"
#include "libraries/plugin_page.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/definition/orders_definition.h"
#include "ui/page_fixture.h"
#include "ui/session/answering_host.h"
#include "ui/with_text.h"
#include "ui/work_bars.h"
#include "widgets/json_editor.h"
#include "window/action_registry.h"
#include "window/banner.h"
#include "window/main_window.h"

#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace gw;
using namespace gw::compare;
using namespace gw::definition;
using namespace gw::libraries;
using namespace gw::test;
using test::AnsweringEngine;
using test::AnsweringHost;
using test::cancelButton;
using test::HeldPool;
using test::withText;

namespace {

constexpr int kCancelPatience = 60'000; // ms

class NoPages final : public window::PageOpener {
public:
    window::Page *open(const window::PageAddress &) override { return nullptr; }
    [[nodiscard]] QList<window::Page *> openPages() const override { return {}; }
};

QByteArray report(int generation)
{
    return R"({"generation": )" + QByteArray::number(generation) +
           R"(, "apis": [{"api_id": "orders", "name": "Orders", "file": "orders.json",)"
           R"( "state": "loaded"}]})";
}

} // namespace

class CancelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void doesNotWaitForAnApply();
    void doesNotWaitForARollBack();
    void stopsComparing();
    void stopsComparingVersions();
    void stopsAnImport();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void CancelTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"apps"_s));
}

void CancelTest::doesNotWaitForAnApply()
{
    const QString path = m_folder->filePath(u"apps/orders.json"_s);
    test::writeFile(path, QByteArray(kDefinition.data()));
    AnsweringEngine engine;
    engine.answer("GET /tyk/reload/report", report(1));
    engine.answer("GET /tyk/reload", report(2));
    engine.answer("GET /tyk/apis/orders", QByteArray(kDefinition.data()));
    session::EngineSession session(std::make_unique<AnsweringHost>(engine, m_folder->path()));
    editing::DefinitionHistory history(m_folder->filePath(u"history"_s));
    session.openWorkspace(m_folder->path());
    QTRY_VERIFY_WITH_TIMEOUT(session.api(u"orders"_s) != nullptr, kCancelPatience);
    int shownReports = 0;
    SpecPage page({.session = session,
                   .history = history,
                   .schema = spec::DefinitionSchema::ofApiDefinitions(),
                   .plugins = {},
                   .openReport =
                       [&shownReports] {
                           ++shownReports;
                       }},
                  u"orders"_s);
    page.show();
    std::string text(kDefinition);
    text.replace(text.find("\"Orders\""), 8, "\"Sales\"");
    page.editor()->replaceBy(text);
    engine.hold("GET /tyk/reload");
    auto *apply = withText<QPushButton>(page, SpecPage::tr("Apply"));
    apply->click();
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(page) != nullptr, kCancelPatience);
    QVERIFY(says(page, SpecPage::tr("Applying %1").arg(u"Orders"_s)));
    QCOMPARE(engine.holding("GET /tyk/reload"), 1);
    cancelButton(page)->click();
    QVERIFY(cancelButton(page) == nullptr);
    const QString words = SpecPage::tr("Not waited for; see Last reload for what became of it.");
    QVERIFY(says(page, words));
    auto *report = withText<QPushButton>(page, SpecPage::tr("Last reload"));
    QVERIFY(report != nullptr);
    report->click();
    QCOMPARE(shownReports, 1);
    QVERIFY(!apply->isEnabled()); // one at a time
    page.save();
    QVERIFY(says(page, SpecPage::tr("the engine has not answered the apply before")));
    QCOMPARE(engine.bodiesOf("GET /tyk/reload").size(), 1);
    QVERIFY(page.isModified()); // it is not known to be applied

    engine.release("GET /tyk/reload");
    QTRY_VERIFY_WITH_TIMEOUT(!page.isModified(), kCancelPatience);
    QVERIFY(!says(page, words));
    QTRY_VERIFY_WITH_TIMEOUT(history.versions(u"orders"_s).size() >= 1, kCancelPatience);
    page.editor()->replaceBy(std::string(kDefinition));
    QVERIFY(apply->isEnabled());
}

void CancelTest::doesNotWaitForARollBack()
{
    const QByteArray path = "/tyk/plugins/rollback?path=plugins%2Fpost.so&generation=1";
    AnsweringEngine engine;
    engine.answer("GET /tyk/plugins/generations?path=plugins%2Fpost.so",
                  R"({"generations": [{"generation": 1, "kept": true},)"
                  R"( {"generation": 2, "current": true}]})");
    engine.answer("POST " + path, R"({"outcome": "rolled_back", "generation": 1})");
    session::EngineSession session(nullptr);
    session.attach(engine.address());
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), session::EngineSession::State::Connected,
                              kCancelPatience);
    NoPages pages;
    PluginCommands commands({session, pages, {}, {}});
    PluginPage page(commands, u"plugins/post.so"_s, nullptr);
    page.resize(900, 700);
    page.show();
    auto *generations = page.findChild<QTreeWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(generations->topLevelItemCount(), 2, kCancelPatience);
    generations->setCurrentItem(generations->topLevelItem(1));
    engine.hold("POST " + path);
    page.findChild<QAction *>(u"library.rollBack"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(page) != nullptr, kCancelPatience);
    QCOMPARE(engine.holding("POST " + path), 1);
    cancelButton(page)->click();
    QVERIFY(cancelButton(page) == nullptr);
    QVERIFY(says(page, PluginPage::tr("Not waited for; the generations tell what became of it.")));
    engine.release("POST " + path);
    QTRY_VERIFY_WITH_TIMEOUT(says(page, PluginPage::tr("Generation %1 serves.").arg(1)),
                             kCancelPatience);
}

void CancelTest::stopsComparing()
{
    CompareView view(nullptr);
    view.resize(800, 400);
    view.setVisible(true);
    QSemaphore begun;
    QSemaphore goOn;
    std::atomic<int> made = 0;
    const auto before = [&] {
        begun.release();
        goOn.acquire();
        return std::string("one\n");
    };
    const auto after = [&made] {
        ++made;
        return std::string("two\n");
    };
    view.compare(before, after);
    begun.acquire();
    QTRY_VERIFY_WITH_TIMEOUT(cancelButton(view) != nullptr, kCancelPatience);
    cancelButton(view)->click();
    QVERIFY(cancelButton(view) == nullptr);
    QVERIFY(says(view, CompareView::tr("Not compared: it was cancelled.")));
    goOn.release();
    QThreadPool::globalInstance()->waitForDone();
    QCOMPARE(made.load(), 0); // the work has ended, not only its showing
    QCoreApplication::processEvents();
    QVERIFY(says(view, CompareView::tr("Not compared: it was cancelled.")));
    QCOMPARE(view.model().rowCount(), 0);

    goOn.release();
    withText<QPushButton>(view, CompareView::tr("Compare again"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(view.model().rowCount() > 0, kCancelPatience);
    QVERIFY(says(view, CompareView::tr("%n line(s) differ", nullptr, 1)));
    QVERIFY(!withText<QPushButton>(view, CompareView::tr("Compare again"))->isVisible());
}

void CancelTest::stopsComparingVersions()
{
    DiffView view;
    view.resize(800, 400);
    view.setVisible(true);
    const auto *fields = view.findChild<QTableWidget *>();
    {
        const HeldPool held;
        view.setTexts(R"({"a": 1})", R"({"a": 2})");
        QTRY_VERIFY_WITH_TIMEOUT(cancelButton(view) != nullptr, kCancelPatience);
        cancelButton(view)->click();
        QVERIFY(cancelButton(view) == nullptr);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!view.isComparing(), kCancelPatience);
    QCOMPARE(fields->rowCount(), 1);
    QCOMPARE(fields->item(0, 0)->text(), DiffView::tr("Not compared: it was cancelled"));
    QCOMPARE(view.differenceCount(), 0);
    view.setTexts(R"({"a": 1})", R"({"a": 2})");
    QTRY_COMPARE_WITH_TIMEOUT(view.differenceCount(), 1, kCancelPatience);
    QCOMPARE(fields->item(0, 0)->text(), u"a"_s);
}

void CancelTest::stopsAnImport()
{
    const QString file = m_folder->filePath(u"orders.yaml"_s);
    test::writeFile(file, "openapi: 3.0.0\ninfo: {title: Orders}\n"
                          "paths: {/orders: {get: {}}}\n");
    session::EngineSession session(nullptr);
    window::ActionRegistry actions;
    window::MainWindow window(session, actions);
    NewApiPage page(DefinitionDrafts(session, window));
    page.resize(1000, 600);
    page.show();
    const QString words = NewApiPage::tr("Cancelled. Create draft reads it again.");
    auto *create = withText<QPushButton>(page, NewApiPage::tr("Create draft"));
    QTRY_VERIFY_WITH_TIMEOUT(create->toolTip().contains(u"Not yet"_s), kCancelPatience);
    {
        const HeldPool held;
        withText<QToolButton>(page, NewApiPage::tr("OpenAPI file"))->click();
        page.findChild<QLineEdit *>(u"file"_s)->setText(file);
        QTRY_VERIFY_WITH_TIMEOUT(cancelButton(page) != nullptr, kCancelPatience);
        cancelButton(page)->click();
        QVERIFY(cancelButton(page) == nullptr);
        QVERIFY(says(page, words));
    }
    QCoreApplication::processEvents();
    QVERIFY(says(page, words)); // what was made is not taken
    QVERIFY(create->isEnabled());
    QVERIFY2(!create->toolTip().contains(u"Not yet"_s), qPrintable(create->toolTip()));
    const QSignalSpy closed(&page, &window::Page::closeWanted);
    create->click();
    QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, kCancelPatience);
}

GW_TEST(CancelTest)
#include "cancel_test.moc"
