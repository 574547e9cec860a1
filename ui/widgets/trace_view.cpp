// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trace_view.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "widgets/elided_label.h"
#include "widgets/empty_text.h"
#include "widgets/scrolled.h"
#include "widgets/trace_delegate.h"
#include "widgets/trace_model.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

using client::TraceChange;

constexpr int kLeastBarColumn = 48;
constexpr int kNarrowLetters = 70;
// Rows that are shown in the smallest window, the header among them.
constexpr int kLeastSteps = 4;
constexpr int kLeastChanges = 2;

struct ChangeLine {
    QString text;
    QColor color;
};

void appendLines(const TraceChange &change, QList<ChangeLine> &lines)
{
    const look::Tokens &tokens = look::tokens();
    const QString what =
        change.name.isEmpty() ? change.subject : QString(change.subject + u' ' + change.name);
    if (change.kind != TraceChange::Kind::Added) {
        lines.append({u"\u2212 %1: %2"_s.arg(what, change.before), tokens.bad});
    }
    if (change.kind != TraceChange::Kind::Removed) {
        lines.append({u"+ %1: %2"_s.arg(what, change.after), tokens.good});
    }
}

} // namespace

TraceView::TraceView(QWidget *parent)
    : QWidget(parent)
    , m_model(new TraceModel(this))
    , m_title(new ElidedLabel(this))
    , m_reason(new EmptyText(this))
    , m_turnOn(new QAction(look::icon(QStringLiteral("media-record")), tr("Turn Capture on"), this))
    , m_send(new QAction(look::icon(QStringLiteral("document-send")), tr("Send"), this))
    , m_steps(new QTreeView(this))
    , m_changesTitle(new QLabel(this))
    , m_openPlugin(new QToolButton(this))
    , m_breakHere(new QToolButton(this))
    , m_changes(new QPlainTextEdit(this))
    , m_stack(new QStackedLayout(this))
{
    m_title->setFont(look::strongFont());
    m_title->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    m_changesTitle->setWordWrap(true);
    connect(m_turnOn, &QAction::triggered, this, &TraceView::captureWanted);
    connect(m_send, &QAction::triggered, this, &TraceView::sendWanted);
    m_steps->setModel(m_model);
    m_steps->setItemDelegate(new TraceDelegate(m_steps));
    m_steps->setRootIsDecorated(false);
    m_steps->setUniformRowHeights(true);
    m_steps->setAllColumnsShowFocus(true);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setAccessibleName(tr("Steps of the gateway"));
    QHeaderView *header = m_steps->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(kLeastBarColumn);
    m_steps->viewport()->installEventFilter(this);

    QWidget *below = changesPart();
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_steps);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *trace = new QWidget(this);
    auto *layout = new QVBoxLayout(trace);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(splitter);
    m_steps->setMinimumHeight(kLeastSteps * look::rowHeight());
    m_changes->setMinimumHeight(kLeastChanges * look::rowHeight());
    m_stack->addWidget(m_reason);
    m_stack->addWidget(scrolled(trace, this));

    connect(m_steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                showChanges(current.row());
                Q_EMIT stepSelected(current.row());
            });
    showReason(tr("Send a request through the gateway to see what each step did to it."));
}

QWidget *TraceView::changesPart()
{
    m_changesTitle->setContentsMargins(look::kGap, look::kTight, look::kGap, 0);
    m_changes->setReadOnly(true);
    m_changes->setFont(look::fixedFont());
    m_changes->setFrameShape(QFrame::NoFrame);
    m_changes->setAccessibleName(tr("What the step changed"));

    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins({});
    belowLayout->setSpacing(look::kTight);
    m_openPlugin->setText(tr("Open plugin"));
    m_openPlugin->setIcon(look::icon(QStringLiteral("plugins"), look::Tint::Plugin));
    m_openPlugin->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_openPlugin->setAutoRaise(true);
    connect(m_openPlugin, &QToolButton::clicked, this, &TraceView::openPlugin);
    connect(m_steps, &QTreeView::activated, this, &TraceView::openPlugin);
    m_breakHere->setText(tr("Break here"));
    m_breakHere->setToolTip(tr("Stop requests like this one before the step"));
    m_breakHere->setIcon(look::icon(QStringLiteral("media-playback-pause")));
    m_breakHere->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_breakHere->setAutoRaise(true);
    connect(m_breakHere, &QToolButton::clicked, this, &TraceView::breakHere);
    m_changesHead = new QBoxLayout(QBoxLayout::LeftToRight);
    m_changesHead->setSpacing(look::kTight);
    m_changesHead->addWidget(m_changesTitle, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(look::kTight);
    buttons->addWidget(m_openPlugin, 0, Qt::AlignTop);
    buttons->addWidget(m_breakHere, 0, Qt::AlignTop);
    buttons->addStretch();
    m_changesHead->addLayout(buttons);
    belowLayout->addLayout(m_changesHead);
    belowLayout->addWidget(m_changes);
    return below;
}

void TraceView::setRecord(const client::TrafficRecord &record)
{
    if (record.trace.isEmpty()) {
        showReason({});
        m_isUntraced = true;
        showWay();
        return;
    }
    m_record = record;
    m_model->setRecord(record);
    fitColumns();
    const std::chrono::nanoseconds answer = record.untilAnswer();
    const std::chrono::nanoseconds body = record.total - answer;
    const QString number = look::countText(record.sequence);
    m_title->setText(
        body > answer ? tr("Gateway trace #%1   %2, then %3 of body")
                            .arg(number, look::durationText(answer), look::durationText(body))
                      : tr("Gateway trace #%1   %2").arg(number, look::durationText(record.total)));
    m_stack->setCurrentIndex(1);
    selectStep(telling());
}

// A step that answered or failed is where the request ended. Else the first step that did something
// is what people look for: a plugin before the others.
int TraceView::telling() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString &outcome = m_model->stepAt(row)->outcome;
        if (outcome == u"respond"_s || outcome == u"fail"_s) {
            return row;
        }
    }
    int changing = 0;
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        changing = m_model->stepAt(row)->changes.isEmpty() ? changing : row;
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const client::TraceStep &step = *m_model->stepAt(row);
        if (kindOf(step) == TraceModel::Kind::Plugin && !step.changes.isEmpty()) {
            return row;
        }
    }
    return changing;
}

