// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/source_editor.h"

#include "look/icons.h"
#include "widgets/candidate_list.h"
#include "widgets/code_area.h"
#include "widgets/find_bar.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::widgets {

SourceEditor::SourceEditor(const QString &fileName, QWidget *parent)
    : QWidget(parent)
    , m_area(new CodeArea(languageOf(fileName), this))
    , m_find(new FindBar(m_area, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_area, 1);
    layout->addWidget(m_find);
    setName(tr("Source of the plugin"));
    setFocusProxy(m_area);
    connect(m_area, &CodeArea::edited, this, &SourceEditor::edited);
    connect(m_area, &CodeArea::stepTaken, this, &SourceEditor::stepTaken);
    connect(m_area, &CodeArea::folded, this, &SourceEditor::folded);
    connect(m_area, &CodeArea::zoomed, this, &SourceEditor::zoomed);
}

SourceEditor::~SourceEditor()
{
    m_area->disconnect(this); // it says that its text goes
}

void SourceEditor::setName(const QString &name)
{
    m_area->setAccessibleName(name);
}

void SourceEditor::setLanguage(CodeLanguage language)
{
    m_area->setLanguage(language);
}

void SourceEditor::setPlaceholder(const QString &text)
{
    m_area->setPlaceholder(text);
}

void SourceEditor::setTabLeaves(bool doesLeave)
{
    m_area->setTabLeaves(doesLeave);
}

void SourceEditor::setWraps(bool doesWrap)
{
    m_area->setWrapMode(doesWrap ? CodeArea::WrapWord : CodeArea::WrapNone);
}

void SourceEditor::setCandidates(const std::string &marks, const Candidates &candidates)
{
    delete m_candidates;
    m_candidates = new CandidateList(*m_area, marks, candidates);
}

std::string SourceEditor::text() const
{
    return m_area->content();
}

void SourceEditor::load(const std::string &text)
{
    const bool isReadOnly = m_area->isReadOnly();
    m_area->setReadOnly(false);
    m_area->load(text);
    m_area->setReadOnly(isReadOnly);
}

void SourceEditor::replaceBy(const std::string &text)
{
    const bool isReadOnly = m_area->isReadOnly();
    m_area->setReadOnly(false);
    m_area->apply(editing::difference(m_area->content(), text));
    m_area->setReadOnly(isReadOnly);
}

void SourceEditor::apply(const std::vector<editing::TextEdit> &edits)
{
    m_area->apply(edits);
}

void SourceEditor::addStep(int step)
{
    m_area->addStep(step);
}

void SourceEditor::setReadOnly(bool isReadOnly)
{
    m_area->setReadOnly(isReadOnly);
}

std::size_t SourceEditor::caret() const
{
    return m_area->caret();
}

void SourceEditor::setCaret(std::size_t offset)
{
    m_area->setCaret(offset);
}

int SourceEditor::line() const
{
    return m_area->lineOf(m_area->caret()) + 1;
}

int SourceEditor::lineCount() const
{
    return m_area->lines();
}

QJsonArray SourceEditor::folds() const
{
    return m_area->folds();
}

void SourceEditor::setFolds(const QJsonArray &lines)
{
    m_area->setFolds(lines);
}

void SourceEditor::goToLine(int line)
{
    m_area->goToLine(line);
}

void SourceEditor::selectLine(int line)
{
    m_area->goToLine(line);
    const std::size_t begin = m_area->caret();
    const auto end = m_area->SendScintilla(QsciScintillaBase::SCI_GETLINEENDPOSITION, line - 1);
    m_area->select(begin, static_cast<std::size_t>(end));
}

int SourceEditor::zoomLevel() const
{
    return static_cast<int>(m_area->SendScintilla(QsciScintillaBase::SCI_GETZOOM));
}

void SourceEditor::setZoomLevel(int level)
{
    m_area->zoomTo(level);
}

void SourceEditor::zoomIn()
{
    m_area->zoomIn();
}

void SourceEditor::zoomOut()
{
    m_area->zoomOut();
}

void SourceEditor::resetZoom()
{
    m_area->zoomTo(0);
}

void SourceEditor::showCandidates()
{
    if (m_candidates != nullptr) {
        m_candidates->show();
    }
}

void SourceEditor::setMarks(const QList<Mark> &marks)
{
    m_area->markerDeleteAll(CodeArea::ErrorMark);
    m_area->markerDeleteAll(CodeArea::WarningMark);
    m_area->clearAnnotations();
    for (const Mark &mark : marks) {
        const int at = mark.line - 1;
        m_area->markerAdd(at, mark.isError ? CodeArea::ErrorMark : CodeArea::WarningMark);
        const QString before = textBelow(mark.line);
        m_area->annotate(at, before.isEmpty() ? mark.text : before + QLatin1Char('\n') + mark.text,
                         mark.isError ? CodeArea::ErrorText : CodeArea::WarningText);
    }
}

QString SourceEditor::textBelow(int line) const
{
    // QsciScintilla::annotation() returns bytes of another place.
    const auto at = static_cast<unsigned long>(line - 1);
    constexpr auto kText = QsciScintilla::SCI_ANNOTATIONGETTEXT;
    QByteArray text(m_area->SendScintilla(kText, at, static_cast<void *>(nullptr)), '\0');
    m_area->SendScintilla(kText, at, static_cast<void *>(text.data()));
    return QString::fromUtf8(text);
}

void SourceEditor::undo()
{
    m_area->undo();
}

void SourceEditor::redo()
{
    m_area->redo();
}

void SourceEditor::showFind()
{
    m_find->open(false);
}

void SourceEditor::showReplace()
{
    m_find->open(true);
}

void SourceEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const auto add = [&menu, this](const QString &text, const char *icon, bool isEnabled,
                                   const auto &run) {
        QAction *action = menu.addAction(look::icon(QLatin1String(icon)), text);
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, run);
    };
    const bool isOpen = !m_area->isReadOnly();
    const bool hasSelection = m_area->hasSelectedText();
    add(tr("Undo"), "edit-undo", m_area->isUndoAvailable(), [this] { undo(); });
    add(tr("Redo"), "edit-redo", m_area->isRedoAvailable(), [this] { redo(); });
    menu.addSeparator();
    add(tr("Cut"), "edit-cut", isOpen && hasSelection, [this] { m_area->cut(); });
    add(tr("Copy"), "edit-copy", hasSelection, [this] { m_area->copy(); });
    add(tr("Paste"), "edit-paste", isOpen, [this] { m_area->paste(); });
    add(tr("Select All"), "edit-select-all", true, [this] { m_area->selectAll(); });
    menu.addSeparator();
    add(tr("Find..."), "edit-find", true, [this] { showFind(); });
    menu.exec(event->globalPos());
}

} // namespace gw::widgets
