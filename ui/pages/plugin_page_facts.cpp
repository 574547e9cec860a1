// SPDX-License-Identifier: GPL-3.0-or-later
// What a PluginPage says of its library.
#include "pages/fact_rows.h"
#include "pages/plugin_page.h"

namespace gw::pages {

using client::PluginHook;

QString PluginPage::factsText(const QList<PluginHook> &hooks) const
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>") +
                   factRow(tr("File"), m_path.toHtmlEscaped());
    if (hooks.isEmpty()) {
        return html + exportedText() + QStringLiteral("</table>") +
               inColor(tr("No API that is loaded names this library."), look::Tint::Warn);
    }
    const PluginHook &first = hooks.first();
    const QString state =
        first.state == client::PluginState::Loaded ? inColor(tr("loaded"), look::Tint::Good)
        : first.state == client::PluginState::KeptOld
            ? inColor(tr("old version serves: %1").arg(first.reason), look::Tint::Warn)
            : inColor(tr("failed: %1").arg(first.reason), look::Tint::Bad);
    html += factRow(tr("State"),
                    first.isRolledBack ? state + tr(" (rolled back)").toHtmlEscaped() : state);
    html += factRow(tr("ABI"), first.abi.toHtmlEscaped());
    QStringList users;
    for (const PluginHook &hook : hooks) {
        for (const QString &user : hook.users) {
            const client::ApiReport *api = m_session.api(user);
            const QString link =
                QStringLiteral("<a href='%1' style='color:%3'>%2</a>")
                    .arg(user.toHtmlEscaped(), (api == nullptr ? user : api->name).toHtmlEscaped(),
                         look::colorOf(look::Tint::Accent).name());
            if (!users.contains(link)) {
                users.append(link);
            }
        }
    }
    html += factRow(tr("Used by"), users.join(QStringLiteral(", ")));
    return html + exportedText() + QStringLiteral("</table>");
}

// Rows of the facts' table: what the file on the disk holds, used or not.
QString PluginPage::exportedText() const
{
    if (!m_exported) {
        return {};
    }
    if (!m_exported->problem.empty()) {
        const QString problem = QString::fromStdString(m_exported->problem);
        return factRow(tr("The file"), inColor(problem, look::Tint::Bad));
    }
    QStringList names;
    for (const std::string &symbol : m_exported->symbols) {
        names.append(QString::fromStdString(symbol).toHtmlEscaped());
    }
    return factRow(tr("Exports"), names.join(QStringLiteral(", ")));
}

} // namespace gw::pages
