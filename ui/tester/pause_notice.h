// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tester/request_services.h"

#include <QObject>

namespace gw::window {
class Banner;
}

namespace gw::tester {

class RequestSender;

// Says above a request that waits for its answer that a breakpoint holds it, where, and leads
// there. Thread: GUI.
class PauseNotice final : public QObject {
    Q_OBJECT

public:
    // All must outlive this.
    PauseNotice(const RequestServices &services, const RequestSender &sender,
                window::Banner &banner, QObject *parent = nullptr);

private:
    void refresh();

    session::Breakpoints &m_breakpoints;
    window::PageOpener &m_opener;
    const RequestSender &m_sender;
    window::Banner &m_banner;
    QString m_shown; // id of the paused request
};

} // namespace gw::tester
