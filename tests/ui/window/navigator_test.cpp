// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigator_model.h"
#include "support/room_test.h"
#include "ui/session/answering_host.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/navigator_delegate.h"
#include "window/tab_area.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTreeView>

#include <functional>
#include <map>

using gw::models::NavigatorModel;
using gw::session::EngineSession;
using namespace gw::window;
using namespace Qt::StringLiterals;

namespace {

constexpr int kNavigatorPatience = 60'000; // ms

// Of an API that is not there yet.
class NewPage final : public Page {
public:
    [[nodiscard]] PageAddress address() const override { return {u"api"_s, m_subject}; }
    [[nodiscard]] QString title() const override { return m_subject; }
    void become(const QString &subject)
    {
        m_subject = subject;
        Q_EMIT addressChanged();
    }

private:
    QString m_subject = u"*new"_s;
};

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
    void namesKeepHalfOfTheRow();
    void wordsThatHaveNoRoomAreInTheTip();
    void forgetsTheApiThatIsNotInFront();
    void aRefreshLeavesATypedName();
    void filtersWhatComes();

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

void NavigatorTest::namesKeepHalfOfTheRow()
{
    const QFontMetrics metrics(m_tree->font());
    const QString word = u"no engine at all"_s;
    const int whole = metrics.horizontalAdvance(word) + 1;
    // There is room for both.
    QCOMPARE(NavigatorDelegate::shownWord(word, metrics, 100, 100 + whole + 100), word);
    // A short name leaves the word the rest of the row.
    const QString rest = NavigatorDelegate::shownWord(word, metrics, 30, 30 + whole / 2 + 40);
    QVERIFY2(rest.endsWith(u'\u2026') && word.startsWith(rest.chopped(1)), qPrintable(rest));
    // A long one keeps its half.
    const int row = whole + 40;
    const QString shown = NavigatorDelegate::shownWord(word, metrics, 2 * row, row);
    QVERIFY2(!shown.isEmpty() && metrics.horizontalAdvance(shown) <= row / 2, qPrintable(shown));
    // A few letters say nothing.
    QCOMPARE(NavigatorDelegate::shownWord(word, metrics, 500, 60), QString());
}

void NavigatorTest::wordsThatHaveNoRoomAreInTheTip()
{
    m_engine->tell("trace=on", "reload",
                   R"({"generation": 2, "apis": [{"api_id": "orders", "name": "Orders",)"
                   R"( "listen_path": "/orders/", "file": "orders.json", "state": "kept_old",)"
                   R"( "problems": []}]})");
    QTRY_COMPARE_WITH_TIMEOUT(wayIn(u"apis"_s).data().toString(), u"Orders"_s, kNavigatorPatience);
    const QModelIndex api = wayIn(u"apis"_s);
    const QString word = api.data(NavigatorModel::BadgeRole).toString();
    QVERIFY(!word.isEmpty());
    const QString tip = api.data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.startsWith(u"Orders, %1\n"_s.arg(word)) && tip.contains(u"/orders/"_s),
             qPrintable(tip));
    QCOMPARE(api.data(Qt::AccessibleTextRole).toString(), u"Orders, %1"_s.arg(word));
}

// It would be taken for the page in front, and commands would be done to it.
void NavigatorTest::forgetsTheApiThatIsNotInFront()
{
    m_engine->tell("trace=on", "reload",
                   R"({"generation": 2, "apis": [{"api_id": "orders", "name": "Orders",)"
                   R"( "file": "orders.json", "state": "loaded"}]})");
    QTRY_COMPARE_WITH_TIMEOUT(wayIn(u"apis"_s).data().toString(), u"Orders"_s, kNavigatorPatience);
    Navigator &navigator = m_window->navigator();
    const PageAddress orders{u"api"_s, u"orders"_s};
    navigator.reveal(orders);
    QCOMPARE(navigator.current(), orders);
    navigator.reveal({u"settings"_s, {}}); // nobody takes an API for these
    QCOMPARE(navigator.current(), orders);
    auto *page = new NewPage;
    m_window->tabs().add(page); // nothing in the navigator leads there
    QCOMPARE(m_window->tabs().current(), page);
    QCOMPARE(navigator.current(), PageAddress());
    QVERIFY(m_tree->selectionModel()->selectedIndexes().isEmpty());
    page->become(u"stock"_s);
    m_engine->tell("trace=on", "reload",
                   R"({"generation": 3, "apis": [{"api_id": "orders", "name": "Orders",)"
                   R"( "file": "orders.json", "state": "loaded"}, {"api_id": "stock",)"
                   R"( "name": "Stock", "file": "stock.json", "state": "loaded"}]})");
    QTRY_COMPARE_WITH_TIMEOUT(navigator.current(), page->address(), kNavigatorPatience);
}

