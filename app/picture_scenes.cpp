// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_pictures.h"
#include "pages/new_plugin_page.h"
#include "pages/request_editor.h"
#include "pages/request_page.h"
#include "pages/source_page.h"
#include "pages/spec_page.h"
#include "panes/build_pane.h"
#include "panes/traffic_pane.h"
#include "wait_until.h"
#include "widgets/json_editor.h"
#include "widgets/source_editor.h"
#include "window/pane_dock.h"
#include "window/tab_area.h"

#include <QDialog>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTabWidget>

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

void ConsolePictures::takeRequestEditor(pages::RequestPage &page)
{
    auto *tabs = page.findChild<pages::RequestEditor *>()->findChild<QTabWidget *>();
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
    for (const char *kind : {"environments", "reload", "new-plugin"}) {
        if (m_console.window().open({QLatin1String(kind), {}}) != nullptr) {
            save(QLatin1String(kind));
        } else {
            fail(QStringLiteral("there is no page ") + QLatin1String(kind));
        }
    }
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
    waitUntil([&breakpoints] { return breakpoints.isWatching(); });
    QNetworkAccessManager network;
    QNetworkRequest request(m_console.session().trafficUrl().resolved(
        QUrl(QStringLiteral("/my_api_name/anything?order=17"))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    const QNetworkReply *reply = network.put(request, "{\n  \"order\": 17\n}\n");
    if (!waitUntil([&breakpoints] { return !breakpoints.paused().isEmpty(); })) {
        fail(QStringLiteral("no request was paused"));
    }
    save(QStringLiteral("paused"));
    m_console.window().open({QStringLiteral("breakpoints"), {}});
    save(QStringLiteral("breakpoints"));
    breakpoints.setOn(false);
    waitUntil([reply] { return reply->isFinished(); });
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
    auto *page = qobject_cast<pages::SourcePage *>(
        m_console.window().open(pages::SourcePage::addressOf(file)));
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
    if (!waitUntil([this] { return !m_console.builds().isBuilding(); })) {
        fail(QStringLiteral("the compiler did not end"));
    }
    save(QStringLiteral("build-errors"));
    page->editor()->replaceBy(good);
    page->save();
    m_console.window().panes().show(&m_console.traffic());
}

void ConsolePictures::takeDefinitionTroubles()
{
    auto *page = qobject_cast<pages::SpecPage *>(
        m_console.window().open({QStringLiteral("api"), QStringLiteral("protected")}));
    if (page == nullptr || !waitUntil([page] { return !page->editor()->text().empty(); })) {
        fail(QStringLiteral("the definition did not come"));
        return;
    }
    std::string text = page->editor()->text();
    replaceFirst(text, "\"listen_path\"", "\"listen_pth\"");
    replaceFirst(text, "MyPluginAuthCheck.so", "MyPluginAuthChek.so");
    page->editor()->replaceBy(text);
    waitUntil([page] { return !page->diagnostics().empty(); });
    m_console.actions().action(QStringLiteral("go.pane.problems"))->trigger();
    page->goToPointer("/proxy");
    save(QStringLiteral("problems-found"));
    page->editor()->undo();
    m_console.window().panes().show(&m_console.traffic());
}

} // namespace gw::app
