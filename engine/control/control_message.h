// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::control {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Other };

[[nodiscard]] std::string_view toString(Method method);

// One request to the engine's own services, whole. A plain value: it travels between threads.
struct ControlRequest {
    Method method = Method::Get;
    std::string path;  // percent-encoded, without trailing slashes (but "/" itself)
    std::string query; // percent-encoded, without '?'
    std::string ifMatch;
    std::string ifNoneMatch;
    std::string body;
    std::string peerAddress;
    std::vector<std::string> variables; // path segments that a route calls {name}, decoded once
};

// Value of a query parameter, decoded once; empty when it is absent.
[[nodiscard]] std::string queryValue(const ControlRequest &request, std::string_view name);

// The number in a query parameter: the fallback when it is absent, nothing when it is no number.
[[nodiscard]] std::optional<std::uint64_t>
queryNumber(const ControlRequest &request, std::string_view name, std::uint64_t fallback);

// Undoes percent-encoding once. '%' that begins no escape stays as it is.
[[nodiscard]] std::string percentDecoded(std::string_view text);

struct ControlReply {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> fields; // further header fields
};

// JSON text; it ends with a newline, as Tyk's does.
[[nodiscard]] ControlReply jsonReply(int status, std::string json);

// Tyk's shape S: {"status":"ok|error","message":"..."}. "ok" below 400.
[[nodiscard]] ControlReply messageReply(int status, std::string_view message);

// Shape S with "reason" beside it: what exactly is wrong. An empty reason is left out.
[[nodiscard]] ControlReply reasonReply(int status, std::string_view message,
                                       std::string_view reason);

// What Tyk's router answers for a path that nobody serves.
[[nodiscard]] ControlReply notFoundReply();

} // namespace gw::control
