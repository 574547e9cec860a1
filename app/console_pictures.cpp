// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_pictures.h"

#include "definition/spec_page.h"
#include "editing/definition_patch.h"
#include "form/pipeline_view.h"
#include "panes/test_pane.h"
#include "panes/traffic_pane.h"
#include "tester/request_page.h"
#include "wait_until.h"
#include "widgets/json_editor.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"
#include "window/pane_dock.h"
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

constexpr int kStopped = 128; // and the signal: as a shell tells it
constexpr int kPicturesALook = 55;
constexpr int kPicturesAtTheEnd = 1;
constexpr int kRounds = 12;      // of the demo's requests
constexpr int kSettleMs = 300;   // for what is drawn later: charts, layouts
constexpr int kWatchedMs = 6000; // so that the charts have a line

const char *kPaths[] = {"/my_api_name/get", "/my_api_name/get?get_time=1", "/protected/get",
                        "/hits/orders",     "/my_api_name/status/503",     "/my_api_name/headers",
                        "/hits/customers",  "/my_api_name/bytes/40000"};

} // namespace

ConsolePictures::ConsolePictures(Console &console, QString folder, std::vector<PictureLook> looks,
                                 QString variant, PictureRun &run)
    : m_console(console)
    , m_folder(std::move(folder))
    , m_looks(std::move(looks))
    , m_variant(std::move(variant))
    , m_run(run)
{
}

int ConsolePictures::countFor(const std::vector<PictureLook> &looks)
{
    return static_cast<int>(looks.size()) * kPicturesALook + kPicturesAtTheEnd;
}

bool ConsolePictures::await(const std::function<bool()> &condition) const
{
    return waitUntil([&] { return isStopped() || condition(); }) && !isStopped();
}

void ConsolePictures::settle(int milliseconds) const
{
    (void)waitUntil([this] { return isStopped(); }, milliseconds);
}

int ConsolePictures::exitCode()
{
    return isStopped() ? kStopped + m_run.stopSignal : m_failures == 0 ? 0 : 1;
}

int ConsolePictures::take()
{
    if (!QDir().mkpath(m_folder)) {
        std::fprintf(stderr, "gatewright-console: cannot make the folder %s\n",
                     qPrintable(m_folder));
        return 1;
    }
    using session::EngineSession;
    if (!await([this] { return m_console.session().report().generation > 0; })) {
        fail(QStringLiteral("the engine did not start: ") +
             QString::fromStdString(m_console.session().problem().text()));
        return exitCode();
    }
    if (!sendTraffic()) {
        fail(QStringLiteral("the traffic did not arrive"));
        return exitCode();
    }
    const int before = m_run.taken;
    for (const PictureLook &look : m_looks) {
        takeLook(look);
    }
    takeLostEngine();
    if (const int taken = m_run.taken - before; taken != countFor(m_looks)) {
        fail(QStringLiteral("%1 pictures were taken, not %2").arg(taken).arg(countFor(m_looks)));
    }
    return exitCode();
}

void ConsolePictures::takeLook(const PictureLook &look)
{
    m_console.appearance().setChoice(look.scheme);
    m_console.window().resize(look.size);
    settle(kSettleMs);
    const bool isDark = look.scheme == look::SchemeChoice::Dark;
    m_suffix = QStringLiteral("%1-%2x%3%4")
                   .arg(isDark ? QStringLiteral("dark") : QStringLiteral("light"))
                   .arg(look.size.width())
                   .arg(look.size.height())
                   .arg(m_variant);
    takePanes();
    takePages();
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
        if (!await([&open] { return open == 0; })) {
            return false;
        }
        settle(kWatchedMs / kRounds);
    }
    return await(
        [this] { return m_console.traffic().model().keptCount() >= kRounds * std::size(kPaths); });
}

void ConsolePictures::takePanes()
{
    if (isStopped()) {
        return;
    }
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
    using Pictures = ConsolePictures;
    for (const auto scene :
         {&Pictures::takeSpec, &Pictures::takeRequest, &Pictures::takeMissingVariables,
          &Pictures::takeRecordComparison, &Pictures::takeTools, &Pictures::takeBreakpoints,
          &Pictures::takeDialog, &Pictures::takePluginTroubles, &Pictures::takeFailedPlugin,
          &Pictures::takeDefinitionTroubles, &Pictures::takeOlderLog}) {
        if (!isStopped()) {
            (this->*scene)();
        }
    }
    window::MainWindow &window = m_console.window();
    for (window::Page *page : window.openPages()) { // the next ones begin alike
        window.tabs().drop(page);
    }
}

void ConsolePictures::takeSpec()
{
    using definition::SpecPage;
    auto *page = qobject_cast<SpecPage *>(
        m_console.window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    if (page == nullptr || !await([page] { return !page->editor()->text().empty(); })) {
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
    using tester::RequestPage;
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
    if (!await([&trace] { return trace.rowCount() > 0; })) {
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

void ConsolePictures::takeForms(const tester::RequestPage &page)
{
    auto *form = page.response().findChild<QComboBox *>(QStringLiteral("bodyForm"));
    int index = 0; // of the first, which has its picture
    for (const char *name : {"request-tree", "request-hex"}) {
        form->setCurrentIndex(++index);
        save(QLatin1String(name));
    }
    form->setCurrentIndex(0);
}

void ConsolePictures::takeComparison(tester::RequestPage &page)
{
    page.send();
    settle(kSettleMs);
    for (QAction *action : page.actions()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M) &&
            await([action] { return action->isEnabled(); })) {
            action->trigger();
            save(QStringLiteral("compare"));
        }
    }
}

void ConsolePictures::fail(const QString &what)
{
    if (isStopped()) {
        return; // nothing is waited for then
    }
    std::fprintf(stderr, "gatewright-console: %s\n", qPrintable(what));
    ++m_failures;
}

void ConsolePictures::save(const QString &name)
{
    save(name, m_console.window());
}

void ConsolePictures::save(const QString &name, QWidget &widget)
{
    settle(kSettleMs);
    if (isStopped()) {
        return;
    }
    const QString file = QStringLiteral("%1-%2.png").arg(name, m_suffix);
    if (!widget.grab().save(m_folder + QLatin1Char('/') + file)) {
        fail(QStringLiteral("cannot write ") + file);
        return;
    }
    ++m_run.taken;
    std::fprintf(stderr, "%d of %d: %s\n", m_run.taken, m_run.all, qPrintable(file));
}

} // namespace gw::app
