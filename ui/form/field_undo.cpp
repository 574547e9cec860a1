// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/field_undo.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace gw::form {

namespace {

// A field claims these keys before shortcuts have them, also when it has nothing to undo.
class UndoKeys final : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride) {
            return false;
        }
        const auto *field = static_cast<const QLineEdit *>(object);
        const auto *key = static_cast<const QKeyEvent *>(event);
        const bool isUndo = key->matches(QKeySequence::Undo) && !field->isModified();
        const bool isRedo = key->matches(QKeySequence::Redo) && !field->isRedoAvailable();
        if (isUndo || isRedo) {
            event->ignore();
        }
        return isUndo || isRedo;
    }
};

} // namespace

void leaveUndoToPage(QLineEdit &field)
{
    field.installEventFilter(new UndoKeys(&field));
}

void forgetUndone(QLineEdit &field)
{
    if (field.isRedoAvailable() && !field.isModified()) {
        const int cursor = field.cursorPosition();
        field.setText(field.text()); // begins a new history
        field.setCursorPosition(cursor);
    }
}

} // namespace gw::form
