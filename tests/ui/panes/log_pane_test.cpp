// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/tokens.h"
#include "panes/list_view.h"
#include "panes/log_pane.h"
#include "support/room_test.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <functional>

using gw::client::LogLevel;
using gw::client::LogLine;
using gw::panes::ListView;
using gw::panes::LogPane;

class LogPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choosesASource();
    void remembersASourceThatIsNotThereYet();
    void choosesALevel();
    void marksWhatTheFilterFinds();
    void saysWhatIsWrongWithAFilter();
    void clears();
    void bringsBackWhatWasCleared();
    void endsAFilterThatHidesAll();

private:
    static LogLine line(const char *source, const char *message, LogLevel level = LogLevel::Info)
    {
        return {.time = QDateTime::currentDateTime(),
                .level = level,
                .message = QString::fromLatin1(message),
                .fields = {{QStringLiteral("prefix"), QString::fromLatin1(source)}}};
    }
    static QComboBox *box(LogPane &pane, const QString &name)
    {
        for (auto *box : pane.findChildren<QComboBox *>()) {
            if (box->accessibleName() == name) {
                return box;
            }
        }
        return nullptr;
    }
    static void choose(QComboBox *box, int row)
    {
        box->setCurrentIndex(row);
        Q_EMIT box->activated(row); // as a click does
    }
    static int markedPixels(ListView *view)
    {
        const QImage image = view->viewport()->grab().toImage();
        int marked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                marked += image.pixelColor(x, y) == gw::look::tokens().accent ? 1 : 0;
            }
        }
        return marked;
    }

    gw::session::EngineSession m_session{nullptr};
};

void LogPaneTest::choosesASource()
{
    LogPane pane(m_session);
    auto *source = box(pane, QStringLiteral("Source of the lines"));
    QCOMPARE(source->count(), 1); // all
    pane.model().add({line("proxy", "one"), line("api", "two"), line("proxy", "three")}, 0);
    QCOMPARE(source->count(), 3);
    QCOMPARE(source->itemText(1), QStringLiteral("api"));
    choose(source, 2);
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 2, 20'000);
    pane.model().add({line("main", "four")}, 0); // the choice stays, wherever its row is
    QCOMPARE(source->currentText(), QStringLiteral("proxy"));
    choose(source, 0);
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 4, 20'000);
}

void LogPaneTest::remembersASourceThatIsNotThereYet()
{
    LogPane before(m_session);
    before.model().add({line("proxy", "one")}, 0);
    choose(box(before, QStringLiteral("Source of the lines")), 1);
    LogPane after(m_session);
    after.restoreState(before.saveState());
    QCOMPARE(box(after, QStringLiteral("Source of the lines"))->currentText(),
             QStringLiteral("proxy"));
    after.model().add({line("main", "two"), line("proxy", "three")}, 0);
    QTRY_COMPARE_WITH_TIMEOUT(after.model().rowCount(), 1, 20'000);
    QCOMPARE(box(after, QStringLiteral("Source of the lines"))->count(), 3);
}

void LogPaneTest::choosesALevel()
{
    LogPane pane(m_session);
    pane.model().add({line("a", "one"), line("a", "two", LogLevel::Error)}, 0);
    box(pane, QStringLiteral("Lowest level"))->setCurrentIndex(3);
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 1, 20'000);
}

void LogPaneTest::marksWhatTheFilterFinds()
{
    LogPane pane(m_session);
    pane.resize(900, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.model().add({line("proxy", "upstream is slow, upstream is far")}, 0);
    auto *view = pane.findChild<ListView *>();
    QCOMPARE(markedPixels(view), 0);
    auto *filter = pane.findChild<QLineEdit *>();
    filter->setText(QStringLiteral("UPSTREAM"));
    QTRY_VERIFY_WITH_TIMEOUT(markedPixels(view) > 0, 20'000);
    filter->setText(QStringLiteral("proxy")); // found, but not in the message
    QTRY_COMPARE_WITH_TIMEOUT(markedPixels(view), 0, 20'000);
    QCOMPARE(pane.model().rowCount(), 1);
}

void LogPaneTest::saysWhatIsWrongWithAFilter()
{
    LogPane pane(m_session);
    pane.model().add({line("proxy", "one")}, 0);
    auto *filter = pane.findChild<QLineEdit *>();
    filter->setText(QStringLiteral("(one"));
    QTRY_VERIFY_WITH_TIMEOUT(filter->toolTip().contains(QLatin1String("regular expression")),
                             20'000);
    QCOMPARE(pane.model().rowCount(), 1);
    const auto *words = pane.findChild<QLabel *>(QStringLiteral("filterWords"));
    QVERIFY(words->isVisibleTo(&pane));
    QVERIFY2(words->text().contains(QLatin1String("regular expression")),
             qPrintable(words->text()));
    QVERIFY2(words->text().contains(QLatin1String("Put a \\ before")), qPrintable(words->text()));
    filter->setText(QStringLiteral("(one)"));
    QTRY_VERIFY_WITH_TIMEOUT(filter->toolTip().isEmpty(), 20'000);
    QVERIFY(!words->isVisibleTo(&pane));
}

void LogPaneTest::bringsBackWhatWasCleared()
{
    LogPane pane(m_session);
    std::function<void()> undo;
    connect(&pane, &gw::window::Pane::undoOffered, this,
            [&undo](const QString &, const std::function<void()> &run) { undo = run; });
    pane.model().add({line("main", "one"), line("main", "two")}, 0);
    for (QAction *action : pane.findChildren<QAction *>()) {
        if (action->text() == QLatin1String("Clear")) {
            action->trigger();
        }
    }
    QCOMPARE(pane.model().rowCount(), 0);
    QVERIFY(undo != nullptr);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 2, 20'000);
}

void LogPaneTest::clears()
{
    LogPane pane(m_session);
    pane.model().add({line("proxy", "one")}, 0);
    for (auto *action : pane.findChildren<QAction *>()) {
        if (action->text() == QLatin1String("Clear")) {
            action->trigger();
        }
    }
    QCOMPARE(pane.model().rowCount(), 0);
    pane.model().add({line("proxy", "two")}, 0);
    QCOMPARE(pane.model().rowCount(), 1);
}

void LogPaneTest::endsAFilterThatHidesAll()
{
    LogPane pane(m_session);
    pane.resize(900, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    auto *button = pane.findChild<ListView *>()->findChild<QPushButton *>();
    const QSignalSpy wanted(&pane, &LogPane::newRequestWanted);
    QTest::mouseClick(button, Qt::LeftButton); // an engine that was asked nothing says nothing
    QCOMPARE(wanted.size(), 1);
    pane.model().add({line("proxy", "one")}, 0);
    box(pane, QStringLiteral("Lowest level"))->setCurrentIndex(3);
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), LogPane::tr("Clear filter"), 20'000);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(pane.model().rowCount(), 1, 20'000);
    QCOMPARE(box(pane, QStringLiteral("Lowest level"))->currentIndex(), 0);
}

GW_TEST(LogPaneTest)
#include "log_pane_test.moc"
