// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "window/page.h"
#include "window/page_opener.h"

#include <array>
#include <memory>

namespace gw::models {
class TrafficModel;
}

namespace gw::compare {

class CompareView;
class TextDiffModel;

// Two requests of the traffic side by side: what the engine recorded of them, line by line.
// Subject: "12@1764150000000,15@1764150003000", the number and the time of each. Thread: GUI.
class RecordComparePage final : public window::Page {
    Q_OBJECT

public:
    // The traffic must outlive the page.
    RecordComparePage(const window::PageAddress &address, models::TrafficModel &traffic,
                      QWidget *parent);

    [[nodiscard]] static window::PageAddress addressOf(const client::TrafficRecord &older,
                                                       const client::TrafficRecord &newer);
    [[nodiscard]] window::PageAddress address() const override { return m_address; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] const TextDiffModel &model() const;

private:
    using Record = std::shared_ptr<const client::TrafficRecord>;

    void find(int first, int last); // among these rows
    void show(const std::array<Record, 2> &records);

    window::PageAddress m_address;
    models::TrafficModel &m_traffic;
    CompareView *m_view;
    std::array<Record, 2> m_records; // null: not found
};

// Thread: GUI.
class RecordComparePageFactory final : public window::PageFactory {
public:
    // traffic: outlives this.
    explicit RecordComparePageFactory(models::TrafficModel &traffic)
        : m_traffic(traffic)
    {
    }

    [[nodiscard]] QString kind() const override { return QStringLiteral("compare-traffic"); }
    [[nodiscard]] window::Page *create(const window::PageAddress &address, QWidget *parent) override
    {
        return new RecordComparePage(address, m_traffic, parent);
    }

private:
    models::TrafficModel &m_traffic;
};

} // namespace gw::compare
