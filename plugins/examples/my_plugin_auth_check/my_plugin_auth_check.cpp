// SPDX-License-Identifier: MIT
// Custom authentication: only the key "abc" may pass. The session that an auth_check hook sets is
// what rate limits, quotas, access rights and later hooks go by.
#include <gatewright/plugin.hpp>

void MyPluginAuthCheck(gw::ResponseWriter &rw, gw::Request &r)
{
    const std::string_view key = r.headers().get("Authorization");
    if (key != "abc") {
        rw.setStatus(403);
        return;
    }
    gw::Session session = r.session();
    session.setOrgId("default");
    session.setAlias("abc-session");
    session.setKey(key);
    session.store();
}
GW_EXPORT_HOOK(MyPluginAuthCheck)
