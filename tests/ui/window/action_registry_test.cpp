// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/action_registry.h"
#include "window/quick_open.h"

#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>

using gw::window::ActionRegistry;
using gw::window::matchScore;
using gw::window::QuickEntry;
using gw::window::QuickOpen;

namespace {

void addTwo(ActionRegistry &registry, int *runs = nullptr)
{
    registry.add({.id = QStringLiteral("a"),
                  .text = QStringLiteral("&Open file..."),
                  .category = QStringLiteral("File"),
                  .shortcut = QKeySequence(QStringLiteral("Ctrl+O"))},
                 [runs](bool) {
                     if (runs != nullptr) {
                         ++*runs;
                     }
                 });
    registry.add({.id = QStringLiteral("b"),
                  .text = QStringLiteral("Other"),
                  .category = QStringLiteral("File")},
                 [](bool) {});
}

} // namespace

class ActionRegistryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsAndNamesActions();
    void tellsConflicts();
    void keysOfOtherScopesAreFree();
    void neverRunsWhatIsDeclared();
    void keepsOnlyWhatDiffers();
    void findsByLetters();
    void choosesByKeys();
    void takesWhatIsFoundLater();
    void offersWhatIsTyped();
    void namesComeBeforeScatteredLettersOfSettings();
    void longNamesLeaveRoomForTheirKind();
};

void ActionRegistryTest::runsAndNamesActions()
{
    ActionRegistry registry;
    int runs = 0;
    addTwo(registry, &runs);
    registry.action(QStringLiteral("a"))->trigger();
    QCOMPARE(runs, 1);
    QCOMPARE(ActionRegistry::nameOf(*registry.action(QStringLiteral("a"))),
             QStringLiteral("Open file"));
    QVERIFY(registry.action(QStringLiteral("c")) == nullptr);
}

void ActionRegistryTest::tellsConflicts()
{
    ActionRegistry registry;
    addTwo(registry);
    const QString b = QStringLiteral("b");
    QVERIFY(registry.conflictsOf(b).isEmpty());
    registry.setShortcut(b, QKeySequence(QStringLiteral("Ctrl+O")));
    QCOMPARE(registry.conflictsOf(b).size(), 1);
    QCOMPARE(registry.conflictsOf(b).first(), registry.action(QStringLiteral("a")));
    registry.setShortcut(b, {});
    QVERIFY(registry.conflictsOf(b).isEmpty()); // no keys are nobody's
}

void ActionRegistryTest::keysOfOtherScopesAreFree()
{
    ActionRegistry registry;
    addTwo(registry);
    const QKeySequence keys(QStringLiteral("F3"));
    const auto declare = [&registry, &keys](const QString &id, const QString &scope) {
        return registry.declare(
            {.id = id, .text = id, .category = scope, .shortcut = keys, .scope = scope});
    };
    const QAction *find = declare(QStringLiteral("one.find"), QStringLiteral("one"));
    declare(QStringLiteral("two.find"), QStringLiteral("two"));
    QVERIFY(registry.conflictsOf(QStringLiteral("one.find")).isEmpty());
    QAction *next = declare(QStringLiteral("one.next"), QStringLiteral("one"));
    QCOMPARE(registry.conflictsOf(QStringLiteral("one.find")), QList<QAction *>{next});
    QVERIFY(registry.conflictsOf(QStringLiteral("two.find")).isEmpty());
    // Those of a part meet its whole, and no other part.
    QAction *part = declare(QStringLiteral("two.part"), QStringLiteral("two.table"));
    declare(QStringLiteral("two.other"), QStringLiteral("two.list"));
    declare(QStringLiteral("twofold"), QStringLiteral("twofold"));
    QCOMPARE(registry.conflictsOf(QStringLiteral("two.find")).size(), 2);
    QVERIFY(registry.conflictsOf(QStringLiteral("two.find")).contains(part));
    QCOMPARE(registry.conflictsOf(QStringLiteral("two.part")),
             QList<QAction *>{registry.action(QStringLiteral("two.find"))});
    QVERIFY(registry.conflictsOf(QStringLiteral("twofold")).isEmpty());
    registry.setShortcut(QStringLiteral("two.part"), {});
    registry.setShortcut(QStringLiteral("two.other"), {});
    registry.setShortcut(QStringLiteral("twofold"), {});
    // The window's work everywhere.
    registry.setShortcut(QStringLiteral("a"), keys);
    QCOMPARE(registry.conflictsOf(QStringLiteral("two.find")),
             QList<QAction *>{registry.action(QStringLiteral("a"))});
    QCOMPARE(registry.conflictsOf(QStringLiteral("a")).size(), 3);
    QVERIFY(registry.conflictsOf(QStringLiteral("a")).contains(find));
}

