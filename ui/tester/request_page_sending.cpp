// SPDX-License-Identifier: GPL-3.0-or-later
// How a RequestPage sends its request, and what becomes of the answer.
#include "history/request_history.h"
#include "request_form/request_editor.h"
#include "request_form/url_bar.h"
#include "requests/request_builder.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "tester/checks_model.h"
#include "tester/missing_variables.h"
#include "tester/record_bridge.h"
#include "tester/request_page.h"
#include "tester/request_sender.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QKeyEvent>
#include <QPointer>
#include <QTreeView>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

// By the address, as the session spells it: any other may lead to the gateway too.
bool isOfGateway(const QUrl &url, const session::EngineSession &session)
{
    const QUrl gateway = session.trafficUrl();
    const auto &apis = session.report().apis;
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    return url.host() == gateway.host() &&
           (port == gateway.port(gateway.scheme() == "https"_L1 ? 443 : 80) ||
            std::ranges::any_of(apis, [port](const client::ApiReport &api) {
                return api.takesRequests() && api.listenPort == port;
            }));
}

} // namespace

Expected<requests::Variables> RequestPage::variables() const
{
    auto variables = m_services.environments.variables();
    if (variables) {
        for (const auto &[name, value] : m_captured) {
            variables->insert_or_assign(name, value);
        }
    }
    return variables;
}

// What was captured from one engine is no business of another.
void RequestPage::forgetOtherCaptures()
{
    const std::pair<QString, QString> place{m_services.environments.current(),
                                            m_services.session.origin()};
    if (std::exchange(m_capturedIn, place) != place) {
        m_captured.clear();
    }
}

std::optional<requests::HttpRequest> RequestPage::prepared()
{
    if (m_text != nullptr) {
        return std::nullopt; // which says what is wrong
    }
    window::commitTyping(*this);
    takeEdit();
    forgetOtherCaptures();
    m_missing->hide();
    auto known = variables();
    if (!known) {
        showNotice(tr("Not sent: %1").arg(QString::fromStdString(known.error().text())));
        return std::nullopt;
    }
    const requests::Request &request = m_document.entry().request;
    (void)requests::offerSecret(request, m_services.environments.control(), *known);
    QStringList missing;
    for (const std::string &name : requests::unresolvedVariables(request, *known)) {
        missing.append(QString::fromStdString(name));
    }
    if (!missing.isEmpty()) {
        const bool hasFile = !m_services.environments.filePath().isEmpty();
        m_missing->ask(missing, hasFile ? m_services.environments.current() : QString());
        return std::nullopt;
    }
    requests::BuildContext context{*std::move(known), m_document.folder().toStdString(), {}};
    auto prepared = requests::prepareRequest(request, context);
    if (!prepared) {
        showNotice(tr("Not sent: %1").arg(QString::fromStdString(prepared.error().text())));
        return std::nullopt;
    }
    return std::move(prepared->http);
}

void RequestPage::takeMissing(const QList<std::pair<QString, QString>> &variables)
{
    if (m_services.environments.filePath().isEmpty()) {
        for (const auto &[name, value] : variables) {
            m_captured.insert_or_assign(name.toStdString(),
                                        requests::valueOfWord(value.toStdString()));
        }
    } else if (const auto added = m_services.environments.add(variables); !added) {
        showNotice(QString::fromStdString(added.error().text()));
        return;
    }
    send();
}

void RequestPage::send()
{
    m_sendsLater = !m_check.isIdle();
    if (m_sendsLater) {
        m_editor->urlBar().setBusy(true);
        return;
    }
    auto request = prepared();
    if (!request) {
        return;
    }
    request->cookies = m_cookies;
    m_checks->setChecks({});
    m_response->setTabTitle(m_checksView, tr("Tests"));
    m_editor->urlBar().setBusy(true);
    m_sentEntry = m_document.entry();
    m_sentIn = m_capturedIn;
    m_sent = *request;
    m_response->showSending();
    // Else the one before stays until the next comes.
    if (m_inspector->model().rowCount() == 0 ||
        !isOfGateway(QUrl(QString::fromStdString(m_sent.url)), m_services.session)) {
        m_inspector->showWaiting();
    }
    Q_EMIT inspectorChanged(); // whatever it shows: what the gateway does with this is wanted now
    m_sender->send(*std::move(request));
}

void RequestPage::cancel()
{
    if (std::exchange(m_sendsLater, false)) {
        m_editor->urlBar().setBusy(false);
    }
    m_sender->cancel();
}

// What its parts leave to it: fields that are typed into, lists and bars take the key themselves.
void RequestPage::keyPressEvent(QKeyEvent *event)
{
    const bool isEscape = event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier;
    if (isEscape && (m_sendsLater || m_sender->isBusy())) {
        cancel();
    } else {
        Page::keyPressEvent(event);
    }
}

void RequestPage::takeResult(const widgets::ResponseView::Result &result)
{
    m_editor->urlBar().setBusy(false);
    m_response->showResult(result);
    if (m_inspector->model().rowCount() == 0) {
        m_inspector->showNone();
    }
    if (!result->error) {
        m_cookies = result->cookies;
    }
    check(std::nullopt);
    const QPointer<RequestPage> self(this);
    m_services.history.add(m_sentEntry, m_sent, result,
                           [self, history = m_services.history.subject()](qint64 id) {
                               if (self) {
                                   self->noteStored(history, id);
                               }
                           });
}

void RequestPage::takeRecord(const client::TrafficRecord &record)
{
    m_response->showRecord(record);
    m_inspector->setRecord(record);
    check(plainRecord(record));
    Q_EMIT answered(record);
}

void RequestPage::check(std::optional<requests::TrafficRecord> record)
{
    const widgets::ResponseView::Result &result = m_response->result();
    if (result == nullptr || result->head() == nullptr) {
        return;
    }
    forgetOtherCaptures();
    m_check.request({m_sentEntry, result, std::move(record), variables().value_or(m_captured)});
}

void RequestPage::takeVerdict(std::optional<AnswerVerdict> verdict)
{
    if (!verdict) {
        verdict.emplace();
        showNotice(tr("The answer is too large to be checked."));
    }
    forgetOtherCaptures();
    if (m_sentIn == m_capturedIn) {
        for (const auto &[name, value] : verdict->captured) {
            m_captured.insert_or_assign(name, value);
        }
    }
    m_checks->setChecks(std::move(verdict->checks));
    const int failed = m_checks->failedCount();
    m_response->setTabTitle(m_checksView, m_checks->rowCount() == 0 ? tr("Tests")
                                          : failed == 0
                                              ? tr("Tests: %1 passed").arg(m_checks->passedCount())
                                              : tr("Tests: %1 failed").arg(failed));
    if (m_sendsLater) {
        m_editor->urlBar().setBusy(false);
        send();
    }
}

} // namespace gw::tester
