// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/definition_source.h"

#include "definition/definition_files.h"
#include "editing/words.h"
#include "session/api_subject.h"
#include "spec/definition_folder.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace gw::definition {

namespace {

constexpr std::chrono::milliseconds kSettle{150};

} // namespace

DefinitionSource::DefinitionSource(session::EngineSession &session, const QString &subject,
                                   QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_apiId(subject.startsWith(session::kFileMark) ? QString() : subject)
    , m_file(subject.sliced(m_apiId == subject ? subject.size() : session::kFileMark.size()))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &DefinitionSource::lookAtFile);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle,
            qOverload<>(&QTimer::start));
    connect(&session, &session::EngineSession::reportChanged, this, [this] {
        followReport(m_session.report().apis);
        if (!m_onDisk.empty()) {
            watch(); // the file of a new API is known from now on
        }
        // Not every report is of another load.
        if (!m_origin.isEmpty() && m_session.report().generation != m_askedGeneration) {
            m_ask.start();
        }
    });
    connect(&session, &session::EngineSession::reloaded, &m_ask, qOverload<>(&QTimer::start));
    m_ask.setSingleShot(true);
    connect(&m_ask, &QTimer::timeout, this, [this] {
        if (!m_origin.isEmpty()) {
            lookAtEngine();
        }
    });
}

void DefinitionSource::acknowledge(const std::string &text)
{
    m_onDisk = text;
    if (!m_outsideTag.isEmpty()) {
        m_etag = std::exchange(m_outsideTag, {});
    }
}

QString DefinitionSource::filePath() const
{
    const client::ApiReport *api = report();
    if (m_session.isAttached() || m_session.workspace().isEmpty() || isElsewhere()) {
        return {};
    }
    if (api == nullptr || api->file.isEmpty()) {
        return m_path; // a file that cannot be read has no API in the report
    }
    return m_session.definitionsFolder() + u'/' + api->file;
}

QString DefinitionSource::fileName() const
{
    const QString path = filePath();
    return path.isEmpty() ? subject() : QFileInfo(path).fileName();
}

QString DefinitionSource::subject() const
{
    return m_file.isEmpty() ? m_apiId : session::kFileMark + m_file;
}

// Another file may have the same id: the own one is known by its name.
const client::ApiReport *DefinitionSource::report() const
{
    if (!m_path.isEmpty() && !m_session.isAttached() && !isElsewhere()) {
        const client::ApiReport *own =
            m_session.api(session::kFileMark + QFileInfo(m_path).fileName());
        if (own != nullptr && own->state != client::ApiState::Removed) {
            return own;
        }
    }
    return m_session.api(subject());
}

// What the page is about is the file, which gets its id when it is mended, and loses it when the
// engine is started while it cannot be read.
void DefinitionSource::followReport(const QList<client::ApiReport> &apis)
{
    const QString name = m_path.isEmpty() ? m_file : QFileInfo(m_path).fileName();
    if (name.isEmpty() || m_isNew || isElsewhere() || m_session.isAttached()) {
        return;
    }
    const client::ApiReport *own = session::findApi(apis, session::kFileMark + name);
    if (own == nullptr || own->state == client::ApiState::Removed) {
        return;
    }
    const QString now = session::apiSubject(apis, *own);
    if (now == subject()) {
        return;
    }
    if (now.startsWith(session::kFileMark)) {
        m_file = name;
    } else {
        m_file.clear();
        m_apiId = now;
    }
    Q_EMIT subjectChanged();
}

bool DefinitionSource::isElsewhere() const
{
    const QString origin = m_session.origin();
    return !m_origin.isEmpty() && !origin.isEmpty() && m_origin != origin;
}

bool DefinitionSource::isReported() const
{
    const client::ApiReport *api = report();
    return api != nullptr && api->state != client::ApiState::Removed;
}

void DefinitionSource::remember(const QString &path, const QString &origin)
{
    m_path = path;
    m_origin = origin;
}

void DefinitionSource::forget()
{
    if (!m_watcher.files().isEmpty()) {
        m_watcher.removePaths(m_watcher.files());
    }
    if (!m_watcher.directories().isEmpty()) {
        m_watcher.removePaths(m_watcher.directories());
    }
    m_settle.stop();
    m_ask.stop();
    if (!m_apiId.isEmpty()) {
        m_file.clear(); // elsewhere it is known by its id
    }
    m_path.clear();
    m_origin.clear();
    m_etag.clear();
    m_outsideTag.clear();
    m_onDisk.clear();
    m_askedGeneration = 0;
    setBusy(false);
    m_isGone = false;
}

