// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_page_factory.h"

#include "tester/request_page.h"

#include <utility>

namespace gw::tester {

RequestPageFactory::RequestPageFactory(RequestServices services)
    : m_services(std::move(services))
{
}

QList<window::ActionSpec> RequestPageFactory::commands() const
{
    return window::specsOf(RequestPage::commands());
}

window::Page *RequestPageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new RequestPage(address, m_services, parent);
}

} // namespace gw::tester
