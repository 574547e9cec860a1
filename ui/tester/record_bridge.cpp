// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/record_bridge.h"

namespace gw::tester {

requests::TrafficRecord plainRecord(const client::TrafficRecord &record)
{
    requests::TrafficRecord plain;
    plain.sequence = record.sequence;
    plain.method = record.method.toStdString();
    plain.status = record.status;
    plain.hasTrace = !record.trace.isEmpty();
    for (const client::TraceStep &step : record.trace) {
        requests::TraceStep copy{step.name.toStdString(),
                                 step.phase.toStdString(),
                                 step.outcome.toStdString(),
                                 step.note.toStdString(),
                                 step.start.count(),
                                 step.duration.count(),
                                 {}};
        for (const client::TraceChange &change : step.changes) {
            copy.changes.push_back({static_cast<requests::TraceChange::Kind>(change.kind),
                                    change.subject.toStdString(), change.name.toStdString(),
                                    change.before.toStdString(), change.after.toStdString()});
        }
        plain.steps.push_back(std::move(copy));
    }
    return plain;
}

} // namespace gw::tester
