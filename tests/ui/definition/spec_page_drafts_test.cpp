// SPDX-License-Identifier: GPL-3.0-or-later
// What the page keeps and asks for when not everything went as planned.
#include "compare/diff_view.h"
#include "definition/history_panel.h"
#include "form/definition_form.h"
#include "form/pipeline_slot.h"
#include "form/pipeline_view.h"
#include "models/dragged_entry.h"
#include "plugin_check.h"
#include "support/drop.h"
#include "ui/definition/spec_page_test.h"
#include "window/banner.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

namespace gw::definition {

void SpecPageTest::survivesAKill()
{
    m_page->setMode(SpecPage::Mode::Both);
    m_page->editor()->replaceBy("{\"typed\": 1}");
    m_page->editor()->setCaret(4);
    const QJsonObject state = m_page->saveState();
    m_page = std::make_unique<SpecPage>(
        SpecServices{*m_session, *m_history, spec::DefinitionSchema::ofApiDefinitions(), {}},
        QStringLiteral("orders"));
    m_page->restoreState(state);
    QTRY_COMPARE_WITH_TIMEOUT(text(), QStringLiteral("{\"typed\": 1}"), kPatience);
    QVERIFY(m_page->isModified());
    QCOMPARE(m_page->mode(), SpecPage::Mode::Both);
    QCOMPARE(m_page->editor()->caret(), std::size_t(4));
}

void SpecPageTest::keepsADraftWithoutAnEngine()
{
    m_page->editor()->replaceBy("{\"typed\": 1}");
    const QJsonObject state = m_page->saveState();
    session::EngineSession none(nullptr);
    openPage(none);
    m_page->restoreState(state);
    QCOMPARE(text(), QStringLiteral("{\"typed\": 1}"));
    QVERIFY(m_page->isModified()); // closing it would ask
    m_page->editor()->replaceBy("{\"typed\": 12}");
    const QJsonObject later = m_page->saveState();
    openPage();
    m_page->restoreState(later);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isModified(), kPatience);
    QCOMPARE(text(), QStringLiteral("{\"typed\": 12}"));
    QVERIFY(!m_page->findChild<window::Banner *>()->isVisible());
    m_page.reset();
}

// An API whose file is broken is not known to an engine that starts with it.
void SpecPageTest::keepsTheDraftOfABrokenFile()
{
    m_page.reset();
    const QString file = QFileInfo(m_file).dir().filePath(QStringLiteral("named otherwise.json"));
    QVERIFY(QFile::rename(m_file, file));
    m_file = file;
    m_session->openWorkspace(m_session->workspace());
    openPage();
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromUtf8(kDefinition.data()), kPatience);
    m_page->editor()->replaceBy("{\"api_id\": \"orders\",");
    apply();
    m_page->editor()->replaceBy("{\"api_id\": \"orders\", 1");
    const QJsonObject state = m_page->saveState();
    m_page.reset();
    const QString workspace = m_session->workspace();
    m_session->openWorkspace(workspace);
    openPage();
    m_page->restoreState(state);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->report().generation > 0, kPatience);
    QVERIFY(m_session->api(QStringLiteral("orders")) == nullptr);
    m_page->editor()->replaceBy(kDefinition.data());
    apply();
    QCOMPARE(onDisk(), QString::fromUtf8(kDefinition.data()));
}

void SpecPageTest::keepsADraftOfADeletedApi()
{
    std::string mine(kDefinition);
    mine.replace(mine.find("\"Orders\""), 8, "\"Mine\"");
    m_page->editor()->replaceBy(mine);
    const QJsonObject state = m_page->saveState();
    m_page.reset();
    QVERIFY(QFile::remove(m_file));
    m_session->reload();
    QTRY_VERIFY_WITH_TIMEOUT(!isServed(), kPatience);
    openPage();
    m_page->restoreState(state);
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromStdString(mine), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(button(SpecPage::tr("Keep as a new API")) != nullptr, kPatience);
    button(SpecPage::tr("Keep as a new API"))->click();
    apply();
    QTRY_VERIFY_WITH_TIMEOUT(isServed(), kPatience);
    QCOMPARE(m_session->api(QStringLiteral("orders"))->name, QStringLiteral("Mine"));
}

