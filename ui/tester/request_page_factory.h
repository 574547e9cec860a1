// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tester/request_services.h"
#include "window/page_opener.h"

namespace gw::tester {

// Makes request pages; all share one runner and its kept-alive connections. Thread: GUI.
class RequestPageFactory final : public window::PageFactory {
public:
    explicit RequestPageFactory(RequestServices services);

    [[nodiscard]] QString kind() const override { return QStringLiteral("request"); }
    [[nodiscard]] QList<window::ActionSpec> commands() const override;
    [[nodiscard]] window::Page *create(const window::PageAddress &address,
                                       QWidget *parent) override;

private:
    RequestServices m_services;
};

} // namespace gw::tester