// What lies on the disk is read again while a name is edited: at once for one that was just made.
void NavigatorTest::aRefreshLeavesATypedName()
{
    const auto reload = [this](int generation) {
        m_engine->tell("trace=on", "reload",
                       QStringLiteral(R"({"generation": %1, "apis": [{"api_id": "orders",)"
                                      R"( "name": "Orders", "file": "orders.json",)"
                                      R"( "state": "loaded"}]})")
                           .arg(generation)
                           .toUtf8());
        return QTest::qWaitFor(
            [this, generation] {
                return m_session->report().generation == static_cast<quint64>(generation);
            },
            kNavigatorPatience);
    };
    QVERIFY(reload(2));
    m_window->navigator().reveal({u"api"_s, u"orders"_s});
    m_window->navigator().editName();
    auto *field = m_tree->viewport()->findChild<QLineEdit *>();
    QVERIFY(field != nullptr);
    QCOMPARE(field->selectedText(), u"Orders"_s);
    QVERIFY(reload(3));
    QCOMPARE(field->selectedText(), u"Orders"_s);
    QTest::keyClicks(field, u"St"_s);
    QVERIFY(reload(4));
    QCOMPARE(field->text(), u"St"_s);
    QTest::keyClick(field, Qt::Key_Escape);
}

void NavigatorTest::filtersWhatComes()
{
    using gw::models::NavigatorEntry;
    auto *filter = m_window->navigator().findChild<QLineEdit *>();
    const auto entry = [](const QString &name, std::vector<NavigatorEntry> below = {}) {
        return NavigatorEntry{.key = name, .text = name, .children = std::move(below)};
    };
    const auto show = [&](std::vector<NavigatorEntry> below) {
        m_window->navigatorModel().setSection(
            {.key = u"collections"_s, .text = u"Collections"_s, .children = std::move(below)});
    };
    // Names of what is shown, folders before what is in them.
    const std::function<QStringList(const QModelIndex &)> shown = [&](const QModelIndex &parent) {
        QStringList names;
        for (int row = 0; row < m_tree->model()->rowCount(parent); ++row) {
            const QModelIndex index = m_tree->model()->index(row, 0, parent);
            if (!m_tree->isRowHidden(row, parent) && m_tree->isExpanded(parent)) {
                names += index.data().toString();
                names += shown(index);
            }
        }
        return names;
    };
    const auto names = [&] {
        return shown(section(u"collections"_s));
    };
    show({entry(u"zoo"_s, {entry(u"bear"_s)})});
    filter->setText(u"cat"_s);
    QCOMPARE(names(), QStringList());
    show({entry(u"zoo"_s, {entry(u"bear"_s), entry(u"cat"_s), entry(u"dog"_s)}), entry(u"eel"_s)});
    QCOMPARE(names(), QStringList({u"zoo"_s, u"cat"_s}));
    show({entry(u"cats"_s, {entry(u"lion"_s)}), entry(u"zoo"_s, {entry(u"cat"_s)})});
    m_tree->expand(m_tree->model()->index(0, 0, section(u"collections"_s)));
    QCOMPARE(names(), QStringList({u"cats"_s, u"lion"_s, u"zoo"_s, u"cat"_s}));
    show({entry(u"cats"_s, {entry(u"lion"_s), entry(u"tiger"_s)})}); // below a match
    QCOMPARE(names(), QStringList({u"cats"_s, u"lion"_s, u"tiger"_s}));
    filter->clear();
    show({entry(u"cats"_s, {entry(u"lion"_s)}), entry(u"eel"_s)});
    QCOMPARE(names(), QStringList({u"cats"_s, u"lion"_s, u"eel"_s}));
}

GW_TEST(NavigatorTest)
#include "navigator_test.moc"
