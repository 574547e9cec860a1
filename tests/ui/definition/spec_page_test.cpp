// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/definition/spec_page_test.h"

#include "compare/diff_view.h"
#include "definition/history_panel.h"
#include "form/definition_form.h"
#include "form/pipeline_slot.h"
#include "form/pipeline_view.h"
#include "models/dragged_entry.h"
#include "plugin_check.h"
#include "support/drop.h"
#include "window/action_registry.h"
#include "window/banner.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QThread>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::definition {

using namespace compare;
using namespace form;

void SpecPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QDir folder(m_folder->path());
    QVERIFY(folder.mkpath(QStringLiteral("workspace/apps")));
    QVERIFY(folder.mkpath(QStringLiteral("workspace/plugins")));
    const QString workspace = folder.filePath(QStringLiteral("workspace"));
    const QString plugin = QStringLiteral("/plugins/AddFooBarHeader.so");
    QVERIFY(QFile::copy(QStringLiteral(GW_DEMO_WORKSPACE) + plugin, workspace + plugin));
    write(workspace + QStringLiteral("/gatewright.conf"),
          R"({"listen_port": 0, "app_path": "apps"})");
    m_file = workspace + QStringLiteral("/apps/orders.json");
    write(m_file, kDefinition);

    m_session = std::make_unique<session::EngineSession>(
        std::make_unique<app::EmbeddedEngine>(m_hasStuckHook));
    m_history =
        std::make_unique<editing::DefinitionHistory>(folder.filePath(QStringLiteral("history")));
    m_session->openWorkspace(workspace);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->api(QStringLiteral("orders")) != nullptr, kPatience);
    openPage();
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromUtf8(kDefinition.data()), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_history->versions(QStringLiteral("orders")).size(), std::size_t(1),
                              kPatience);
}

void SpecPageTest::openPage(session::EngineSession &session)
{
    m_page = std::make_unique<SpecPage>(
        SpecServices{session, *m_history, spec::DefinitionSchema::ofApiDefinitions(), {}},
        QStringLiteral("orders"));
    m_page->resize(960, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void SpecPageTest::cleanup()
{
    if (m_page != nullptr) {
        m_page->hide(); // a field that has the keyboard gives up its text to a whole page
    }
    m_page.reset();
    m_session.reset();
}

QString SpecPageTest::status() const
{
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->accessibleName() == SpecPage::tr("What was applied last")) {
            return label->text();
        }
    }
    return {};
}

