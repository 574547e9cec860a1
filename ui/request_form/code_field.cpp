// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/code_field.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace gw::request_form {

namespace {

std::string withPlainLineEnds(std::string text)
{
    std::size_t kept = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {
            text[kept++] = text[at];
        }
    }
    text.resize(kept);
    return text;
}

} // namespace

CodeField::CodeField(const QString &name, widgets::CodeLanguage language, QWidget *parent)
    : QWidget(parent)
    , m_look{.name = name, .language = language}
    , m_place(new QWidget(this))
{
    m_place->setFocusPolicy(Qt::TabFocus);
    m_place->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
}

CodeField::~CodeField()
{
    if (m_editor != nullptr) {
        m_editor->disconnect(this);
    }
}

void CodeField::setLanguage(widgets::CodeLanguage language)
{
    m_look.language = language;
    if (m_editor != nullptr) {
        m_editor->setLanguage(language);
    }
}

void CodeField::setPlaceholder(const QString &text)
{
    m_look.placeholder = text;
    if (m_editor != nullptr) {
        m_editor->setPlaceholder(text);
    }
}

void CodeField::setWraps(bool doesWrap)
{
    m_look.doesWrap = doesWrap;
    if (m_editor != nullptr) {
        m_editor->setWraps(doesWrap);
    }
}

void CodeField::setCandidates(const std::string &marks,
                              const widgets::SourceEditor::Candidates &source)
{
    m_look.marks = marks;
    m_look.candidates = source;
    if (m_editor != nullptr) {
        m_editor->setCandidates(marks, source);
    }
}

std::string CodeField::text() const
{
    return m_editor == nullptr ? m_text : m_editor->text();
}

void CodeField::load(const std::string &text)
{
    if (m_editor != nullptr) {
        m_editor->load(withPlainLineEnds(text));
        return;
    }
    m_look.caret = 0;
    m_text = withPlainLineEnds(text);
    Q_EMIT edited();
}

void CodeField::replaceBy(const std::string &text)
{
    const editing::TextEdit edit = editing::difference(this->text(), withPlainLineEnds(text));
    if (!edit.isEmpty()) {
        apply({edit});
    }
}

void CodeField::apply(const std::vector<editing::TextEdit> &edits)
{
    if (edits.empty()) {
        return;
    }
    if (m_editor != nullptr) {
        m_editor->apply(edits);
        return;
    }
    for (const editing::TextEdit &edit : edits) {
        m_text = editing::applied(m_text, edit);
        m_look.caret = editing::moved(m_look.caret, edit);
    }
    Q_EMIT edited();
}

std::size_t CodeField::caret() const
{
    return m_editor == nullptr ? m_look.caret : m_editor->caret();
}

void CodeField::setCaret(std::size_t offset)
{
    m_look.caret = std::min(offset, text().size());
    if (m_editor != nullptr) {
        m_editor->setCaret(m_look.caret);
    }
}

int CodeField::zoomLevel() const
{
    return m_editor == nullptr ? m_look.zoomLevel : m_editor->zoomLevel();
}

void CodeField::setZoomLevel(int level)
{
    m_look.zoomLevel = level;
    if (m_editor != nullptr) {
        m_editor->setZoomLevel(level);
    }
}

widgets::SourceEditor &CodeField::editor()
{
    if (m_editor != nullptr) {
        return *m_editor;
    }
    m_editor = new widgets::SourceEditor({}, this);
    m_editor->setName(m_look.name);
    m_editor->setLanguage(m_look.language);
    m_editor->setPlaceholder(m_look.placeholder);
    m_editor->setWraps(m_look.doesWrap);
    m_editor->setTabLeaves(true);
    if (m_look.candidates) {
        m_editor->setCandidates(m_look.marks, m_look.candidates);
    }
    m_editor->load(std::exchange(m_text, {}));
    m_editor->setCaret(m_look.caret);
    m_editor->setZoomLevel(m_look.zoomLevel);
    layout()->addWidget(m_editor);
    m_editor->show(); // a layout would do it later
    takePlaceInTabOrder();
    connect(m_editor, &widgets::SourceEditor::edited, this, &CodeField::edited);
    connect(m_editor, &widgets::SourceEditor::stepTaken, this, &CodeField::stepTaken);
    connect(m_editor, &widgets::SourceEditor::zoomed, this, &CodeField::zoomed);
    return *m_editor;
}

// What is made late would be the last of the window.
void CodeField::takePlaceInTabOrder()
{
    m_editor->setFocusPolicy(Qt::WheelFocus); // of its text, and of it in the order
    QWidget::setTabOrder(m_place, m_editor);
    m_place->setFocusPolicy(Qt::NoFocus);
    setFocusProxy(m_editor);
}

void CodeField::showEvent(QShowEvent *event)
{
    static_cast<void>(editor());
    QWidget::showEvent(event);
}

} // namespace gw::request_form
