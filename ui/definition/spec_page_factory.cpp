// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page_factory.h"

namespace gw::definition {

SpecPageFactory::SpecPageFactory(SpecServices services)
    : m_services(std::move(services))
{
}

QString SpecPageFactory::kind() const
{
    return QStringLiteral("api");
}

QList<window::ActionSpec> SpecPageFactory::commands() const
{
    return window::specsOf(SpecPage::commands());
}

window::Page *SpecPageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new SpecPage(m_services, address.subject, parent);
}

} // namespace gw::definition
