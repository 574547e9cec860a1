// SPDX-License-Identifier: GPL-3.0-or-later
// What a request page shows where there is little room: 960x600 with a pane open.
#include "look/palette.h"
#include "request_form/code_field.h"
#include "support/room_test.h"
#include "ui/tester/request_page_setup.h"
#include "widgets/find_bar.h"

#include <QAbstractScrollArea>
#include <QComboBox>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace gw::test;
using gw::request_form::CodeField;

class RequestRoomTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_setup = std::make_unique<RequestPageSetup>(); }
    void cleanup() { m_setup.reset(); }
    void keepsABodyReadable_data();
    void keepsABodyReadable();
    void takesNoRoomForOtherKinds();

private:
    void choose(int kind) const;
    [[nodiscard]] QComboBox *kind() const
    {
        return named<QComboBox>(*m_setup->page, u"Kind of body"_s);
    }
    [[nodiscard]] QTabWidget *tabs() const // of the request
    {
        QWidget *widget = kind();
        while (qobject_cast<QTabWidget *>(widget) == nullptr) {
            widget = widget->parentWidget();
        }
        return static_cast<QTabWidget *>(widget);
    }

    std::unique_ptr<RequestPageSetup> m_setup;
};

void RequestRoomTest::choose(int index) const
{
    kind()->setCurrentIndex(index);
    Q_EMIT kind()->activated(index);
}

void RequestRoomTest::keepsABodyReadable_data()
{
    QTest::addColumn<int>("tab");
    QTest::addColumn<QString>("text");
    QTest::newRow("body") << 3 << u"bodyText"_s;
    QTest::newRow("tests") << 4 << u"testsText"_s;
}

void RequestRoomTest::keepsABodyReadable()
{
    QFETCH(const int, tab);
    QFETCH(const QString, text);
    auto &page = *m_setup->page;
    QFont large = page.font();
    large.setPointSize(14);
    for (const bool isLarge : {false, true}) {
        if (isLarge) {
            page.setFont(large);
        }
        page.resize(page.minimumSizeHint().expandedTo({700, 300}));
        tabs()->setCurrentIndex(0);
        choose(1); // JSON
        tabs()->setCurrentIndex(tab);
        auto &field = *page.findChild<CodeField *>(text);
        field.editor().showFind();
        auto *find = field.findChild<gw::widgets::FindBar *>();
        const auto *area = static_cast<QAbstractScrollArea *>(field.editor().focusProxy());
        page.resize(page.minimumSizeHint().expandedTo({700, 300}));
        QTRY_VERIFY(find->isVisible());
        QTRY_VERIFY2(find->height() >= find->minimumSizeHint().height(),
                     qPrintable(QString::number(find->height())));
        QTRY_VERIFY2(area->viewport()->height() >= 3 * QFontMetrics(gw::look::fixedFont()).height(),
                     qPrintable(QString::number(area->viewport()->height())));
        QVERIFY(find->mapTo(tabs(), QPoint(0, find->height())).y() <= tabs()->height());
        if (tab == 3) {
            QVERIFY(kind()->height() >= kind()->minimumSizeHint().height());
            QVERIFY(kind()->geometry().bottom() <
                    field.mapTo(kind()->parentWidget(), QPoint()).y());
        }
    }
}

// What a kind that is not shown would need is left to the answer.
void RequestRoomTest::takesNoRoomForOtherKinds()
{
    tabs()->setCurrentIndex(3);
    const int withNone = tabs()->minimumHeight();
    choose(1); // JSON
    QTRY_VERIFY(tabs()->minimumHeight() > withNone);
    const int withText = tabs()->minimumHeight();
    choose(0);
    QTRY_COMPARE(tabs()->minimumHeight(), withNone);
    choose(2);
    QTRY_COMPARE(tabs()->minimumHeight(), withText);
    tabs()->setCurrentIndex(0); // a table
    QVERIFY(tabs()->minimumHeight() < withText);
}

GW_TEST(RequestRoomTest)
#include "request_room_test.moc"
