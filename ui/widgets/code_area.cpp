// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code_area.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace gw::widgets {

namespace {

constexpr int kBarWidth = 4;
constexpr unsigned kBarMask =
    1U << CodeArea::Added | 1U << CodeArea::Changed | 1U << CodeArea::Removed;
constexpr unsigned kSignMask = 1U << CodeArea::ErrorMark | 1U << CodeArea::WarningMark;

long positionOf(std::size_t offset)
{
    return static_cast<long>(offset);
}

} // namespace

CodeArea::CodeArea(CodeLanguage language, QWidget *parent)
    : QsciScintilla(parent)
    , m_language(language)
    , m_lexer(makeLexer(language, this))
{
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    setLexer(m_lexer);
    setUpMargins();
    setUpEditing();
    markDirections();
    connectSignals();
    dress();
}

void CodeArea::setUpMargins()
{
    setMarginType(Numbers, NumberMargin);
    setMarginType(Signs, SymbolMargin);
    setMarginType(Bars, SymbolMargin);
    setMarginMarkerMask(Numbers, 0);
    setMarginMarkerMask(Signs, static_cast<int>(kSignMask));
    setMarginMarkerMask(Bars, static_cast<int>(kBarMask));
    setFolding(PlainFoldStyle, Folds);
    markerDefine(LeftRectangle, Added);
    markerDefine(LeftRectangle, Changed);
    markerDefine(Underline, Removed);
    SendScintilla(SCI_MARKERDEFINE, static_cast<unsigned long>(Removed), 0L + SC_MARK_LEFTRECT);
    markerDefine(Circle, ErrorMark);
    markerDefine(Circle, WarningMark);
    setMarginWidth(Bars, kBarWidth);
}

void CodeArea::setLanguage(CodeLanguage language)
{
    if (language == m_language) {
        return;
    }
    m_language = language;
    QsciLexer *const former = std::exchange(m_lexer, makeLexer(language, this));
    setLexer(m_lexer);
    delete former;
    setUpIndentation();
    dress();
    recolor();
}

void CodeArea::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void CodeArea::setUpIndentation()
{
    const int indentation =
        m_language == CodeLanguage::Json || m_language == CodeLanguage::Xml ? 2 : 4;
    setIndentationWidth(indentation);
    setTabWidth(indentation);
}

void CodeArea::setUpEditing()
{
    setAutoIndent(true);
    setUpIndentation();
    setIndentationsUseTabs(false);
    setBackspaceUnindents(true);
    leaveKeys();
    setBraceMatching(SloppyBraceMatch);
    setIndentationGuides(true);
    setCaretLineVisible(true);
    setScrollWidthTracking(true);
    setScrollWidth(1);
    setEolMode(EolUnix);
    indicatorDefine(SquiggleIndicator, ErrorLine);
    indicatorDefine(SquiggleIndicator, WarningLine);
    indicatorDefine(DotsIndicator, NoteLine);
    indicatorDefine(StraightBoxIndicator, Match);
    setIndicatorDrawUnder(true, Match); // the text is to be read
    SendScintilla(SCI_SETMULTIPLESELECTION, 1UL);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, 1UL);
    SendScintilla(SCI_SETMULTIPASTE, static_cast<unsigned long>(SC_MULTIPASTE_EACH));
    SendScintilla(SCI_SETMOUSEDWELLTIME, 400UL);
    SendScintilla(SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>('\n'));
    SendScintilla(SCI_AUTOCSETAUTOHIDE, 0UL);
    SendScintilla(SCI_AUTOCSETORDER, static_cast<unsigned long>(SC_ORDER_CUSTOM));
    SendScintilla(SCI_AUTOCSETMAXHEIGHT, 10UL);
    SendScintilla(SCI_SETENDATLASTLINE, 1UL);
}

// These belong to the console's own actions: Ctrl+D copies what the text is of.
void CodeArea::leaveKeys()
{
    for (const QsciCommand::Command key :
         {QsciCommand::SelectionDuplicate, QsciCommand::LineCut, QsciCommand::LineTranspose}) {
        if (QsciCommand *command = standardCommands()->find(key)) {
            command->setKey(0);
        }
    }
}

// Letters that turn the direction of what follows would show another text than is read: they are
// shown themselves, and turn nothing.
void CodeArea::markDirections()
{
    struct Letter {
        const char *utf8;
        const char *name;
    };
    static constexpr std::array kLetters = {
        Letter{"\u200e", "LRM"}, Letter{"\u200f", "RLM"}, Letter{"\u202a", "LRE"},
        Letter{"\u202b", "RLE"}, Letter{"\u202c", "PDF"}, Letter{"\u202d", "LRO"},
        Letter{"\u202e", "RLO"}, Letter{"\u2066", "LRI"}, Letter{"\u2067", "RLI"},
        Letter{"\u2068", "FSI"}, Letter{"\u2069", "PDI"},
    };
    for (const Letter &letter : kLetters) {
        SendScintilla(SCI_SETREPRESENTATION, letter.utf8, letter.name);
    }
}

