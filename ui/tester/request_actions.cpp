// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_actions.h"

#include "base/atomic_file.h"
#include "models/navigator_model.h"
#include "session/engine_session.h"
#include "session/free_path.h"
#include "session/trash.h"
#include "tester/request_page.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/tab_area.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

const QString kFilesOfRequests = u"request-files"_s;
constexpr std::string_view kFirstText =
    "GET {{gateway}}/\n"; // the user's own engine, whatever port

window::PageAddress requestAt(const QString &path)
{
    return {u"request"_s, path};
}

} // namespace

RequestActions::RequestActions(session::EngineSession &session, window::MainWindow &window,
                               window::ActionRegistry &actions, RequestMoves &moves)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
    , m_actions(actions)
    , m_moves(moves)
{
    addActions();
    connect(&window.navigator(), &window::Navigator::selected, this,
            &RequestActions::refreshEnabled);
    connect(&window.navigator(), &window::Navigator::revealed, this,
            &RequestActions::refreshEnabled);
    // The window reveals what is opened, which is no selecting by the user.
    connect(&window.tabs(), &window::TabArea::currentChanged, this,
            &RequestActions::refreshEnabled);
    connect(&session, &session::EngineSession::stateChanged, this, &RequestActions::refreshEnabled);
    connect(&window.navigatorModel(), &models::NavigatorModel::renameWanted, this,
            [this](const QString &kind, const QString &subject, const QString &name) {
                if (kind == "request"_L1 || kind.isEmpty()) {
                    rename(subject, name);
                }
            });
    refreshEnabled();
}

void RequestActions::addActions()
{
    // Their keys mean other things in an editor: they work in the navigator only.
    const auto add = [this](window::ActionSpec spec, const std::function<void()> &run) {
        spec.scope = u"navigator.request"_s; // APIs have others with the same keys
        QAction *action = m_actions.add(spec, [run](bool) { run(); });
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_window.navigator().addAction(action);
    };
    const QString category = tr("Collections");
    add({.id = u"request.newHere"_s,
         .text = tr("&New request here"),
         .category = category,
         .icon = u"document-new"_s},
        [this] { makeRequest(); });
    add({.id = u"request.newFolder"_s,
         .text = tr("New &folder"),
         .category = category,
         .icon = u"folder-new"_s},
        [this] { makeFolder(); });
    add({.id = u"request.duplicate"_s,
         .text = tr("&Duplicate request"),
         .category = category,
         .shortcut = QKeySequence(u"Ctrl+D"_s),
         .icon = u"edit-copy"_s},
        [this] { duplicate(); });
    add({.id = u"request.copyCurl"_s, .text = tr("&Copy as curl"), .category = category}, [this] {
        auto *page = qobject_cast<RequestPage *>(m_window.open(m_window.navigator().current()));
        if (page != nullptr) { // there it asks for what is missing
            page->copyAsCurl();
        }
    });
    add({.id = u"request.rename"_s,
         .text = tr("&Rename"),
         .category = category,
         .shortcut = QKeySequence(Qt::Key_F2),
         .icon = u"edit-rename"_s},
        [this] { m_window.navigator().editName(); });
    add({.id = u"request.remove"_s,
         .text = tr("De&lete"),
         .category = category,
         .shortcut = QKeySequence(Qt::Key_Delete),
         .icon = u"edit-delete"_s},
        [this] { remove(); });
    m_actions.action(u"request.remove"_s)->setAutoRepeat(false); // not the next one, too
    add({.id = u"request.run"_s,
         .text = tr("R&un and check"),
         .category = category,
         .icon = u"media-playback-start"_s},
        [this] { Q_EMIT runWanted(m_window.navigator().current().subject); });
    addMoves();
}

// By its keys it opens over the navigator.
void RequestActions::addMoves()
{
    auto *menu = new QMenu(&m_window);
    QAction *action =
        m_actions.add({.id = u"request.moveTo"_s,
                       .text = tr("&Move to"),
                       .category = tr("Collections"),
                       .scope = u"navigator.request"_s},
                      [this, menu](bool) {
                          const QWidget &navigator = m_window.navigator();
                          menu->popup(navigator.mapToGlobal(navigator.rect().center()));
                      });
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_window.navigator().addAction(action);
    action->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        m_moves.addFolders(m_window.navigator().current().subject, *menu);
    });
}

