// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"
#include "echo/echo_document.h"
#include "echo/echo_request.h"
#include "echo/endpoints.h"
#include "echo/form_body.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gw::echo {

namespace {

constexpr double kLongestDelaySeconds = 10;

enum class Method : unsigned char { Omitted, Told };

EchoDocument describe(const http::Exchange &exchange)
{
    EchoDocument document;
    document.setPairs("args", argsOf(exchange));
    document.setPairs("headers", fieldsOf(exchange));
    document.setText("origin", originOf(exchange));
    document.setText("url", urlOf(exchange));
    return document;
}

// Content that is no text cannot stand in JSON: it goes as a data URL.
std::string asText(std::string_view bytes)
{
    return isUtf8(bytes) ? std::string(bytes)
                         : "data:application/octet-stream;base64," + base64(bytes);
}

void addBody(EchoDocument &document, const http::Exchange &exchange, std::string_view body)
{
    FormBody form = readForm(exchange.request().fields.value("Content-Type"), body);
    for (auto &[name, content] : form.files) {
        content = asText(content);
    }
    document.setPairs("form", form.fields);
    document.setPairs("files", form.files);
    document.setText("data", form.isForm ? std::string() : asText(body));
    document.setJson("json", form.isForm ? std::string_view() : body);
}

std::unique_ptr<EchoTask> describeWithBody(EchoContext &context, Method method,
                                           std::chrono::milliseconds delay)
{
    BodyTask::Plan plan;
    plan.delay = delay;
    plan.answer = [method](http::Exchange &exchange, std::string_view body) {
        EchoDocument document = describe(exchange);
        addBody(document, exchange, body);
        if (method == Method::Told) {
            document.setText("method", exchange.request().method);
        }
        answerJson(exchange, document.pretty());
    };
    return std::make_unique<BodyTask>(context.owner, context.exchange, context.timers,
                                      std::move(plan));
}

std::unique_ptr<EchoTask> get(EchoContext &context)
{
    answerJson(context.exchange, describe(context.exchange).pretty());
    return nullptr;
}

std::unique_ptr<EchoTask> withBody(EchoContext &context)
{
    return describeWithBody(context, Method::Omitted, {});
}

std::unique_ptr<EchoTask> anything(EchoContext &context)
{
    return describeWithBody(context, Method::Told, {});
}

std::unique_ptr<EchoTask> delay(EchoContext &context)
{
    const auto seconds = positiveNumber(context.segments[1]);
    if (!seconds) {
        answerText(context.exchange, 400, "The delay is a number of seconds.\n");
        return nullptr;
    }
    const double kept = std::min(*seconds, kLongestDelaySeconds);
    return describeWithBody(context, Method::Omitted,
                            std::chrono::milliseconds(std::lround(kept * 1000)));
}

std::unique_ptr<EchoTask> headers(EchoContext &context)
{
    EchoDocument document;
    document.setPairs("headers", fieldsOf(context.exchange));
    answerJson(context.exchange, document.pretty());
    return nullptr;
}

std::unique_ptr<EchoTask> ip(EchoContext &context)
{
    EchoDocument document;
    document.setText("origin", originOf(context.exchange));
    answerJson(context.exchange, document.pretty());
    return nullptr;
}

std::unique_ptr<EchoTask> userAgent(EchoContext &context)
{
    EchoDocument document;
    document.setText("user-agent", context.exchange.request().fields.value("User-Agent"));
    answerJson(context.exchange, document.pretty());
    return nullptr;
}

void redirectToCookies(http::Exchange &exchange, const Pairs &cookies, std::string_view attributes)
{
    for (const auto &[name, value] : cookies) {
        const std::string text = name + '=' + value + std::string(attributes);
        const bool isSafe = http::isFieldName(name) && http::isFieldValue(text) &&
                            value.find_first_of(";, \t") == std::string::npos;
        if (isSafe) {
            exchange.response().fields.add("Set-Cookie", text);
        }
    }
    exchange.response().fields.set("Location", "/cookies");
    answerText(exchange, 302, {});
}

// /cookies, /cookies/set?a=1, /cookies/set/a/1, /cookies/delete?a
std::unique_ptr<EchoTask> cookies(EchoContext &context)
{
    const auto &segments = context.segments;
    if (segments.size() == 1) {
        EchoDocument document;
        document.setPairs("cookies", cookiesOf(context.exchange));
        answerJson(context.exchange, document.pretty());
    } else if (segments[1] == "set" && segments.size() == 4) {
        redirectToCookies(context.exchange, {{segments[2], segments[3]}}, "; Path=/");
    } else if (segments[1] == "set" && segments.size() == 2) {
        redirectToCookies(context.exchange, argsOf(context.exchange), "; Path=/");
    } else if (segments[1] == "delete" && segments.size() == 2) {
        Pairs gone = argsOf(context.exchange);
        for (auto &[name, value] : gone) {
            value.clear();
        }
        redirectToCookies(context.exchange, gone, "; Max-Age=0; Path=/");
    } else {
        answerText(context.exchange, 404, "No such endpoint; GET / lists them.\n");
    }
    return nullptr;
}

} // namespace

std::span<const Route> inspectionRoutes()
{
    static constexpr Route kRoutes[] = {
        {"get", 1, 1, kReading, get},
        {"post", 1, 1, "POST,OPTIONS", withBody},
        {"put", 1, 1, "PUT,OPTIONS", withBody},
        {"patch", 1, 1, "PATCH,OPTIONS", withBody},
        {"delete", 1, 1, "DELETE,OPTIONS", withBody},
        {"anything", 1, kAnySegments, "", anything},
        {"delay", 2, 2, "", delay},
        {"headers", 1, 1, kReading, headers},
        {"ip", 1, 1, kReading, ip},
        {"user-agent", 1, 1, kReading, userAgent},
        {"cookies", 1, 4, kReading, cookies},
    };
    return kRoutes;
}

} // namespace gw::echo
