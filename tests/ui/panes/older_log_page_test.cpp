// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/older_log_page.h"
#include "support/room_test.h"
#include "ui/work_bars.h"
#include "widgets/body_text.h"
#include "widgets/body_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using gw::models::LogSpill;
using gw::panes::OlderLogPage;

namespace {

constexpr int kLogPatience = 60'000; // ms

} // namespace

class OlderLogPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatWasThereWhenItWasOpened();
    void saysThatNothingIsLeft();
    void saysWhatCannotBeRead();
    void stopsReading();
    void hasAnAddressOfItsOwnEachTime();

private:
    void show(const LogSpill::Reader &reader);
    [[nodiscard]] QString text() const { return m_page->view().text().toPlainText(); }

    std::unique_ptr<LogSpill> m_spill;
    std::unique_ptr<OlderLogPage> m_page;
};

void OlderLogPageTest::init()
{
    m_page.reset();
    m_spill = std::make_unique<LogSpill>();
}

void OlderLogPageTest::show(const LogSpill::Reader &reader)
{
    m_page =
        std::make_unique<OlderLogPage>(OlderLogPage::newAddress(), reader, m_spill->byteCount());
    m_page->resize(800, 600);
    m_page->setVisible(true); // show() is another one
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void OlderLogPageTest::showsWhatWasThereWhenItWasOpened()
{
    m_spill->add(u"12:00 info the first"_s);
    m_spill->add(u"12:01 error the second"_s);
    show(m_spill->reader());
    m_spill->add(u"12:02 info the third"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"the second"_s), kLogPatience);
    QVERIFY(text().indexOf(u"the first"_s) < text().indexOf(u"the second"_s));
    QVERIFY(!text().contains(u"the third"_s));
    // It can be searched, and saved.
    QVERIFY(!m_page->view().findChildren<QLineEdit *>().isEmpty());
    QVERIFY(m_page->findChild<QPushButton *>()->isEnabled());
}

void OlderLogPageTest::saysThatNothingIsLeft()
{
    show(m_spill->reader());
    QTRY_COMPARE_WITH_TIMEOUT(text().trimmed(), u"There are no older lines any more."_s,
                              kLogPatience);
}

void OlderLogPageTest::saysWhatCannotBeRead()
{
    show([](gw::requests::WorkState &) -> gw::Expected<LogSpill::Text> {
        return gw::failure("The disk is gone", "older.log");
    });
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"The disk is gone"_s), kLogPatience);
    QVERIFY(text().contains(u"older.log"_s));
}

void OlderLogPageTest::stopsReading()
{
    m_spill->add(u"12:00 info the first"_s);
    QSemaphore goOn;
    show([&goOn](gw::requests::WorkState &state) -> gw::Expected<LogSpill::Text> {
        goOn.acquire();
        auto text = std::make_shared<gw::requests::ResponseBody>(1024U);
        std::ignore = text->append(state.isStopped ? "the beginning" : "all of it");
        return text;
    });
    QTRY_VERIFY_WITH_TIMEOUT(gw::test::cancelButton(*m_page) != nullptr, kLogPatience);
    gw::test::cancelButton(*m_page)->click();
    goOn.release();
    QTRY_COMPARE_WITH_TIMEOUT(text().trimmed(), u"the beginning"_s, kLogPatience);
    QVERIFY(gw::test::cancelButton(*m_page) == nullptr);
    const auto labels = m_page->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text() == OlderLogPage::tr("Cancelled: these are the oldest lines only.");
    }));
}

void OlderLogPageTest::hasAnAddressOfItsOwnEachTime()
{
    const auto first = OlderLogPage::newAddress();
    QTRY_VERIFY_WITH_TIMEOUT(OlderLogPage::newAddress().subject != first.subject, kLogPatience);
    QCOMPARE(OlderLogPage::newAddress().kind, first.kind);
    show(m_spill->reader());
    QCOMPARE(m_page->address().kind, first.kind);
}

GW_TEST(OlderLogPageTest)
#include "older_log_page_test.moc"
