// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/quick_open.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace gw::window {

namespace {

constexpr int kPopupWidth = 560;
constexpr int kShownRows = 12;
constexpr int kMostEntries = 200;
constexpr int kDetailRole = Qt::UserRole;
constexpr int kDetailPart = 2; // of the row, at most

// Each typed word stands in the text as it was typed.
bool standsTogether(const QString &text, const QString &typed)
{
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

// The entry, and what its detail says at the right.
class EntryDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QFontMetrics small(look::secondaryFont());
        const QString detail = small.elidedText(index.data(kDetailRole).toString(), Qt::ElideLeft,
                                                option.rect.width() / kDetailPart);
        const int room = option.rect.width() - look::kIconSize - 4 * look::kGap -
                         small.horizontalAdvance(detail);
        item.text = item.fontMetrics.elidedText(item.text, Qt::ElideMiddle, room);
        QStyle *style = item.widget != nullptr ? item.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        painter->save();
        painter->setFont(look::secondaryFont());
        painter->setPen(look::colorOf(look::Tint::Secondary));
        painter->drawText(option.rect.adjusted(0, 0, -look::kGap, 0),
                          Qt::AlignRight | Qt::AlignVCenter, detail);
        painter->restore();
    }

    // As wide as the list, however long the name is.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, look::rowHeight() + look::kTight};
    }
};

} // namespace

int matchScore(const QString &text, const QString &typed)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace()) {
            continue;
        }
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0) {
            return -1;
        }
        const bool isWordStart = found == 0 || !text[found - 1].isLetterOrNumber() ||
                                 (text[found].isUpper() && text[found - 1].isLower());
        score += (found == last + 1 ? 8 : 0) + (isWordStart ? 6 : 0) + 1;
        last = found;
        at = found + 1;
    }
    return score * 100 - static_cast<int>(std::min<qsizetype>(text.size(), 99));
}

QuickOpen::QuickOpen(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setAccessibleName(tr("Find"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kGap, look::kGap, look::kGap, look::kGap);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    m_field->setAccessibleName(tr("Find"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("What was found"));
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &QuickOpen::refresh);
    connect(m_list, &QListWidget::itemClicked, this, &QuickOpen::choose);
    hide();
}

int QuickOpen::ask(const QString &hint, QList<QuickEntry> entries, Typed typed)
{
    if (isHidden()) {
        m_focusBefore = QApplication::focusWidget();
    }
    m_entries = std::move(entries);
    m_typed = std::move(typed);
    m_field->setPlaceholderText(hint);
    m_field->setAccessibleName(hint);
    m_field->clear();
    refresh();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    return ++m_question;
}

void QuickOpen::add(int question, const QList<QuickEntry> &entries)
{
    if (question != m_question || isHidden()) {
        return;
    }
    const QuickEntry chosen = m_shown.value(m_list->currentRow());
    m_entries.append(entries);
    refresh();
    // Return does what it would have done before.
    const auto same = std::ranges::find_if(m_shown, [&chosen](const QuickEntry &entry) {
        return entry.text == chosen.text && entry.detail == chosen.detail;
    });
    if (same != m_shown.end()) {
        m_list->setCurrentRow(static_cast<int>(same - m_shown.begin()));
    }
}

// What it held may be large.
void QuickOpen::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (!event->spontaneous()) {
        m_entries.clear();
        m_shown.clear();
        m_typed = {};
        m_list->clear();
    }
}

bool QuickOpen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (watched != m_field) {
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() == QEvent::FocusOut) {
        hide();
    }
    if (event->type() != QEvent::KeyPress) {
        return QFrame::eventFilter(watched, event);
    }
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        QApplication::sendEvent(m_list, event);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

QList<QuickEntry> QuickOpen::found() const
{
    const QString typed = m_field->text();
    QList<QuickEntry> entries = m_typed ? m_typed(typed.trimmed()) : QList<QuickEntry>();
    // What cannot be chosen comes behind all that can, and settings that only have the letters
    // somewhere behind places; the score decides among the rest.
    using Rank = std::tuple<bool, bool, int>;
    std::vector<std::pair<Rank, int>> found; // the index
    for (int at = 0; at < m_entries.size(); ++at) {
        const QuickEntry &entry = m_entries[at];
        const int score = typed.isEmpty() ? 0 : matchScore(entry.text, typed);
        if (score >= 0) {
            const bool isFar =
                entry.weight == QuickEntry::Weight::Setting && !standsTogether(entry.text, typed);
            found.emplace_back(Rank(entry.run != nullptr, !isFar, score), at);
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater(),
                             [](const auto &each) { return each.first; });
    found.resize(std::min<std::size_t>(found.size(), kMostEntries));
    for (const auto &[rank, at] : found) {
        entries.append(m_entries[at]);
    }
    return entries;
}

void QuickOpen::refresh()
{
    m_shown = found();
    m_list->clear();
    for (const QuickEntry &entry : std::as_const(m_shown)) {
        auto *item = new QListWidgetItem(entry.icon, entry.text, m_list);
        item->setData(kDetailRole, entry.detail);
        item->setToolTip(entry.text);
        if (!entry.run) {
            item->setFlags(Qt::NoItemFlags);
        }
    }
    if (m_shown.isEmpty()) {
        auto *nothing = new QListWidgetItem(tr("Nothing is called like this"), m_list);
        nothing->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void QuickOpen::choose()
{
    const auto run = m_shown.value(m_list->currentRow()).run;
    if (!run) {
        return;
    }
    close();
    run();
}

void QuickOpen::close()
{
    if (m_focusBefore != nullptr) {
        m_focusBefore->setFocus(Qt::PopupFocusReason); // this hides when it loses it
    }
    hide();
}

void QuickOpen::place()
{
    const int width = std::min(kPopupWidth, parentWidget()->width() - 2 * look::kMargin);
    const int height =
        look::kControlHeight + kShownRows * (look::rowHeight() + look::kTight) + 4 * look::kGap;
    setGeometry((parentWidget()->width() - width) / 2, look::kControlHeight + look::kGap, width,
                std::min(height, parentWidget()->height() - 2 * look::kControlHeight));
}

} // namespace gw::window
