// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace gw::panes {

// Asks for a file name and writes the text there, whole or not at all; `say` is told how it went.
void saveExport(QWidget *parent, const QString &suggestedName, const QByteArray &text,
                const std::function<void(const QString &)> &say);

} // namespace gw::panes
