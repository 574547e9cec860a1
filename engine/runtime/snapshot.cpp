// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/snapshot.h"

#include "proxy/loop_url.h"

namespace gw::runtime {

std::shared_ptr<const proxy::Api> Snapshot::findLoopTarget(std::string_view name) const
{
    if (const auto place = byId.find(std::string(name)); place != byId.end()) {
        return apis[place->second].api;
    }
    if (const auto place = byLoopName.find(proxy::loopName(name)); place != byLoopName.end()) {
        return apis[place->second].api;
    }
    return nullptr;
}

} // namespace gw::runtime