void SpecPageTest::apply()
{
    QSignalSpy said(m_page.get(), &window::Page::messageRaised);
    QTest::mouseClick(button(SpecPage::tr("Apply")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kPatience);
}

// -1 while no comparison is shown.
int SpecPageTest::shownDifferences() const
{
    const QList<DiffView *> views = m_page->findChildren<DiffView *>();
    const auto shown = std::ranges::find_if(views, &QWidget::isVisible); // the history has another
    return shown == views.end() || (*shown)->isComparing() ? -1 : (*shown)->differenceCount();
}

void SpecPageTest::editsByFormAndText()
{
    QVERIFY(!m_page->isModified());
    m_page->setMode(SpecPage::Mode::Both);
    QStringList chosen;
    for (const QToolButton *mode : m_page->findChildren<QToolButton *>()) {
        if (mode->isCheckable() && mode->isChecked()) {
            chosen.append(mode->text());
        }
    }
    QCOMPARE(chosen, QStringList{SpecPage::tr("Both")});
    auto *target = m_page->form()->findChild<QLineEdit *>(QStringLiteral("/proxy/target_url"));
    QCOMPARE(target->text(), QStringLiteral("http://127.0.0.1:1/"));
    target->setFocus();
    target->selectAll();
    QTest::keyClicks(target, QStringLiteral("http://127.0.0.1:2/"));
    QTest::keyClick(target, Qt::Key_Return);
    QString expected = QString::fromUtf8(kDefinition.data());
    expected.replace(QStringLiteral("127.0.0.1:1/"), QStringLiteral("127.0.0.1:2/"));
    QCOMPARE(text(), expected);
    QVERIFY(m_page->isModified());

    auto *keyless = m_page->form()->findChild<QCheckBox *>(QStringLiteral("/use_keyless"));
    QVERIFY(keyless->isChecked());
    QTest::mouseClick(keyless, Qt::LeftButton, {}, QPoint(8, keyless->height() / 2));
    QVERIFY(text().contains(QStringLiteral("\"use_keyless\": false")));
    m_page->editor()->undo();
    QCOMPARE(text(), expected);
    m_page->editor()->undo();
    QCOMPARE(text(), QString::fromUtf8(kDefinition.data()));
    QVERIFY(!m_page->isModified());
    QTRY_COMPARE_WITH_TIMEOUT(target->text(), QStringLiteral("http://127.0.0.1:1/"), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(keyless->isChecked(), kPatience);
    // A text that is no JSON leaves the form as it is, and closed.
    m_page->editor()->replaceBy("{");
    QTRY_VERIFY_WITH_TIMEOUT(!target->isEnabled(), kPatience);
    QCOMPARE(target->text(), QStringLiteral("http://127.0.0.1:1/"));
}

void SpecPageTest::editsThePipeline()
{
    m_page->setMode(SpecPage::Mode::Form);
    auto *slot = m_page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post"));
    QCOMPARE(slot->cards().size(), std::size_t(1));
    const auto *files = slot->cards().front()->findChildren<QComboBox *>().front();
    QTRY_COMPARE_WITH_TIMEOUT(files->count(), 1, kPatience);
    QTest::keyClick(slot->cards().front(), Qt::Key_Space);
    QVERIFY(text().contains(QStringLiteral("\"disabled\": true")));
    QVERIFY(text().contains(QStringLiteral("\"own field\" : [1,2]")));

    for (QToolButton *candidate : slot->findChildren<QToolButton *>()) {
        if (candidate->accessibleName() == PipelineSlot::tr("Add a hook to %1").arg(u"post")) {
            candidate->click();
        }
    }
    QCOMPARE(slot->cards().size(), std::size_t(2));
    QCOMPARE(slot->cards()[1]->hook().path, std::string("plugins/AddFooBarHeader.so"));
    auto *symbol = slot->cards()[1]->findChildren<QComboBox *>().at(1);
    symbol->lineEdit()->setText(QStringLiteral("Other"));
    QTest::keyClick(symbol->lineEdit(), Qt::Key_Return);
    QCOMPARE(slot->cards()[1]->hook().name, std::string("Other"));

    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    slot->cards()[1]->setFocus();
    QTest::keyClick(slot->cards()[1], Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(slot->cards()[0]->hook().name, std::string("Other"));
    slot->cards()[0]->setFocus();
    QTest::keyClick(slot->cards()[0], Qt::Key_Delete);
    QCOMPARE(slot->cards().size(), std::size_t(1));
    QVERIFY(slot->cards()[0]->hook().isDisabled);
}

void SpecPageTest::looksAtPluginsOnAnotherThread()
{
    const auto wasHere = std::make_shared<std::atomic<bool>>(false);
    const auto plugins = [wasHere](const std::string &) {
        *wasHere = *wasHere || QThread::isMainThread();
        return std::optional(editing::PluginFacts{{}, {"First", "Second"}});
    };
    m_page = std::make_unique<SpecPage>(
        SpecServices{*m_session, *m_history, spec::DefinitionSchema::ofApiDefinitions(), plugins},
        QStringLiteral("orders"));
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromUtf8(kDefinition.data()), kPatience);
    auto *slot = m_page->pipeline()->findChild<PipelineSlot *>(QStringLiteral("post"));
    const HookCard *card = slot->cards().front();
    const auto *symbol = card->findChildren<QComboBox *>().at(1);
    QTRY_VERIFY_WITH_TIMEOUT(symbol->findText(QStringLiteral("Second")) >= 0, kPatience);
    QCOMPARE(symbol->currentText(), QString::fromStdString(card->hook().name));
    QVERIFY(!*wasHere);
}

void SpecPageTest::dropsOnThePipeline()
{
    m_page->setMode(SpecPage::Mode::Form);
    const auto slotOf = [this](const QString &name) {
        return m_page->pipeline()->findChild<PipelineSlot *>(name);
    };
    PipelineSlot *post = slotOf(QStringLiteral("post"));
    const QString before = text();
    const QString library = m_session->workspace() + QStringLiteral("/plugins/AddFooBarHeader.so");
    // A plugin of the navigator: above the card that is there.
    const auto plugin =
        models::DraggedEntry{QStringLiteral("plugin"), library, QStringLiteral("Second")}.toMime();
    QVERIFY(test::dropOn(*post, *plugin, post->cards().front()->geometry().topLeft()));
    QCOMPARE(post->cards().size(), std::size_t(2));
    QCOMPARE(post->cards()[0]->hook().name, std::string("Second"));
    QCOMPARE(post->cards()[0]->hook().path, std::string("plugins/AddFooBarHeader.so"));
    m_page->editor()->undo();
    QCOMPARE(text(), before);
    QTRY_COMPARE_WITH_TIMEOUT(post->cards().size(), std::size_t(1), kPatience);
    // Only one may decide who passes.
    PipelineSlot *check = slotOf(QStringLiteral("auth_check"));
    QVERIFY(test::dropOn(*check, *plugin, check->rect().center()));
    QCOMPARE(check->cards().size(), std::size_t(1));
    QVERIFY(!test::dropOn(*check, *plugin, check->rect().center()));
    m_page->editor()->undo();
    QCOMPARE(text(), before);
    // A card of this page moves; one of another page, and requests, do not.
    PipelineSlot *pre = slotOf(QStringLiteral("pre"));
    const PluginChoices others{.files = [] { return std::vector<std::string>(); },
                               .symbols =
                                   [](const std::string &) {
                                       return std::vector<std::string>();
                                   }};
    HookCard other(others, nullptr);
    other.setHook(post->cards().front()->hook());
    QVERIFY(!test::dropOn(*pre, *other.toMime(), pre->rect().center()));
    const auto request = models::DraggedEntry{QStringLiteral("request"), library}.toMime();
    QVERIFY(!test::dropOn(*pre, *request, pre->rect().center()));
    QCOMPARE(text(), before);
    const auto own = post->cards().front()->toMime();
    QVERIFY(test::dropOn(*pre, *own, pre->rect().center()));
    QTRY_COMPARE_WITH_TIMEOUT(post->cards().size(), std::size_t(0), kPatience);
    QCOMPARE(pre->cards().size(), std::size_t(1));
}

void SpecPageTest::appliesAndSays()
{
    QVERIFY(!button(SpecPage::tr("Apply"))->isEnabled());
    const std::uint64_t before = m_session->report().generation;
    std::string changed(kDefinition);
    changed.replace(changed.find("\"Orders\""), 8, "\"Orders 2\"");
    m_page->editor()->replaceBy(changed);
    QSignalSpy said(m_page.get(), &window::Page::messageRaised);
    apply();
    QVERIFY(!m_page->isModified());
    QCOMPARE(onDisk(), QString::fromStdString(changed));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->report().generation > before, kPatience);
    const QString words = said.at(0).at(0).toString();
    const QRegularExpression whole(
        QStringLiteral("^generation %1, 1 API changed, [0-9.,]+ (us|\\x{b5}s|ms|s)$")
            .arg(m_session->report().generation));
    QVERIFY2(whole.match(words).hasMatch(), qPrintable(words));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->title(), QStringLiteral("Orders 2"), kPatience);
    QCOMPARE(m_history->versions(QStringLiteral("orders")).size(), std::size_t(2));
}

