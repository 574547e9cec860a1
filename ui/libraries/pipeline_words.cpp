// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/pipeline_words.h"

#include "editing/plugin_checks.h"
#include "form/hook_card.h"
#include "form/pipeline_view.h"
#include "libraries/fact_rows.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace gw::libraries {

using client::PluginHook;

namespace {

// In the order in which they run, and whether they are told without a hook.
constexpr std::array<std::pair<const char *, bool>, 7> kPlaces = {{{"pre", true},
                                                                   {"auth_check", true},
                                                                   {"post_key_auth", true},
                                                                   {"go_plugin", false},
                                                                   {"post", true},
                                                                   {"response", true},
                                                                   {"analytics_plugin", false}}};

struct PipelineWords {
    Q_DECLARE_TR_FUNCTIONS(gw::libraries::PipelineWords)
};

QString hookText(const editing::NamedHook &hook, const PluginHook *known)
{
    const QString library = QString::fromStdString(hook.path);
    const auto [times, tint] = form::HookCard::timesOf(hook, known);
    const auto name =
        QStringLiteral("<a href='%1' style='color:%3'>%2</a>")
            .arg(
                library.toHtmlEscaped(), QString::fromStdString(hook.name).toHtmlEscaped(),
                look::colorOf(hook.isDisabled ? look::Tint::Secondary : look::Tint::Plugin).name());
    return name + QStringLiteral("<br>") +
           inColor(library.section(u'/', -1), look::Tint::Secondary) + QStringLiteral("<br>") +
           inColor(times, tint);
}

// Those that stand in no slot of the definition: of its bundle.
QStringList othersOf(const QList<PluginHook> &known, const std::vector<const PluginHook *> &told)
{
    QStringList others;
    for (const PluginHook &hook : known) {
        if (std::ranges::find(told, &hook) == told.end()) {
            editing::NamedHook named;
            named.name = hook.symbol.toStdString();
            named.path = hook.path.toStdString();
            others.append(hookText(named, &hook));
        }
    }
    return others;
}

} // namespace

QString pipelineText(const spec::JsonDocument &definition, const QList<PluginHook> &known)
{
    const std::vector<editing::NamedHook> hooks = editing::hooksOf(definition);
    std::vector<const PluginHook *> told;
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>");
    for (const auto &[slot, isAlwaysTold] : kPlaces) {
        QStringList texts;
        for (const editing::NamedHook &hook : hooks) {
            if (hook.slot == slot) {
                told.push_back(form::PipelineView::knownHook(known, hook));
                texts.append(hookText(hook, told.back()));
            }
        }
        if (!texts.isEmpty() || isAlwaysTold) {
            html +=
                factRow(QLatin1String(slot),
                        texts.isEmpty() ? inColor(PipelineWords::tr("none"), look::Tint::Secondary)
                                        : texts.join(QStringLiteral("<br>")));
        }
    }
    if (const QStringList others = othersOf(known, told); !others.isEmpty()) {
        html += factRow(PipelineWords::tr("bundle"), others.join(QStringLiteral("<br>")));
    }
    return html + QStringLiteral("</table>");
}

} // namespace gw::libraries
