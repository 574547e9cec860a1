// SPDX-License-Identifier: GPL-3.0-or-later
#include "control/control_message.h"

#include "base/json_writer.h"

#include <algorithm>
#include <charconv>

namespace gw::control {

namespace {

// Reads "%41" at the start of the text; -1 when there is none.
int escapedByte(std::string_view text)
{
    if (text.size() < 3 || text[0] != '%') {
        return -1;
    }
    int value = -1;
    const auto result = std::from_chars(text.data() + 1, text.data() + 3, value, 16);
    return result.ptr == text.data() + 3 ? value : -1;
}

} // namespace

std::string_view toString(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Head:
        return "HEAD";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    case Method::Options:
        return "OPTIONS";
    case Method::Other:
        break;
    }
    return "other";
}

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    while (!text.empty()) {
        const int byte = escapedByte(text);
        decoded += byte >= 0 ? static_cast<char>(byte) : text[0];
        text.remove_prefix(byte >= 0 ? 3 : 1);
    }
    return decoded;
}

std::string queryValue(const ControlRequest &request, std::string_view name)
{
    std::string_view rest = request.query;
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (percentDecoded(pair.substr(0, equals)) == name) {
            return percentDecoded(pair.substr(std::min(pair.size(), equals + 1)));
        }
    }
    return {};
}

std::optional<std::uint64_t> queryNumber(const ControlRequest &request, std::string_view name,
                                         std::uint64_t fallback)
{
    const std::string text = queryValue(request, name);
    if (text.empty()) {
        return fallback;
    }
    std::uint64_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

ControlReply jsonReply(int status, std::string json)
{
    if (!json.ends_with('\n')) {
        json += '\n';
    }
    ControlReply reply;
    reply.status = status;
    reply.body = std::move(json);
    return reply;
}

ControlReply messageReply(int status, std::string_view message)
{
    JsonWriter json;
    json.beginObject();
    json.key("status").text(status < 400 ? "ok" : "error");
    json.key("message").text(message);
    json.endObject();
    return jsonReply(status, json.take());
}

ControlReply reasonReply(int status, std::string_view message, std::string_view reason)
{
    JsonWriter json;
    json.beginObject();
    json.key("status").text("error");
    json.key("message").text(message);
    if (!reason.empty()) {
        json.key("reason").text(reason);
    }
    json.endObject();
    return jsonReply(status, json.take());
}

ControlReply notFoundReply()
{
    ControlReply reply;
    reply.status = 404;
    reply.contentType = "text/plain; charset=utf-8";
    reply.body = "404 page not found\n";
    return reply;
}

} // namespace gw::control