void SpecPageTest::asksWhenTheFileChangedMeanwhile()
{
    m_page->editor()->replaceBy("{\"typed\": 1}");
    QJsonObject state = m_page->saveState();
    m_page.reset();
    std::string theirs(kDefinition);
    theirs.replace(theirs.find("\"Orders\""), 8, "\"Theirs\"");
    write(m_file, theirs);
    openPage();
    m_page->restoreState(state);
    auto *banner = m_page->findChild<window::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
    QCOMPARE(text(), QStringLiteral("{\"typed\": 1}"));
    m_page->save();
    QCOMPARE(onDisk(), QString::fromStdString(theirs));
    // Nothing was chosen: the next start asks again.
    state = m_page->saveState();
    openPage();
    m_page->restoreState(state);
    banner = m_page->findChild<window::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kPatience);
    QTest::mouseClick(button(SpecPage::tr("Keep mine")), Qt::LeftButton);
    QVERIFY(!banner->isVisible());
    m_page->save();
    QTRY_COMPARE_WITH_TIMEOUT(onDisk(), QStringLiteral("{\"typed\": 1}"), kPatience);
}

void SpecPageTest::writesOverNothingThatItDoesNotKnow()
{
    std::string theirs(kDefinition);
    theirs.replace(theirs.find("\"Orders\""), 8, "\"Theirs\"");
    m_page->editor()->replaceBy("{\"typed\": 1}");
    write(m_file, theirs);
    m_page->save(); // before the page was told of the change
    QCOMPARE(onDisk(), QString::fromStdString(theirs));
    QVERIFY(m_page->findChild<window::Banner *>()->isVisible());
    m_page->save();
    QCOMPARE(onDisk(), QString::fromStdString(theirs));
    QVERIFY(m_page->isModified());
}

void SpecPageTest::appliesOnlyToItsOwnWorkspace()
{
    const QString mine = m_session->workspace();
    const QDir folder(m_folder->path());
    const QString other = folder.filePath(QStringLiteral("other"));
    QVERIFY(folder.mkpath(QStringLiteral("other/apps")));
    write(other + QStringLiteral("/gatewright.conf"), R"({"listen_port": 0, "app_path": "apps"})");
    std::string theirs(kDefinition);
    theirs.replace(theirs.find("\"Orders\""), 8, "\"Theirs\"");
    write(other + QStringLiteral("/apps/orders.json"), theirs);
    const auto otherOnDisk = [&other] {
        QFile file(other + QStringLiteral("/apps/orders.json"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    };
    m_page->editor()->replaceBy("{\"typed\": 1}");
    m_session->openWorkspace(other);
    auto *banner = m_page->findChild<window::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(button(SpecPage::tr("Keep mine")) != nullptr, kPatience);
    m_page->save();
    QCOMPARE(otherOnDisk(), theirs);
    m_session->openWorkspace(mine);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->api(QStringLiteral("orders")) != nullptr, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), kPatience);
    QCOMPARE(text(), QStringLiteral("{\"typed\": 1}"));
    m_page->save();
    QTRY_COMPARE_WITH_TIMEOUT(onDisk(), QStringLiteral("{\"typed\": 1}"), kPatience);
    QCOMPARE(otherOnDisk(), theirs);
}

void SpecPageTest::appliesWhatIsBeingTyped()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->setMode(SpecPage::Mode::Both);
    auto *target = m_page->form()->findChild<QLineEdit *>(QStringLiteral("/proxy/target_url"));
    target->setFocus();
    target->selectAll();
    QTest::keyClicks(target, QStringLiteral("http://127.0.0.1:2/"));
    m_page->save();
    QTRY_VERIFY_WITH_TIMEOUT(onDisk().contains(QStringLiteral("http://127.0.0.1:2/")), kPatience);
    QVERIFY(target->hasFocus());
}

} // namespace gw::definition