void SpecPageTest::keepsTheOldVersionWhenTheNewOneBreaks()
{
    m_page->editor()->replaceBy("{\"api_id\": \"orders\",");
    apply();
    QCOMPARE(onDisk(), QStringLiteral("{\"api_id\": \"orders\","));
    auto *banner = m_page->findChild<window::Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(!m_page->isModified());
    m_page->editor()->undo();
    apply();
    QVERIFY(!banner->isVisible());
    QCOMPARE(onDisk(), QString::fromUtf8(kDefinition.data()));
}

void SpecPageTest::noticesChangesOutside()
{
    std::string changed(kDefinition);
    changed.replace(changed.find("\"Orders\""), 8, "\"Outside\"");
    write(m_file, changed);
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromStdString(changed), kPatience);
    QVERIFY(!m_page->isModified());

    m_page->editor()->replaceBy("{}");
    write(m_file, kDefinition);
    auto *banner = m_page->findChild<window::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
    QCOMPARE(text(), QStringLiteral("{}"));
    QTest::mouseClick(button(SpecPage::tr("Reload")), Qt::LeftButton);
    QCOMPARE(text(), QString::fromUtf8(kDefinition.data()));
    m_page->editor()->undo();
    QCOMPARE(text(), QStringLiteral("{}"));
}

