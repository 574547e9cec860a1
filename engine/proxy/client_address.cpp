// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxy/client_address.h"

#include "base/ascii.h"

#include <algorithm>
#include <arpa/inet.h>
#include <vector>

namespace gw::proxy {

namespace {

bool isAddress(std::string_view text)
{
    char terminated[INET6_ADDRSTRLEN] = {};
    unsigned char parsed[sizeof(in6_addr)];
    if (text.empty() || text.size() >= sizeof(terminated)) {
        return false;
    }
    std::copy(text.begin(), text.end(), terminated);
    return inet_pton(AF_INET, terminated, parsed) == 1 ||
           inet_pton(AF_INET6, terminated, parsed) == 1;
}

// The depth-th entry from the right of all X-Forwarded-For fields, which are one list (RFC 9110
// section 5.3): a proxy may have added its entry as a field of its own. Empty: there are fewer.
std::string_view entryFromRight(const http::FieldList &fields, int depth)
{
    std::vector<std::string_view> entries;
    for (const http::Field &field : fields) {
        if (!http::equalsIgnoreCase(field.name, "X-Forwarded-For")) {
            continue;
        }
        std::string_view list = field.value;
        for (auto comma = list.find(','); comma != std::string_view::npos; comma = list.find(',')) {
            entries.push_back(list.substr(0, comma));
            list.remove_prefix(comma + 1);
        }
        entries.push_back(list);
    }
    const auto wanted = static_cast<std::size_t>(depth);
    return wanted > entries.size() ? std::string_view() : trimmed(entries[entries.size() - wanted]);
}

} // namespace

std::string_view realClientAddress(const http::Exchange &exchange, int xffDepth)
{
    std::string_view realIp;
    std::string_view forwardedFor;
    for (const http::Field &field : exchange.request().fields) {
        if (realIp.empty() && http::equalsIgnoreCase(field.name, "X-Real-IP")) {
            realIp = field.value;
        } else if (forwardedFor.empty() && http::equalsIgnoreCase(field.name, "X-Forwarded-For")) {
            forwardedFor = field.value;
        }
    }
    if (xffDepth <= 0 && isAddress(realIp)) {
        return realIp;
    }
    if (!forwardedFor.empty()) {
        const std::string_view entry =
            xffDepth > 0 ? entryFromRight(exchange.request().fields, xffDepth)
                         : trimmed(forwardedFor.substr(0, forwardedFor.find(',')));
        if (isAddress(entry)) {
            return entry;
        }
        if (xffDepth > 0) {
            return {};
        }
    }
    return exchange.peer().address;
}

} // namespace gw::proxy
