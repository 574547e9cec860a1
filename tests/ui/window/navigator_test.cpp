// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigator_model.h"
#include "support/room_test.h"
#include "ui/session/answering_host.h"
#include "window/main_window.h"
#include "window/navigator.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTreeView>

#include <map>

using gw::models::NavigatorModel;
using gw::session::EngineSession;
using namespace gw::window;
using namespace Qt::StringLiterals;

namespace {

constexpr int kNavigatorPatience = 60'000; // ms

} // namespace

// The navigator of a workspace that has nothing yet.
class NavigatorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void leadsToTheFirstOfEachKind();
    void runsACommandOnceForADoubleClick();
    void runsACommandByReturn();
    void theFilterHidesWaysIn();
    void waysInGoWithTheFirst();

private:
    [[nodiscard]] QModelIndex section(const QString &key) const;
    [[nodiscard]] QModelIndex wayIn(const QString &key) const
    {
        return m_tree->model()->index(0, 0, section(key));
    }
    void click(const QModelIndex &index)
    {
        m_tree->scrollTo(index);
        QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {},
                          m_tree->visualRect(index).center());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<gw::test::AnsweringEngine> m_engine;
    std::unique_ptr<EngineSession> m_session;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<MainWindow> m_window;
    QTreeView *m_tree = nullptr;
    std::map<QString, int> m_runs; // of commands
};

void NavigatorTest::init()
{
    m_runs.clear();
    m_engine = std::make_unique<gw::test::AnsweringEngine>();
    m_engine->answer("GET /tyk/reload/report", R"({"generation": 1, "apis": []})");
    m_session = std::make_unique<EngineSession>(
        std::make_unique<gw::test::AnsweringHost>(*m_engine, m_folder.path()));
    m_actions = std::make_unique<ActionRegistry>();
    for (const QString &id : {u"api.new"_s, u"file.newRequest"_s, u"plugin.new"_s}) {
        m_actions->add({.id = id, .text = id, .category = u"Test"_s},
                       [this, id](bool) { ++m_runs[id]; });
    }
    m_window = std::make_unique<MainWindow>(*m_session, *m_actions);
    m_tree = m_window->navigator().findChild<QTreeView *>();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QCOMPARE(m_tree->model()->rowCount(section(u"apis"_s)), 0); // it is not known what there is
    m_session->openWorkspace(m_folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(m_tree->model()->rowCount(section(u"apis"_s)), 1, kNavigatorPatience);
}

void NavigatorTest::cleanup()
{
    m_window.reset();
    m_actions.reset();
    m_session.reset();
}

QModelIndex NavigatorTest::section(const QString &key) const
{
    const QAbstractItemModel &model = *m_tree->model();
    return model.match(model.index(0, 0), NavigatorModel::KeyRole, key, 1, Qt::MatchExactly)
        .value(0);
}

void NavigatorTest::leadsToTheFirstOfEachKind()
{
    const std::pair<QString, QString> ways[] = {{u"apis"_s, u"api.new"_s},
                                                {u"collections"_s, u"file.newRequest"_s},
                                                {u"plugins"_s, u"plugin.new"_s}};
    for (const auto &[key, command] : ways) {
        QCOMPARE(m_tree->model()->rowCount(section(key)), 1);
        QVERIFY(m_tree->isExpanded(section(key)));
        QCOMPARE(section(key).data(NavigatorModel::CountRole).toInt(), 0);
        click(wayIn(key));
        QCOMPARE(m_runs[command], 1);
    }
    QCOMPARE(wayIn(u"apis"_s).data().toString(), MainWindow::tr("New API..."));
    QVERIFY(!m_tree->model()->flags(wayIn(u"apis"_s)).testFlag(Qt::ItemIsEditable));
    QVERIFY(!m_tree->model()->flags(wayIn(u"apis"_s)).testFlag(Qt::ItemIsDragEnabled));
}

void NavigatorTest::runsACommandOnceForADoubleClick()
{
    click(wayIn(u"apis"_s));
    QTest::mouseDClick(m_tree->viewport(), Qt::LeftButton, {},
                       m_tree->visualRect(wayIn(u"apis"_s)).center());
    QCOMPARE(m_runs[u"api.new"_s], 1);
    click(wayIn(u"apis"_s));
    QCOMPARE(m_runs[u"api.new"_s], 2);
}

void NavigatorTest::runsACommandByReturn()
{
    m_tree->setFocus();
    m_tree->setCurrentIndex(wayIn(u"plugins"_s));
    QTest::keyClick(m_tree, Qt::Key_Return);
    QCOMPARE(m_runs[u"plugin.new"_s], 1);
}

void NavigatorTest::theFilterHidesWaysIn()
{
    auto *filter = m_window->navigator().findChild<QLineEdit *>();
    filter->setText(u"new"_s);
    QVERIFY(m_tree->isRowHidden(0, section(u"apis"_s)));
    filter->clear();
    QVERIFY(!m_tree->isRowHidden(0, section(u"apis"_s)));
}

void NavigatorTest::waysInGoWithTheFirst()
{
    m_engine->tell("trace=on", "reload",
                   R"({"generation": 2, "apis": [{"api_id": "orders", "name": "Orders",)"
                   R"( "file": "orders.json", "state": "loaded"}]})");
    QTRY_COMPARE_WITH_TIMEOUT(section(u"apis"_s).data(NavigatorModel::CountRole).toInt(), 1,
                              kNavigatorPatience);
    QCOMPARE(m_tree->model()->rowCount(section(u"apis"_s)), 1);
    QCOMPARE(wayIn(u"apis"_s).data().toString(), u"Orders"_s);
    m_session->stop(); // and without an engine there is nothing to make
    QCOMPARE(m_tree->model()->rowCount(section(u"apis"_s)), 0);
}

GW_TEST(NavigatorTest)
#include "navigator_test.moc"
