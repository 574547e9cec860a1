// SPDX-License-Identifier: MIT
// An analytics hook: keeps secrets and personal data out of the stored records.
#include <gatewright/plugin.hpp>

void MaskAnalytics(gw::AnalyticsRecord &record)
{
    record.set("APIKey", "****");
    record.set("RawRequest", "");
    record.set("RawResponse", "");

    // 192.0.2.7 becomes 192.0.2.0
    const std::string_view address = record.get("IPAddress");
    const std::size_t dot = address.rfind('.');
    if (dot != std::string_view::npos) {
        record.set("IPAddress", std::string(address.substr(0, dot)) + ".0");
    }
    if (record.get("Path") == "/health") {
        record.drop();
    }
}
GW_EXPORT_HOOK(MaskAnalytics)
