// SPDX-License-Identifier: GPL-3.0-or-later
#include "tour_steps.h"

#include "definition/spec_page.h"
#include "tester/request_page.h"
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
constexpr QLatin1String kFirstRequest("1 add a header.hurl");
constexpr int kRepeats = 500;
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

tester::RequestPage *openRequest(MainWindow &window, const session::EngineSession &session,
                                 QLatin1String name)
{
    return qobject_cast<tester::RequestPage *>(window.open(
        {QStringLiteral("request"), session.workspace() + QStringLiteral("/requests/") + name}));
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

// "Ctrl+Return", or the name of the button that does the same.
QString keysOr(const window::ActionRegistry &actions, const char *id, const QString &button)
{
    const QString keys = actions.keysOf(QLatin1String(id));
    return keys.isEmpty() ? button : keys;
}

TourStep send(MainWindow &window, const session::EngineSession &session,
              const window::ActionRegistry &actions)
{
    return {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Send the request")),
            .text = words(QT_TRANSLATE_NOOP(
                              "gw::app::Tour",
                              "%1 sends it through the gateway to the echo upstream. "
                              "The trace has a row for every step; the answer marks the header "
                              "Foo, which the plugin AddFooBarHeader added."))
                        .arg(keysOr(actions, "request.send",
                                    words(QT_TRANSLATE_NOOP("gw::app::Tour", "Send")))),
            .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Open the request")),
            .show =
                [&window, &session] {
                    openRequest(window, session, kFirstRequest);
                    showInspector(window);
                },
            .isTakenBy = isOfDemo};
}

TourStep switchOff(MainWindow &window, const window::ActionRegistry &actions)
{
    return {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Switch the plugin off")),
            .text = words(QT_TRANSLATE_NOOP("gw::app::Tour",
                                            "Untick AddFooBarHeader, apply with %1, send the "
                                            "request again: Foo is gone."))
                        .arg(keysOr(actions, "file.save",
                                    words(QT_TRANSLATE_NOOP("gw::app::Tour", "Apply")))),
            .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Open the pipeline")),
            .show =
                [&window] {
                    if (auto *page = qobject_cast<definition::SpecPage *>(
                            window.open({QStringLiteral("api"), kApi}))) {
                        page->showPipeline();
                    }
                },
            .isTakenBy =
                [](const TrafficRecord &record) {
                    return isOfDemo(record) && !hasHook(record);
                }};
}

TourStep compare(MainWindow &window, const session::EngineSession &session)
{
    return {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Compare the answers")),
            .text = words(QT_TRANSLATE_NOOP(
                "gw::app::Tour", "The answer before has the line Foo, this one has not; Date and "
                                 "Content-Length differ with it. Then tick AddFooBarHeader again, "
                                 "and apply.")),
            .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Compare")),
            .show =
                [&window, &session] {
                    if (auto *page = openRequest(window, session, kFirstRequest)) {
                        page->compare();
                    }
                },
            .isTakenBy = {}};
}

TourStep seeItStopped(MainWindow &window, const session::EngineSession &session)
{
    return {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "See a request stopped")),
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
                }};
}

TourStep repeat(MainWindow &window, const session::EngineSession &session)
{
    return {.title = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Watch it live")),
            .text = words(QT_TRANSLATE_NOOP("gw::app::Tour",
                                            "500 requests move the charts of Metrics, and each is "
                                            "in Traffic. Now make something of your own.")),
            .button = words(QT_TRANSLATE_NOOP("gw::app::Tour", "Repeat 500 times")),
            .show =
                [&window, &session] {
                    showPane(window, QLatin1String("metrics"));
                    if (auto *page = openRequest(window, session, kFirstRequest)) {
                        page->repeat(kRepeats);
                    }
                },
            .isTakenBy = {}};
}

} // namespace

std::vector<TourStep> tourSteps(MainWindow &window, session::EngineSession &session,
                                window::ActionRegistry &actions)
{
    std::vector<TourStep> steps = {send(window, session, actions), switchOff(window, actions),
                                   compare(window, session), seeItStopped(window, session),
                                   repeat(window, session)};
    const auto lead = [&steps, &actions](const QString &text, const char *id) {
        steps.back().waysOn.push_back({text, [&actions, id] {
                                           actions.action(QLatin1String(id))->trigger();
                                       }});
    };
    lead(words(QT_TRANSLATE_NOOP("gw::app::Tour", "New API")), "api.new");
    lead(words(QT_TRANSLATE_NOOP("gw::app::Tour", "New plugin")), "plugin.new");
    return steps;
}

} // namespace gw::app
