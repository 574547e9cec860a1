// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/place.h"
#include "telemetry/record_editor.h"
#include "telemetry/trace.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gw::telemetry {

// One answered request, with the fields of Tyk's analytics record (reference H1). An analytics
// plugin may edit it before it is kept. Times in milliseconds as Tyk has them, and exact ones
// beside.
struct AnalyticsRecord {
    std::uint64_t sequence = 0; // grows by one for each record of the engine; set when it is kept
    std::chrono::system_clock::time_point timeStamp;
    std::string method;
    std::string host;
    std::string path;    // tracked path, or the path as it went upstream
    std::string rawPath; // as the client sent it, without query
    std::string rawQuery;
    std::int64_t contentLength = 0;
    std::string userAgent;
    int responseCode = 0;
    std::string apiKey;     // obfuscated or hashed, see hashesKey; never the key itself
    bool hashesKey = false; // until the record is completed, apiKey is what the client presented
    std::string apiVersion = "Non Versioned";
    std::string apiName;
    std::string apiId;
    std::string orgId;
    std::string oauthId;
    std::int64_t requestTimeMs = 0;
    std::int64_t latencyTotalMs = 0;
    std::int64_t latencyUpstreamMs = 0;
    std::string rawRequest; // base64 of the wire form; only with detailed recording
    std::string rawResponse;
    std::string ipAddress;
    std::unique_ptr<Place> place; // of ipAddress; null: not known
    std::vector<std::string> tags;
    std::string alias;
    bool trackPath = false;
    std::string listenPath;
    std::chrono::system_clock::time_point expireAt; // when a data base may forget it

    // Beyond Tyk's record.
    std::string requestId;
    std::string error; // why the gateway answered an error
    std::string upstreamAddress;
    std::string protocol;         // "HTTP/1.1"
    std::string remoteAddress;    // of the client's socket, whatever its header fields say
    std::uint16_t clientPort = 0; // of the client's socket: by it a client finds its own requests
    std::int64_t totalNs = 0;
    std::int64_t upstreamNs = 0;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    bool isTracked = true;   // false: do_not_track; shown to people, not exported
    bool clientGone = false; // the client left before the answer was complete
    std::unique_ptr<Trace> trace;
    // Has its say when the record has left the worker. Null: nobody.
    std::shared_ptr<const RecordEditor> editor;

    // What detailed recording adds; the rest of a record is small.
    [[nodiscard]] std::size_t detailBytes() const { return rawRequest.size() + rawResponse.size(); }
};

} // namespace gw::telemetry
