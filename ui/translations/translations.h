// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gw::translations {

// Makes the program speak a language ("de"), Qt's own texts included; empty: that of the system.
// False when there is no translation into it: the program stays English. Before the first widget.
// Thread: GUI.
bool install(const QString &language = {});

} // namespace gw::translations
