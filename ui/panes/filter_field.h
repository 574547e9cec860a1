// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <functional>

class QAction;
class QLabel;
class QLineEdit;
class QWidget;

namespace gw::panes {

// Of the room in the line of tools, beside one for the counts.
inline constexpr int kFilterShare = 3;

// Words that may stand at the caret, asked for when somebody types.
using WordSource = std::function<QStringList()>;

// Makes a field one to filter with: hint, clear button, completion of the word at the caret (words:
// null for none).
void prepareFilterField(QLineEdit &field, const QString &hint, const WordSource &words);

// The line above a list that says what is wrong with its filter; hidden until something is.
[[nodiscard]] QLabel *makeFilterWords(QWidget *parent);
// Says there, and in the field's tool tip, what is wrong; null: all is well.
void showFilterError(QLineEdit &field, QLabel &words, const Error *error);

// The command that begins to type into the field. The result is the parent's.
[[nodiscard]] QAction *focusFilter(QLineEdit &field, QObject *parent);

} // namespace gw::panes