void CodeArea::connectSignals()
{
    connect(this, &QsciScintillaBase::SCN_MARGINCLICK, this, [this](int, int, int margin) {
        if (margin == Folds) {
            Q_EMIT folded();
        }
    });
    connect(this, &QsciScintilla::textChanged, this, &CodeArea::edited);
    connect(this, &QsciScintilla::cursorPositionChanged, this,
            [this] { Q_EMIT caretMoved(caret()); });
    connect(this, &QsciScintilla::linesChanged, this, [this] {
        const QString widest = QString(QString::number(lines()).size() + 1, u'0');
        setMarginWidth(Numbers, widest);
    });
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, [this](int character) {
        const char typed = character < 0x80 ? static_cast<char>(character) : '\0';
        m_pairs.follow(typed);
        Q_EMIT characterTyped(typed);
    });
    connect(this, qOverload<const char *, int, int, int>(&QsciScintillaBase::SCN_AUTOCSELECTION),
            this, [this](const char *row) {
                const QByteArray chosen(row);
                SendScintilla(SCI_AUTOCCANCEL);
                Q_EMIT listChosen(chosen);
            });
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, [this](int position, int x, int y) {
        if (position >= 0) {
            Q_EMIT restedOn(static_cast<std::size_t>(position), QPoint(x, y));
        }
    });
    connect(this, &QsciScintillaBase::SCN_MODIFIED, this,
            [this](int, int what, const char *, int, int, int, int, int, int step) {
                const bool isUndone = (what & SC_PERFORMED_UNDO) != 0;
                if ((what & SC_MOD_CONTAINER) != 0 &&
                    (what & (SC_PERFORMED_UNDO | SC_PERFORMED_REDO)) != 0) {
                    // The text must not be touched until this is over.
                    QMetaObject::invokeMethod(
                        this, [this, step, isUndone] { Q_EMIT stepTaken(step, isUndone); },
                        Qt::QueuedConnection);
                }
            });
    connect(this, &QsciScintillaBase::SCN_ZOOM, this,
            [this] { Q_EMIT zoomed(static_cast<int>(SendScintilla(SCI_GETZOOM))); });
}

void CodeArea::load(const std::string &text)
{
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.data());
    SendScintilla(SCI_SETUNDOCOLLECTION, 1UL);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    const bool hasReturns = text.find("\r\n") != std::string::npos;
    setEolMode(hasReturns ? EolWindows : EolUnix);
    SendScintilla(SCI_GOTOPOS, 0UL);
}

std::string CodeArea::content() const
{
    const auto *text = static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    return {text, size()};
}

std::size_t CodeArea::size() const
{
    return static_cast<std::size_t>(SendScintilla(SCI_GETLENGTH));
}

void CodeArea::apply(const editing::TextEdit &edit)
{
    apply(std::vector<editing::TextEdit>{edit});
}

void CodeArea::apply(const std::vector<editing::TextEdit> &edits)
{
    std::size_t kept = caret();
    SendScintilla(SCI_BEGINUNDOACTION);
    for (const editing::TextEdit &edit : edits) {
        SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(edit.begin),
                      positionOf(edit.end));
        SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(edit.text.size()),
                      edit.text.data());
        kept = editing::moved(kept, edit);
    }
    SendScintilla(SCI_ENDUNDOACTION);
    SendScintilla(SCI_SETEMPTYSELECTION, static_cast<unsigned long>(kept));
    showLineStart();
}

// Places further right come into view by scrolling sideways; where the caret can be seen without,
// that only cuts the lines' beginnings.
void CodeArea::showLineStart()
{
    const long offset = SendScintilla(SCI_GETXOFFSET);
    const long x =
        SendScintilla(SCI_POINTXFROMPOSITION, 0UL, SendScintilla(SCI_GETCURRENTPOS)) + offset;
    if (offset > 0 && x < viewport()->width()) {
        SendScintilla(SCI_SETXOFFSET, 0UL);
    }
}

void CodeArea::undoStep()
{
    undo();
    showLineStart();
}

void CodeArea::redoStep()
{
    redo();
    showLineStart();
}

void CodeArea::addStep(int step)
{
    SendScintilla(SCI_ADDUNDOACTION, static_cast<unsigned long>(step), 0L);
}

std::size_t CodeArea::caret() const
{
    return static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
}

void CodeArea::setCaret(std::size_t offset)
{
    const auto position = static_cast<unsigned long>(std::min(offset, size()));
    SendScintilla(SCI_ENSUREVISIBLEENFORCEPOLICY,
                  static_cast<unsigned long>(lineOf(std::min(offset, size()))));
    SendScintilla(SCI_GOTOPOS, position);
    SendScintilla(SCI_CHOOSECARETX);
    showLineStart();
}

void CodeArea::goToLine(int line)
{
    setCursorPosition(std::max(line - 1, 0), 0);
    ensureLineVisible(std::max(line - 1, 0));
}

