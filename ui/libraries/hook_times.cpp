// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/hook_times.h"

#include "client/plugin_client.h"
#include "libraries/time_histogram.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QLabel>
#include <QVBoxLayout>

namespace gw::libraries {

HookTimes::HookTimes(session::EngineSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_times(new TimeHistogram(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(look::kGap);
    m_title->setFont(look::strongFont());
    m_title->setTextFormat(Qt::PlainText);
    layout->addWidget(m_title);
    layout->addWidget(m_times);
    setHook({}, {});
}

void HookTimes::setHook(const QString &library, const QString &symbol)
{
    if (m_library != library || m_symbol != symbol) {
        m_times->setBuckets({});
    }
    m_library = library;
    m_symbol = symbol;
    m_title->setText(symbol.isEmpty() ? tr("Times") : tr("Times of %1").arg(symbol));
    ask();
}

void HookTimes::ask()
{
    if (m_isAsking || m_symbol.isEmpty() || !isVisible() || m_session.client() == nullptr ||
        m_session.state() != session::EngineSession::State::Connected) {
        return;
    }
    m_isAsking = true;
    client::PluginClient(*m_session.client())
        .times(m_library, m_symbol)
        .then(this, [this, library = m_library,
                     symbol = m_symbol](const Expected<QList<client::TimeBucket>> &times) {
            m_isAsking = false;
            if (library != m_library || symbol != m_symbol) {
                ask(); // another one was chosen meanwhile
                return;
            }
            m_times->setBuckets(times ? *times : QList<client::TimeBucket>());
        });
}

void HookTimes::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

} // namespace gw::libraries
