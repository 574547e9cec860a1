// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <functional>

class QLineEdit;

namespace gw::panes {

// Words that may stand at the caret, asked for when somebody types.
using WordSource = std::function<QStringList()>;

// Makes a field one to filter with: hint, clear button, completion of the word at the caret (words:
// null for none).
void prepareFilterField(QLineEdit &field, const QString &hint, const WordSource &words);

// Marks the field and says in its tool tip what is wrong; null: all is well.
void showFilterError(QLineEdit &field, const Error *error);

// The command that begins to type into the field. The result is the parent's.
[[nodiscard]] QAction *focusFilter(QLineEdit &field, QObject *parent);

} // namespace gw::panes
