// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/find_bar.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "widgets/code_area.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace gw::widgets {

namespace {

QToolButton *button(const QString &text, const QString &icon, QWidget *parent)
{
    auto *result = new QToolButton(parent);
    result->setText(text);
    result->setToolTip(text);
    result->setAccessibleName(text);
    result->setAutoRaise(true);
    if (icon.isEmpty()) {
        result->setToolButtonStyle(Qt::ToolButtonTextOnly);
    } else {
        result->setIcon(look::icon(icon));
    }
    return result;
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

} // namespace

FindBar::FindBar(CodeArea *area, QWidget *parent)
    : QWidget(parent)
    , m_area(area)
    , m_pattern(new QLineEdit(this))
    , m_replacement(new QLineEdit(this))
    , m_matchCase(new QCheckBox(tr("Match &case"), this))
    , m_count(new QLabel(this))
{
    build();
    connect(m_pattern, &QLineEdit::textChanged, this, [this] {
        search();
        step(0);
    });
    connect(m_matchCase, &QCheckBox::toggled, this, &FindBar::search);
    connect(m_area, &CodeArea::edited, this, [this] {
        if (isVisible()) {
            search();
        }
    });
    hide();
}

void FindBar::build()
{
    m_pattern->setPlaceholderText(tr("Find"));
    m_pattern->setAccessibleName(tr("Find"));
    m_pattern->setClearButtonEnabled(true);
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    QToolButton *previous = button(tr("Previous match"), QStringLiteral("go-up"), this);
    QToolButton *next = button(tr("Next match"), QStringLiteral("go-down"), this);
    QToolButton *shut = button(tr("Close"), QStringLiteral("window-close"), this);
    QToolButton *one = button(tr("Replace"), {}, this);
    QToolButton *all = button(tr("Replace all"), {}, this);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    layout->setHorizontalSpacing(look::kTight);
    layout->setVerticalSpacing(look::kTight);
    layout->addWidget(m_pattern, 0, 0);
    layout->addWidget(previous, 0, 1);
    layout->addWidget(next, 0, 2);
    layout->addWidget(m_matchCase, 0, 3);
    layout->addWidget(m_count, 0, 4);
    layout->addWidget(shut, 0, 5);
    layout->addWidget(m_replacement, 1, 0);
    layout->addWidget(one, 1, 1, 1, 2);
    layout->addWidget(all, 1, 3);
    layout->setColumnStretch(0, 1);
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(tr("No match")));
    m_replaceRow = {m_replacement, one, all};
    connect(previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    connect(one, &QToolButton::clicked, this, &FindBar::replace);
    connect(all, &QToolButton::clicked, this, &FindBar::replaceAll);
    setFocusProxy(m_pattern);
}

void FindBar::open(bool withReplace)
{
    for (QWidget *widget : m_replaceRow) {
        widget->setVisible(withReplace);
    }
    const editing::TextEdit selected = m_area->selection();
    if (!selected.text.empty() && selected.text.find('\n') == std::string::npos) {
        m_pattern->setText(QString::fromStdString(selected.text));
    }
    show();
    search();
    m_pattern->setFocus();
    m_pattern->selectAll();
}

void FindBar::close()
{
    hide();
    m_area->setFocus();
}

void FindBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_area->clearIndicators({CodeArea::Match});
}

void FindBar::search()
{
    m_matches.clear();
    m_area->clearIndicators({CodeArea::Match});
    const std::string pattern = m_pattern->text().toStdString();
    if (pattern.empty()) {
        tell({});
        return;
    }
    const std::string text = m_area->content();
    const bool matchCase = m_matchCase->isChecked();
    const auto equal = [matchCase](char a, char b) {
        return matchCase ? a == b : lowered(a) == lowered(b);
    };
    auto at = text.begin();
    while (true) {
        at = std::search(at, text.end(), pattern.begin(), pattern.end(), equal);
        if (at == text.end()) {
            break;
        }
        const auto begin = static_cast<std::size_t>(at - text.begin());
        m_matches.push_back({begin, begin + pattern.size()});
        m_area->underline(CodeArea::Match, begin, begin + pattern.size());
        at += static_cast<std::ptrdiff_t>(pattern.size());
    }
    tell(m_matches.empty() ? tr("No match")
                           : tr("%n match(es)", nullptr, static_cast<int>(m_matches.size())));
}

// 0: the first at or behind the start of the selection.
void FindBar::step(int direction)
{
    if (m_matches.empty()) {
        return;
    }
    const editing::TextEdit selected = m_area->selection();
    std::size_t index = 0;
    if (direction < 0) {
        index = m_matches.size() - 1;
        while (index > 0 && m_matches[index].begin >= selected.begin) {
            --index;
        }
        if (m_matches[index].begin >= selected.begin) {
            index = m_matches.size() - 1;
        }
    } else {
        const std::size_t from = direction == 0 ? selected.begin : selected.end;
        while (index < m_matches.size() && m_matches[index].begin < from) {
            ++index;
        }
        index %= m_matches.size();
    }
    m_area->select(m_matches[index].begin, m_matches[index].end);
    tell(tr("%1 of %2").arg(index + 1).arg(m_matches.size()));
}

void FindBar::findNext()
{
    step(1);
}

void FindBar::findPrevious()
{
    step(-1);
}

void FindBar::replace()
{
    const editing::TextEdit selected = m_area->selection();
    const bool isMatch = std::ranges::any_of(m_matches, [&selected](const Match &match) {
        return match.begin == selected.begin && match.end == selected.end;
    });
    if (isMatch) {
        m_area->apply({selected.begin, selected.end, m_replacement->text().toStdString()});
    }
    step(1);
}

void FindBar::replaceAll()
{
    const std::string replacement = m_replacement->text().toStdString();
    std::vector<editing::TextEdit> edits;
    for (auto match = m_matches.rbegin(); match != m_matches.rend(); ++match) {
        edits.push_back({match->begin, match->end, replacement});
    }
    if (!edits.empty()) {
        const auto count = static_cast<int>(edits.size());
        m_area->apply(edits);
        tell(tr("%n replaced", nullptr, count));
    }
}

void FindBar::tell(const QString &text)
{
    m_count->setText(text);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (isReturn && event->modifiers().testFlag(Qt::ShiftModifier)) {
        findPrevious();
    } else if (isReturn) {
        m_replacement->hasFocus() ? replace() : findNext();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace gw::widgets