void CodeArea::select(std::size_t begin, std::size_t end)
{
    SendScintilla(SCI_ENSUREVISIBLEENFORCEPOLICY, static_cast<unsigned long>(lineOf(begin)));
    SendScintilla(SCI_SETSEL, static_cast<unsigned long>(begin), positionOf(end));
    showLineStart();
}

editing::TextEdit CodeArea::selection() const
{
    const auto begin = static_cast<std::size_t>(SendScintilla(SCI_GETSELECTIONSTART));
    const auto end = static_cast<std::size_t>(SendScintilla(SCI_GETSELECTIONEND));
    return {begin, end, content().substr(begin, end - begin)};
}

QJsonArray CodeArea::folds() const
{
    QJsonArray lines;
    for (const int line : contractedFolds()) {
        lines.append(line);
    }
    return lines;
}

void CodeArea::setFolds(const QJsonArray &lines)
{
    if (lines.isEmpty()) {
        return;
    }
    SendScintilla(SCI_COLOURISE, 0UL, -1L); // else blocks are found when they are drawn
    QList<int> heads;
    for (const QJsonValue &line : lines) {
        const auto level = SendScintilla(SCI_GETFOLDLEVEL, line.toInt());
        if ((level & SC_FOLDLEVELHEADERFLAG) != 0) {
            heads.append(line.toInt());
        }
    }
    setContractedFolds(heads);
}

void CodeArea::clearIndicators(const std::vector<Indicator> &indicators)
{
    for (const Indicator indicator : indicators) {
        SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
        SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, positionOf(size()));
    }
}

void CodeArea::underline(Indicator indicator, std::size_t begin, std::size_t end)
{
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
    SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(begin),
                  positionOf(end - begin));
}

int CodeArea::lineOf(std::size_t offset) const
{
    return static_cast<int>(
        SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(offset)));
}

void CodeArea::showList(const std::vector<std::string> &rows)
{
    std::string list;
    for (const std::string &row : rows) {
        list += (list.empty() ? "" : "\n") + row;
    }
    if (list.empty()) {
        SendScintilla(SCI_AUTOCCANCEL);
    } else {
        SendScintilla(SCI_AUTOCSHOW, 0UL, list.c_str());
    }
}

// What comes above the text, such as a banner, does not hide where somebody types.
void CodeArea::resizeEvent(QResizeEvent *event)
{
    QsciScintilla::resizeEvent(event);
    const long line = SendScintilla(SCI_LINEFROMPOSITION, SendScintilla(SCI_GETCURRENTPOS));
    const long below =
        SendScintilla(SCI_VISIBLEFROMDOCLINE, line) - SendScintilla(SCI_GETFIRSTVISIBLELINE) + 1;
    const long before = event->oldSize().height() / textHeight(static_cast<int>(line));
    const long room = SendScintilla(SCI_LINESONSCREEN);
    if (below > room && below <= before) {
        SendScintilla(SCI_LINESCROLL, 0UL, below - room);
    }
    showLineStart();
}

void CodeArea::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    const QEvent::Type type = event->type();
    if (type == QEvent::PaletteChange || type == QEvent::ApplicationFontChange ||
        type == QEvent::StyleChange) {
        dress();
    }
}

void CodeArea::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() == Qt::NoModifier && !isListActive() && m_pairs.split()) {
        event->accept();
        return;
    }
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo)) {
        event->matches(QKeySequence::Undo) ? undoStep() : redoStep();
        event->accept();
        return;
    }
    const bool isPlainEscape = event->key() == Qt::Key_Escape &&
                               event->modifiers() == Qt::NoModifier && !isListActive() &&
                               SendScintilla(SCI_CALLTIPACTIVE) == 0;
    const long carets = SendScintilla(SCI_GETSELECTIONS);
    QsciScintilla::keyPressEvent(event);
    if (isPlainEscape && SendScintilla(SCI_GETSELECTIONS) == carets) {
        event->ignore(); // the page may have something to stop
    }
}

void CodeArea::paintEvent(QPaintEvent *event)
{
    QsciScintilla::paintEvent(event);
    if (m_placeholder.isEmpty() || size() > 0) {
        return;
    }
    QPainter painter(viewport());
    painter.setFont(look::fixedFont());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const auto left = SendScintilla(SCI_POINTXFROMPOSITION, 0UL, 0L);
    const auto top = SendScintilla(SCI_POINTYFROMPOSITION, 0UL, 0L);
    painter.drawText(
        viewport()->rect().adjusted(static_cast<int>(left), static_cast<int>(top), 0, 0),
        Qt::AlignLeft | Qt::AlignTop, m_placeholder);
}

// The menu is that of the editor around it.
void CodeArea::contextMenuEvent(QContextMenuEvent *event)
{
    event->ignore();
}

bool CodeArea::focusNextPrevChild(bool next)
{
    return m_doesTabLeave && !isListActive() ? QAbstractScrollArea::focusNextPrevChild(next)
                                             : QsciScintilla::focusNextPrevChild(next);
}

} // namespace gw::widgets
