// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "form/hook_card.h"
#include "spec/json_document.h"

#include <QScrollArea>

#include <memory>
#include <string>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace gw::form {

class HookCard;
class PipelineSlot;

// The plugins of an API in the order in which they run, slot by slot. Every change is a patch of
// the text. Thread: GUI.
class PipelineView final : public QScrollArea {
    Q_OBJECT

public:
    explicit PipelineView(PluginChoices choices, QWidget *parent = nullptr);

    // Null when the text is no JSON: the pipeline stays as it is and takes no input.
    void setDocument(const std::shared_ptr<const spec::JsonDocument> &document);
    // The choices are others than before.
    void refreshChoices();
    // What is done by keys to the card that has the keyboard: it goes up, down, into the place
    // before, into the one behind, away. They do so by the functions below.
    void setCommands(const QList<QAction *> &commands);
    void moveFocused(int distance);
    void carryFocused(int direction);
    void removeFocused();
    void setTimes(const QList<client::PluginHook> &times);
    // The one of them that the definition's hook is; null when it is none.
    [[nodiscard]] static const client::PluginHook *knownHook(const QList<client::PluginHook> &known,
                                                             const editing::NamedHook &hook);

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);
    void pointerEntered(const std::string &pointer);

private:
    void refreshTimes();
    [[nodiscard]] HookCard *focusedCard() const;
    // By keys, as a drag would: over what takes one hook only.
    void carry(const PipelineSlot &from, const std::string &hook, int direction);

    PluginChoices m_choices;
    QWidget *m_content;
    std::vector<PipelineSlot *> m_slots;
    QLabel *m_notice;
    QList<client::PluginHook> m_times;
};

} // namespace gw::form