void TraceView::showReason(const QString &reason)
{
    m_model->clear();
    m_isUntraced = false;
    m_isWaiting = false;
    m_reason->setText(reason);
    showWay();
    m_stack->setCurrentIndex(0);
}

void TraceView::showWaiting()
{
    showReason(tr("The request is under way. Its trace comes with the answer."));
    m_isWaiting = true;
    showWay();
}

void TraceView::showNone()
{
    showReason(tr("No trace yet. Only requests that go through the gateway have one."));
}

void TraceView::setCapturing(bool isOn)
{
    m_isCapturing = isOn;
    showWay();
}

// Where nothing is captured, to send the request would not help.
void TraceView::showWay()
{
    QString words = m_reason->text();
    if (m_isUntraced) {
        words = m_isCapturing
                    ? tr("The gateway kept no trace of this request. Send it again.")
                    : tr("The gateway kept no trace of this request: Capture is off. Turn it on, "
                         "then send it again.");
    }
    m_reason->setText(words, !m_isCapturing ? m_turnOn : m_isWaiting ? nullptr : m_send);
}

void TraceView::selectStep(int row)
{
    m_steps->setCurrentIndex(m_model->index(row, 0));
}

bool TraceView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_steps->viewport() && event->type() == QEvent::Resize) {
        fitColumns();
    }
    return QWidget::eventFilter(watched, event);
}

// Names and times first; the bars take what is left, and go where that is too little for them.
void TraceView::fitColumns()
{
    const auto wanted = [this](int column) {
        return std::max(static_cast<QAbstractItemView *>(m_steps)->sizeHintForColumn(column),
                        m_steps->header()->sectionSizeHint(column));
    };
    const int took = wanted(TraceModel::TimeColumn);
    int changed = wanted(TraceModel::ChangesColumn);
    int step = wanted(TraceModel::StepColumn);
    const int room = m_steps->viewport()->width();
    const int bar = room - took - changed - step;
    const bool hasBar = bar >= kLeastBarColumn;
    if (!hasBar) {
        changed = std::min(changed, (room - took) / 2);
        step = std::max(room - took - changed, kLeastBarColumn);
    }
    m_steps->setColumnHidden(TraceModel::BarColumn, !hasBar);
    m_steps->setColumnWidth(TraceModel::StepColumn, step);
    m_steps->setColumnWidth(TraceModel::ChangesColumn, changed);
    m_steps->setColumnWidth(TraceModel::TimeColumn, took);
    if (hasBar) {
        m_steps->setColumnWidth(TraceModel::BarColumn, bar);
    }
}

// In a narrow place the buttons stand below the title.
void TraceView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int letters = width() / fontMetrics().averageCharWidth();
    m_changesHead->setDirection(letters < kNarrowLetters ? QBoxLayout::TopToBottom
                                                         : QBoxLayout::LeftToRight);
}

void TraceView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showChanges(m_steps->currentIndex().row()); // its lines have the scheme's colours
    }
}

void TraceView::openPlugin()
{
    const client::TraceStep *step = m_model->stepAt(m_steps->currentIndex().row());
    if (step != nullptr && step->isOfPlugin()) {
        Q_EMIT pluginWanted(step->pluginPath());
    }
}

void TraceView::breakHere()
{
    if (const client::TraceStep *step = m_model->stepAt(m_steps->currentIndex().row())) {
        Q_EMIT breakWanted(m_record, *step);
    }
}

void TraceView::showChanges(int row)
{
    m_changes->clear();
    const client::TraceStep *step = m_model->stepAt(row);
    m_openPlugin->setVisible(step != nullptr && step->isOfPlugin());
    m_breakHere->setVisible(step != nullptr && step->name != u"breakpoint"_s);
    if (step == nullptr) {
        m_changesTitle->clear();
        return;
    }
    m_changesTitle->setText(tr("What %1 changed").arg(step->shortName()));
    QList<ChangeLine> lines;
    for (const TraceChange &change : step->changes) {
        appendLines(change, lines);
    }
    if (!step->note.isEmpty()) {
        lines.append({step->note, look::tokens().secondary});
    }
    if (lines.isEmpty()) {
        lines.append({tr("Nothing: the request went on as it was."), look::tokens().secondary});
    }
    QTextCursor cursor(m_changes->document());
    for (const ChangeLine &line : lines) {
        QTextCharFormat format;
        format.setForeground(line.color);
        cursor.insertText((cursor.atStart() ? QString() : u"\n"_s) + line.text, format);
    }
}

} // namespace gw::widgets
