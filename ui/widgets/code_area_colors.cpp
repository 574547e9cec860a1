// SPDX-License-Identifier: GPL-3.0-or-later
// How a CodeArea looks: the console's colours and letters.
#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/code_area.h"

#include <Qsci/qscilexer.h>

#include <utility>

namespace gw::widgets {

namespace {

QColor blended(const QColor &color, const QColor &base, double share)
{
    const auto mix = [share](int a, int b) {
        return static_cast<int>(a * share + b * (1 - share));
    };
    return QColor(mix(color.red(), base.red()), mix(color.green(), base.green()),
                  mix(color.blue(), base.blue()));
}

} // namespace

// The colours of the console.
void CodeArea::dress()
{
    const look::Tokens &colors = look::tokens();
    const QFont font = look::fixedFont();
    if (m_lexer != nullptr) {
        dressLexer(*m_lexer, m_language);
    } else {
        setFont(font);
    }
    setColor(colors.text);
    setPaper(colors.base);
    setAnnotationDisplay(AnnotationIndented);
    for (const auto &[style, color] :
         {std::pair(ErrorText, colors.bad), std::pair(WarningText, colors.warn)}) {
        const auto number = static_cast<unsigned long>(style);
        SendScintilla(SCI_STYLESETFORE, number, color);
        SendScintilla(SCI_STYLESETBACK, number, colors.alternate);
    }
    setMarginsFont(font);
    setMarginsBackgroundColor(colors.base);
    setMarginsForegroundColor(colors.secondary);
    setFoldMarginColors(colors.base, colors.base);
    // Not by QScintilla's functions: these leave out markers that it has not defined itself.
    for (auto marker = unsigned(SC_MARKNUM_FOLDEREND); marker <= unsigned(SC_MARKNUM_FOLDEROPEN);
         ++marker) {
        SendScintilla(SCI_MARKERSETFORE, marker, colors.base);
        SendScintilla(SCI_MARKERSETBACK, marker, colors.secondary);
    }
    setMarkerBackgroundColor(colors.good, Added);
    setMarkerBackgroundColor(colors.info, Changed);
    setMarkerBackgroundColor(colors.bad, Removed);
    setMarkerBackgroundColor(colors.bad, ErrorMark);
    setMarkerForegroundColor(colors.bad, ErrorMark);
    setMarkerBackgroundColor(colors.warn, WarningMark);
    setMarkerForegroundColor(colors.warn, WarningMark);
    setMarginBackgroundColor(Signs, colors.base);
    setMarginBackgroundColor(Bars, colors.base);
    setMarginWidth(Signs, fontMetrics().height());
    setMarginWidth(Folds, fontMetrics().height());
    setCaretForegroundColor(colors.text);
    setCaretLineBackgroundColor(colors.alternate);
    setSelectionBackgroundColor(colors.selection);
    setSelectionForegroundColor(colors.text);
    setIndentationGuidesForegroundColor(colors.border);
    setIndentationGuidesBackgroundColor(colors.base);
    setMatchedBraceBackgroundColor(colors.selection);
    setMatchedBraceForegroundColor(colors.text);
    setUnmatchedBraceForegroundColor(colors.bad);
    setUnmatchedBraceBackgroundColor(colors.base);
    setIndicatorForegroundColor(colors.bad, ErrorLine);
    setIndicatorForegroundColor(colors.warn, WarningLine);
    setIndicatorForegroundColor(colors.info, NoteLine);
    setIndicatorForegroundColor(blended(colors.accent, colors.base, 0.4), Match);
}

} // namespace gw::widgets
