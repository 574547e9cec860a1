// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/body_budget.h"

#include <algorithm>

namespace gw::request {

bool BodyBudget::take(std::uint64_t bytes)
{
    if (bytes > m_limit - m_taken) {
        return false;
    }
    m_taken += bytes;
    return true;
}

void BodyBudget::giveBack(std::uint64_t bytes)
{
    m_taken -= std::min(bytes, m_taken);
}

} // namespace gw::request
