// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/library_actions.h"

#include "session/engine_session.h"
#include "session/free_path.h"
#include "session/trash.h"
#include "window/banner.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/status_line.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QTreeView>
#include <QUrl>

#include <filesystem>

namespace gw::libraries {

using session::EngineSession;

namespace {

const QString kLibraryTopic = QStringLiteral("library");

bool isLibrary(const QString &file)
{
    return file.endsWith(QLatin1String(".so"));
}

} // namespace

LibraryActions::LibraryActions(EngineSession &session, window::MainWindow &window,
                               window::ActionRegistry &actions)
    : QObject(&window)
    , m_session(session)
    , m_window(window)
{
    QAction *action = actions.add({.id = QStringLiteral("plugin.add"),
                                   .text = tr("&Add library..."),
                                   .category = tr("Plugin"),
                                   .icon = QStringLiteral("document-open")},
                                  [this](bool) { ask(); });
    window.addAction(action);
    const auto refresh = [this, action] {
        action->setEnabled(!m_session.workspace().isEmpty());
    };
    connect(&session, &EngineSession::stateChanged, action, refresh);
    refresh();
    window.navigator().findChild<QTreeView *>()->viewport()->installEventFilter(this);
}

void LibraryActions::ask()
{
    auto *dialog = new QFileDialog(&m_window, tr("Add a library"), {}, tr("Libraries (*.so)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LibraryActions::add);
    dialog->open();
}

bool LibraryActions::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrop = event->type() == QEvent::Drop;
    if (!isDrop && event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove) {
        return QObject::eventFilter(watched, event);
    }
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList files = librariesOf(*drop->mimeData());
    if (files.isEmpty()) {
        return QObject::eventFilter(watched, event); // what the navigator's own entries are
    }
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    for (const QString &file : isDrop ? files : QStringList()) {
        add(file);
    }
    return true;
}

QStringList LibraryActions::librariesOf(const QMimeData &data) const
{
    QStringList files;
    for (const QUrl &url : m_session.workspace().isEmpty() ? QList<QUrl>() : data.urls()) {
        if (url.isLocalFile() && isLibrary(url.toLocalFile())) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

void LibraryActions::add(const QString &file)
{
    const QFileInfo info(file);
    const QString folder = m_session.workspace() + QStringLiteral("/plugins");
    const QString target = folder + u'/' + info.fileName();
    if (!isLibrary(file) || !info.isFile()) {
        fail(tr("This is no library"), file, tr("Choose a file whose name ends with .so"));
        return;
    }
    if (!QFileInfo::exists(target) ||
        QFileInfo(target).canonicalFilePath() == info.canonicalFilePath()) {
        copy(file, target);
        return;
    }
    m_window.banner().show(window::Banner::Tone::Warn, kLibraryTopic,
                           tr("The workspace has a library %1 already.").arg(info.fileName()));
    m_window.banner().offer(tr("Replace it"), [this, file, target] { copy(file, target); });
    m_window.banner().offer(tr("Keep both"), [this, file, folder, info] {
        copy(file, session::freePath(folder, info.completeBaseName(), QStringLiteral(".so")));
    });
}

// The engine may watch the folder: a library is there whole, or not at all.
void LibraryActions::copy(const QString &file, const QString &target)
{
    const QFileInfo info(target);
    const QString name = info.fileName();
    const QString part = info.path() + QStringLiteral("/.") + name + QStringLiteral(".part");
    if (!info.exists() || info.canonicalFilePath() != QFileInfo(file).canonicalFilePath()) {
        QDir().mkpath(info.path());
        QFile::remove(part);
        QFile source(file);
        if (!source.copy(part)) {
            fail(source.errorString(), file, tr("See whether it can be read"));
            return;
        }
        const Expected<QString> kept = session::trashPlace(m_session.workspace(), name);
        const bool isKept = !info.exists() || (kept && QFile::copy(target, *kept));
        std::error_code why;
        if (isKept) {
            std::filesystem::rename(part.toStdString(), target.toStdString(), why);
        }
        if (!isKept || why) {
            QFile::remove(part);
            fail(tr("The library cannot be put into the workspace"), target,
                 tr("See whether the rights of the folder allow it"));
            return;
        }
    }
    m_window.banner().hide(kLibraryTopic);
    m_window.status().say(tr("%1 is in the workspace").arg(name));
    m_window.open({QStringLiteral("plugin"), QStringLiteral("plugins/") + name});
}

void LibraryActions::fail(const QString &what, const QString &file, const QString &remedy)
{
    m_window.banner().showProblem(kLibraryTopic, {tr("Not added: %1").arg(what).toStdString(),
                                                  file.toStdString(), remedy.toStdString()});
}

} // namespace gw::libraries
