// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_pictures.h"

#include "editing/definition_patch.h"
#include "pages/pipeline_view.h"
#include "pages/request_page.h"
#include "pages/spec_page.h"
#include "panes/test_pane.h"
#include "panes/traffic_pane.h"
#include "wait_until.h"
#include "widgets/json_editor.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace gw::app {

namespace {

constexpr int kRounds = 12;      // of the demo's requests
constexpr int kSettleMs = 300;   // for what is drawn later: charts, layouts
constexpr int kWatchedMs = 6000; // so that the charts have a line

void settle(int milliseconds = kSettleMs)
{
    waitUntil([] { return false; }, milliseconds);
}

const char *kPaths[] = {"/my_api_name/get", "/my_api_name/get?get_time=1", "/protected/get",
                        "/hits/orders",     "/my_api_name/status/503",     "/my_api_name/headers",
                        "/hits/customers",  "/my_api_name/bytes/40000"};

} // namespace

ConsolePictures::ConsolePictures(Console &console, QString folder, std::vector<PictureLook> looks,
                                 QString variant)
    : m_console(console)
    , m_folder(std::move(folder))
    , m_looks(std::move(looks))
    , m_variant(std::move(variant))
{
}

int ConsolePictures::take()
{
    if (!QDir().mkpath(m_folder)) {
        std::fprintf(stderr, "gatewright-console: cannot make the folder %s\n",
                     qPrintable(m_folder));
        return 1;
    }
    using session::EngineSession;
    if (!waitUntil([this] { return m_console.session().report().generation > 0; })) {
        std::fprintf(stderr, "gatewright-console: the engine did not start: %s\n",
                     m_console.session().problem().text().c_str());
        return 1;
    }
    if (!sendTraffic()) {
        std::fprintf(stderr, "gatewright-console: the traffic did not arrive\n");
        return 1;
    }
    for (const auto &[scheme, size] : m_looks) {
        m_console.appearance().setChoice(scheme);
        m_console.window().resize(size);
        settle();
        const bool isDark = scheme == look::SchemeChoice::Dark;
        m_suffix = QStringLiteral("%1-%2x%3%4")
                       .arg(isDark ? QStringLiteral("dark") : QStringLiteral("light"))
                       .arg(size.width())
                       .arg(size.height())
                       .arg(m_variant);
        takePanes();
        takePages();
    }
    return m_failures == 0 ? 0 : 1;
}

bool ConsolePictures::sendTraffic()
{
    QNetworkAccessManager network;
    int open = 0;
    const QUrl origin = m_console.session().trafficUrl();
    for (int round = 0; round < kRounds; ++round) {
        for (const char *path : kPaths) {
            QNetworkRequest request(origin.resolved(QUrl(QLatin1String(path))));
            if (round % 2 == 0 && std::string_view(path).starts_with("/protected")) {
                request.setRawHeader("Authorization", "abc");
            }
            ++open;
            QNetworkReply *reply = network.get(request);
            QObject::connect(reply, &QNetworkReply::finished, reply, [reply, &open] {
                --open;
                reply->deleteLater();
            });
        }
        if (!waitUntil([&open] { return open == 0; })) {
            return false;
        }
        settle(kWatchedMs / kRounds);
    }
    return waitUntil(
        [this] { return m_console.traffic().model().keptCount() >= kRounds * std::size(kPaths); });
}

void ConsolePictures::takePanes()
{
    window::MainWindow &window = m_console.window();
    m_console.tests().run({m_console.session().workspace() + QStringLiteral("/requests")});
    auto *list = m_console.traffic().findChild<QTableView *>();
    for (window::Pane *pane : window.panes().panes()) {
        window.panes().show(pane);
        if (pane == &m_console.traffic()) {
            list->setCurrentIndex({});
            list->selectRow(list->model()->rowCount() - static_cast<int>(std::size(kPaths)));
        }
        save(pane->id());
    }
    window.panes().show(&m_console.traffic());
}

