// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_host.h"

namespace gw::plugin {

PluginHost::PluginHost(const PluginServices &ownServices, std::string ownPath)
    : gw_host()
    , services(ownServices)
    , path(std::move(ownPath))
{
    struct_size = sizeof(gw_host);
    abi_major = GW_ABI_MAJOR;
    abi_minor = GW_ABI_MINOR;
    addRequestFunctions(*this);
    addFieldFunctions(*this);
    addBodyFunctions(*this);
    addSessionFunctions(*this);
    addApiFunctions(*this);
    addRecordFunctions(*this);
    addWaitingFunctions(*this);
    addLibraryFunctions(*this);
}

} // namespace gw::plugin
