// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/incoming_body.h"

#include <algorithm>
#include <utility>

namespace gw::requests {

bool IncomingBody::add(std::string_view bytes)
{
    const std::lock_guard lock(m_mutex);
    const bool isFirst = m_part.bytes.empty() && !bytes.empty();
    std::string &kept = m_part.bytes;
    m_total += bytes.size();
    m_part.total = m_total;
    if (kept.size() + bytes.size() > kMostKept) {
        m_part.isCut = true;
        bytes.remove_prefix(bytes.size() - std::min(bytes.size(), kMostKept));
        kept.erase(0, kept.size() + bytes.size() - std::min(kept.size() + bytes.size(), kMostKept));
    }
    kept += bytes;
    return isFirst;
}

IncomingBody::Part IncomingBody::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_part, {});
}

} // namespace gw::requests
