// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/paged_body.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace gw::widgets {

class WorkBar;

// Writes bodies of any size to files on another thread, with progress and a way to stop. One at a
// time: a second one waits. Thread: GUI.
class BodySaver final : public QObject {
    Q_OBJECT

public:
    explicit BodySaver(WorkBar &work, QObject *parent = nullptr);
    ~BodySaver() override; // stops what runs

    void save(const std::shared_ptr<const requests::ResponseBody> &body, const QString &path);

Q_SIGNALS:
    void ended(const QString &note); // what came of it, in words

private:
    WorkBar &m_work;
    QThreadPool m_pool;
    std::shared_ptr<requests::WorkState> m_state;
};

} // namespace gw::widgets
