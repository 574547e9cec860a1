// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "widgets/body_text.h"

#include <QScrollBar>
#include <QTextBlock>

using gw::widgets::BodyText;

// What a plugin added to an answer is brought into view.
class BodyMarksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bringsAMarkIntoView();
    void leavesAScrolledBodyAlone();

private:
    static constexpr int kMarked = 70; // line

    std::unique_ptr<BodyText> m_body;
};

// Longer than the view.
void BodyMarksTest::init()
{
    m_body = std::make_unique<BodyText>();
    m_body->resize(400, 200);
    m_body->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_body.get()));
    m_body->setBody(QStringLiteral("a line\n").repeated(100), gw::requests::BodyForm::Text);
    QVERIFY(m_body->verticalScrollBar()->maximum() > 3);
}

void BodyMarksTest::bringsAMarkIntoView()
{
    const QTextCursor place(m_body->document()->findBlockByNumber(kMarked));
    QVERIFY(!m_body->viewport()->rect().contains(m_body->cursorRect(place)));
    m_body->setMarks({{kMarked, QStringLiteral("added by AddFooBarHeader")}});
    QVERIFY(m_body->viewport()->rect().contains(m_body->cursorRect(place)));
}

// Somebody looks for something else there.
void BodyMarksTest::leavesAScrolledBodyAlone()
{
    m_body->verticalScrollBar()->setValue(3);
    m_body->setMarks({{kMarked, QStringLiteral("added by AddFooBarHeader")}});
    QCOMPARE(m_body->verticalScrollBar()->value(), 3);
}

GW_TEST(BodyMarksTest)
#include "body_marks_test.moc"
