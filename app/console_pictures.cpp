// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_pictures.h"

#include "panes/traffic_pane.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace gw::app {

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kRounds = 12;      // of the demo's requests
constexpr int kSettleMs = 300;   // for what is drawn later: charts, layouts
constexpr int kWatchedMs = 6000; // so that the charts have a line

// Runs the event loop until the condition holds; false: it did not within the patience.
bool waitUntil(const std::function<bool()> &condition, int patienceMs = kPatienceMs)
{
    const QDeadlineTimer deadline(patienceMs);
    QTimer tick; // wakes the loop up when nothing else does
    tick.start(20);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void settle(int milliseconds = kSettleMs)
{
    waitUntil([] { return false; }, milliseconds);
}

const char *kPaths[] = {"/my_api_name/get", "/my_api_name/get?get_time=1", "/protected/get",
                        "/hits/orders",     "/my_api_name/status/503",     "/my_api_name/headers",
                        "/hits/customers",  "/my_api_name/bytes/40000"};

} // namespace

ConsolePictures::ConsolePictures(Console &console, QString folder)
    : m_console(console)
    , m_folder(std::move(folder))
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
    for (const auto &[name, choice] : {std::pair("light", look::SchemeChoice::Light),
                                       std::pair("dark", look::SchemeChoice::Dark)}) {
        m_console.appearance().setChoice(choice);
        for (const QSize size : {QSize(1440, 900), QSize(960, 600)}) {
            m_console.window().resize(size);
            settle();
            takeScenes(QStringLiteral("%1-%2x%3")
                           .arg(QLatin1String(name))
                           .arg(size.width())
                           .arg(size.height()));
        }
    }
    return m_failures == 0 ? 0 : 1;
}

bool ConsolePictures::sendTraffic()
{
    QNetworkAccessManager network;
    int open = 0;
    const QUrl origin = m_console.session().address().url;
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

void ConsolePictures::takeScenes(const QString &suffix)
{
    window::MainWindow &window = m_console.window();
    auto *list = m_console.traffic().findChild<QTableView *>();
    for (window::Pane *pane : window.panes().panes()) {
        window.panes().show(pane);
        if (pane == &m_console.traffic()) {
            list->setCurrentIndex({});
            list->selectRow(list->model()->rowCount() - static_cast<int>(std::size(kPaths)));
        }
        settle();
        save(pane->id(), suffix);
    }
    window.panes().show(&m_console.traffic());
    takePage(QStringLiteral("settings"), {QStringLiteral("settings"), {}}, suffix);
    takePage(QStringLiteral("api"), {QStringLiteral("api"), QStringLiteral("my_api_name")}, suffix);
    takePage(QStringLiteral("request"),
             {QStringLiteral("request"),
              m_console.session().workspace() + QStringLiteral("/requests/1 add a header.hurl")},
             suffix);
    const auto &hooks = m_console.session().plugins();
    if (!hooks.isEmpty()) {
        takePage(QStringLiteral("plugin"), {QStringLiteral("plugin"), hooks.first().path}, suffix);
    }
    m_console.actions().action(QStringLiteral("go.anything"))->trigger();
    settle();
    save(QStringLiteral("go-to-anything"), suffix);
    m_console.window().setFocus();
}

void ConsolePictures::takePage(const QString &name, const window::PageAddress &address,
                               const QString &suffix)
{
    if (m_console.window().open(address) != nullptr) {
        settle();
        save(name, suffix);
    }
}

void ConsolePictures::save(const QString &name, const QString &suffix)
{
    const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder, name, suffix);
    if (!m_console.window().grab().save(file)) {
        std::fprintf(stderr, "gatewright-console: cannot write %s\n", qPrintable(file));
        ++m_failures;
    }
}

} // namespace gw::app
