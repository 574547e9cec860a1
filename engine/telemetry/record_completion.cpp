// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/record_completion.h"

#include "base/key_hash.h"

#include <QByteArray>

#include <utility>

namespace gw::telemetry {

namespace {

void encode(std::string &bytes)
{
    if (!bytes.empty()) {
        bytes = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()))
                    .toBase64()
                    .toStdString();
    }
}

} // namespace

void completeRecord(AnalyticsRecord &record)
{
    if (std::exchange(record.hashesKey, false) && !record.apiKey.empty()) {
        record.apiKey = keyHash(record.apiKey);
    }
    if (!record.apiKey.empty()) {
        record.tags.push_back("key-" + record.apiKey);
    }
    if (!record.orgId.empty()) {
        record.tags.push_back("org-" + record.orgId);
    }
    record.tags.push_back("api-" + record.apiId);
    encode(record.rawRequest);
    encode(record.rawResponse);
}

} // namespace gw::telemetry
