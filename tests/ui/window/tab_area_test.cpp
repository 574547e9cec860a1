// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/inspector.h"
#include "window/tab_area.h"
#include "window/tab_names.h"

#include <QAction>
#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>
#include <iterator>

using gw::window::Inspector;
using gw::window::Page;
using gw::window::PageAddress;
using gw::window::TabArea;

namespace {

class NotePage final : public Page {
public:
    explicit NotePage(const QString &name)
        : m_name(name)
        , m_facts(new QLabel(name, this))
    {
    }

    [[nodiscard]] PageAddress address() const override { return {QStringLiteral("note"), m_name}; }
    [[nodiscard]] QString title() const override { return m_name.section(QLatin1Char('/'), -1); }
    [[nodiscard]] QString detail() const override { return m_name; }
    [[nodiscard]] bool isModified() const override { return m_isModified; }
    [[nodiscard]] QWidget *inspectorWidget() override { return m_facts; }

    void setModified(bool isModified)
    {
        m_isModified = isModified;
        Q_EMIT modifiedChanged();
    }

private:
    QString m_name;
    QLabel *m_facts;
    bool m_isModified = false;
};

} // namespace

class TabAreaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void marksWhatIsModified();
    void tellsEqualTitlesApart_data();
    void tellsEqualTitlesApart();
    void namesTabsAnewWhenOneGoes();
    void keepsBothEndsOfALongTitle();
    void writesATitleInItsOrder();
    void asksBeforeItDropsChanges();
    void splitsAndComesBack();
    void toolsActInTheirGroup();
    void showsTheEmptyState();
    void inspectorGivesBackWhatItShows();

private:
    NotePage *add(const QByteArray &name)
    {
        auto *page = new NotePage(QString::fromUtf8(name));
        m_area->add(page);
        return page;
    }
    QStringList titles() const
    {
        QStringList all;
        for (const Page *page : m_area->pages()) {
            all.append(page->title());
        }
        return all;
    }

    std::unique_ptr<TabArea> m_area;
};

void TabAreaTest::init()
{
    m_area = std::make_unique<TabArea>();
}

void TabAreaTest::marksWhatIsModified()
{
    NotePage *page = add("a");
    const auto *tabs = m_area->findChild<QTabWidget *>();
    QCOMPARE(tabs->tabText(0), QStringLiteral("a"));
    page->setModified(true);
    QCOMPARE(tabs->tabText(0), QStringLiteral("a *"));
    QCOMPARE(m_area->find({QStringLiteral("note"), QStringLiteral("a")}), page);
    QVERIFY(m_area->find({QStringLiteral("note"), QStringLiteral("b")}) == nullptr);
}

void TabAreaTest::tellsEqualTitlesApart_data()
{
    using Tabs = QList<gw::window::TabSubject>;
    QTest::addColumn<Tabs>("tabs");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, const Tabs &tabs, const char *names) {
        QTest::newRow(name) << tabs << QString::fromLatin1(names).split(QLatin1Char('|'));
    };
    const QString users = QStringLiteral("users");
    const auto at = [&users](const char *path) {
        return gw::window::TabSubject{users, QLatin1String(path)};
    };
    row("others", {at("/a/users.json"), {QStringLiteral("orders"), {}}}, "users|orders");
    row("folders", {at("/w/a/users.json"), at("/w/b/users.json")}, "users (a)|users (b)");
    row("folders above", {at("/w/a/x/users.json"), at("/w/b/x/users.json")},
        "users (a/x)|users (b/x)");
    row("one has no file", {at("/w/a/users.json"), at("")}, "users (a)|users");
    row("no files", {at(""), at("an id"), at("")}, "users|users (2)|users (3)");
    row("one folder", {at("/w/users.json"), at("/w/users.hurl")}, "users|users (2)");
}

void TabAreaTest::tellsEqualTitlesApart()
{
    QFETCH(QList<gw::window::TabSubject>, tabs);
    QTEST(gw::window::tabNames(tabs), "names");
}

void TabAreaTest::namesTabsAnewWhenOneGoes()
{
    add("/w/a/users");
    NotePage *other = add("/w/b/users");
    const auto *tabs = m_area->findChild<QTabWidget *>();
    QCOMPARE(tabs->tabText(0), QStringLiteral("users (a)"));
    QCOMPARE(tabs->tabText(1), QStringLiteral("users (b)"));
    QCOMPARE(tabs->tabToolTip(1), QStringLiteral("users\n/w/b/users"));
    m_area->drop(other);
    QCOMPARE(tabs->tabText(0), QStringLiteral("users"));
}

