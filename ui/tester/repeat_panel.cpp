// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/repeat_panel.h"

#include "look/format.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/scrolled.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

constexpr int kTickMs = 100;

QString statusesText(const requests::RepeatFigures &figures)
{
    QStringList texts;
    for (const auto &[status, count] : figures.statuses) {
        texts.append(u"%1: %2"_s.arg(status).arg(count));
    }
    return texts.isEmpty() ? u"\u2013"_s : texts.join(u"   "_s);
}

QSpinBox *numberField(int value, int largest, const QString &name, QWidget *parent)
{
    auto *field = new QSpinBox(parent);
    field->setRange(1, largest);
    field->setValue(value);
    field->setGroupSeparatorShown(true);
    field->setAccessibleName(name);
    return field;
}

} // namespace

RepeatPanel::RepeatPanel(QWidget *parent)
    : QWidget(parent)
    , m_count(numberField(100, requests::RepeatPlan::kMaxCount, tr("Requests"), this))
    , m_parallel(numberField(10, requests::RepeatPlan::kMaxParallel, tr("Requests at once"), this))
    , m_start(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_error(new QLabel(this))
    , m_tick(new QTimer(this))
{
    buildPanel();
    m_tick->setInterval(kTickMs);
    connect(m_tick, &QTimer::timeout, this, &RepeatPanel::refresh);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_tick->isActive()) {
            cancel();
        } else {
            Q_EMIT startWanted();
        }
    });
    refresh();
}

RepeatPanel::~RepeatPanel() = default;

void RepeatPanel::buildPanel()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(look::kGap);
    line->addWidget(new QLabel(tr("Send"), this));
    line->addWidget(m_count);
    line->addWidget(new QLabel(tr("times,"), this));
    line->addWidget(m_parallel);
    line->addWidget(new QLabel(tr("at once"), this));
    line->addWidget(m_start);
    line->addWidget(m_progress, 1);
    // Who starts and then cancels clicks at one place.
    QSizePolicy hidden = m_progress->sizePolicy();
    hidden.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(hidden);
    for (const QString &text : {tr("Cancel"), tr("Start")}) {
        m_start->setText(text);
        m_start->setMinimumWidth(std::max(m_start->minimumWidth(), m_start->sizeHint().width()));
    }
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(look::kGroupGap);
    grid->setVerticalSpacing(look::kTight);
    const QStringList names = {tr("Done"), tr("Errors"), tr("Per second"), tr("p50"),
                               tr("p90"),  tr("p99"),    tr("Slowest"),    tr("Answers")};
    for (int column = 0; column < names.size(); ++column) {
        m_values.append(addFigure(*grid, column, names[column]));
    }
    grid->setColumnStretch(static_cast<int>(names.size()) - 1, 1);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    layout->setSpacing(look::kMargin);
    layout->addLayout(line);
    layout->addLayout(grid);
    layout->addWidget(m_error);
    layout->addStretch(1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(widgets::scrolled(content, this));
}

QLabel *RepeatPanel::addFigure(QGridLayout &grid, int column, const QString &name)
{
    auto *title = new QLabel(name, this);
    title->setFont(look::secondaryFont());
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *value = new QLabel(this);
    value->setFont(look::fixedFont());
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(name);
    grid.addWidget(title, 0, column);
    grid.addWidget(value, 1, column);
    return value;
}

void RepeatPanel::setCount(int count)
{
    m_count->setValue(count);
}

void RepeatPanel::start(const requests::HttpRequest &request)
{
    m_run = std::make_unique<requests::RepeatRun>(
        request, requests::RepeatPlan{m_count->value(), m_parallel->value()});
    m_tick->start();
    refresh();
}

void RepeatPanel::cancel()
{
    if (m_run != nullptr) {
        m_run->cancel();
    }
}

void RepeatPanel::refresh()
{
    m_figures = m_run == nullptr ? requests::RepeatFigures() : m_run->figures();
    if (m_figures.isEnded) {
        m_tick->stop();
    }
    const requests::RepeatFigures &now = m_figures;
    const auto shown = [&now](requests::RepeatFigures::Duration duration) {
        return now.done == now.failed ? u"\u2013"_s : look::durationText(duration);
    };
    const QStringList texts = {
        look::countText(static_cast<std::uint64_t>(now.done)),
        look::countText(static_cast<std::uint64_t>(now.failed)),
        now.done == 0 ? u"\u2013"_s : QString::number(now.perSecond(), 'f', 0),
        shown(now.p50),
        shown(now.p90),
        shown(now.p99),
        shown(now.slowest),
        statusesText(now),
    };
    for (qsizetype at = 0; at < texts.size(); ++at) {
        m_values[at]->setText(texts[at]);
    }
    m_progress->setRange(0, std::max(1, now.planned));
    m_progress->setValue(now.done);
    m_progress->setFormat(now.isCancelled ? tr("cancelled") : u"%v / %m"_s);
    const bool isRunning = m_tick->isActive();
    m_progress->setVisible(m_run != nullptr);
    m_start->setText(isRunning ? tr("Cancel") : tr("Start"));
    m_start->setAccessibleName(isRunning ? tr("Cancel the repetition")
                                         : tr("Start the repetition"));
    m_count->setEnabled(!isRunning);
    m_parallel->setEnabled(!isRunning);
    m_error->setText(now.firstError.empty()
                         ? QString()
                         : tr("First error: %1").arg(QString::fromStdString(now.firstError)));
}

} // namespace gw::tester
