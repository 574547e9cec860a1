// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console.h"
#include "models/navigator_model.h"
#include "session/engine_session.h"
#include "ui/app/console_main.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QAction>
#include <QRegularExpression>
#include <QTest>
#include <QTreeView>

#include <atomic>
#include <memory>

// In a ConsoleFixture.
#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)
#define TRY_COMPARE(found, expected) QTRY_COMPARE_WITH_TIMEOUT(found, expected, kPatienceMs)

namespace gw::test {

// What tests of the whole console share: its start and its end, and short ways to its parts.
class ConsoleFixture : public QObject {
protected:
    static constexpr int kPatienceMs = 60'000; // the machine may be busy

    // Returns when the engine has said what it serves.
    void startConsole(const app::ConsoleOptions &options = {})
    {
        m_console = std::make_unique<app::Console>(options, m_hasStuckHook);
        m_console->start();
        QVERIFY(QTest::qWaitForWindowActive(&window(), kPatienceMs));
        TRY_COMPARE(session().state(), session::EngineSession::State::Connected);
        TRY_VERIFY(session().report().generation > 0);
    }
    void startOn(const QString &workspace)
    {
        app::ConsoleOptions options;
        options.workspace = workspace.toStdString();
        startConsole(options);
    }
    // Without the tour that the first start begins.
    void startOnDemo()
    {
        startConsole();
        window().tour().leave();
    }
    void endConsole()
    {
        m_console.reset();
        QVERIFY(!m_hasStuckHook);
    }
    // From now on in this test function: no key may stand for two commands.
    static void refuseAmbiguousShortcuts()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("Ambiguous shortcut")));
    }

    [[nodiscard]] window::MainWindow &window() const { return m_console->window(); }
    [[nodiscard]] session::EngineSession &session() const { return m_console->session(); }
    [[nodiscard]] QString inWorkspace(const QString &file) const
    {
        return session().workspace() + QLatin1Char('/') + file;
    }
    void trigger(const char *id) const
    {
        m_console->actions().action(QLatin1String(id))->trigger();
    }

    // The current page; null without one.
    [[nodiscard]] window::Page *page() const { return window().tabs().current(); }
    [[nodiscard]] window::PageAddress address() const
    {
        return page() == nullptr ? window::PageAddress() : page()->address();
    }

    // The navigator's.
    [[nodiscard]] QTreeView *tree() const { return window().navigator().findChild<QTreeView *>(); }
    // With this text, at any depth of the section; not valid when it is not there.
    [[nodiscard]] QModelIndex entry(const char *section, const QString &text) const
    {
        const models::NavigatorModel &model = window().navigatorModel();
        for (const QModelIndex &index :
             model.match(model.index(0, 0), Qt::DisplayRole, text, -1,
                         Qt::MatchExactly | Qt::MatchRecursive | Qt::MatchCaseSensitive)) {
            QModelIndex top = index;
            while (top.parent().isValid()) {
                top = top.parent();
            }
            if (top.data() == QLatin1String(section)) {
                return index;
            }
        }
        return {};
    }
    [[nodiscard]] QModelIndex entry(const char *section, const char *text) const
    {
        return entry(section, QString::fromLatin1(text));
    }
    // The API with this subject becomes the navigator's current entry, and has the keyboard.
    QTreeView *selectApi(const QString &subject) const
    {
        const QAbstractItemModel &model = *tree()->model();
        const QModelIndex apis = model.index(0, 0);
        for (int row = 0; row < model.rowCount(apis); ++row) {
            const QModelIndex index = model.index(row, 0, apis);
            if (index.data(models::NavigatorModel::SubjectRole).toString() == subject) {
                tree()->setCurrentIndex(index);
                tree()->setFocus();
            }
        }
        return tree();
    }

    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<app::Console> m_console;
};

} // namespace gw::test