void RequestActions::refreshEnabled()
{
    const window::PageAddress address = m_window.navigator().current();
    const bool isRequest = address.kind == "request"_L1;
    const bool isOwn = isRequest || (!folder().isEmpty() && !isTop(address.subject));
    m_actions.action(u"request.newHere"_s)->setEnabled(!folder().isEmpty());
    m_actions.action(u"request.newFolder"_s)->setEnabled(!folder().isEmpty());
    m_actions.action(u"request.duplicate"_s)->setEnabled(isRequest);
    m_actions.action(u"request.copyCurl"_s)->setEnabled(isRequest);
    m_actions.action(u"request.rename"_s)->setEnabled(isOwn);
    m_actions.action(u"request.remove"_s)->setEnabled(isOwn);
    m_actions.action(u"request.moveTo"_s)->setEnabled(isRequest);
    QAction *run = m_actions.action(u"request.run"_s);
    run->setText(isRequest ? tr("R&un and check") : tr("R&un all requests"));
    run->setEnabled(isRequest || !folder().isEmpty());
}

bool RequestActions::isTop(const QString &path) const
{
    return QDir(path) == QDir(m_moves.collections());
}

QString RequestActions::folder() const
{
    const window::PageAddress address = m_window.navigator().current();
    if (address.kind == "request"_L1) {
        return QFileInfo(address.subject).path();
    }
    return address.kind.isEmpty() ? address.subject : QString();
}

void RequestActions::show(const window::PageAddress &address)
{
    m_moves.refresh();
    m_window.navigator().reveal(address);
    refreshEnabled();
}

void RequestActions::makeRequest()
{
    const QString path = session::freePath(folder(), tr("new request"), u".hurl"_s);
    if (const auto made = writeFileAtomically(path.toStdString(), kFirstText); !made) {
        fail(made.error());
        return;
    }
    show(requestAt(path));
    m_window.open(requestAt(path));
    m_window.navigator().editName();
}

void RequestActions::makeFolder()
{
    const QString path = session::freePath(folder(), tr("new folder"), {});
    if (!QDir().mkdir(path)) {
        fail({tr("The folder cannot be made").toStdString(), path.toStdString(),
              tr("See whether the rights of the folder above it allow it").toStdString()});
        return;
    }
    show({{}, path});
    m_window.navigator().editName();
}

void RequestActions::duplicate()
{
    const QString path = m_window.navigator().current().subject;
    const QString copy = copyPath(path);
    if (QFile file(path); !file.copy(copy)) {
        fail({tr("Not duplicated: %1").arg(file.errorString()).toStdString(),
              path.toStdString(),
              {}});
        return;
    }
    show(requestAt(copy));
    m_window.open(requestAt(copy));
}

void RequestActions::rename(const QString &path, const QString &name)
{
    if (name.contains(u'/') || name.startsWith(u'.')) {
        fail({tr("This cannot be the name of a file here: %1").arg(name).toStdString(),
              path.toStdString(), tr("Leave slashes out, and dots in front").toStdString()});
        return;
    }
    const QFileInfo file(path);
    const QString target = file.dir().filePath(file.isDir() ? name : name + u".hurl"_s);
    if (m_moves.carry(path, target)) {
        refreshEnabled();
    }
}

void RequestActions::remove()
{
    const window::PageAddress address = m_window.navigator().current();
    const auto kept = session::moveToTrash(m_session.workspace(), address.subject);
    if (!kept) {
        fail(kept.error());
        return;
    }
    // A page with something unsaved stays: saving it makes the file anew.
    for (window::Page *page : m_window.tabs().pages()) {
        const QString subject = page->address().subject;
        const bool isBelow =
            subject == address.subject || subject.startsWith(address.subject + u'/');
        auto *request = qobject_cast<RequestPage *>(page);
        if (request == nullptr || !isBelow) {
            continue;
        }
        if (page->isModified()) {
            request->offerGone(*kept + subject.sliced(address.subject.size()));
        } else {
            m_window.tabs().drop(page);
        }
    }
    show({{}, QFileInfo(address.subject).path()});
    const QString topic = u"request-deleted "_s + address.subject;
    m_window.banner().show(window::Banner::Tone::Info, topic,
                           tr("%1 is deleted. A copy is kept: %2")
                               .arg(QFileInfo(address.subject).completeBaseName(), *kept));
    m_window.banner().offer(tr("Undo"),
                            [this, kept = *kept, address] { undoRemove(kept, address); });
}

void RequestActions::undoRemove(const QString &kept, const window::PageAddress &was)
{
    const QString topic = u"request-deleted "_s + was.subject;
    if (const auto back = session::bringBack(kept, was.subject); !back) {
        m_window.banner().showProblem(topic, back.error());
        m_window.banner().offer(tr("Undo"), [this, kept, was] { undoRemove(kept, was); });
        return;
    }
    m_window.banner().hide(topic);
    show(was);
}

void RequestActions::fail(const Error &problem)
{
    m_window.banner().showProblem(kFilesOfRequests, problem);
}

} // namespace gw::tester
