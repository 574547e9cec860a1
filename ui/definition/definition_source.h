// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "session/engine_session.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <string>

namespace gw::definition {

// What became of an apply.
struct Applied {
    std::uint64_t generation = 0;
    int changedApis = 0;
    std::chrono::microseconds duration{0};
    bool isServed = false; // whole; else see `problems`
    QStringList problems = {};
    bool isDegraded = false;  // served, but requests that need what is missing get 500
    bool isOnlySaved = false; // no engine runs; the next one reads it
};

// The text of one API definition: where it comes from and how it gets to the engine. Of a workspace
// on this machine the file is the truth; a text goes there first, then the engine reloads. To an
// engine that the console is only attached to it goes through the control API. Thread: GUI.
class DefinitionSource final : public QObject {
    Q_OBJECT

public:
    // subject: see session::apiSubject().
    DefinitionSource(session::EngineSession &session, const QString &subject,
                     QObject *parent = nullptr);

    // Empty while none is known.
    [[nodiscard]] const QString &apiId() const { return m_apiId; }
    // What pages know it by: the id, or the file while the engine's last report has no id for it.
    [[nodiscard]] QString subject() const;
    // What the engine said of it last; null: nothing. It follows the file where there is one.
    [[nodiscard]] const client::ApiReport *report() const;
    // The file in the workspace; empty when attached, or not known yet.
    [[nodiscard]] QString filePath() const;
    // Of that, or what stands for it where there is none: the subject.
    [[nodiscard]] QString fileName() const;

    // No engine has it yet: the first apply makes it, and may give it another id.
    void beNew()
    {
        m_isNew = true;
        m_file.clear();
    }
    [[nodiscard]] bool isNew() const { return m_isNew; }

    // Whose definition was loaded: EngineSession::origin() of then. Empty before.
    [[nodiscard]] const QString &origin() const { return m_origin; }
    // Whether the session works with another workspace or engine than that.
    [[nodiscard]] bool isElsewhere() const;
    // Whether the engine's last report has the API, served or not.
    [[nodiscard]] bool isReported() const;
    // Before the first load: the file that it had in a workspace, also when it cannot be read as a
    // definition, so that no API of the report has it.
    void remember(const QString &path, const QString &origin);
    // Gives up what was loaded; the next load may be of another origin.
    void forget();

    // Ends in loaded() or failed().
    void load();
    // Ends in applied() or failed(); in changedOutside() when the file holds something that is not
    // known here: nothing is written then. One at a time. Only to where it was loaded from. Files
    // of a workspace are written, and made, also while no engine runs.
    void apply(const std::string &text);
    [[nodiscard]] bool isBusy() const { return m_isBusy; } // the answer to an apply is awaited
    // The text that somebody else wrote is known; it is not reported again.
    void acknowledge(const std::string &text);

Q_SIGNALS:
    void busyChanged(); // before what it ends in
    void loaded(const std::string &text);
    void applied(const gw::definition::Applied &outcome);
    void created(const QString &apiId); // before applied()
    // Another id, or none any more, since the engine has read the file again; before applied().
    void subjectChanged();
    void failed(const gw::Error &problem);
    // The file, or the engine that has no file here, holds something else than what was loaded or
    // applied.
    void changedOutside(const std::string &text);
    // What the engine answers with since that generation, whatever the file holds meanwhile; an
    // empty text: nothing serves. After loaded(), and again after each load of the engine.
    void served(const std::string &text, quint64 generation);
    // It is gone; applying makes it again.
    void removedOutside();
    // And is there again as it was.
    void cameBack(const std::string &text);

private:
    void applyToFile(const QString &path, const std::string &text);
    void applyToEngine(const std::string &text);
    void create(const std::string &text);
    void createFile(const std::string &text);
    [[nodiscard]] Expected<void> mayApply() const;
    [[nodiscard]] Error noEngine() const;
    void setBusy(bool isBusy);
    void finish(const Applied &outcome);
    void fail(const Error &problem);
    void watch();
    void lookAtFile();
    void lookAtEngine();
    void tellServed(const std::string &text, quint64 generation);
    void noteEngineText(const client::StoredDefinition &stored);
    void noteGone();
    void followReport(const QList<client::ApiReport> &apis);
    [[nodiscard]] Applied outcomeOf(const client::ReloadReport &report) const;

    session::EngineSession &m_session;
    QString m_apiId;
    QString m_file; // whose name stands for the id; empty: the id is known
    QByteArray m_etag;
    QString m_path;
    QString m_origin;
    std::string m_onDisk;
    bool m_isBusy = false;
    bool m_isNew = false;
    bool m_isGone = false;
    quint64 m_askedGeneration = 0; // that lookAtEngine() asked for last
    QByteArray m_outsideTag;       // of the text that was told by changedOutside()
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // writers may take several steps
    QTimer m_ask;    // one load is told by several signals
};

} // namespace gw::definition
