// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/definition_drafts.h"

#include "editing/definition_templates.h"
#include "window/tab_area.h"

#include <QCoreApplication>

namespace gw::definition {

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

Expected<void> DefinitionDrafts::openCopy(const QString &apiId, const QString &name,
                                          const std::string &text)
{
    const std::string from = apiId.isEmpty() ? editing::idFrom(name.toStdString()) // of a file
                                             : apiId.toStdString();
    const std::string id = editing::freeId(from + "-copy", takenIds());
    const QString newName = QCoreApplication::translate("gw::definition::ApiActions", "%1 copy");
    const Expected<std::string> copy =
        editing::duplicated(text, {newName.arg(name).toStdString(), id, {}, {}});
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    open(QString::fromStdString(id), *copy);
    return {};
}

} // namespace gw::definition
