// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/spec_page.h"
#include "window/page_opener.h"

namespace gw::definition {

// Makes the pages of API definitions. Thread: GUI.
class SpecPageFactory final : public window::PageFactory {
public:
    explicit SpecPageFactory(SpecServices services);

    [[nodiscard]] QString kind() const override;
    [[nodiscard]] QList<window::ActionSpec> commands() const override;
    [[nodiscard]] window::Page *create(const window::PageAddress &address,
                                       QWidget *parent) override;

private:
    SpecServices m_services;
};

} // namespace gw::definition
