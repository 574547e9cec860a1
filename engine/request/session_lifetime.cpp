// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/session_lifetime.h"

#include "request/api_facts.h"
#include "request/session.h"
#include "spec/api_definition.h"

#include <algorithm>

namespace gw::request {

std::chrono::seconds lifetimeOf(const Session &session, const ApiFacts &api,
                                std::chrono::system_clock::time_point now)
{
    using std::chrono::seconds;
    constexpr seconds kForEver{0};
    if (api.gateway->forcedSessionLifetime) {
        return std::max(*api.gateway->forcedSessionLifetime, kForEver);
    }
    const spec::Authentication &authentication = api.definition->authentication;
    const seconds lifetime(session.sessionLifetime > 0 ? session.sessionLifetime
                                                       : authentication.sessionLifetime);
    if (lifetime <= kForEver) {
        return kForEver;
    }
    if (!authentication.sessionLifetimeRespectsKeyExpiration || session.expires < 1) {
        return lifetime;
    }
    const seconds expires(session.expires);
    return std::max(lifetime, expires - std::chrono::floor<seconds>(now.time_since_epoch()));
}

} // namespace gw::request
