// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace gw::app {

// Turns SIGTERM, SIGINT and SIGHUP into Qt signals on the event loop, by a signalfd. Made before
// any thread starts, since it blocks those signals for threads to come. SIGPIPE is ignored. Thread:
// the one that made it.
class UnixSignals final : public QObject {
    Q_OBJECT

public:
    UnixSignals();
    ~UnixSignals() override;

Q_SIGNALS:
    void stopRequested(int signal);
    void reloadRequested();

private:
    void read();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace gw::app