void ActionRegistryTest::neverRunsWhatIsDeclared()
{
    ActionRegistry registry;
    QAction *find = registry.declare({.id = QStringLiteral("find"),
                                      .text = QStringLiteral("&Find..."),
                                      .category = QStringLiteral("Page"),
                                      .shortcut = QKeySequence(QStringLiteral("Ctrl+F")),
                                      .scope = QStringLiteral("page")});
    const QSignalSpy runs(find, &QAction::triggered);
    find->trigger();
    QCOMPARE(runs.size(), 0);
    registry.setShortcut(QStringLiteral("find"), QKeySequence(QStringLiteral("F3")));
    QCOMPARE(registry.changedShortcuts().value(QStringLiteral("find")), QStringLiteral("F3"));
}

void ActionRegistryTest::keepsOnlyWhatDiffers()
{
    ActionRegistry registry;
    addTwo(registry);
    QVERIFY(registry.changedShortcuts().isEmpty());
    registry.setShortcut(QStringLiteral("a"), QKeySequence(QStringLiteral("F5")));
    const auto changed = registry.changedShortcuts();
    QCOMPARE(changed.size(), 1);
    ActionRegistry other;
    addTwo(other);
    other.applyShortcuts(changed);
    QCOMPARE(other.action(QStringLiteral("a"))->shortcut(), QKeySequence(QStringLiteral("F5")));
    other.applyShortcuts({});
    QCOMPARE(other.action(QStringLiteral("a"))->shortcut(), QKeySequence(QStringLiteral("Ctrl+O")));
}

void ActionRegistryTest::findsByLetters()
{
    QVERIFY(matchScore(QStringLiteral("AddFooBarHeader.so"), QStringLiteral("afb")) > 0);
    QVERIFY(matchScore(QStringLiteral("AddFooBarHeader.so"), QStringLiteral("xyz")) < 0);
    QVERIFY(matchScore(QStringLiteral("my_api_name"), QStringLiteral("api")) >
            matchScore(QStringLiteral("a plugin in here"), QStringLiteral("api")));
    QVERIFY(matchScore(QStringLiteral("hits"), QStringLiteral("hits")) >
            matchScore(QStringLiteral("hits of the day"), QStringLiteral("hits")));
}

