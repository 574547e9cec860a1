// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/json_editor.h"

#include "editing/field_help.h"
#include "editing/json_place.h"
#include "editing/line_changes.h"
#include "editing/text_place.h"
#include "look/icons.h"
#include "look/tokens.h"
#include "spec/definition_writer.h"
#include "widgets/breadcrumb.h"
#include "widgets/candidate_list.h"
#include "widgets/code_area.h"
#include "widgets/find_bar.h"
#include "widgets/pointer_bar.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::widgets {

namespace {

using editing::Diagnostic;
using spec::Severity;

constexpr std::chrono::milliseconds kSettle{40};

CodeArea::Indicator indicatorOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return CodeArea::ErrorLine;
    case Severity::Warning:
        return CodeArea::WarningLine;
    case Severity::Note:
        break;
    }
    return CodeArea::NoteLine;
}

QString escaped(const std::string &text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

} // namespace

JsonEditor::JsonEditor(spec::DefinitionSchema schema, QWidget *parent)
    : QWidget(parent)
    , m_schema(std::move(schema))
    , m_area(new CodeArea(CodeLanguage::Json, this))
    , m_findBar(new FindBar(m_area, this))
    , m_pointerBar(new PointerBar(this))
    , m_breadcrumb(new Breadcrumb(this))
    , m_candidates(new CandidateList(*m_area, "_\"./-",
                                     [this](std::string_view text, std::size_t caret) {
                                         return editing::candidatesAt(text, caret, m_schema,
                                                                      m_sources);
                                     }))
    , m_marks(
          this,
          [](const MarkedTexts &texts) { return editing::lineMarks(*texts.before, texts.after); },
          [this](std::optional<std::vector<editing::LineMark>> marks) {
              showMarks(marks.value_or(std::vector<editing::LineMark>()));
          })
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_breadcrumb);
    layout->addWidget(m_area, 1);
    layout->addWidget(m_findBar);
    layout->addWidget(m_pointerBar);
    setFocusProxy(m_area);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        refreshMarks();
        const std::string pointer = caretPointer();
        if (pointer != m_breadcrumb->pointer()) {
            m_breadcrumb->setPointer(pointer);
            Q_EMIT caretPointerChanged(pointer);
        }
        Q_EMIT caretMoved();
    });
    connect(m_area, &CodeArea::edited, this, [this] {
        m_settle.start();
        m_areOfThisText = false;
        Q_EMIT edited();
    });
    connect(m_area, &CodeArea::caretMoved, &m_settle, qOverload<>(&QTimer::start));
    connect(m_area, &CodeArea::restedOn, this, &JsonEditor::explain);
    connect(m_area, &CodeArea::zoomed, this, &JsonEditor::zoomed);
    connect(m_area, &CodeArea::folded, this, &JsonEditor::folded);
    connectPointerBar();
    connect(m_breadcrumb, &Breadcrumb::chosen, this, [this](const std::string &pointer) {
        goToPointer(pointer);
        m_area->setFocus();
    });
}

std::string JsonEditor::text() const
{
    return m_area->content();
}

std::size_t JsonEditor::caret() const
{
    return m_area->caret();
}

void JsonEditor::setName(const QString &name)
{
    m_area->setAccessibleName(name);
}

void JsonEditor::setRoot(const QString &name)
{
    m_breadcrumb->setRoot(name);
}

void JsonEditor::setCaret(std::size_t offset)
{
    m_area->setCaret(offset);
}

void JsonEditor::apply(const editing::TextEdit &edit)
{
    m_area->apply(edit);
}

void JsonEditor::undo()
{
    m_area->undoStep();
}

void JsonEditor::redo()
{
    m_area->redoStep();
}

void JsonEditor::load(const std::string &text)
{
    m_area->load(text);
}

void JsonEditor::replaceBy(const std::string &text)
{
    const editing::TextEdit edit = editing::difference(m_area->content(), text);
    if (!edit.isEmpty()) {
        m_area->apply(edit);
    }
}

void JsonEditor::setDiagnostics(std::vector<Diagnostic> diagnostics)
{
    m_diagnostics = std::move(diagnostics);
    m_areOfThisText = true;
    m_area->clearIndicators({CodeArea::NoteLine, CodeArea::WarningLine, CodeArea::ErrorLine});
    m_area->markerDeleteAll(CodeArea::ErrorMark);
    m_area->markerDeleteAll(CodeArea::WarningMark);
    for (const Diagnostic &diagnostic : m_diagnostics) {
        m_area->underline(indicatorOf(diagnostic.severity), diagnostic.begin, diagnostic.end);
        if (diagnostic.severity != Severity::Note) {
            m_area->markerAdd(m_area->lineOf(diagnostic.begin),
                              diagnostic.severity == Severity::Error ? CodeArea::ErrorMark
                                                                     : CodeArea::WarningMark);
        }
    }
}

const editing::QuickFix *JsonEditor::firstFix() const
{
    const auto found = std::ranges::find_if(m_diagnostics, [](const Diagnostic &diagnostic) {
        return diagnostic.severity == Severity::Error && !diagnostic.fixes.empty();
    });
    return m_areOfThisText && found != m_diagnostics.end() ? &found->fixes.front() : nullptr;
}

