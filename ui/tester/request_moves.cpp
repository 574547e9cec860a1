// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_moves.h"

#include "models/navigator_model.h"
#include "tester/request_page.h"
#include "window/banner.h"
#include "window/navigator.h"
#include "window/tab_area.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMenu>

#include <functional>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

using models::NavigatorModel;

// Names of files that the request sends and that are looked for beside it.
QStringList filesBeside(const requests::HurlFile &file)
{
    QStringList names;
    const auto note = [&names](const std::string &value) {
        const QString name = QString::fromStdString(value).section(u',', 1).section(u';', 0, 0);
        if (value.starts_with("file,") && !QDir::isAbsolutePath(name) && !names.contains(name)) {
            names.append(name);
        }
    };
    for (const requests::Entry &entry : file.entries) {
        if (entry.request.body) {
            note(entry.request.body->text);
        }
        for (const requests::Line &part :
             linesOf(entry.request.sections, requests::SectionKind::Multipart)) {
            note(part.value);
        }
    }
    return names;
}

// The folders below one that the navigator shows, with how they are called from the top.
void eachFolder(const QModelIndex &parent, const QString &name,
                const std::function<void(const QString &name, const QString &path)> &take)
{
    take(name, parent.data(NavigatorModel::SubjectRole).toString());
    for (int row = 0; row < parent.model()->rowCount(parent); ++row) {
        const QModelIndex child = parent.model()->index(row, 0, parent);
        if (child.data(NavigatorModel::KindRole).toString().isEmpty()) {
            eachFolder(child, name + u'/' + child.data().toString(), take);
        }
    }
}

QModelIndex collectionsOf(const NavigatorModel &model)
{
    const QModelIndexList found = model.match(model.index(0, 0), NavigatorModel::KeyRole,
                                              u"collections"_s, 1, Qt::MatchExactly);
    return found.value(0);
}

} // namespace

RequestMoves::RequestMoves(window::MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    connect(&window.navigatorModel(), &NavigatorModel::moveWanted, this, &RequestMoves::move);
    connect(&window.navigator(), &window::Navigator::menuWanted, this,
            [this](const window::PageAddress &address, QMenu *menu) {
                if (address.kind == "request"_L1) {
                    auto *folders = new QMenu(tr("&Move to"), menu);
                    addFolders(address.subject, *folders);
                    folders->setEnabled(!folders->isEmpty());
                    menu->addMenu(folders);
                }
            });
}

QString RequestMoves::collections() const
{
    return collectionsOf(m_window.navigatorModel()).data(NavigatorModel::SubjectRole).toString();
}

void RequestMoves::addFolders(const QString &path, QMenu &menu)
{
    const QModelIndex top = collectionsOf(m_window.navigatorModel());
    eachFolder(top, top.data().toString(), [&](const QString &name, const QString &folder) {
        if (QFileInfo(path).dir() != QDir(folder)) {
            menu.addAction(QString(name).replace(u'&', u"&&"_s), this,
                           [this, path, folder] { move(path, folder); });
        }
    });
}

void RequestMoves::move(const QString &path, const QString &folder)
{
    const QFileInfo file(path);
    const QString target = QDir(folder).filePath(file.fileName());
    if (!carry(path, target)) {
        return;
    }
    const QString topic = u"moved:"_s + target;
    QString text = tr("%1 is in %2 now.").arg(file.completeBaseName(), QDir(folder).dirName());
    if (const auto document = RequestDocument::open(target)) {
        const QStringList beside = filesBeside(document->file());
        if (!beside.isEmpty()) {
            text +=
                u' ' +
                tr("It sends files that are looked for beside it: %1").arg(beside.join(u", "_s));
        }
    }
    m_window.banner().show(window::Banner::Tone::Info, topic, text);
    m_window.banner().offer(tr("Undo"), [this, path, target, topic] {
        if (carry(target, path)) {
            m_window.banner().hide(topic);
        }
    });
}

bool RequestMoves::carry(const QString &from, const QString &target)
{
    const QString topic = u"move:"_s + from;
    const bool isFolder = QFileInfo(from).isDir();
    if (QFileInfo::exists(target)) {
        m_window.banner().showProblem(topic, {tr("%1 was not moved: there is one already")
                                                  .arg(QFileInfo(from).fileName())
                                                  .toStdString(),
                                              target.toStdString(),
                                              tr("Rename one of the two first").toStdString()});
        return false;
    }
    QFile file(from);
    const bool isMoved = isFolder ? QDir().rename(from, target) : file.rename(target);
    if (!isMoved) { // neither of them replaces anything
        const QString why = isFolder ? tr("its folder does not allow it") : file.errorString();
        m_window.banner().showProblem(
            topic, {tr("Not moved: %1").arg(why).toStdString(), from.toStdString(), {}});
        return false;
    }
    m_window.banner().hide(topic);
    for (window::Page *open : m_window.tabs().pages()) {
        const QString subject = open->address().subject;
        auto *page = qobject_cast<RequestPage *>(open);
        if (page != nullptr && (subject == from || subject.startsWith(from + u'/'))) {
            page->followFile(target + subject.sliced(from.size()));
        }
    }
    refresh();
    m_window.navigator().reveal({isFolder ? QString() : u"request"_s, target});
    return true;
}

void RequestMoves::refresh()
{
    m_window.navigatorModel().setSection(models::collectionSection(collections()));
}

} // namespace gw::tester
