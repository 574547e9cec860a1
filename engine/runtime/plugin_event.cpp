// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/plugin_event.h"

namespace gw::runtime {

std::string_view toString(PluginEvent::Kind kind)
{
    switch (kind) {
    case PluginEvent::Kind::Swapped:
        return "swapped";
    case PluginEvent::Kind::Refused:
        return "refused";
    case PluginEvent::Kind::RolledBack:
        return "rolled_back";
    case PluginEvent::Kind::Stuck:
        return "stuck";
    case PluginEvent::Kind::Returned:
        return "returned";
    }
    return "refused";
}

} // namespace gw::runtime