bool JsonEditor::mend(const editing::QuickFix &fix)
{
    const Expected<editing::TextEdit> edit = fix.patch(m_area->content());
    if (!edit || edit->isEmpty()) {
        return false;
    }
    m_area->apply(*edit);
    return true;
}

void JsonEditor::setReference(std::string text)
{
    m_reference = std::make_shared<const std::string>(std::move(text));
    refreshMarks();
}

void JsonEditor::refreshMarks()
{
    if (m_reference->empty()) {
        m_marks.drop();
        showMarks({});
    } else {
        m_marks.request({m_reference, m_area->content()});
    }
}

void JsonEditor::showMarks(const std::vector<editing::LineMark> &marks)
{
    for (const int marker : {CodeArea::Added, CodeArea::Changed, CodeArea::Removed}) {
        m_area->markerDeleteAll(marker);
    }
    for (const editing::LineMark &mark : marks) {
        const int marker = mark.kind == editing::LineMark::Kind::Added     ? CodeArea::Added
                           : mark.kind == editing::LineMark::Kind::Changed ? CodeArea::Changed
                                                                           : CodeArea::Removed;
        m_area->markerAdd(std::min(mark.line, m_area->lines() - 1), marker);
    }
}

std::string JsonEditor::caretPointer() const
{
    return editing::placeAt(m_area->content(), m_area->caret()).pointer;
}

bool JsonEditor::goToPointer(const std::string &pointer)
{
    const auto document = spec::JsonDocument::parse(m_area->content());
    if (!document || !document->valueAt(pointer)) {
        return false;
    }
    const editing::TextRange range = editing::rangeOf(*document, pointer);
    m_area->setCaret(range.begin);
    m_area->select(range.begin, range.end);
    return true;
}

int JsonEditor::lineCount() const
{
    return m_area->lines();
}

void JsonEditor::goToLine(int line)
{
    m_area->goToLine(line);
}

void JsonEditor::goToProblem(int direction)
{
    const std::size_t at = m_area->selection().begin;
    const Diagnostic *target = nullptr;
    for (const Diagnostic &diagnostic : m_diagnostics) {
        if (direction > 0 && diagnostic.begin > at) {
            target = &diagnostic;
            break;
        }
        if (direction < 0 && diagnostic.begin < at) {
            target = &diagnostic;
        }
    }
    if (target == nullptr && !m_diagnostics.empty()) {
        target = direction > 0 ? &m_diagnostics.front() : &m_diagnostics.back();
    }
    if (target != nullptr) {
        m_area->select(target->begin, target->end);
    }
}

void JsonEditor::showFind()
{
    m_findBar->open(false);
}

void JsonEditor::showReplace()
{
    m_findBar->open(true);
}

void JsonEditor::showCandidates()
{
    m_candidates->show();
}

std::vector<const Diagnostic *> JsonEditor::problemsAt(std::size_t offset) const
{
    std::vector<const Diagnostic *> found;
    for (const Diagnostic &diagnostic : m_diagnostics) {
        if (diagnostic.begin <= offset && offset <= diagnostic.end) {
            found.push_back(&diagnostic);
        }
    }
    return found;
}

void JsonEditor::explain(std::size_t offset, const QPoint &at)
{
    if (QApplication::activePopupWidget() != nullptr || m_area->isListActive()) {
        return; // it would cover the menu or the list
    }
    QString html;
    const auto paragraph = [&html](const QString &text) {
        html += QStringLiteral("<p style=\"margin:0 0 4px 0\">%1</p>").arg(text);
    };
    for (const Diagnostic *diagnostic : problemsAt(offset)) {
        const QColor color = diagnostic->severity == Severity::Error     ? look::tokens().bad
                             : diagnostic->severity == Severity::Warning ? look::tokens().warn
                                                                         : look::tokens().info;
        paragraph(
            QStringLiteral("<span style=\"color:%1\">&#9679;</span> %2 %3")
                .arg(color.name(), escaped(diagnostic->message), escaped(diagnostic->remedy)));
    }
    const std::string pointer = editing::placeAt(m_area->content(), offset).pointer;
    if (const auto help = editing::helpFor(m_schema, pointer); help && !pointer.empty()) {
        paragraph(
            QStringLiteral("<b>%1</b> &nbsp;%2").arg(escaped(help->path), escaped(help->type)));
        paragraph(escaped(help->description));
        if (!help->defaultText.empty() && help->defaultText != "\"\"") {
            paragraph(tr("Default: %1").arg(escaped(help->defaultText)));
        }
    }
    if (!html.isEmpty()) {
        QToolTip::showText(m_area->mapToGlobal(at),
                           QStringLiteral("<div style=\"width:360px\">%1</div>").arg(html), m_area);
    }
}

