// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "compare/record_compare_page.h"
#include "console_pictures.h"
#include "definition/spec_page.h"
#include "libraries/new_plugin_page.h"
#include "libraries/source_page.h"
#include "models/traffic_model.h"
#include "panes/build_pane.h"
#include "panes/log_pane.h"
#include "panes/traffic_pane.h"
#include "request_form/request_editor.h"
#include "tester/request_page.h"
#include "widgets/json_editor.h"
#include "widgets/source_editor.h"
#include "window/pane_dock.h"
#include "window/quick_open.h"
#include "window/tab_area.h"

#include <QDialog>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTabWidget>

#include <algorithm>

// Scenes that are made up for their pictures: tools, and what the console says when something is
// wrong. Each leaves the demo as it was.
namespace gw::app {

namespace {

void replaceFirst(std::string &text, std::string_view from, std::string_view to)
{
    if (const std::size_t at = text.find(from); at != std::string::npos) {
        text.replace(at, from.size(), to);
    }
}

} // namespace

void ConsolePictures::takeRequestEditor(tester::RequestPage &page)
{
    auto *tabs = page.findChild<request_form::RequestEditor *>()->findChild<QTabWidget *>();
    const int shown = tabs->currentIndex();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        const QString title = tabs->tabText(tab).section(QLatin1Char(' '), 0, 0).toLower();
        save(QStringLiteral("request-edit-") + title);
    }
    tabs->setCurrentIndex(shown);
}

void ConsolePictures::takeTools()
{
    window::MainWindow &window = m_console.window();
    for (const char *kind :
         {"settings", "settings-file", "new-api", "environments", "reload", "new-plugin"}) {
        if (window.open({QLatin1String(kind), {}}) != nullptr) {
            save(QLatin1String(kind));
        } else {
            fail(QStringLiteral("there is no page ") + QLatin1String(kind));
        }
    }
    const auto &hooks = m_console.session().plugins();
    const auto plugin = std::ranges::find_if(hooks, [](const client::PluginHook &hook) {
        return hook.path.endsWith(QLatin1String("plugins/AddFooBarHeader.so"));
    });
    if (plugin != hooks.end() && window.open({QStringLiteral("plugin"), plugin->path}) != nullptr) {
        save(QStringLiteral("plugin"));
    }
    for (const auto &[id, name] :
         {std::pair("go.anything", "go-to-anything"), std::pair("go.commands", "commands")}) {
        m_console.actions().action(QLatin1String(id))->trigger();
        save(QLatin1String(name));
        window.findChild<window::QuickOpen *>()->hide();
    }
    window.setFocus();
}

