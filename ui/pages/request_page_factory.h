// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/request_runner.h"
#include "window/page_opener.h"

namespace gw::session {
class EngineSession;
}

namespace gw::pages {

// Makes request pages; all share one runner and its kept-alive connections. Thread: GUI.
class RequestPageFactory final : public window::PageFactory {
public:
    // The session must outlive the pages.
    explicit RequestPageFactory(session::EngineSession &session);

    [[nodiscard]] QString kind() const override { return QStringLiteral("request"); }
    [[nodiscard]] window::Page *create(const window::PageAddress &address,
                                       QWidget *parent) override;

private:
    session::EngineSession &m_session;
    std::shared_ptr<requests::RequestRunner> m_runner; // pages may outlive the factory
};

} // namespace gw::pages
