// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "definition/definition_files.h"
#include "definition/definition_source.h"
#include "editing/words.h"
#include "models/reload_model.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <utility>

namespace gw::definition {

Expected<void> DefinitionSource::mayApply() const
{
    // While an engine starts it reads the folder: a new file would be saved, and not served.
    const bool isFile = m_isNew ? m_session.isOnDisk() : !filePath().isEmpty();
    if (m_session.client() == nullptr && !isFile) {
        return tl::unexpected(noEngine());
    }
    if (isElsewhere()) {
        return editing::refusal(tr("This definition is of another workspace or engine"),
                                m_origin.toStdString(), tr("Open that one to apply it"));
    }
    const bool isKnown = !m_origin.isEmpty() && (!m_etag.isEmpty() || !filePath().isEmpty());
    if (!m_isNew && !m_isGone && !isKnown) {
        return editing::refusal(tr("It is not known what the engine has of this"),
                                subject().toStdString(), tr("Wait until it is loaded"));
    }
    return {};
}

void DefinitionSource::apply(const std::string &text)
{
    if (m_isBusy) {
        return;
    }
    if (const Expected<void> may = mayApply(); !may) {
        fail(may.error());
        return;
    }
    setBusy(true);
    const QString path = filePath();
    if (m_isNew && m_session.client() == nullptr) {
        createFile(text);
    } else if (m_isNew || (m_isGone && path.isEmpty())) {
        create(text);
    } else if (path.isEmpty()) {
        applyToEngine(text);
    } else {
        applyToFile(path, text);
    }
}

void DefinitionSource::applyToFile(const QString &path, const std::string &text)
{
    const Expected<std::string> theirs = readDefinitionFile(path);
    if (theirs && *theirs != m_onDisk && *theirs != m_onDisk + '\n' && *theirs != text) {
        setBusy(false);
        Q_EMIT changedOutside(*theirs);
        return;
    }
    if (const Expected<void> written = writeFileAtomically(path.toStdString(), text); !written) {
        fail(written.error());
        return;
    }
    m_onDisk = text;
    m_path = path;
    m_isGone = false;
    watch();
    if (m_session.client() == nullptr) {
        finish({.isOnlySaved = true});
        return;
    }
    m_session.client()->reload().then(
        this, [this, origin = m_origin](const Expected<client::ReloadReport> &report) {
            if (origin != m_origin) {
                return; // given up meanwhile
            }
            if (report) {
                followReport(report->apis);
                finish(outcomeOf(*report));
            } else {
                fail(report.error());
            }
        });
}

void DefinitionSource::applyToEngine(const std::string &text)
{
    m_session.client()
        ->saveDefinition(m_apiId, QByteArray::fromStdString(text), m_etag)
        .then(this, [this, origin = m_origin](const Expected<client::DefinitionChange> &change) {
            if (origin != m_origin) {
                return; // given up meanwhile
            }
            if (!change) {
                fail(change.error());
                return;
            }
            m_etag = change->etag;
            m_outsideTag.clear();
            finish({change->generation, 1, change->duration, change->api.isServing(),
                    change->api.problems, change->api.state == client::ApiState::Degraded});
        });
}

void DefinitionSource::create(const std::string &text)
{
    m_session.client()
        ->createDefinition(QByteArray::fromStdString(text))
        .then(this, [this, text, origin = m_session.origin()](
                        const Expected<client::DefinitionChange> &change) {
            if (origin != m_session.origin()) {
                setBusy(false);
                return;
            }
            if (!change) {
                fail(change.error());
                return;
            }
            m_isNew = false;
            m_isGone = false;
            m_origin = origin;
            m_apiId = change->apiId;
            m_etag = change->etag;
            m_onDisk = text;
            Q_EMIT created(m_apiId);
            finish({change->generation, 1, change->duration, change->api.isServing(),
                    change->api.problems, change->api.state == client::ApiState::Degraded});
            watch();
        });
}

void DefinitionSource::createFile(const std::string &text)
{
    QtConcurrent::run(addDefinition, m_session.definitionsFolder(), text)
        .then(this,
              [this, text, origin = m_session.origin()](const Expected<AddedDefinition> &added) {
                  if (origin != m_session.origin()) {
                      setBusy(false);
                      return;
                  }
                  if (!added) {
                      fail(added.error());
                      return;
                  }
                  m_isNew = false;
                  m_isGone = false;
                  m_origin = origin;
                  m_apiId = added->apiId;
                  m_path = added->path;
                  m_onDisk = text;
                  Q_EMIT created(m_apiId);
                  finish({.isOnlySaved = true});
                  watch();
                  m_session.reload(); // an engine may have started meanwhile
              });
}

Applied DefinitionSource::outcomeOf(const client::ReloadReport &report) const
{
    Applied outcome;
    outcome.generation = report.generation;
    outcome.duration = report.duration;
    outcome.changedApis = models::changeCount(report);
    const QString file = QFileInfo(filePath()).fileName();
    for (const client::ApiReport &api : report.apis) {
        // A text that cannot be read has no id; its file has a name.
        if (file.isEmpty() ? api.apiId == m_apiId : api.file == file) {
            outcome.isServed = api.isServing();
            outcome.isDegraded = api.state == client::ApiState::Degraded;
            outcome.problems = api.problems;
        }
    }
    return outcome;
}

} // namespace gw::definition
