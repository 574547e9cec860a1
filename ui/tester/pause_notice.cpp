// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/pause_notice.h"

#include "breakpoints/breakpoints_page.h"
#include "models/breakpoint_model.h"
#include "session/breakpoints.h"
#include "tester/request_sender.h"
#include "window/banner.h"

#include <algorithm>
#include <utility>

namespace gw::tester {

using client::PausedRequest;

PauseNotice::PauseNotice(const RequestServices &services, const RequestSender &sender,
                         window::Banner &banner, QObject *parent)
    : QObject(parent)
    , m_breakpoints(*services.breakpoints)
    , m_opener(services.opener)
    , m_sender(sender)
    , m_banner(banner)
{
    connect(&m_breakpoints, &session::Breakpoints::pausedChanged, this, &PauseNotice::refresh);
    connect(&sender, &RequestSender::sent, this, &PauseNotice::refresh);
    connect(&sender, &RequestSender::finished, this, &PauseNotice::refresh);
}

// A connection carries one request at a time.
void PauseNotice::refresh()
{
    const QList<PausedRequest> &paused = m_breakpoints.paused();
    const int port = m_sender.port();
    const auto own = std::ranges::find_if(paused, [port](const PausedRequest &request) {
        return port != 0 && request.clientPort() == port;
    });
    const QString id = own == paused.end() ? QString() : own->id;
    if (std::exchange(m_shown, id) == id) {
        return;
    }
    const QString topic = QStringLiteral("paused");
    if (id.isEmpty()) {
        m_banner.hide(topic);
        return;
    }
    m_banner.show(window::Banner::Tone::Info, topic,
                  tr("This request is paused %1.").arg(models::placeWords(own->step, own->when)));
    m_banner.offer(tr("Show"), [this, id] {
        auto *page = qobject_cast<breakpoints::BreakpointsPage *>(
            m_opener.open(breakpoints::BreakpointsPage::pageAddress()));
        if (page != nullptr) {
            page->showPaused(id);
        }
    });
}

} // namespace gw::tester
