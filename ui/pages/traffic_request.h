// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "requests/hurl_file.h"

#include <QStringList>

namespace gw::pages {

struct TrafficRequest {
    requests::Request request;
    QStringList notes; // what the record does not tell, for the user
};

// The request of a record as its client sent it: to {{gateway}}, without what steps of the chain
// changed. Credentials that the engine has hidden become variables, named after their header or
// parameter. gatewayHost: "127.0.0.1:8080"; a record with another Host keeps its own.
[[nodiscard]] TrafficRequest requestOf(const client::TrafficRecord &record,
                                       const QString &gatewayHost);

} // namespace gw::pages
