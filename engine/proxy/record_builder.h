// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proxy/credential_mask.h"
#include "request/request_context.h"
#include "telemetry/analytics_record.h"

#include <memory>
#include <string_view>

namespace gw::proxy {

struct RecordInputs {
    const CredentialMask &credentials;
    int status = 0;
    std::uint64_t bytesIn = 0;
    bool withDetails = false; // rawRequest and rawResponse
    std::string_view requestBody = {};
    std::string_view responseBody = {};
};

// The analytics record of a request at its end (reference H1), to be completed off the worker. Keys
// are obfuscated to their last four characters unless hash_keys or enable_key_logging is set;
// credentials in what the client sent are masked in any case.
[[nodiscard]] std::unique_ptr<telemetry::AnalyticsRecord>
buildRecord(const request::RequestContext &context, const RecordInputs &inputs);

} // namespace gw::proxy
