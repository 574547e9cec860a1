// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/focus_walk.h"

#include <QLineEdit>
#include <QTest>

using gw::window::FocusWay;
using gw::window::nextInWalk;

// A field, a part with three of its own whose keyboard is the last one's, a field.
class FocusWalkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesThroughAPartWithAProxy();
    void passesWhatTakesNoKeys();
    void endsWhereThereIsNothingElse();

private:
    [[nodiscard]] QLineEdit *field(int at) const { return m_fields.at(at); }
    // Of the fields, from the first; -1: none of them.
    [[nodiscard]] QList<qsizetype> order(FocusWay way) const
    {
        QList<qsizetype> found;
        field(0)->setFocus();
        for (int step = 0; step < m_fields.size(); ++step) {
            QWidget *next = nextInWalk(*m_window, way);
            found.append(m_fields.indexOf(qobject_cast<QLineEdit *>(next)));
            if (next != nullptr) {
                next->setFocus();
            }
        }
        return found;
    }

    std::unique_ptr<QWidget> m_window;
    QList<QLineEdit *> m_fields;
};

void FocusWalkTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_fields = {new QLineEdit(m_window.get())};
    auto *part = new QWidget(m_window.get());
    for (int own = 0; own < 3; ++own) {
        m_fields.append(new QLineEdit(part));
    }
    part->setFocusProxy(m_fields.last());
    m_fields.append(new QLineEdit(m_window.get()));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void FocusWalkTest::goesThroughAPartWithAProxy()
{
    QCOMPARE(order(FocusWay::Forwards), QList<qsizetype>({1, 2, 3, 4, 0}));
    QCOMPARE(order(FocusWay::Backwards), QList<qsizetype>({4, 3, 2, 1, 0}));
}

void FocusWalkTest::passesWhatTakesNoKeys()
{
    field(1)->hide();
    field(2)->setEnabled(false);
    field(4)->setFocusPolicy(Qt::ClickFocus);
    QCOMPARE(order(FocusWay::Forwards), QList<qsizetype>({3, 0, 3, 0, 3}));
    QCOMPARE(order(FocusWay::Backwards), QList<qsizetype>({3, 0, 3, 0, 3}));
}

void FocusWalkTest::endsWhereThereIsNothingElse()
{
    for (int other = 1; other < m_fields.size(); ++other) {
        field(other)->setEnabled(false);
    }
    field(0)->setFocus();
    QCOMPARE(nextInWalk(*m_window, FocusWay::Forwards), nullptr);
    QCOMPARE(nextInWalk(*m_window, FocusWay::Backwards), nullptr);
}

GW_TEST(FocusWalkTest)
#include "focus_walk_test.moc"
