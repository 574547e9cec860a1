// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/reload_report.h"

namespace gw::runtime {

bool isFailure(const ApiReport &report)
{
    return report.state == ApiState::Degraded || report.state == ApiState::KeptOld ||
           report.state == ApiState::Failed || report.isMoved;
}

bool isServing(const ApiReport &report)
{
    return report.state != ApiState::Failed && report.state != ApiState::Removed;
}

std::string_view toString(ApiState state)
{
    switch (state) {
    case ApiState::Loaded:
        return "loaded";
    case ApiState::Unchanged:
        return "unchanged";
    case ApiState::Degraded:
        return "degraded";
    case ApiState::KeptOld:
        return "kept_old";
    case ApiState::Failed:
        return "failed";
    case ApiState::Removed:
        return "removed";
    }
    return "failed";
}

} // namespace gw::runtime
