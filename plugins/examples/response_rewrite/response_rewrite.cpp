// SPDX-License-Identifier: MIT
// A response hook: adds a header and replaces a word in what the upstream answered.
#include <gatewright/plugin.hpp>

void StampResponse(gw::ResponseWriter &, gw::Response &response, gw::Request &request)
{
    response.headers().set("X-Served-For", request.clientAddress());
}
GW_EXPORT_HOOK(StampResponse)

void RewriteBody(gw::ResponseWriter &, gw::Response &response, gw::Request &request)
{
    const std::string_view from = request.config("replace").value_or("upstream");
    const std::string_view to = request.config("with").value_or("gateway");
    if (from.empty() || response.headers().has("Content-Encoding")) {
        return; // compressed: not text
    }
    std::string body(response.body());
    for (std::size_t at = body.find(from); at != std::string::npos;
         at = body.find(from, at + to.size())) {
        body.replace(at, from.size(), to);
    }
    response.setBody(body);
    response.headers().set("X-Rewritten", "yes");
}
GW_EXPORT_HOOK(RewriteBody, GW_READS_RESPONSE_BODY)
