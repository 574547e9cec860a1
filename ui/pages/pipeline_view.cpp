// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/pipeline_view.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "pages/pipeline_slot.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QVBoxLayout>

namespace gw::pages {

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

void PipelineView::refreshChoices()
{
    for (PipelineSlot *slot : m_slots) {
        for (HookCard *card : slot->cards()) {
            card->refreshChoices();
        }
    }
}

void PipelineView::setMoves(QAction *up, QAction *down)
{
    const auto name = [this, up, down] {
        const auto keys = [](const QAction *action) {
            return action->shortcut().toString(QKeySequence::NativeText);
        };
        const bool hasBoth = !keys(up).isEmpty() && !keys(down).isEmpty();
        for (PipelineSlot *slot : m_slots) {
            slot->setMoves({up, down},
                           hasBoth ? tr("Drag to move, or %1 and %2").arg(keys(up), keys(down))
                                   : tr("Drag to move"));
        }
    };
    for (QAction *action : {up, down}) {
        action->setShortcutContext(Qt::WidgetShortcut); // the cards look for their keys
        connect(action, &QAction::changed, this, name);
    }
    name();
}

void PipelineView::moveFocused(int distance)
{
    const QWidget *focused = QApplication::focusWidget();
    for (const PipelineSlot *slot : m_slots) {
        for (HookCard *card : slot->cards()) {
            if (card == focused || card->isAncestorOf(focused)) {
                Q_EMIT card->moveWanted(distance);
                return; // there may be other cards
            }
        }
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
        const QString kind = slot->place().key == "response" ? QStringLiteral("response")
                                                             : QStringLiteral("request");
        for (HookCard *card : slot->cards()) {
            const client::PluginHook *found = nullptr;
            const QString path = QDir::cleanPath(QString::fromStdString(card->hook().path));
            for (const client::PluginHook &hook : m_times) {
                // The engine tells paths as definitions spell them. The same function may stand
                // in two slots, of which it fits one.
                if (QDir::cleanPath(hook.path) == path && hook.kind == kind &&
                    hook.symbol == QString::fromStdString(card->hook().name)) {
                    found = &hook;
                }
            }
            card->setTimes(found);
        }
    }
}

} // namespace gw::pages