void ConsolePictures::takePages()
{
    window::MainWindow &window = m_console.window();
    for (const char *kind : {"settings", "settings-file"}) {
        if (window.open({QLatin1String(kind), {}}) != nullptr) {
            save(QLatin1String(kind));
        }
    }
    takeSpec();
    if (window.open({QStringLiteral("new-api"), {}}) != nullptr) {
        save(QStringLiteral("new-api"));
    }
    takeRequest();
    const auto &hooks = m_console.session().plugins();
    if (!hooks.isEmpty() &&
        window.open({QStringLiteral("plugin"), hooks.first().path}) != nullptr) {
        save(QStringLiteral("plugin"));
    }
    for (const auto &[id, name] :
         {std::pair("go.anything", "go-to-anything"), std::pair("go.commands", "commands")}) {
        m_console.actions().action(QLatin1String(id))->trigger();
        save(QLatin1String(name));
        window.findChild<window::QuickOpen *>()->hide();
    }
    window.setFocus();
    takeTools();
    takeBreakpoints();
    takeDialog();
    takePluginTroubles();
    takeDefinitionTroubles();
    for (window::Page *page : window.openPages()) { // the next ones begin alike
        window.tabs().drop(page);
    }
}

void ConsolePictures::takeSpec()
{
    using pages::SpecPage;
    auto *page = qobject_cast<SpecPage *>(
        m_console.window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    if (page == nullptr || !waitUntil([page] { return !page->editor()->text().empty(); })) {
        fail(QStringLiteral("the definition did not come"));
        return;
    }
    page->goToPointer("/proxy/target_url");
    page->setMode(SpecPage::Mode::Text);
    save(QStringLiteral("api-text"));
    page->setMode(SpecPage::Mode::Both);
    save(QStringLiteral("api-both"));
    page->showPipeline();
    save(QStringLiteral("api-pipeline"));
    auto *views = qobject_cast<QTabWidget *>(page->pipeline()->parentWidget()->parentWidget());
    views->setCurrentIndex(0);
    save(QStringLiteral("api-form"));
    page->setMode(SpecPage::Mode::Text);
    page->change([](std::string_view text) {
        return editing::setValue(text, "/proxy/strip_listen_path", "false");
    });
    page->showChanges();
    save(QStringLiteral("api-changes"));
    page->showHistory();
    save(QStringLiteral("api-history"));
    page->editor()->undo();
}

void ConsolePictures::takeRequest()
{
    using pages::RequestPage;
    auto *page = qobject_cast<RequestPage *>(m_console.window().open(
        {QStringLiteral("request"),
         m_console.session().workspace() + QStringLiteral("/requests/1 add a header.hurl")}));
    if (page == nullptr) {
        fail(QStringLiteral("the request did not come"));
        return;
    }
    const widgets::TraceModel &trace = page->response().trace().model();
    m_console.window().tour().start();
    save(QStringLiteral("tour"));
    m_console.window().tour().leave();
    if (trace.rowCount() == 0) {
        save(QStringLiteral("request-unsent"));
        page->send();
    }
    if (!waitUntil([&trace] { return trace.rowCount() > 0; })) {
        fail(QStringLiteral("no trace of the request came"));
        return;
    }
    auto *tabs = page->response().findChild<QTabWidget *>();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        const QString title = tabs->tabText(tab).section(QLatin1Char(' '), 0, 0).toLower();
        save(QStringLiteral("request-") + title.section(QLatin1Char(':'), 0, 0));
    }
    tabs->setCurrentIndex(0);
    takeForms(*page);
    takeRequestEditor(*page);
    takeComparison(*page);
}

void ConsolePictures::takeForms(const pages::RequestPage &page)
{
    auto *form = page.response().findChild<QComboBox *>(QStringLiteral("bodyForm"));
    const char *names[] = {"request-text", "request-tree", "request-hex"};
    for (int index = 1; index < form->count(); ++index) {
        form->setCurrentIndex(index);
        save(QLatin1String(names[index]));
    }
    form->setCurrentIndex(0);
}

void ConsolePictures::takeComparison(pages::RequestPage &page)
{
    page.send();
    settle();
    for (QAction *action : page.actions()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M) &&
            waitUntil([action] { return action->isEnabled(); })) {
            action->trigger();
            save(QStringLiteral("compare"));
        }
    }
}

void ConsolePictures::fail(const QString &what)
{
    std::fprintf(stderr, "gatewright-console: %s\n", qPrintable(what));
    ++m_failures;
}

void ConsolePictures::save(const QString &name)
{
    save(name, m_console.window());
}

void ConsolePictures::save(const QString &name, QWidget &widget)
{
    settle();
    const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder, name, m_suffix);
    if (!widget.grab().save(file)) {
        fail(QStringLiteral("cannot write ") + file);
    }
}

} // namespace gw::app
