// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;
class QWidget;

namespace gw::compare {

class TextDiffModel;

// Fonts, heights and behaviour of a table that shows differences. Thread: GUI.
void dressDiffTable(QTableView &table);
// Two texts side by side.
[[nodiscard]] QTableView *diffTable(TextDiffModel &model, QWidget *parent);

} // namespace gw::compare
