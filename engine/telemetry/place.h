// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace gw::telemetry {

// Where a client's address is on the map, as far as a data base of places knows: "Geo" of Tyk's
// record.
struct Place {
    std::string countryCode;                      // "GB"
    std::uint32_t cityId = 0;                     // of geonames.org
    std::map<std::string, std::string> cityNames; // by language
    double latitude = 0;
    double longitude = 0;
    std::string timeZone; // "Europe/London"
};

} // namespace gw::telemetry
