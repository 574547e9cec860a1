// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "client/traffic_record.h"
#include "requests/hurl_file.h"

#include <QStringList>
#include <QUrl>

namespace gw::session {
class EngineSession;
}

namespace gw::tester {

struct TrafficRequest {
    requests::Request request;
    QStringList notes; // what the record does not tell, for the user
};

// Where an API is reached.
struct Place {
    QUrl url;              // "http://127.0.0.1:8080"
    bool isGateway = true; // it is {{gateway}}, and is written so
};

[[nodiscard]] Place placeOf(const session::EngineSession &session, const QString &apiId);

// The request of a record as its client sent it: to that place, without what steps of the chain
// changed. Credentials that the engine has hidden become variables, named after their header or
// parameter. A record with another Host than the place's keeps its own.
[[nodiscard]] TrafficRequest requestOf(const client::TrafficRecord &record, const Place &place);
// For a user to begin with: GET of the listen path.
[[nodiscard]] requests::Request requestTo(const client::ApiReport &api, const Place &place);

} // namespace gw::tester
