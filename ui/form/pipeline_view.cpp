// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/pipeline_view.h"

#include "form/pipeline_slot.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

PipelineView::PipelineView(PluginChoices choices, QWidget *parent)
    : QScrollArea(parent)
    , m_choices(std::move(choices))
    , m_content(new QWidget(this))
    , m_notice(new QLabel(m_content))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pipeline of the API"));
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    layout->setSpacing(look::kMargin);
    m_notice->setWordWrap(true);
    m_notice->hide();
    layout->addWidget(m_notice);
    const std::vector<PipelineSlot::Place> places = {
        {"pre", tr("pre"), tr("before authentication"), true},
        {"auth_check", tr("auth_check"), tr("decides who may pass"), false},
        {"post_key_auth", tr("post_key_auth"), tr("behind authentication"), true},
        {"post", tr("post"), tr("before the upstream is asked"), true},
        {"response", tr("response"), tr("when the upstream has answered"), true},
    };
    for (const PipelineSlot::Place &place : places) {
        auto *slot = new PipelineSlot(place, m_choices, m_content);
        slot->setObjectName(QString::fromStdString(place.key));
        layout->addWidget(slot);
        m_slots.push_back(slot);
        connect(slot, &PipelineSlot::patchWanted, this, &PipelineView::patchWanted);
        connect(slot, &PipelineSlot::carryWanted, this,
                [this, slot](const std::string &hook, int direction) {
                    carry(*slot, hook, direction);
                });
    }
    layout->addStretch(1);
    setWidget(m_content);
    m_content->setEnabled(false);
}

void PipelineView::setDocument(const std::shared_ptr<const spec::JsonDocument> &document)
{
    m_content->setEnabled(document != nullptr && document->root().isObject());
    if (document == nullptr) {
        return;
    }
    const std::vector<editing::NamedHook> hooks = editing::hooksOf(*document);
    for (PipelineSlot *slot : m_slots) {
        std::vector<editing::NamedHook> own;
        for (const editing::NamedHook &hook : hooks) {
            if (hook.slot == slot->place().key) {
                own.push_back(hook);
            }
        }
        slot->setHooks(own);
    }
    const auto keyless = document->valueAt("/use_keyless");
    const bool isDead = keyless && keyless->boolean() &&
                        (!m_slots[1]->cards().empty() || !m_slots[2]->cards().empty());
    m_notice->setText(tr("The API is open to everybody (use_keyless), so auth_check and "
                         "post_key_auth do not run."));
    m_notice->setVisible(isDead);
    refreshTimes();
}

void PipelineView::carry(const PipelineSlot &from, const std::string &hook, int direction)
{
    const auto count = static_cast<std::ptrdiff_t>(m_slots.size());
    std::ptrdiff_t at = std::ranges::find(m_slots, &from) - m_slots.begin() + direction;
    while (at >= 0 && at < count && !m_slots[static_cast<std::size_t>(at)]->place().isList) {
        at += direction;
    }
    if (at < 0 || at == count) {
        return;
    }
    PipelineSlot &to = *m_slots[static_cast<std::size_t>(at)];
    const std::size_t before = to.cards().size();
    const std::size_t index = direction > 0 ? 0 : before;
    to.moveHook(hook, index);
    if (to.cards().size() > before) {        // the keyboard goes along
        to.cards()[index]->setVisible(true); // a new one is shown later, and takes no focus before
        to.cards()[index]->setFocus();
        ensureWidgetVisible(to.cards()[index]);
    }
}

void PipelineView::refreshChoices()
{
    for (PipelineSlot *slot : m_slots) {
        for (HookCard *card : slot->cards()) {
            card->refreshChoices();
        }
    }
}

void PipelineView::setCommands(const QList<QAction *> &commands)
{
    const auto name = [this, commands] {
        const QAction *up = commands[0];
        const QAction *down = commands[1];
        const auto keys = [](const QAction *action) {
            return action->shortcut().toString(QKeySequence::NativeText);
        };
        const bool hasBoth = !keys(up).isEmpty() && !keys(down).isEmpty();
        for (PipelineSlot *slot : m_slots) {
            slot->setCommands(commands,
                              hasBoth ? tr("Drag to move, or %1 and %2").arg(keys(up), keys(down))
                                      : tr("Drag to move"));
        }
    };
    for (QAction *action : commands) {
        action->setShortcutContext(Qt::WidgetShortcut); // the cards look for their keys
        connect(action, &QAction::changed, this, name);
    }
    name();
}

HookCard *PipelineView::focusedCard() const
{
    const QWidget *focused = QApplication::focusWidget();
    for (const PipelineSlot *slot : m_slots) {
        for (HookCard *card : slot->cards()) {
            if (card == focused || card->isAncestorOf(focused)) {
                return card;
            }
        }
    }
    return nullptr;
}

void PipelineView::moveFocused(int distance)
{
    if (HookCard *card = focusedCard()) {
        Q_EMIT card->moveWanted(distance);
    }
}

void PipelineView::carryFocused(int direction)
{
    if (HookCard *card = focusedCard()) {
        Q_EMIT card->carryWanted(direction);
    }
}

void PipelineView::removeFocused()
{
    if (HookCard *card = focusedCard()) {
        Q_EMIT card->removeWanted();
    }
}

void PipelineView::setTimes(const QList<client::PluginHook> &times)
{
    m_times = times;
    refreshTimes();
}

void PipelineView::refreshTimes()
{
    for (PipelineSlot *slot : m_slots) {
        for (HookCard *card : slot->cards()) {
            card->setTimes(knownHook(m_times, card->hook()));
        }
    }
}

// The engine tells paths as definitions spell them. The same function may stand in two slots, of
// which it fits one.
const client::PluginHook *PipelineView::knownHook(const QList<client::PluginHook> &known,
                                                  const editing::NamedHook &hook)
{
    const QString kind = hook.slot == "response"           ? QStringLiteral("response")
                         : hook.slot == "analytics_plugin" ? QStringLiteral("analytics")
                                                           : QStringLiteral("request");
    const QString path = QDir::cleanPath(QString::fromStdString(hook.path));
    const auto found = std::ranges::find_if(known, [&](const client::PluginHook &one) {
        return one.kind == kind && one.symbol == QString::fromStdString(hook.name) &&
               QDir::cleanPath(one.path) == path;
    });
    return found == known.end() ? nullptr : &*found;
}

} // namespace gw::form