void DefinitionSource::load()
{
    const QString path = filePath();
    if (!path.isEmpty()) {
        const Expected<std::string> text = readDefinitionFile(path);
        if (!text) {
            fail(text.error());
            return;
        }
        m_onDisk = *text;
        m_path = path;
        m_origin = m_session.origin();
        followReport(m_session.report().apis);
        watch();
        Q_EMIT loaded(*text);
        lookAtEngine();
        return;
    }
    if (m_session.client() == nullptr) {
        fail(noEngine());
        return;
    }
    if (!m_file.isEmpty()) {
        if (m_session.report().generation > 0) { // else the report is on its way
            fail(editing::refusal(tr("This file has no API id that its text could be had by"),
                                  m_file.toStdString(), tr("Mend it where the engine runs"))
                     .value());
        }
        return;
    }
    m_session.client()->definition(m_apiId).then(
        this,
        [this, origin = m_session.origin()](const Expected<client::StoredDefinition> &stored) {
            if (origin != m_session.origin()) {
                return; // the next report brings the other one
            }
            if (!stored) {
                fail(stored.error());
                return;
            }
            m_etag = stored->etag;
            m_onDisk = stored->text.toStdString();
            m_origin = origin;
            Q_EMIT loaded(m_onDisk);
            lookAtEngine();
        });
}

Error DefinitionSource::noEngine() const
{
    return {tr("There is no engine").toStdString(),
            {},
            (m_session.workspace().isEmpty() ? tr("Open a workspace or connect to an engine")
                                             : tr("Start it from the menu Gateway"))
                .toStdString()};
}

void DefinitionSource::setBusy(bool isBusy)
{
    if (std::exchange(m_isBusy, isBusy) != isBusy) {
        Q_EMIT busyChanged();
    }
}

void DefinitionSource::finish(const Applied &outcome)
{
    setBusy(false);
    Q_EMIT applied(outcome);
    lookAtEngine();
}

void DefinitionSource::fail(const Error &problem)
{
    setBusy(false);
    Q_EMIT failed(problem);
}

// A file that is replaced is no longer watched; its folder is.
void DefinitionSource::watch()
{
    const QString path = filePath();
    if (path.isEmpty()) {
        return;
    }
    const QString folder = QFileInfo(path).path();
    if (!m_watcher.files().contains(path)) {
        m_watcher.addPath(path);
    }
    if (!m_watcher.directories().contains(folder)) {
        m_watcher.addPath(folder);
    }
}

void DefinitionSource::lookAtFile()
{
    watch();
    const QString path = filePath();
    if (path.isEmpty()) {
        return;
    }
    const Expected<std::string> text = readDefinitionFile(path);
    if (!text) {
        if (!QFileInfo::exists(path)) {
            noteGone();
        }
        return;
    }
    const bool wasGone = std::exchange(m_isGone, false);
    if (*text == m_onDisk + '\n') {
        m_onDisk = *text; // the engine ends the last line of what it stores
    }
    if (*text != m_onDisk) {
        Q_EMIT changedOutside(*text);
    } else if (wasGone) {
        Q_EMIT cameBack(*text);
    }
}

// A load of the engine says that it may serve another text now, and one without files here that
// somebody may have written.
void DefinitionSource::lookAtEngine()
{
    const quint64 generation = m_session.report().generation;
    if (m_session.client() == nullptr || m_isBusy || m_isNew || isElsewhere() || generation == 0) {
        return;
    }
    m_askedGeneration = generation;
    if (!m_file.isEmpty()) { // it cannot be asked by an id, but has told whose text it serves
        const client::ApiReport *own = report();
        const bool isServed = own != nullptr && own->isServing() &&
                              own->sha256.toStdString() == spec::contentHash(m_onDisk);
        tellServed(isServed ? m_onDisk : std::string(), generation);
        return;
    }
    m_session.client()->definition(m_apiId).then(
        this,
        [this, generation, origin = m_origin](const Expected<client::StoredDefinition> &stored) {
            const bool isLate = m_isBusy || generation != m_session.report().generation;
            if (origin != m_origin || isElsewhere() || isLate) {
                return; // another answer follows
            }
            if (stored) {
                noteEngineText(*stored);
            } else if (!isReported()) { // other failures are told by the session
                tellServed({}, generation);
                if (m_session.isAttached()) {
                    noteGone();
                }
            }
        });
}

void DefinitionSource::noteEngineText(const client::StoredDefinition &stored)
{
    const std::string text = stored.text.toStdString();
    const client::ApiReport *api = report();
    // Of an API that failed the engine tells the file.
    const bool isServed = api != nullptr && api->state != client::ApiState::Failed;
    tellServed(isServed ? text : std::string(), m_session.report().generation);
    if (m_session.isAttached() && std::exchange(m_isGone, false) && stored.etag == m_etag) {
        Q_EMIT cameBack(text);
    }
    const bool isOther = stored.etag != m_etag && stored.etag != m_outsideTag;
    if (m_session.isAttached() && !m_etag.isEmpty() && isOther) {
        m_outsideTag = stored.etag;
        Q_EMIT changedOutside(text);
    }
}

void DefinitionSource::tellServed(const std::string &text, quint64 generation)
{
    // The engine ends the last line of what it stores.
    Q_EMIT served(text == m_onDisk + '\n' ? m_onDisk : text, generation);
}

void DefinitionSource::noteGone()
{
    if (!std::exchange(m_isGone, true)) {
        Q_EMIT removedOutside();
    }
}

} // namespace gw::definition
