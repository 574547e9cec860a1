// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/api_actions.h"

#include "base/atomic_file.h"
#include "definition/definition_files.h"
#include "definition/spec_page.h"
#include "editing/definition_patch.h"
#include "editing/words.h"
#include "models/navigator_model.h"
#include "session/api_subject.h"
#include "session/trash.h"
#include "spec/json_pointer.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/status_line.h"
#include "window/tab_area.h"

#include <QFile>
#include <QFileInfo>

namespace gw::definition {

using session::EngineSession;

namespace {

const QString kApiTopic = QStringLiteral("api");

// One for each, so that deleting a second API leaves the first one's Undo.
QString deletedTopic(const QString &subject)
{
    return QStringLiteral("api-deleted ") + subject;
}

// It has no id of its own: the engine cannot be asked about it.
bool isFile(const QString &subject)
{
    return subject.startsWith(session::kFileMark);
}

Expected<std::string> withName(const QByteArray &text, const QString &name)
{
    const std::string before = text.toStdString();
    return editing::setValue(before, "/name", spec::quotedJson(name.toStdString()))
        .map([&before](const editing::TextEdit &edit) { return editing::applied(before, edit); });
}

Error noEngine()
{
    return {ApiActions::tr("There is no engine").toStdString(),
            {},
            ApiActions::tr("Connect to one first").toStdString()};
}

// A banner passes by; the copy of what an engine of others deletes stays with the console.
Expected<QString> putAside(const QString &apiId, const QByteArray &text)
{
    const Expected<QString> file =
        session::trashPlace({}, QFileInfo(apiId).fileName() + QStringLiteral(".json"));
    if (!file) {
        return file;
    }
    if (const auto written = writeFileAtomically(file->toStdString(), text.toStdString());
        !written) {
        return tl::unexpected(written.error());
    }
    return file;
}

} // namespace

ApiActions::ApiActions(EngineSession &session, window::MainWindow &window,
                       window::ActionRegistry &actions)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
    , m_actions(actions)
    , m_drafts(session, window)
{
    const QString category = tr("API");
    m_window.addAction(
        actions.add({.id = QStringLiteral("api.new"),
                     .text = tr("&New API..."),
                     .category = category,
                     .shortcut = QKeySequence(QStringLiteral("Ctrl+Shift+N")),
                     .icon = QStringLiteral("document-new")},
                    [this](bool) { m_window.open({QStringLiteral("new-api"), {}}); }));
    // Their keys mean other things in an editor: they work in the navigator only.
    const auto addHere = [&](window::ActionSpec spec,
                             const std::function<void(const QString &)> &run) {
        spec.scope = QStringLiteral("navigator.api"); // requests have others with the same keys
        QAction *action = actions.add(spec, [this, run](bool) { run(targetSubject()); });
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_window.navigator().addAction(action);
    };
    addHere({.id = QStringLiteral("api.request"),
             .text = tr("New re&quest to this API"),
             .category = category,
             .icon = QStringLiteral("document-send")},
            [this](const QString &apiId) {
                if (const client::ApiReport *api = m_session.api(apiId)) {
                    Q_EMIT requestWanted(*api);
                }
            });
    addHere({.id = QStringLiteral("api.duplicate"),
             .text = tr("&Duplicate the chosen API"),
             .category = category,
             .shortcut = QKeySequence(QStringLiteral("Ctrl+D")),
             .icon = QStringLiteral("edit-copy")},
            [this](const QString &apiId) { duplicate(apiId); });
    addHere({.id = QStringLiteral("api.rename"),
             .text = tr("&Rename API"),
             .category = category,
             .shortcut = QKeySequence(QStringLiteral("F2")),
             .icon = QStringLiteral("edit-rename")},
            [this](const QString &) { m_window.navigator().editName(); });
    addHere({.id = QStringLiteral("api.remove"),
             .text = tr("De&lete API"),
             .category = category,
             .shortcut = QKeySequence(Qt::Key_Delete),
             .icon = QStringLiteral("edit-delete")},
            [this](const QString &subject) { remove(subject); });
    actions.action(QStringLiteral("api.remove"))->setAutoRepeat(false); // not the next one, too
    connect(&session, &EngineSession::stateChanged, this, &ApiActions::refreshEnabled);
    connect(&session, &EngineSession::reportChanged, this, &ApiActions::refreshEnabled);
    connect(&m_window.tabs(), &window::TabArea::currentChanged, this, &ApiActions::refreshEnabled);
    connect(&m_window.navigator(), &window::Navigator::selected, this, &ApiActions::refreshEnabled);
    connect(&m_window.navigator(), &window::Navigator::revealed, this, &ApiActions::refreshEnabled);
    connect(&m_window.navigatorModel(), &models::NavigatorModel::renameWanted, this,
            [this](const QString &kind, const QString &subject, const QString &name) {
                if (kind == QLatin1String("api")) {
                    rename(subject, name);
                }
            });
    refreshEnabled();
}

void ApiActions::refreshEnabled()
{
    const bool isPossible =
        (m_session.state() == EngineSession::State::Connected || m_session.isOnDisk()) &&
        !targetSubject().isEmpty();
    const bool hasId = !targetSubject().isEmpty() && !isFile(targetSubject());
    m_actions.action(QStringLiteral("api.duplicate"))->setEnabled(isPossible && hasId);
    m_actions.action(QStringLiteral("api.rename"))->setEnabled(isPossible && hasId);
    m_actions.action(QStringLiteral("api.remove"))
        ->setEnabled(isPossible && (hasId || !m_session.workspace().isEmpty()));
    const client::ApiReport *api = m_session.api(targetSubject());
    m_actions.action(QStringLiteral("api.request"))
        ->setEnabled(hasId && api != nullptr && api->state != client::ApiState::NotLoaded &&
                     api->takesRequests() && !api->listenPath.isEmpty());
}

QString ApiActions::targetSubject() const
{
    const window::PageAddress address = m_window.navigator().current();
    return address.kind == QLatin1String("api") ? address.subject : QString();
}

SpecPage *ApiActions::pageOf(const QString &subject) const
{
    return qobject_cast<SpecPage *>(m_window.tabs().find({QStringLiteral("api"), subject}));
}

QString ApiActions::nameOf(const QString &apiId) const
{
    const client::ApiReport *api = m_session.api(apiId);
    return api == nullptr || api->name.isEmpty() ? apiId : api->name;
}

QString ApiActions::pathOf(const QString &subject) const
{
    const client::ApiReport *api = m_session.api(subject);
    return api == nullptr || m_session.workspace().isEmpty()
               ? QString()
               : m_session.definitionsFolder() + u'/' + api->file;
}

void ApiActions::readStored(const QString &apiId, const UseStored &use)
{
    if (m_session.isOnDisk()) {
        const Expected<std::string> text = readDefinitionFile(pathOf(apiId));
        if (text) {
            use({.apiId = apiId, .text = QByteArray::fromStdString(*text), .etag = {}});
        } else {
            fail(text.error());
        }
        return;
    }
    if (m_session.client() == nullptr) {
        fail(noEngine());
        return;
    }
    m_session.client()->definition(apiId).then(
        this,
        [this, origin = m_session.origin(), use](const Expected<client::StoredDefinition> &stored) {
            if (!stored || m_session.origin() != origin) {
                fail(stored ? editing::refusal(tr("The engine was changed meanwhile"), {},
                                               tr("Try it again"))
                                  .value()
                            : stored.error());
                return;
            }
            use(*stored);
        });
}

void ApiActions::write(const QString &apiId, const std::string &text, const QByteArray &etag,
                       const std::function<void()> &whenDone)
{
    if (m_session.isOnDisk()) {
        if (const auto written = writeFileAtomically(pathOf(apiId).toStdString(), text); !written) {
            fail(written.error());
            return;
        }
        m_session.readDisk();
        whenDone();
        return;
    }
    if (m_session.client() == nullptr) {
        fail(noEngine());
        return;
    }
    m_session.client()
        ->saveDefinition(apiId, QByteArray::fromStdString(text), etag)
        .then(this, [this, whenDone](const Expected<client::DefinitionChange> &change) {
            if (change) {
                whenDone();
            } else {
                fail(change.error());
            }
        });
}

void ApiActions::duplicate(const QString &apiId)
{
    if (apiId.isEmpty()) {
        return;
    }
    readStored(apiId, [this, apiId](const client::StoredDefinition &stored) {
        const Expected<void> opened =
            m_drafts.openCopy(apiId, nameOf(apiId), stored.text.toStdString());
        if (!opened) {
            fail(opened.error());
        }
    });
}

void ApiActions::rename(const QString &apiId, const QString &name)
{
    if (SpecPage *page = pageOf(apiId)) {
        page->rename(name);
        return;
    }
    renameStored(apiId, nameOf(apiId), name);
}

void ApiActions::renameStored(const QString &apiId, const QString &before, const QString &name)
{
    readStored(apiId, [this, apiId, before, name](const client::StoredDefinition &stored) {
        const Expected<std::string> text = withName(stored.text, name);
        if (!text) {
            fail(text.error());
            return;
        }
        write(apiId, *text, stored.etag, [this, apiId, before, name] {
            m_window.status().say(tr("Renamed to %1").arg(name));
            offerOldName(apiId, before, name);
        });
    });
}

// Nothing on the screen has an undo of it. before: empty, when this was the undo.
void ApiActions::offerOldName(const QString &apiId, const QString &before, const QString &name)
{
    if (before.isEmpty() || before == name) {
        return;
    }
    const QString topic = QStringLiteral("renamed:") + apiId;
    m_window.banner().show(window::Banner::Tone::Info, topic,
                           tr("%1 is called %2 now").arg(before, name));
    m_window.banner().offer(tr("Undo"), [this, apiId, before, topic, origin = m_session.origin()] {
        m_window.banner().hide(topic);
        if (m_session.origin() == origin) {
            renameStored(apiId, {}, before);
        }
    });
}

void ApiActions::remove(const QString &subject)
{
    if (!m_session.workspace().isEmpty()) {
        removeFile(subject);
        return;
    }
    if (subject.isEmpty() || isFile(subject)) {
        return;
    }
    Deleted deleted{.origin = m_session.origin(), .subject = subject, .name = nameOf(subject)};
    deleted.closesPage = isUnmodified(subject);
    readStored(subject, [this, deleted](const client::StoredDefinition &stored) mutable {
        if (m_session.client() == nullptr) {
            fail(noEngine());
            return;
        }
        deleted.text = stored.text;
        const Expected<QString> copy = putAside(deleted.subject, stored.text);
        if (!copy) {
            fail(copy.error()); // what has no copy stays
            return;
        }
        deleted.copy = *copy;
        // Only what was read is deleted: else Undo would bring back something older.
        m_session.client()
            ->removeDefinition(deleted.subject, stored.etag)
            .then(this, [this, deleted](const Expected<client::DefinitionChange> &change) {
                if (change) {
                    offerUndo(deleted);
                } else {
                    QFile::remove(deleted.copy);
                    fail(change.error());
                }
            });
    });
}

void ApiActions::removeFile(const QString &subject)
{
    const QString path = pathOf(subject);
    if (path.isEmpty()) {
        return;
    }
    Deleted deleted{.origin = m_session.origin(),
                    .subject = subject,
                    .name = isFile(subject) ? QFileInfo(path).fileName() : nameOf(subject),
                    .path = path};
    deleted.closesPage = isUnmodified(subject);
    const Expected<QString> kept = session::moveToTrash(m_session.workspace(), deleted.path);
    if (!kept) {
        fail(kept.error());
        return;
    }
    deleted.copy = *kept;
    offerUndo(deleted);
    m_session.reload();
}

bool ApiActions::isUnmodified(const QString &subject) const
{
    const SpecPage *page = pageOf(subject);
    return page != nullptr && !page->isModified();
}

void ApiActions::offerUndo(const Deleted &deleted)
{
    SpecPage *page = pageOf(deleted.subject);
    if (page != nullptr && deleted.closesPage) {
        m_window.tabs().drop(page);
    }
    m_window.banner().show(window::Banner::Tone::Info, deletedTopic(deleted.subject),
                           tr("%1 is deleted. A copy is kept: %2").arg(deleted.name, deleted.copy));
    m_window.banner().offer(tr("Undo"), [this, deleted] { undo(deleted); });
}

void ApiActions::undo(const Deleted &deleted)
{
    if (m_session.origin() != deleted.origin) {
        failUndo(deleted,
                 {tr("%1 was deleted from another engine").arg(deleted.name).toStdString(),
                  deleted.origin.toStdString(), tr("Connect to that one first").toStdString()});
        return;
    }
    if (deleted.text.isEmpty()) {
        undoFile(deleted);
        return;
    }
    if (m_session.client() == nullptr) {
        failUndo(deleted, noEngine());
        return;
    }
    m_window.banner().hide(deletedTopic(deleted.subject));
    m_session.client()
        ->createDefinition(deleted.text)
        .then(this, [this, deleted](const Expected<client::DefinitionChange> &change) {
            if (change) {
                QFile::remove(deleted.copy);
                m_window.status().say(tr("%1 is back").arg(deleted.name));
            } else {
                failUndo(deleted, change.error());
            }
        });
}

void ApiActions::undoFile(const Deleted &deleted)
{
    if (const Expected<void> back = session::bringBack(deleted.copy, deleted.path); !back) {
        failUndo(deleted, back.error());
        return;
    }
    m_window.banner().hide(deletedTopic(deleted.subject));
    m_window.status().say(tr("%1 is back").arg(deleted.name));
    m_session.reload();
}

void ApiActions::failUndo(const Deleted &deleted, const Error &problem)
{
    m_window.banner().showProblem(deletedTopic(deleted.subject), problem);
    m_window.banner().offer(tr("Undo"), [this, deleted] { undo(deleted); });
}

void ApiActions::fail(const Error &problem)
{
    m_window.banner().showProblem(kApiTopic, problem);
}

} // namespace gw::definition
