// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/body_saver.h"

#include "look/format.h"
#include "widgets/work_bar.h"

#include <QCoreApplication>
#include <QPointer>

namespace gw::widgets {

BodySaver::BodySaver(WorkBar &work, QObject *parent)
    : QObject(parent)
    , m_work(work)
{
    m_pool.setMaxThreadCount(1);
}

BodySaver::~BodySaver()
{
    if (m_state != nullptr) {
        m_state->isStopped = true;
    }
    m_pool.clear();
    m_pool.waitForDone();
}

void BodySaver::save(const std::shared_ptr<const requests::ResponseBody> &body, const QString &path)
{
    m_state = std::make_shared<requests::WorkState>();
    m_work.begin(tr("Saving %1").arg(look::byteText(body->size())), m_state, body->size());
    const QPointer<BodySaver> self(this);
    m_pool.start([self, body, path, state = m_state] {
        const Expected<void> saved = requests::saveBody(*body, path.toStdString(), *state);
        const QString note =
            saved ? tr("Saved to %1.").arg(path) : QString::fromStdString(saved.error().text());
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, state, note] {
            if (!self) {
                return;
            }
            if (self->m_state == state) {
                self->m_work.end();
            }
            Q_EMIT self->ended(note);
        });
    });
}

} // namespace gw::widgets