// A request of somebody else that is paused; first as it is told above another page.
void ConsolePictures::takeBreakpoints()
{
    session::Breakpoints &breakpoints = m_console.breakpoints();
    client::Breakpoint rule;
    rule.apiId = QStringLiteral("my_api_name");
    rule.path = QStringLiteral("/my_api_name/*");
    rule.step = QStringLiteral("AddFooBarHeader");
    rule.when = client::BreakWhen::After;
    client::Breakpoint other;
    other.isEnabled = false;
    other.method = QStringLiteral("POST");
    other.step = QStringLiteral("client");
    breakpoints.setRules({rule, other});
    breakpoints.setOn(true);
    (void)await([&breakpoints] { return breakpoints.isWatching(); });
    QNetworkAccessManager network;
    QNetworkRequest request(m_console.session().trafficUrl().resolved(
        QUrl(QStringLiteral("/my_api_name/anything?order=17"))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    const QNetworkReply *reply = network.put(request, "{\n  \"order\": 17\n}\n");
    if (!await([&breakpoints] { return !breakpoints.paused().isEmpty(); })) {
        fail(QStringLiteral("no request was paused"));
    }
    save(QStringLiteral("paused"));
    m_console.window().open({QStringLiteral("breakpoints"), {}});
    save(QStringLiteral("breakpoints"));
    breakpoints.setOn(false);
    (void)await([reply] { return reply->isFinished(); });
    breakpoints.setRules({});
    save(QStringLiteral("breakpoints-empty"));
}

// A window of its own.
void ConsolePictures::takeDialog()
{
    m_console.actions().action(QStringLiteral("gateway.connect"))->trigger();
    if (auto *dialog = m_console.window().findChild<QDialog *>()) {
        save(QStringLiteral("connect"), *dialog);
        dialog->close();
    } else {
        fail(QStringLiteral("the dialog to connect did not come"));
    }
}

void ConsolePictures::takePluginTroubles()
{
    const QString file =
        m_console.session().workspace() + QStringLiteral("/plugins/src/AddFooBarHeader.cpp");
    auto *page = qobject_cast<libraries::SourcePage *>(
        m_console.window().open(libraries::SourcePage::addressOf(file)));
    if (page == nullptr) {
        fail(QStringLiteral("the source did not come"));
        return;
    }
    save(QStringLiteral("source"));
    const std::string good = page->editor()->text();
    std::string bad = good;
    replaceFirst(bad, "r.headers()", "r.header()");
    page->editor()->replaceBy(bad);
    page->build();
    if (!await([this] { return !m_console.builds().isBuilding(); })) {
        fail(QStringLiteral("the compiler did not end"));
    }
    save(QStringLiteral("build-errors"));
    page->editor()->replaceBy(good);
    page->save();
    m_console.window().panes().show(&m_console.traffic());
}

void ConsolePictures::takeDefinitionTroubles()
{
    auto *page = qobject_cast<definition::SpecPage *>(
        m_console.window().open({QStringLiteral("api"), QStringLiteral("protected")}));
    if (page == nullptr || !await([page] { return !page->editor()->text().empty(); })) {
        fail(QStringLiteral("the definition did not come"));
        return;
    }
    std::string text = page->editor()->text();
    replaceFirst(text, "\"listen_path\"", "\"listen_pth\"");
    replaceFirst(text, "MyPluginAuthCheck.so", "MyPluginAuthChek.so");
    page->editor()->replaceBy(text);
    (void)await([page] { return !page->diagnostics().empty(); });
    m_console.actions().action(QStringLiteral("go.pane.problems"))->trigger();
    page->goToPointer("/proxy");
    save(QStringLiteral("problems-found"));
    page->editor()->undo();
    m_console.window().panes().show(&m_console.traffic());
}

void ConsolePictures::takeMissingVariables()
{
    auto *page = qobject_cast<tester::RequestPage *>(
        m_console.window().open(m_console.window().tabs().untitled(QStringLiteral("request"))));
    if (page == nullptr) {
        fail(QStringLiteral("the new request did not come"));
        return;
    }
    requests::Request request;
    request.url = "{{gateway}}/my_api_name/anything/{{order}}";
    request.headers.push_back({.name = "X-Customer", .value = "{{customer}}"});
    page->setRequest(request, {});
    page->send();
    save(QStringLiteral("request-missing"));
}

// The last one that passed and the one that a plugin answered.
void ConsolePictures::takeRecordComparison()
{
    const models::TrafficModel &traffic = m_console.traffic().model();
    const auto newest = [&traffic](const QString &path) {
        int row = traffic.rowCount() - 1;
        while (row >= 0 && models::TrafficModel::text(traffic.record(row),
                                                      models::TrafficModel::Path) != path) {
            --row;
        }
        return row;
    };
    const int older = newest(QStringLiteral("/my_api_name/headers"));
    const int newer = newest(QStringLiteral("/my_api_name/get?get_time=1"));
    if (older < 0 || newer < 0) {
        fail(QStringLiteral("there is no traffic to compare"));
        return;
    }
    m_console.window().open(
        compare::RecordComparePage::addressOf(traffic.record(older), traffic.record(newer)));
    save(QStringLiteral("compare-traffic"));
}

void ConsolePictures::takeOlderLog()
{
    auto *logs = m_console.window().findChild<panes::LogPane *>();
    models::LogSpill &older = logs->model().older();
    const models::LogModel &lines = logs->model();
    for (int row = 0; row < lines.rowCount(); ++row) {
        older.add(lines.text(row));
    }
    Q_EMIT logs->olderWanted();
    save(QStringLiteral("older-log"));
    older.clear();
}

// In the navigator, the status line and on its own page.
void ConsolePictures::takeFailedPlugin()
{
    session::EngineSession &session = m_console.session();
    const QString library = session.workspace() + QStringLiteral("/plugins/Broken.so");
    const QString definition = session.definitionsFolder() + QStringLiteral("/broken.json");
    const auto fails = [&session] {
        return std::ranges::any_of(session.plugins(), [](const client::PluginHook &hook) {
            return hook.state == client::PluginState::Failed;
        });
    };
    const std::string text =
        R"({"api_id": "broken", "name": "broken", "active": true, "use_keyless": true,
            "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}},
            "proxy": {"listen_path": "/broken/", "target_url": "http://127.0.0.1:1/"},
            "custom_middleware": {"driver": "goplugin",
                                  "pre": [{"name": "Guard", "path": "plugins/Broken.so"}]}})";
    if (!writeFileAtomically(library.toStdString(), "no library") ||
        !writeFileAtomically(definition.toStdString(), text)) {
        fail(QStringLiteral("the broken plugin cannot be written"));
        return;
    }
    session.reload();
    if (!await(fails)) {
        fail(QStringLiteral("the broken plugin does not fail"));
    }
    m_console.window().open({QStringLiteral("plugin"), QStringLiteral("plugins/Broken.so")});
    save(QStringLiteral("plugin-failed"));
    QFile::remove(library);
    QFile::remove(definition);
    session.reload();
    (void)await([&fails] { return !fails(); });
}

// The last one: the console is attached to an engine that is not there.
void ConsolePictures::takeLostEngine()
{
    m_console.session().attach({QUrl(QStringLiteral("http://127.0.0.1:1")), QStringLiteral("-")});
    const bool isLost = await(
        [this] { return m_console.session().state() == session::EngineSession::State::Lost; });
    if (!isLost) {
        fail(QStringLiteral("the engine is not lost"));
    }
    save(QStringLiteral("engine-lost"));
}

} // namespace gw::app
