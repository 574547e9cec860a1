// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/debug_run.h"

#include "base/epoll_dispatcher.h"
#include "proxy/request_runner.h"
#include "runtime/gateway_handler.h"
#include "telemetry/record_completion.h"

namespace gw::runtime {

namespace {

std::string dump(std::string startLine, const http::FieldList &fields, std::string_view body)
{
    startLine += "\r\n";
    for (const http::Field &field : fields) {
        startLine.append(field.name).append(": ").append(field.value).append("\r\n");
    }
    startLine += "\r\n";
    return startLine.append(body);
}

} // namespace

DebugRun::DebugRun(GatewayHandler &handler, Runs &runs, std::shared_ptr<const proxy::Api> api,
                   DebugRequest request, WhenDone whenDone)
    : m_handler(handler)
    , m_runs(runs)
    , m_api(std::move(api))
    , m_request(std::move(request))
    , m_whenDone(std::move(whenDone))
    , m_exchange(m_peer, m_request.body, *this)
{
}

void DebugRun::start(GatewayHandler &handler, Runs &runs, std::shared_ptr<const proxy::Api> api,
                     DebugRequest request, WhenDone whenDone)
{
    auto *run =
        new DebugRun(handler, runs, std::move(api), std::move(request), std::move(whenDone));
    runs.insert(run);
    run->fillHead();
    handler.run(run->m_exchange, run->m_api, run);
}

void DebugRun::end()
{
    m_exchange.leave();
}

// The path of a debug request stands behind the listen path (reference G10).
void DebugRun::fillHead()
{
    http::Arena &arena = m_exchange.arena();
    http::RequestHead &head = m_exchange.request();
    head.method = m_request.method.empty() ? "GET" : std::string_view(m_request.method);
    std::string_view listenPath = m_api->facts.listenPath;
    std::string_view path = m_request.path;
    if (listenPath.ends_with('/') && path.starts_with('/')) {
        path.remove_prefix(1);
    }
    head.target = arena.concat(listenPath, path);
    head.fields.add("Host", "127.0.0.1");
    for (const auto &[name, value] : m_request.headers) {
        head.fields.add(name, value);
    }
}

void DebugRun::onAnswered()
{
    m_requestDump = dump(std::string(m_exchange.request().method)
                             .append(" ")
                             .append(m_exchange.request().target)
                             .append(" HTTP/1.1"),
                         m_exchange.request().fields, m_request.body);
}

void DebugRun::keepRecord(std::unique_ptr<telemetry::AnalyticsRecord> record)
{
    telemetry::completeRecord(*record);
    const auto editor = std::exchange(record->editor, nullptr);
    if (editor == nullptr || editor->edit(*record)) {
        m_record = std::move(record);
    }
}

std::shared_ptr<const proxy::Api> DebugRun::findLoopTarget(std::string_view) const
{
    return nullptr; // nothing is registered around a debug request
}

void DebugRun::onRunnerDone(proxy::RequestRunner &runner)
{
    EpollDispatcher::current()->callSoon([this, finished = &runner] {
        m_handler.onForeignRunEnded();
        m_runs.erase(this);
        report();
        delete finished;
        delete this;
    });
}

void DebugRun::report()
{
    DebugResult result;
    const http::ResponseHead &head = m_exchange.response();
    result.requestDump = m_requestDump;
    result.responseDump = dump("HTTP/1.1 " + std::to_string(head.status) + " " +
                                   std::string(http::standardReason(head.status)),
                               head.fields, m_exchange.answerBody());
    result.record = std::move(m_record);
    m_whenDone(std::move(result));
}

} // namespace gw::runtime
