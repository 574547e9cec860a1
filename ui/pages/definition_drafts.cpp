// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/definition_drafts.h"

#include "window/tab_area.h"

namespace gw::pages {

std::vector<std::string> DefinitionDrafts::takenIds() const
{
    std::vector<std::string> ids;
    for (const client::ApiReport &api : m_session.report().apis) {
        ids.push_back(api.apiId.toStdString());
    }
    for (const window::Page *page : m_window.tabs().pages()) {
        const window::PageAddress address = page->address();
        if (address.kind == QLatin1String("api") && address.subject.startsWith(kMark)) {
            ids.push_back(address.subject.sliced(kMark.size()).toStdString());
        }
    }
    return ids;
}

void DefinitionDrafts::open(const QString &apiId, const std::string &text)
{
    window::Page *page = m_window.open({QStringLiteral("api"), kMark + apiId});
    if (page != nullptr) {
        page->restoreState({{QStringLiteral("text"), QString::fromStdString(text)}});
    }
}

} // namespace gw::pages