void ActionRegistryTest::choosesByKeys()
{
    QWidget window;
    window.resize(800, 600);
    QuickOpen open(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QString chosen;
    const auto entry = [&chosen](const char *text) {
        return QuickEntry{
            .text = QLatin1String(text), .detail = {}, .icon = {}, .run = [&chosen, text] {
                chosen = QLatin1String(text);
            }};
    };
    open.ask(QStringLiteral("?"), {entry("hits"), entry("my_api_name"), entry("protected")});
    auto *field = open.findChild<QLineEdit *>();
    QTest::keyClicks(field, QStringLiteral("prot"));
    QCOMPARE(open.findChild<QListWidget *>()->count(), 1);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(chosen, QStringLiteral("protected"));
    QVERIFY(!open.isVisible());
    open.ask(QStringLiteral("?"), {entry("hits"), entry("my_api_name")});
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(chosen, QStringLiteral("my_api_name"));
}

void ActionRegistryTest::takesWhatIsFoundLater()
{
    QWidget window;
    window.resize(800, 600);
    QuickOpen open(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QString chosen;
    const auto entry = [&chosen](const char *text) {
        return QuickEntry{
            .text = QLatin1String(text), .detail = {}, .icon = {}, .run = [&chosen, text] {
                chosen = QLatin1String(text);
            }};
    };
    const auto *list = open.findChild<QListWidget *>();
    auto *field = open.findChild<QLineEdit *>();
    const int first = open.ask(QStringLiteral("?"), {entry("old hits")});
    const int second = open.ask(QStringLiteral("?"), {entry("a hit list"), entry("of hits")});
    QTest::keyClicks(field, QStringLiteral("hit"));
    QTest::keyClick(field, Qt::Key_Down);
    const QString before = list->currentItem()->text();
    open.add(first, {entry("late hits")}); // nobody waits for that any more
    QCOMPARE(list->count(), 2);
    open.add(second, {entry("hits"), entry("other")}); // the first of them is the best now
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(0)->text(), QStringLiteral("hits"));
    QCOMPARE(list->currentItem()->text(), before);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(chosen, before);
    open.add(second, {entry("hits")}); // it was answered
    QVERIFY(!open.isVisible());
    QCOMPARE(list->count(), 0);
}

void ActionRegistryTest::offersWhatIsTyped()
{
    QWidget window;
    QuickOpen open(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QuickEntry ever{
        .text = QStringLiteral("12 o'clock"), .detail = {}, .icon = {}, .run = {}};
    open.ask(QStringLiteral("?"), {ever}, [](const QString &typed) {
        QList<QuickEntry> found;
        if (typed.startsWith(QLatin1Char('1'))) {
            found.append(
                {.text = QStringLiteral("Line ") + typed, .detail = {}, .icon = {}, .run = {}});
        }
        return found;
    });
    const auto *list = open.findChild<QListWidget *>();
    QCOMPARE(list->count(), 1);
    QTest::keyClicks(open.findChild<QLineEdit *>(), QStringLiteral("12 "));
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), QStringLiteral("Line 12"));
}

void ActionRegistryTest::namesComeBeforeScatteredLettersOfSettings()
{
    QWidget window;
    QuickOpen open(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto entry = [](const char *text, QuickEntry::Weight weight) {
        return QuickEntry{
            .text = QLatin1String(text), .detail = {}, .icon = {}, .run = [] {}, .weight = weight};
    };
    using Weight = QuickEntry::Weight;
    open.ask(QStringLiteral("?"),
             {entry("Shortcut of API definition: Redo", Weight::Setting),
              entry("Shortcut of Hdr", Weight::Setting), entry("1 add a header", Weight::Place)});
    QTest::keyClicks(open.findChild<QLineEdit *>(), QStringLiteral("hdr"));
    const auto *list = open.findChild<QListWidget *>();
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(0)->text(), QStringLiteral("Shortcut of Hdr")); // as it was typed
    QCOMPARE(list->item(1)->text(), QStringLiteral("1 add a header"));
}

void ActionRegistryTest::longNamesLeaveRoomForTheirKind()
{
    QWidget window;
    window.resize(800, 600);
    QuickOpen open(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QuickEntry entry{.text = QString(300, QLatin1Char('m')),
                           .detail = QStringLiteral("Collections"),
                           .icon = {},
                           .run = {}};
    open.ask(QStringLiteral("?"), {entry});
    const auto *list = open.findChild<QListWidget *>();
    QTRY_VERIFY_WITH_TIMEOUT(list->visualItemRect(list->item(0)).width() > 0, 20'000);
    QVERIFY(list->visualItemRect(list->item(0)).width() <= list->viewport()->width());
    QCOMPARE(list->horizontalScrollBar()->maximum(), 0);
    QCOMPARE(list->item(0)->toolTip(), entry.text);
}

GW_TEST(ActionRegistryTest)
#include "action_registry_test.moc"
