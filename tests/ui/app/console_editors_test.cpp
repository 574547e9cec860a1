// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/settings_file_page.h"
#include "definition/spec_page.h"
#include "support/files.h"
#include "translations/translations.h"
#include "ui/app/console_fixture.h"
#include "widgets/code_area.h"
#include "widgets/json_editor.h"
#include "window/inspector.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QWheelEvent>

#include <algorithm>

using gw::test::writeFile;
using gw::window::Page;
using gw::window::PageAddress;

namespace {

const QByteArray kOrders = R"({ "name" : "Orders", "api_id": "orders", "use_keyless": true,
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
  "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"} })";

} // namespace

// Pages with texts in a workspace of its own: what they keep, and what they know of its files.
class ConsoleEditorsTest final : public gw::test::ConsoleFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsZoomAndSplits();
    void offersPoliciesOfTheWorkspace();
    void helpsWithFieldsInGerman();
    void cleanupTestCase();

private:
    QTemporaryDir m_folder;
};

void ConsoleEditorsTest::initTestCase()
{
    writeFile(m_folder.filePath(QStringLiteral("apps/orders.json")), kOrders);
    startOn(m_folder.path());
    TRY_VERIFY(session().api(QStringLiteral("orders")) != nullptr);
}

void ConsoleEditorsTest::keepsZoomAndSplits()
{
    gw::window::MainWindow &window = m_console->window();
    const PageAddress file{QStringLiteral("settings-file"), {}};
    auto *settings = qobject_cast<gw::definition::SettingsFilePage *>(window.open(file));
    QSignalSpy changed(settings, &Page::stateChanged);
    settings->editor()->setZoomLevel(3);
    QVERIFY(!changed.isEmpty());
    const QJsonObject kept = settings->saveState();
    window.tabs().drop(settings);
    settings = qobject_cast<gw::definition::SettingsFilePage *>(window.open(file));
    QCOMPARE(settings->editor()->zoomLevel(), 0);
    settings->restoreState(kept);
    QCOMPARE(settings->editor()->zoomLevel(), 3);
    settings->findChild<QAction *>(QStringLiteral("settingsFile.resetZoom"))->trigger();
    QCOMPARE(settings->editor()->zoomLevel(), 0);
    window.tabs().drop(settings);

    const PageAddress newApi{QStringLiteral("new-api"), {}};
    window.resize(1440, 900);
    Page *page = window.open(newApi);
    const auto split = [&page] {
        return page->findChild<QSplitter *>();
    };
    const auto preview = [&page]() -> QPlainTextEdit * {
        for (auto *one : page->findChildren<QPlainTextEdit *>()) {
            if (one->isReadOnly()) {
                return one;
            }
        }
        return nullptr;
    };
    TRY_VERIFY(preview() != nullptr && preview()->isVisible());
    const int letters = preview()->font().pointSize();
    auto *handle = split()->handle(1);
    const QPoint at = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, at);
    QTest::mouseMove(handle, at + QPoint(-60, 0));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, at + QPoint(-60, 0));
    const QList<int> sizes = split()->sizes();
    QWidget *view = preview()->viewport();
    QWheelEvent wheel(QPointF(5, 5), view->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120),
                      Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view, &wheel);
    QCOMPARE(preview()->font().pointSize(), letters + 1);
    const QJsonObject state = page->saveState();
    window.tabs().drop(page);
    page = window.open(newApi);
    TRY_VERIFY(preview()->isVisible() && split()->sizes() != sizes);
    page->restoreState(state);
    TRY_COMPARE(split()->sizes(), sizes);
    QCOMPARE(preview()->font().pointSize(), letters + 1);
    window.tabs().drop(page);
}

void ConsoleEditorsTest::offersPoliciesOfTheWorkspace()
{
    writeFile(m_console->session().workspace() + QStringLiteral("/policies/policies.json"),
              R"({"gold-plan": {"rate": 1}})");
    auto *spec = qobject_cast<gw::definition::SpecPage *>(
        m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")}));
    TRY_VERIFY(!spec->editor()->text().empty());
    const auto *policies = spec->findChild<gw::editing::WorkspacePolicies *>();
    QVERIFY(policies != nullptr);
    TRY_COMPARE(policies->ids(), std::vector<std::string>{"gold-plan"});
    const std::string before = spec->editor()->text();
    spec->editor()->replaceBy(R"({"jwt_default_policies": [""]})");
    spec->editor()->setCaret(27);
    spec->editor()->showCandidates();
    QVERIFY(spec->editor()->area()->isListActive());
    spec->editor()->area()->cancelList();
    spec->editor()->replaceBy(before);
    TRY_VERIFY(!spec->isModified());
}

// In the inspector, and in the form.
void ConsoleEditorsTest::helpsWithFieldsInGerman()
{
    endConsole();
    const auto restore = qScopeGuard([] {
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
        QLocale::setDefault(QLocale::c());
    });
    QVERIFY(gw::translations::install(QStringLiteral("de")));
    startOn(m_folder.path());
    auto *spec = qobject_cast<gw::definition::SpecPage *>(
        m_console->window().open({QStringLiteral("api"), QStringLiteral("orders")}));
    TRY_VERIFY(!spec->editor()->text().empty());
    const auto isSaid = [this](const QString &text) {
        const auto labels = m_console->window().inspector().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    spec->goToPointer("/use_keyless");
    TRY_VERIFY(isSaid(QStringLiteral("Offen f\u00fcr alle: keine Anmeldung")));
    const auto hints = spec->findChildren<QWidget *>();
    QVERIFY(std::ranges::any_of(hints, [](const QWidget *widget) {
        return widget->toolTip().contains(QStringLiteral("Entfernt listen_path, bevor"));
    }));

    auto *settings = qobject_cast<gw::definition::SettingsFilePage *>(
        m_console->window().open({QStringLiteral("settings-file"), {}}));
    settings->editor()->replaceBy(R"({"listen_port": 8080})");
    QVERIFY(settings->editor()->goToPointer("/listen_port"));
    TRY_VERIFY(isSaid(QStringLiteral("Port, an dem gelauscht wird.")));
}

void ConsoleEditorsTest::cleanupTestCase()
{
    endConsole();
}

int main(int argc, char **argv)
{
    return gw::test::runConsoleTest<ConsoleEditorsTest>(argc, argv);
}

#include "console_editors_test.moc"
