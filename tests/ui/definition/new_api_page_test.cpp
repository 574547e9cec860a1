// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/new_api_page.h"
#include "look/icons.h"
#include "session/engine_session.h"
#include "support/room_test.h"
#include "window/main_window.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace gw;
using definition::NewApiPage;

// What the page says while an API is being described.
class NewApiPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void hintsBeforeAnythingIsTyped();
    void saysWhatIsMissingWhenItIsAskedTo();
    void saysWhatIsWrongWithWhatIsTyped();

private:
    [[nodiscard]] QLineEdit *field(const QString &name) const
    {
        return m_page->findChild<QLineEdit *>(name);
    }
    [[nodiscard]] bool isRed() const
    {
        return m_message->palette().color(QPalette::WindowText) == look::colorOf(look::Tint::Bad);
    }

    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<window::ActionRegistry> m_actions;
    std::unique_ptr<window::MainWindow> m_window;
    std::unique_ptr<NewApiPage> m_page;
    QLabel *m_message = nullptr;
    QPushButton *m_create = nullptr;
};

// There is no engine, and so no echo: a target must be typed.
void NewApiPageTest::init()
{
    m_session = std::make_unique<session::EngineSession>(nullptr);
    m_actions = std::make_unique<window::ActionRegistry>();
    m_window = std::make_unique<window::MainWindow>(*m_session, *m_actions);
    m_page = std::make_unique<NewApiPage>(definition::DefinitionDrafts(*m_session, *m_window));
    m_page->show();
    m_message = m_page->findChild<QLabel *>(u"message"_s);
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        m_create = button->text() == NewApiPage::tr("Create draft") ? button : m_create;
    }
    QVERIFY(m_create != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!m_create->isEnabled(), 20000);
}

void NewApiPageTest::cleanup()
{
    m_page.reset();
    m_window.reset();
    m_actions.reset();
    m_session.reset();
}

void NewApiPageTest::hintsBeforeAnythingIsTyped()
{
    QVERIFY(!m_message->text().isEmpty());
    QVERIFY(!isRed());
    QVERIFY2(m_create->toolTip().contains(m_message->text()), qPrintable(m_create->toolTip()));
    m_message->clear();
    field(u"name"_s)->setText(u"Orders"_s); // of the target nothing is typed yet
    QTRY_VERIFY_WITH_TIMEOUT(!m_message->text().isEmpty(), 20000);
    QVERIFY(!isRed());
}

void NewApiPageTest::saysWhatIsMissingWhenItIsAskedTo()
{
    QTest::keyClick(field(u"name"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isRed(), 20000);
    field(u"target"_s)->setText(u"http://host/"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_create->isEnabled(), 20000);
    QVERIFY(!isRed());
    QCOMPARE(m_create->toolTip(),
             NewApiPage::tr("Opens it in the editor. It is served when you apply it there."));
}

void NewApiPageTest::saysWhatIsWrongWithWhatIsTyped()
{
    field(u"target"_s)->setText(u"http://host/"_s);
    field(u"apiId"_s)->setText(u"a b"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isRed(), 20000);
    QVERIFY(!m_create->isEnabled());
    QVERIFY(m_create->toolTip().contains(u"a b"_s));
}

GW_TEST(NewApiPageTest)
#include "new_api_page_test.moc"
