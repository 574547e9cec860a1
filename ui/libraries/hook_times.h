// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"

#include <QWidget>

class QLabel;

namespace gw::libraries {

class TimeHistogram;

// How long the calls of one hook of a library took: its name above its histogram. Asked for once at
// a time, and only while somebody looks. Thread: GUI.
class HookTimes final : public QWidget {
    Q_OBJECT

public:
    explicit HookTimes(session::EngineSession &session, QWidget *parent = nullptr);

    // symbol: empty for none. Asks anew, also for the same.
    void setHook(const QString &library, const QString &symbol);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void ask();

    session::EngineSession &m_session;
    QLabel *m_title;
    TimeHistogram *m_times;
    QString m_library;
    QString m_symbol;
    bool m_isAsking = false;
};

} // namespace gw::libraries
