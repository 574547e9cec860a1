// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/request_page_factory.h"

#include "pages/request_page.h"

namespace gw::pages {

RequestPageFactory::RequestPageFactory(session::EngineSession &session)
    : m_session(session)
    , m_runner(std::make_shared<requests::RequestRunner>())
{
}

window::Page *RequestPageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new RequestPage(address, m_runner, m_session, parent);
}

} // namespace gw::pages
