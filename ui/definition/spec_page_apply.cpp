// SPDX-License-Identifier: GPL-3.0-or-later
// How a SpecPage applies its text, and what it says of what came of that.
#include "definition/spec_page.h"
#include "definition/spec_topics.h"
#include "look/format.h"
#include "widgets/json_editor.h"
#include "widgets/work_bar.h"
#include "window/banner.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace gw::definition {

void SpecPage::save()
{
    window::commitTyping(*this);
    if (m_source->isBusy()) {
        m_status->setText(tr("the engine has not answered the apply before"));
        return;
    }
    if (!m_isLoaded) {
        m_status->setText(tr("not applied: the definition is not loaded"));
        return;
    }
    if (m_theirs) {
        offerChoice(std::string(*m_theirs),
                    tr("Not applied: %1 was changed outside while you have changes here.")
                        .arg(m_source->fileName()));
        return;
    }
    m_applying = m_editor->text();
    m_apply->setEnabled(false);
    m_status->setText(tr("Applying ..."));
    m_source->apply(m_applying);
}

void SpecPage::showWork()
{
    if (m_source->isBusy()) {
        m_work->begin(tr("Applying %1").arg(title()), [this] { stopWaiting(); });
    } else {
        m_work->end();
        m_banner->hide(topic::kUnawaited);
    }
}

// The engine goes on: its answer is taken when it comes.
void SpecPage::stopWaiting()
{
    m_work->end();
    m_status->setText(tr("not waited for"));
    m_banner->show(window::Banner::Tone::Info, topic::kUnawaited,
                   tr("Not waited for; see Last reload for what became of it."));
    if (m_services.openReport) {
        m_banner->offer(tr("Last reload"), m_services.openReport);
    }
}

void SpecPage::afterApply(const Applied &outcome)
{
    setSaved(m_applying);
    if (!m_theirs) {
        m_banner->hide(topic::kOutside);
    }
    const QString what = outcome.changedApis == 1 ? tr("generation %1, 1 API changed, %2")
                                                        .arg(look::countText(outcome.generation),
                                                             look::durationText(outcome.duration))
                                                  : tr("generation %1, %2 APIs changed, %3")
                                                        .arg(look::countText(outcome.generation))
                                                        .arg(outcome.changedApis)
                                                        .arg(look::durationText(outcome.duration));
    m_refusal.clear();
    m_partGeneration = outcome.isDegraded ? outcome.generation : 0;
    m_report->setVisible(static_cast<bool>(m_services.openReport) && !outcome.isOnlySaved);
    if (outcome.isOnlySaved) {
        m_banner->hide(topic::kProblem);
        m_status->setText(tr("saved; no engine runs: the next one reads it"));
    } else if (outcome.isServed) {
        m_running = m_applying;
        m_banner->hide(topic::kProblem);
        m_status->setText(what);
        keepVersion(m_applying, outcome.generation);
    } else {
        const QString reason = outcome.problems.join(QStringLiteral("; "));
        m_status->setText(outcome.isDegraded ? tr("saved, served in part")
                                             : tr("saved, not served"));
        m_refusal =
            (outcome.isDegraded ? tr("The file is saved and served, but not all of it works: %1")
                                : tr("The file is saved. The version before goes on serving: %1"))
                .arg(reason);
        sayNotServed();
    }
    m_editor->setReference(m_running.value_or(std::string()));
    refreshState();
    Q_EMIT messageRaised(outcome.isServed ? what : m_status->text());
    Q_EMIT titleChanged();
    Q_EMIT stateChanged();
}

// Under its id: another file may have it, then there is none here.
void SpecPage::keepVersion(const std::string &text, std::uint64_t generation)
{
    if (m_apiId.isEmpty()) {
        return;
    }
    const auto stored = m_services.history.add(m_apiId, text, static_cast<qint64>(generation),
                                               QDateTime::currentDateTimeUtc());
    if (!stored) {
        m_banner->showProblem(topic::kProblem, stored.error());
    }
}

// Said again when the text is judged: then the mending is known.
void SpecPage::sayNotServed()
{
    m_banner->show(window::Banner::Tone::Bad, topic::kProblem, m_refusal);
    if (const editing::QuickFix *fix = m_editor->firstFix()) {
        m_banner->offer(tr("%1, and apply").arg(QString::fromStdString(fix->title)),
                        [this, fix = *fix] {
                            if (m_editor->mend(fix)) {
                                save();
                            }
                        });
    }
    m_banner->offer(tr("Show problem"), [this] { showProblem(); });
    if (m_services.openReport) {
        m_banner->offer(tr("Last reload"), m_services.openReport);
    }
}

} // namespace gw::definition
