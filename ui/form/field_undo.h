// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace gw::form {

// Undo and redo are the field's while something is typed there that is not in the definition yet,
// and the page's otherwise: one history for text, form and pipeline. The field's owner calls
// setModified(false) when it has taken what was typed. Thread: GUI.
void leaveUndoToPage(QLineEdit &field);

// To be called when the definition changes: letters that were taken back before belong to an
// earlier one, and its Redo is the page's. What is typed there now stays.
void forgetUndone(QLineEdit &field);

} // namespace gw::form
