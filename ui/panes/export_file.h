// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QIODevice;
class QWidget;

namespace gw::panes {

using SayExported = std::function<void(const QString &)>;

// Asks for a file name; then `write` fills the file on another thread, whole or not at all (false:
// it failed). `say` is told how it went, unless the parent is gone. Thread: GUI.
void saveExport(QWidget *parent, const QString &suggestedName,
                const std::function<bool(QIODevice &)> &write, const SayExported &say);
void saveExport(QWidget *parent, const QString &suggestedName, const QByteArray &text,
                const SayExported &say);

} // namespace gw::panes