// A letter that turns the direction would have it read as another.
void TabAreaTest::writesATitleInItsOrder()
{
    add("a\u202egnp.exe");
    const auto *tabs = m_area->findChild<QTabWidget *>();
    QCOMPARE(tabs->tabText(0), QStringLiteral("a\ufffdgnp.exe"));
}

void TabAreaTest::keepsBothEndsOfALongTitle()
{
    const QByteArray middle(200, 'm');
    NotePage *page = add("GET " + middle + "?a=1&b=2");
    page->setModified(true);
    const auto *tabs = m_area->findChild<QTabWidget *>();
    QVERIFY2(tabs->tabText(0).startsWith(QStringLiteral("GET m")), qPrintable(tabs->tabText(0)));
    QVERIFY2(tabs->tabText(0).endsWith(QStringLiteral("&&b=2 *")), qPrintable(tabs->tabText(0)));
    QVERIFY(tabs->tabText(0).size() < 60);
    QVERIFY(tabs->tabToolTip(0).startsWith(page->title()));
}

void TabAreaTest::asksBeforeItDropsChanges()
{
    NotePage *a = add("a");
    NotePage *b = add("b");
    const QSignalSpy asked(m_area.get(), &TabArea::askedToDrop);
    b->setModified(true);
    m_area->close(b);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(titles(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    m_area->drop(b);
    QCOMPARE(titles(), QStringList{QStringLiteral("a")});
    QCOMPARE(m_area->current(), a);
    m_area->close(a);
    QVERIFY(m_area->current() == nullptr);
}

void TabAreaTest::splitsAndComesBack()
{
    add("a");
    add("b");
    NotePage *c = add("c");
    m_area->moveRight();
    QCOMPARE(m_area->findChildren<QTabWidget *>().size(), 2);
    QCOMPARE(m_area->current(), c);
    m_area->raise(m_area->pages().first());
    const QJsonObject layout = m_area->saveLayout();
    init();
    for (const char *name : {"a", "b", "c"}) {
        add(name);
    }
    m_area->restoreLayout(layout);
    QCOMPARE(m_area->findChildren<QTabWidget *>().size(), 2);
    QCOMPARE(titles(),
             QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QCOMPARE(m_area->current()->title(), QStringLiteral("a"));
    // The last page of a group takes the group with it.
    m_area->drop(m_area->pages().last());
    QTRY_COMPARE(m_area->findChildren<QTabWidget *>().size(), 1);
}

void TabAreaTest::toolsActInTheirGroup()
{
    TabArea area;
    QAction open(QStringLiteral("Open"));
    const Page *where = nullptr;
    connect(&open, &QAction::triggered, &area, [&] { where = area.current(); });
    area.setTools({&open});
    auto *left = new NotePage(QStringLiteral("left"));
    auto *right = new NotePage(QStringLiteral("right"));
    area.add(left);
    area.add(right);
    area.moveRight(); // into a new group, which has the tools as well
    area.show();
    QVERIFY(QTest::qWaitForWindowExposed(&area));
    const auto tools = area.findChildren<QToolButton *>();
    QList<QToolButton *> found;
    std::ranges::copy_if(tools, std::back_inserter(found), [&open](const QToolButton *button) {
        return button->defaultAction() == &open && button->isVisible();
    });
    QCOMPARE(found.size(), 2);
    QCOMPARE(area.current(), right);
    for (QToolButton *button : std::as_const(found)) {
        QTest::mouseClick(button, Qt::LeftButton);
        const Page *nearest =
            button->mapToGlobal(QPoint()).x() < right->mapToGlobal(QPoint()).x() ? left : right;
        QCOMPARE(where, nearest);
    }
}

void TabAreaTest::showsTheEmptyState()
{
    auto *empty = new QLabel(QStringLiteral("nothing"));
    m_area->setEmptyState(empty);
    m_area->show();
    QVERIFY(empty->isVisible());
    NotePage *page = add("a");
    QVERIFY(!empty->isVisible());
    m_area->close(page);
    QVERIFY(empty->isVisible());
}

void TabAreaTest::inspectorGivesBackWhatItShows()
{
    auto page = std::make_unique<NotePage>(QStringLiteral("a"));
    QPointer<QWidget> facts = page->inspectorWidget();
    {
        Inspector inspector;
        inspector.show(facts);
        QCOMPARE(inspector.shown(), facts);
        inspector.show(nullptr);
        QCOMPARE(facts->parentWidget(), page.get());
        inspector.show(facts);
    }
    QVERIFY(facts != nullptr); // the inspector's end is not the widget's
    QCOMPARE(facts->parentWidget(), page.get());
    Inspector inspector;
    inspector.show(facts);
    page.reset();
    QVERIFY(facts == nullptr); // the owner's end is
    QVERIFY(inspector.shown() == nullptr);
}

GW_TEST(TabAreaTest)
#include "tab_area_test.moc"
