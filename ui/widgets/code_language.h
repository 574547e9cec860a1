// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QObject;
class QsciLexer;

namespace gw::widgets {

enum class CodeLanguage : std::uint8_t { Json, C, Xml, Hurl, Plain }; // C: and C++

// By the file's name.
[[nodiscard]] CodeLanguage languageOf(const QString &fileName);
// What splits a text into words and their kinds; null for plain text. The parent's.
[[nodiscard]] QsciLexer *makeLexer(CodeLanguage language, QObject *parent);
// The console's colours of now. Thread: GUI.
void dressLexer(QsciLexer &lexer, CodeLanguage language);

} // namespace gw::widgets
