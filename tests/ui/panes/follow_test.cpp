// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/follow.h"
#include "support/room_test.h"

#include <QListView>
#include <QScrollBar>
#include <QStringListModel>

class FollowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsWhereTheUserScrolls();
    void goesToTheEndAgain();

private:
    void show();
    void addRows(int count)
    {
        const int before = m_model->rowCount();
        m_model->insertRows(before, count);
        for (int row = before; row < before + count; ++row) {
            m_model->setData(m_model->index(row), QString::number(row));
        }
        QCoreApplication::processEvents();
    }
    [[nodiscard]] bool isAtEnd() const
    {
        const QScrollBar *bar = m_view->verticalScrollBar();
        return bar->maximum() > 0 && bar->value() == bar->maximum();
    }

    std::unique_ptr<QStringListModel> m_model;
    std::unique_ptr<QListView> m_view;
    gw::panes::Follow *m_follow = nullptr;
};

void FollowTest::show()
{
    m_model = std::make_unique<QStringListModel>();
    m_view = std::make_unique<QListView>();
    m_view->setModel(m_model.get());
    m_follow = new gw::panes::Follow(*m_view); // the view's
    m_view->resize(200, 100);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    addRows(100);
    QTRY_VERIFY_WITH_TIMEOUT(isAtEnd(), 20'000);
}

void FollowTest::stopsWhereTheUserScrolls()
{
    show();
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QVERIFY(!m_follow->action()->isChecked());
    const int held = m_view->verticalScrollBar()->value();
    addRows(100);
    QVERIFY(!isAtEnd());
    QCOMPARE(m_view->verticalScrollBar()->value(), held);
}

void FollowTest::goesToTheEndAgain()
{
    show();
    m_view->verticalScrollBar()->setValue(0);
    QVERIFY(!m_follow->action()->isChecked());
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum()); // by the user
    QVERIFY(m_follow->action()->isChecked());
    addRows(100);
    QTRY_VERIFY_WITH_TIMEOUT(isAtEnd(), 20'000);
    m_view->verticalScrollBar()->setValue(5);
    m_follow->action()->trigger();
    QVERIFY(isAtEnd());
}

GW_TEST(FollowTest)
#include "follow_test.moc"
