// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gw::telemetry {

struct AnalyticsRecord;

// Changes records before anybody sees them: an API's analytics plugin. Thread: the one that owns
// the record; it may take its time.
class RecordEditor {
public:
    virtual ~RecordEditor() = default;

    // False: the record shall not be kept, or it could not be edited to the end.
    [[nodiscard]] virtual bool edit(AnalyticsRecord &record) const = 0;
};

// Stands where an editor is missing that was to hide something.
class DropsEveryRecord final : public RecordEditor {
public:
    [[nodiscard]] bool edit(AnalyticsRecord &) const override { return false; }
};

} // namespace gw::telemetry