void SpecPageTest::keepsAndComparesWhatChangedOutside()
{
    std::string mine(kDefinition);
    mine.replace(mine.find("\"Orders\""), 8, "\"Mine\"");
    std::string theirs(kDefinition);
    theirs.replace(theirs.find("\"Orders\""), 8, "\"Theirs\"");
    m_page->editor()->replaceBy(mine);
    write(m_file, theirs);
    auto *banner = m_page->findChild<window::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
    button(SpecPage::tr("Compare"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(shownDifferences(), 1, kPatience);
    QTest::mouseClick(button(SpecPage::tr("Keep mine")), Qt::LeftButton);
    QVERIFY(!banner->isVisible());
    QCOMPARE(text(), QString::fromStdString(mine));
    QCOMPARE(onDisk(), QString::fromStdString(theirs));
    QVERIFY(m_page->isModified());
    apply();
    QCOMPARE(onDisk(), QString::fromStdString(mine));
}

void SpecPageTest::bringsADeletedFileBack()
{
    QVERIFY(QFile::remove(m_file));
    auto *banner = m_page->findChild<window::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
    const auto labels = banner->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [this](const QLabel *label) {
        return label->text().contains(QFileInfo(m_file).fileName() + u" was deleted");
    }));
    QCOMPARE(text(), QString::fromUtf8(kDefinition.data()));
    QVERIFY(m_page->isModified());
    apply();
    QCOMPARE(onDisk(), QString::fromUtf8(kDefinition.data()));
    QVERIFY(!banner->isVisible());
    QVERIFY(!m_page->isModified());
}

