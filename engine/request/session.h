// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gw::request {

// The state of a key: who calls and what is allowed (Tyk's session object, reference F1). What the
// engine does not interpret is kept in `otherJson` so that a session survives a round trip.
struct Session {
    std::string keyId; // the token; not part of the JSON
    std::string orgId;
    std::string alias;
    double rate = 0; // requests per `per` seconds; <= 0: unlimited
    double per = 0;
    std::int64_t quotaMax = 0; // <= 0: unlimited
    std::int64_t quotaRemaining = 0;
    std::int64_t quotaRenews = 0;      // unix seconds
    std::int64_t quotaRenewalRate = 0; // seconds
    std::int64_t expires = 0;          // unix seconds; < 1: never
    std::int64_t sessionLifetime = 0;  // seconds that it is kept; < 1: the API says
    bool isInactive = false;
    bool enableDetailedRecording = false;
    std::string oauthClientId;
    std::string lastUpdated;
    std::vector<std::string> applyPolicies;
    std::vector<std::string> tags;
    std::string metaDataJson;     // an object; empty: none
    std::string accessRightsJson; // an object by API id; empty: none
    std::string otherJson;        // an object with every other member; empty: none

    // Tyk's JSON (snake_case names); zero values are left out as Tyk 5 does.
    [[nodiscard]] std::string toJson() const;
    // Fails on what is not an object or has a member of a wrong type; the error names the member.
    [[nodiscard]] static Expected<Session> fromJson(std::string_view json);
};

} // namespace gw::request
