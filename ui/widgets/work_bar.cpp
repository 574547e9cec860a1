// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/work_bar.h"

#include "look/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace gw::widgets {

namespace {

constexpr std::chrono::milliseconds kLook{200}; // also: what is shorter is not shown
constexpr int kParts = 1000;                    // of the progress

} // namespace

WorkBar::WorkBar(QWidget *parent)
    : QWidget(parent)
    , m_what(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    auto *stop = new QPushButton(tr("Cancel"), this);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    line->setSpacing(look::kGap);
    line->addWidget(m_what);
    line->addWidget(m_progress, 1);
    line->addWidget(stop);
    m_look.setInterval(kLook);
    connect(&m_look, &QTimer::timeout, this, &WorkBar::refresh);
    connect(stop, &QPushButton::clicked, this, [this] {
        if (const auto cancel = m_cancel) { // a copy: it may end or begin work
            cancel();
        }
    });
    hide();
}

void WorkBar::begin(const QString &what, std::shared_ptr<requests::WorkState> state, quint64 total)
{
    start(what, kParts, [state] { state->isStopped = true; });
    m_state = std::move(state);
    m_total = total;
}

void WorkBar::begin(const QString &what, std::function<void()> cancel)
{
    start(what, 0, std::move(cancel));
    m_state.reset();
}

void WorkBar::start(const QString &what, int parts, std::function<void()> cancel)
{
    m_what->setText(what);
    m_progress->setAccessibleName(what);
    m_progress->setRange(0, parts);
    m_progress->setValue(0);
    m_cancel = std::move(cancel);
    m_look.start();
}

void WorkBar::end()
{
    m_look.stop();
    m_state.reset();
    m_cancel = nullptr;
    hide();
}

void WorkBar::refresh()
{
    if (m_state != nullptr && m_total > 0) {
        m_progress->setValue(static_cast<int>(m_state->done.load() * kParts / m_total));
    }
    show();
}

} // namespace gw::widgets
