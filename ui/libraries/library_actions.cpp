// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/library_actions.h"

#include "requests/paged_body.h"
#include "session/engine_session.h"
#include "session/free_path.h"
#include "widgets/work_bar.h"
#include "window/banner.h"
#include "window/main_window.h"
#include "window/navigator.h"
#include "window/status_line.h"

#include <QAction>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QTreeView>
#include <QUrl>
#include <QtConcurrentRun>

namespace gw::libraries {

using session::EngineSession;

namespace {

// One for each: what becomes of several files is asked one by one.
QString addedTopic(const QString &file)
{
    return QStringLiteral("library ") + file;
}

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
    , m_bar(new widgets::WorkBar(&window))
{
    window.addWork(m_bar);
    QAction *action = actions.add({.id = QStringLiteral("plugin.add"),
                                   .text = tr("&Add library..."),
                                   .category = tr("Plugin"),
                                   .icon = QStringLiteral("document-open")},
                                  [this](bool) { choose(); });
    window.addAction(action);
    const auto refresh = [this, action] {
        action->setEnabled(!m_session.workspace().isEmpty());
    };
    connect(&session, &EngineSession::stateChanged, action, refresh);
    refresh();
    window.navigator().findChild<QTreeView *>()->viewport()->installEventFilter(this);
}

LibraryActions::~LibraryActions()
{
    if (m_state != nullptr) {
        m_state->isStopped = true;
        m_run.waitForFinished(); // for a piece at most: no half file may stay behind
    }
}

void LibraryActions::choose()
{
    auto *dialog = new QFileDialog(&m_window, tr("Add a library"), {}, tr("Libraries (*.so)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { add({file, m_session.workspace()}); });
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
        add({file, m_session.workspace()});
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

void LibraryActions::add(const Order &order)
{
    m_window.banner().hide(addedTopic(order.file));
    m_orders.append(order);
    runNext();
}

// One after the other: two files of one name are told apart when the first one is there.
void LibraryActions::runNext()
{
    while (m_state == nullptr && !m_orders.isEmpty()) {
        begin(m_orders.takeFirst());
    }
}

void LibraryActions::begin(const Order &order)
{
    const QFileInfo info(order.file);
    const QString folder = order.workspace + QStringLiteral("/plugins");
    const QString target = folder + u'/' + info.fileName();
    if (!isLibrary(order.file) || !info.isFile()) {
        fail(order.file, {tr("This is no library").toStdString(), order.file.toStdString(),
                          tr("Choose a file whose name ends with .so").toStdString()});
        return;
    }
    if (QFileInfo(target).canonicalFilePath() == info.canonicalFilePath()) {
        finish({order.file, order.workspace, target}); // it lies there
        return;
    }
    if (order.place == Place::Ask && QFileInfo::exists(target)) {
        ask(order);
        return;
    }
    copy({order.file, order.workspace,
          order.place == Place::Beside
              ? session::freePath(folder, info.completeBaseName(), QStringLiteral(".so"))
              : target});
}

void LibraryActions::ask(const Order &order)
{
    const QString name = QFileInfo(order.file).fileName();
    m_window.banner().show(window::Banner::Tone::Warn, addedTopic(order.file),
                           tr("The workspace has a library %1 already.").arg(name));
    const auto offer = [this, order](const QString &text, Place place) {
        m_window.banner().offer(
            text, [this, order, place] { add({order.file, order.workspace, place}); });
    };
    offer(tr("Replace it"), Place::Replace);
    offer(tr("Keep both"), Place::Beside);
}

void LibraryActions::copy(const LibraryCopy &copy)
{
    m_state = std::make_shared<requests::WorkState>();
    m_bar->begin(tr("Adding %1").arg(QFileInfo(copy.target).fileName()), m_state, sizeOf(copy));
    m_run = QtConcurrent::run([copy, state = m_state] { return copyLibrary(copy, *state); });
    m_run.then(this, [this, copy](const Expected<CopyEnd> &end) {
        m_bar->end();
        m_state.reset();
        if (!end) {
            fail(copy.source, end.error());
        } else if (*end == CopyEnd::Stopped) {
            m_window.status().say(
                tr("Cancelled; %1 was not added").arg(QFileInfo(copy.target).fileName()));
        } else {
            finish(copy);
        }
        runNext();
    });
}

void LibraryActions::finish(const LibraryCopy &copy)
{
    const QString name = QFileInfo(copy.target).fileName();
    m_window.status().say(tr("%1 is in the workspace").arg(name));
    if (m_session.workspace() == copy.workspace) {
        m_window.open({QStringLiteral("plugin"), QStringLiteral("plugins/") + name});
    }
}

void LibraryActions::fail(const QString &file, const Error &why)
{
    m_window.banner().showProblem(
        addedTopic(file), {tr("Not added: %1").arg(QString::fromStdString(why.what)).toStdString(),
                           why.where, why.remedy});
}

} // namespace gw::libraries
