// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/trace_source.h"

#include "requests/request_runner.h"
#include "requests/words.h"

#include <algorithm>

namespace gw::requests {

namespace {

constexpr auto kInterval = std::chrono::milliseconds(20);
constexpr auto kPatienceAtTheEnd = std::chrono::seconds(2);

} // namespace

TraceSource::TraceSource(RequestRunner &runner, Access access)
    : m_runner(runner)
    , m_access(std::move(access))
{
}

TraceSource::~TraceSource()
{
    if (m_wasOff) {
        HttpRequest request = question("PUT", "/tyk/trace", R"({"enabled":false})");
        request.options.timeout = kPatienceAtTheEnd;
        // The run's own runner takes no requests when the run was stopped. A failure means that the
        // engine is gone, and its tracing with it.
        static_cast<void>(RequestRunner().perform(std::move(request)));
    }
}

HttpRequest TraceSource::question(const std::string &method, const std::string &path,
                                  const std::string &body) const
{
    HttpRequest request;
    request.method = method;
    request.url = m_access.url + path;
    request.headers = {{"X-Tyk-Authorization", m_access.secret},
                       {"Content-Type", "application/json"}};
    if (!body.empty()) {
        request.body = body;
    }
    return request;
}

Expected<std::string> TraceSource::ask(const std::string &method, const std::string &path,
                                       const std::string &body)
{
    HttpRequest request = question(method, path, body);
    const std::string url = request.url;
    const TransferResult result = m_runner.perform(std::move(request));
    if (result.error) {
        return tl::unexpected(*result.error);
    }
    if (result.status() == 403) {
        return failure(
            said(Words::tr("The engine does not take the secret")), m_access.url,
            said(Words::tr("Name the file with the engine's secret: --secret-file FILE")));
    }
    if (result.status() != 200) {
        return failure(said(Words::tr("The engine answers %1"), {std::to_string(result.status())}),
                       url);
    }
    return result.body->readAll();
}

Expected<std::vector<TrafficRecord>> TraceSource::records(const std::string &query)
{
    const auto answer = ask("GET", "/tyk/traffic?" + query);
    return answer ? readTrafficRecords(*answer) : tl::unexpected(answer.error());
}

Expected<void> TraceSource::open()
{
    const auto state = ask("GET", "/tyk/trace");
    if (!state) {
        return tl::unexpected(state.error());
    }
    const auto newest = records("limit=1");
    if (!newest) {
        return tl::unexpected(newest.error());
    }
    m_seen = newest->empty() ? 0 : newest->back().sequence;
    if (state->find("true") == std::string::npos) {
        m_wasOff = true; // an answer that is cancelled may come from an engine that has done it
        const auto on = ask("PUT", "/tyk/trace", R"({"enabled":true})");
        if (!on) {
            return tl::unexpected(on.error());
        }
    }
    return {};
}

Expected<TrafficRecord> TraceSource::find(const TransferResult &transfer, const std::string &method,
                                          std::chrono::milliseconds patience)
{
    const std::string query = "client_port=" + std::to_string(transfer.connection.localPort) +
                              "&limit=1000&after=" + std::to_string(m_seen);
    for (auto waited = std::chrono::milliseconds(0); waited < patience; waited += kInterval) {
        const auto found = records(query);
        if (!found) {
            return tl::unexpected(found.error());
        }
        const auto own =
            std::ranges::find_if(found->rbegin(), found->rend(), [&](const auto &record) {
                return record.method == method && record.status == transfer.status();
            });
        if (own != found->rend()) {
            m_seen = own->sequence;
            return *own;
        }
        if (!m_runner.wait(kInterval)) {
            return failure(said(Words::tr("Cancelled")));
        }
    }
    return failure(said(Words::tr("The gateway has no record of this request")), transfer.url,
                   said(Words::tr("Does it go through the engine of %1?"), {m_access.url}));
}

} // namespace gw::requests
