// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/transfer_result.h"

#include <QStringList>

class QTreeWidget;
class QWidget;

// Tables of what is known of an answer. Thread: GUI.
namespace gw::widgets {

// An empty one; its parent owns it.
[[nodiscard]] QTreeWidget *factTable(const QString &name, const QStringList &columns,
                                     QWidget *parent);
// A row; a text for each column.
void addFact(QTreeWidget &table, const QStringList &texts);
// The jar after a request: name, value, domain, path, end.
void fillCookies(QTreeWidget &table, const requests::TransferResult &result);
// The connection and its TLS: fact and value.
void fillTls(QTreeWidget &table, const requests::TransferResult &result);

} // namespace gw::widgets
