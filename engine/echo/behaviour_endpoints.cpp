// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/echo_document.h"
#include "echo/echo_request.h"
#include "echo/endpoints.h"
#include "echo/gzip.h"

#include <algorithm>
#include <random>
#include <utility>

namespace gw::echo {

namespace {

constexpr std::string_view kChallenge = "Basic realm=\"Gatewright echo\"";
constexpr std::int64_t kMostRedirects = 100;

// The codes of "200,500"; empty when one of them is none that a server may send.
std::vector<int> statusCodes(std::string_view text)
{
    std::vector<int> codes;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        const auto code = wholeNumber(part);
        if (!code || *code < 200 || *code > 599) {
            return {};
        }
        codes.push_back(int(*code));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
    }
    return codes;
}

std::unique_ptr<EchoTask> status(EchoContext &context)
{
    const std::vector<int> codes = statusCodes(context.segments[1]);
    http::Exchange &exchange = context.exchange;
    if (codes.empty()) {
        answerText(exchange, 400, "A status is a number from 200 to 599.\n");
        return nullptr;
    }
    thread_local std::minstd_rand random{std::random_device{}()};
    const int code = codes[random() % codes.size()];
    http::FieldList &fields = exchange.response().fields;
    exchange.response().status = code;
    if (code == 301 || code == 302 || code == 303 || code == 305 || code == 307 || code == 308) {
        fields.set("Location", "/redirect/1");
    } else if (code == 401) {
        fields.set("WWW-Authenticate", kChallenge);
    } else if (code == 407) {
        fields.set("Proxy-Authenticate", kChallenge);
    }
    fields.set("Content-Type", "text/plain; charset=utf-8");
    exchange.respond({});
    return nullptr;
}

std::unique_ptr<EchoTask> redirect(EchoContext &context)
{
    const auto count = wholeNumber(context.segments[1]);
    if (!count || *count < 1 || *count > kMostRedirects) {
        answerText(context.exchange, 400, "The number of redirects is from 1 to 100.\n");
        return nullptr;
    }
    const std::string next =
        *count == 1 ? "/get" : "/relative-redirect/" + std::to_string(*count - 1);
    context.exchange.response().fields.set("Location", next);
    answerText(context.exchange, 302, {});
    return nullptr;
}

// Fields that frame the message are the connection's; the rest goes out as asked.
bool maySet(const std::string &name, const std::string &value)
{
    constexpr std::string_view kFraming[] = {"Content-Length", "Transfer-Encoding", "Connection",
                                             "Keep-Alive",     "Upgrade",           "Trailer"};
    return http::isFieldName(name) && http::isFieldValue(value) &&
           std::none_of(std::begin(kFraming), std::end(kFraming),
                        [&](std::string_view each) { return http::equalsIgnoreCase(each, name); });
}

std::unique_ptr<EchoTask> responseHeaders(EchoContext &context)
{
    Pairs wanted = argsOf(context.exchange);
    std::erase_if(wanted, [](const auto &pair) { return !maySet(pair.first, pair.second); });
    http::FieldList &fields = context.exchange.response().fields;
    for (const auto &[name, value] : wanted) {
        fields.add(name, value);
    }
    if (!fields.contains("Content-Type")) {
        fields.set("Content-Type", "application/json");
        wanted.emplace_back("Content-Type", "application/json");
    }
    // The text holds its own length: it is made anew until it agrees with itself.
    std::string text;
    std::size_t length = 0;
    do {
        length = text.size();
        EchoDocument document;
        document.addPairs(wanted);
        document.setText("Content-Length", std::to_string(length));
        text = document.pretty();
    } while (text.size() != length);
    context.exchange.respond(text);
    return nullptr;
}

std::unique_ptr<EchoTask> basicAuth(EchoContext &context)
{
    constexpr std::string_view kScheme = "Basic ";
    const std::string_view field = context.exchange.request().fields.value("Authorization");
    const std::string expected = context.segments[1] + ':' + context.segments[2];
    const bool isBasic = http::equalsIgnoreCase(field.substr(0, kScheme.size()), kScheme);
    if (!isBasic || base64Decoded(field.substr(kScheme.size())) != expected) {
        context.exchange.response().fields.set("WWW-Authenticate", kChallenge);
        answerText(context.exchange, 401, {});
        return nullptr;
    }
    EchoDocument document;
    document.setFlag("authenticated", true);
    document.setText("user", context.segments[1]);
    answerJson(context.exchange, document.pretty());
    return nullptr;
}

std::unique_ptr<EchoTask> gzipped(EchoContext &context)
{
    EchoDocument document;
    document.setFlag("gzipped", true);
    document.setPairs("headers", fieldsOf(context.exchange));
    document.setText("method", context.exchange.request().method);
    document.setText("origin", originOf(context.exchange));
    context.exchange.response().fields.set("Content-Encoding", "gzip");
    answerJson(context.exchange, gzip(document.pretty()));
    return nullptr;
}

} // namespace

std::span<const Route> behaviourRoutes()
{
    static constexpr Route kRoutes[] = {
        {"status", 2, 2, "", status},
        {"redirect", 2, 2, kReading, redirect},
        {"relative-redirect", 2, 2, kReading, redirect},
        {"response-headers", 1, 1, "GET,HEAD,POST,OPTIONS", responseHeaders},
        {"basic-auth", 3, 3, kReading, basicAuth},
        {"gzip", 1, 1, kReading, gzipped},
    };
    return kRoutes;
}

} // namespace gw::echo
