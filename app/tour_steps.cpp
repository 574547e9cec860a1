// SPDX-License-Identifier: GPL-3.0-or-later
#include "tour_steps.h"

#include "pages/spec_page.h"
#include "window/pane_dock.h"

#include <QCoreApplication>
#include <QDockWidget>

#include <algorithm>

namespace gw::app {

using client::TrafficRecord;
using window::MainWindow;
using window::TourStep;

namespace {

constexpr QLatin1String kApi("my_api_name");
constexpr QLatin1String kHook(":AddFooBarHeader");

QString words(const char *text)
{
    return QCoreApplication::translate("gw::app::Tour", text);
}

bool isOfDemo(const TrafficRecord &record)
{
    return record.apiId == kApi && record.status == 200 && !record.trace.isEmpty();
}

bool hasHook(const TrafficRecord &record)
{
    return std::ranges::any_of(
        record.trace, [](const client::TraceStep &step) { return step.name.endsWith(kHook); });
}

void openRequest(MainWindow &window, const session::EngineSession &session, QLatin1String name)
{
    window.open(
        {QStringLiteral("request"), session.workspace() + QStringLiteral("/requests/") + name});
}

void showInspector(MainWindow &window)
{
    if (auto *dock = window.findChild<QDockWidget *>(QStringLiteral("inspector"))) {
        dock->show();
    }
}

void showPane(MainWindow &window, QLatin1String id)
{
    for (window::Pane *pane : window.panes().panes()) {
        if (pane->id() == id) {
            window.panes().parentWidget()->show();
            window.panes().show(pane);
        }
    }
}

} // namespace

std::vector<TourStep> tourSteps(MainWindow &window, session::EngineSession &session)
{
    const auto openFirst = [&window, &session] {
        openRequest(window, session, QLatin1String("1 add a header.hurl"));
        showInspector(window);
    };
    return {
        {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Send the request")),
         .text = words(QT_TRANSLATE_NOOP("gw::app::Tour",
                                         "It goes through the gateway to the echo upstream, which "
                                         "answers with what it got. Ctrl+Return sends it.")),
         .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Open the request")),
         .show = openFirst,
         .isTakenBy = isOfDemo},
        {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "See what the plugin did")),
         .text = words(QT_TRANSLATE_NOOP(
             "gw::app::Tour", "The trace has a row for every step. AddFooBarHeader added "
                              "the header Foo; the answer marks it where it came back.")),
         .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Show the trace")),
         .show = openFirst,
         .isTakenBy = {}},
        {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Switch the plugin off")),
         .text = words(QT_TRANSLATE_NOOP("gw::app::Tour",
                                         "Untick AddFooBarHeader, apply with Ctrl+S, send the "
                                         "request again: Foo is gone. Then tick it again.")),
         .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Open the pipeline")),
         .show =
             [&window] {
                 if (auto *page = qobject_cast<pages::SpecPage *>(
                         window.open({QStringLiteral("api"), kApi}))) {
                     page->showPipeline();
                 }
             },
         .isTakenBy =
             [](const TrafficRecord &record) {
                 return isOfDemo(record) && !hasHook(record);
             }},
        {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "See a request stopped")),
         .text = words(QT_TRANSLATE_NOOP("gw::app::Tour",
                                         "An auth_check plugin lets only the key abc pass; with "
                                         "another one the trace ends at it, with 403.")),
         .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Open the request")),
         .show =
             [&window, &session] {
                 openRequest(window, session, QLatin1String("3 authentication.hurl"));
             },
         .isTakenBy =
             [](const TrafficRecord &record) {
                 return record.status == 403;
             }},
        {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Watch it live")),
         .text = words(QT_TRANSLATE_NOOP("gw::app::Tour",
                                         "Metrics show every second and every hook, Traffic every "
                                         "request. Ctrl+K goes to anything; File opens a workspace "
                                         "of your own.")),
         .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Show the metrics")),
         .show = [&window] { showPane(window, QLatin1String("metrics")); },
         .isTakenBy = {}},
    };
}

} // namespace gw::app
