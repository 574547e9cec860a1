// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

class QLineEdit;

namespace gw::panes {

// Makes a field one to filter with: hint, clear button, completion of the word at the caret.
void prepareFilterField(QLineEdit &field, const QString &hint, const QStringList &completions);

// Marks the field and says in its tool tip what is wrong; null: all is well.
void showFilterError(QLineEdit &field, const Error *error);

} // namespace gw::panes
