// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_patch.h"
#include "spec/definition_schema.h"

#include <QWidget>

#include <memory>
#include <string>

class QToolButton;

namespace gw::widgets {
class RowTable;
}

namespace gw::form {

class EntryTableModel;

// The table of one list or map with its buttons: add, remove, up, down; see RowTable::giveRemoval()
// for its keys. Thread: GUI.
class EntryTable final : public QWidget {
    Q_OBJECT

public:
    explicit EntryTable(const spec::DefinitionSchema &schema, QWidget *parent = nullptr);

    void setPointer(const std::string &pointer);
    void setDocument(std::shared_ptr<const spec::JsonDocument> document);
    [[nodiscard]] EntryTableModel *model() const { return m_model; }
    [[nodiscard]] widgets::RowTable *view() const { return m_view; }

Q_SIGNALS:
    void patchWanted(const gw::editing::Patch &patch);

private:
    QToolButton *addButton(const QString &text, const char *icon);
    void move(int distance);
    void fitHeight();

    EntryTableModel *m_model;
    widgets::RowTable *m_view;
    QWidget *m_buttons;
};

} // namespace gw::form
