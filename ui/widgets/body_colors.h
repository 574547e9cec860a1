// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/pretty_body.h"

class QSyntaxHighlighter;
class QTextDocument;

namespace gw::widgets {

// The colours of JSON or XML, which the document owns; null for what has none. Thread: GUI.
QSyntaxHighlighter *makeBodyColors(requests::BodyForm form, QTextDocument *document);

} // namespace gw::widgets