void SpecPageTest::rollsBack()
{
    std::string changed(kDefinition);
    changed.replace(changed.find("\"Orders\""), 8, "\"Orders 2\"");
    m_page->editor()->replaceBy(changed);
    apply();
    QTest::mouseClick(button(SpecPage::tr("History")), Qt::LeftButton);
    auto *panel = m_page->findChild<HistoryPanel *>();
    QVERIFY(panel->isVisible());
    auto *list = panel->findChild<QAbstractItemView *>();
    QCOMPARE(list->model()->rowCount(), 2);
    const auto *diff = panel->findChild<compare::DiffView *>();
    QTRY_VERIFY_WITH_TIMEOUT(!diff->isComparing(), kPatience);
    QCOMPARE(diff->differenceCount(), 0);
    list->setCurrentIndex(list->model()->index(1, 0));
    QTRY_COMPARE_WITH_TIMEOUT(diff->differenceCount(), 1, kPatience);
    const auto *fields = diff->findChild<QTableWidget *>();
    QCOMPARE(fields->item(0, 0)->text(), u"name"_s);
    QCOMPARE(fields->item(0, 1)->text(), u"\"Orders 2\""_s); // as it is
    QCOMPARE(fields->item(0, 2)->text(), u"\"Orders\""_s);   // as it would be
    QTest::mouseClick(button(HistoryPanel::tr("Roll back to this version")), Qt::LeftButton);
    QVERIFY(!panel->isVisible());
    QCOMPARE(text(), QString::fromUtf8(kDefinition.data()));
    QVERIFY2(status().contains(u"apply to serve it"_s), qPrintable(status()));
    apply();
    QCOMPARE(onDisk(), QString::fromUtf8(kDefinition.data()));
    // Back to what is served: there is nothing to apply.
    m_page->editor()->replaceBy(changed);
    QTest::mouseClick(button(SpecPage::tr("History")), Qt::LeftButton);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::mouseClick(button(HistoryPanel::tr("Roll back to this version")), Qt::LeftButton);
    QVERIFY(!button(SpecPage::tr("Apply"))->isEnabled());
    QVERIFY2(status().contains(u"which is served"_s) && !status().contains(u"apply"_s),
             qPrintable(status()));
}

void SpecPageTest::menuTellsTheKeysThatApply()
{
    const auto *action = m_page->findChild<QAction *>(u"definition.apply"_s);
    m_page->nameKeys(
        [](const QString &id) { return id == u"file.save"_s ? u"Ctrl+S"_s : QString(); });
    QCOMPARE(action->text(), u"&Apply\tCtrl+S"_s);
    QCOMPARE(window::ActionRegistry::nameOf(*action), u"Apply"_s); // elsewhere
    m_page->nameKeys([](const QString &id) {
        return id == u"file.save"_s ? u"Ctrl+S"_s : u"F9"_s; // its own are in the menu anyway
    });
    QCOMPARE(action->text(), u"&Apply"_s);
}

// The file may be newer than what the engine has loaded: what serves is what counts.
void SpecPageTest::comparesWithWhatIsServed()
{
    const QString id = QStringLiteral("orders");
    m_page.reset();
    std::string changed(kDefinition);
    changed.replace(changed.find("\"Orders\""), 8, "\"Not loaded\"");
    write(m_file, changed);
    openPage();
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromStdString(changed), kPatience);
    QVERIFY(!m_page->isModified());
    m_page->showChanges(); // the engine may not have answered yet
    QTRY_COMPARE_WITH_TIMEOUT(shownDifferences(), 1, kPatience);
    QVERIFY(button(SpecPage::tr("Apply"))->isEnabled());
    QCOMPARE(m_history->versions(id).size(), std::size_t(1));
    QCOMPARE(m_history->read(m_history->versions(id).front()).value_or(""),
             std::string(kDefinition));

    m_session->reload();
    QTRY_VERIFY_WITH_TIMEOUT(!button(SpecPage::tr("Apply"))->isEnabled(), kPatience);
    QCOMPARE(m_history->versions(id).size(), std::size_t(2));
    QCOMPARE(m_history->read(m_history->versions(id).front()).value_or(""), changed);
    m_page->showChanges();
    QTRY_COMPARE_WITH_TIMEOUT(shownDifferences(), 0, kPatience);
}

} // namespace gw::definition

// The engine loads each plugin in a child process first: this program, called like this.
int main(int argc, char **argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "plugin" &&
        std::string_view(argv[2]) == "probe") {
        return gw::app::probePlugin(argv[3]);
    }
    QApplication application(argc, argv);
    gw::definition::SpecPageTest test;
    return QTest::qExec(&test, argc, argv);
}