// Those at the caret; where it has none, those of its line.
std::vector<const Diagnostic *> JsonEditor::mendable() const
{
    const auto hasNoFix = [](const Diagnostic *diagnostic) {
        return diagnostic->fixes.empty();
    };
    std::vector<const Diagnostic *> found = problemsAt(m_area->caret());
    std::erase_if(found, hasNoFix);
    if (!found.empty()) {
        return found;
    }
    const int line = m_area->lineOf(m_area->caret());
    for (const Diagnostic &diagnostic : m_diagnostics) {
        const bool isHere = m_area->lineOf(diagnostic.begin) == line ||
                            (diagnostic.mendAt && m_area->lineOf(*diagnostic.mendAt) == line);
        if (isHere) {
            found.push_back(&diagnostic);
        }
    }
    return found;
}

void JsonEditor::fillFixes(QMenu &menu)
{
    if (!m_areOfThisText) {
        return; // in a moment they are
    }
    for (const Diagnostic *diagnostic : mendable()) {
        for (const editing::QuickFix &fix : diagnostic->fixes) {
            QAction *action = menu.addAction(look::icon(QStringLiteral("quickopen")),
                                             QString::fromStdString(fix.title));
            connect(action, &QAction::triggered, m_area, [this, fix] { mend(fix); });
        }
    }
}

void JsonEditor::showFixes()
{
    QMenu menu(this);
    fillFixes(menu);
    if (menu.isEmpty()) {
        menu.addAction(tr("No fix here"))->setEnabled(false);
    }
    const auto position = static_cast<long>(m_area->caret());
    const auto x = m_area->SendScintilla(QsciScintillaBase::SCI_POINTXFROMPOSITION, 0UL, position);
    const auto y = m_area->SendScintilla(QsciScintillaBase::SCI_POINTYFROMPOSITION, 0UL, position);
    const QPoint below(static_cast<int>(x),
                       static_cast<int>(y) + m_area->textHeight(m_area->lineOf(m_area->caret())));
    QToolTip::hideText();
    menu.exec(m_area->mapToGlobal(below));
}

void JsonEditor::askForPointer()
{
    m_caretBefore = m_area->caret();
    m_pointerBar->open(QString::fromStdString(caretPointer()));
}

void JsonEditor::connectPointerBar()
{
    connect(m_pointerBar, &PointerBar::typed, this, [this](const QString &pointer) {
        m_pointerBar->tell(goToPointer(pointer.trimmed().toStdString()));
    });
    connect(m_pointerBar, &PointerBar::accepted, this, [this] {
        m_pointerBar->hide();
        m_area->setFocus();
    });
    connect(m_pointerBar, &PointerBar::cancelled, this, [this] {
        m_pointerBar->hide();
        m_area->setCaret(m_caretBefore);
        m_area->setFocus();
    });
}

int JsonEditor::zoomLevel() const
{
    return static_cast<int>(m_area->SendScintilla(QsciScintillaBase::SCI_GETZOOM));
}

void JsonEditor::setZoomLevel(int level)
{
    m_area->zoomTo(level);
}

void JsonEditor::zoomIn()
{
    m_area->zoomIn();
}

void JsonEditor::zoomOut()
{
    m_area->zoomOut();
}

void JsonEditor::resetZoom()
{
    m_area->zoomTo(0);
}

int JsonEditor::topLine() const
{
    return m_area->firstVisibleLine();
}

void JsonEditor::setTopLine(int line)
{
    m_area->setFirstVisibleLine(line);
}

QJsonArray JsonEditor::folds() const
{
    return m_area->folds();
}

void JsonEditor::setFolds(const QJsonArray &lines)
{
    m_area->setFolds(lines);
}

void JsonEditor::prettify()
{
    if (const auto document = spec::JsonDocument::parse(m_area->content())) {
        replaceBy(spec::prettyJson(document->root()));
    }
}

void JsonEditor::minify()
{
    if (const auto document = spec::JsonDocument::parse(m_area->content())) {
        replaceBy(spec::compactJson(document->root()) + '\n');
    }
}

void JsonEditor::selectNextOccurrence()
{
    m_area->SendScintilla(QsciScintillaBase::SCI_TARGETWHOLEDOCUMENT);
    m_area->SendScintilla(QsciScintillaBase::SCI_MULTIPLESELECTADDNEXT);
}

void JsonEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    fillFixes(menu);
    menu.addSeparator();
    const auto add = [&menu, this](const QString &text, const char *icon, auto slot) {
        QAction *action = menu.addAction(look::icon(QString::fromLatin1(icon)), text);
        connect(action, &QAction::triggered, this, slot);
    };
    add(tr("Cut"), "edit-cut", [this] { m_area->cut(); });
    add(tr("Copy"), "edit-copy", [this] { m_area->copy(); });
    add(tr("Paste"), "edit-paste", [this] { m_area->paste(); });
    menu.addSeparator();
    add(tr("Find..."), "edit-find", [this] { showFind(); });
    add(tr("Go to Pointer..."), "go-jump", [this] { askForPointer(); });
    add(tr("Pretty Print"), "format-indent-more", [this] { prettify(); });
    add(tr("Minify"), "format-indent-less", [this] { minify(); });
    QToolTip::hideText();
    menu.exec(event->globalPos());
}

} // namespace gw::widgets
