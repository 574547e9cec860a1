// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/library_facts.h"

#include "libraries/fact_rows.h"
#include "session/engine_session.h"

#include <QCoreApplication>

namespace gw::libraries {

using client::PluginHook;

namespace {

struct LibraryWords {
    Q_DECLARE_TR_FUNCTIONS(gw::libraries::LibraryWords)
};

QString stateOf(const PluginHook &hook)
{
    const QString state =
        hook.state == client::PluginState::Loaded
            ? inColor(LibraryWords::tr("loaded"), look::Tint::Good)
        : hook.state == client::PluginState::KeptOld
            ? inColor(LibraryWords::tr("old version serves: %1").arg(hook.reason), look::Tint::Warn)
            : inColor(LibraryWords::tr("failed: %1").arg(hook.reason), look::Tint::Bad);
    return hook.isRolledBack ? state + LibraryWords::tr(" (rolled back)").toHtmlEscaped() : state;
}

QString usersOf(const session::EngineSession &session, const QList<PluginHook> &hooks)
{
    QStringList users;
    for (const PluginHook &hook : hooks) {
        for (const QString &user : hook.users) {
            const client::ApiReport *api = session.api(user);
            const QString link =
                QStringLiteral("<a href='%1' style='color:%3'>%2</a>")
                    .arg(user.toHtmlEscaped(), (api == nullptr ? user : api->name).toHtmlEscaped(),
                         look::colorOf(look::Tint::Accent).name());
            if (!users.contains(link)) {
                users.append(link);
            }
        }
    }
    return users.join(QStringLiteral(", "));
}

QString exportsOf(const editing::PluginFacts &facts)
{
    if (!facts.problem.empty()) {
        return factRow(LibraryWords::tr("The file"),
                       inColor(QString::fromStdString(facts.problem), look::Tint::Bad));
    }
    QStringList names;
    for (const std::string &symbol : facts.symbols) {
        names.append(QString::fromStdString(symbol).toHtmlEscaped());
    }
    return factRow(LibraryWords::tr("Exports"), names.join(QStringLiteral(", ")));
}

} // namespace

QList<PluginHook> hooksOf(const session::EngineSession &session, const QString &library)
{
    QList<PluginHook> own;
    for (const PluginHook &hook : session.plugins()) {
        if (hook.path == library) {
            own.append(hook);
        }
    }
    return own;
}

QString libraryFacts(const session::EngineSession &session, const QString &library,
                     const std::optional<editing::PluginFacts> &exported)
{
    const QList<PluginHook> hooks = hooksOf(session, library);
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>") +
                   factRow(LibraryWords::tr("File"), library.toHtmlEscaped());
    if (!hooks.isEmpty()) {
        html += factRow(LibraryWords::tr("State"), stateOf(hooks.first()));
    }
    const QString abi = !hooks.isEmpty() ? hooks.first().abi
                        : exported       ? QString::fromStdString(exported->abi)
                                         : QString();
    if (!abi.isEmpty()) {
        html += factRow(LibraryWords::tr("ABI"), abi.toHtmlEscaped());
    }
    if (!hooks.isEmpty()) {
        html += factRow(LibraryWords::tr("Used by"), usersOf(session, hooks));
    }
    html += (exported ? exportsOf(*exported) : QString()) + QStringLiteral("</table>");
    if (!hooks.isEmpty()) {
        return html;
    }
    return html +
           (session.report().generation == 0
                ? inColor(LibraryWords::tr("No engine tells who uses it."), look::Tint::Secondary)
                : inColor(LibraryWords::tr("No API that is loaded names this library."),
                          look::Tint::Warn));
}

} // namespace gw::libraries
