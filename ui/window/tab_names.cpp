// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/tab_names.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace gw::window {

namespace {

constexpr int kDeepest = 4; // folders in a hint

// The last folders above a file: "b/c" of "/a/b/c/d.json".
QString foldersOf(const QString &path, int depth)
{
    return path.section(u'/', -1 - depth, -2);
}

// One for each path, no two the same; nothing when folders do not tell them apart.
QStringList folderHints(const QStringList &paths)
{
    for (int depth = 1; depth <= kDeepest; ++depth) {
        QStringList hints;
        for (const QString &path : paths) {
            hints.append(path.startsWith(u'/') ? foldersOf(path, depth) : QString());
        }
        if (QSet<QString>(hints.begin(), hints.end()).size() == hints.size()) {
            return hints;
        }
    }
    return {};
}

QStringList numberHints(qsizetype count)
{
    QStringList hints{QString()};
    for (qsizetype number = 2; number <= count; ++number) {
        hints.append(QString::number(number));
    }
    return hints;
}

} // namespace

QStringList tabNames(const QList<TabSubject> &tabs)
{
    QStringList names;
    QHash<QString, QList<qsizetype>> placesOf; // by title
    for (const TabSubject &tab : tabs) {
        placesOf[tab.title].append(names.size());
        names.append(tab.title);
    }
    for (const QList<qsizetype> &places : std::as_const(placesOf)) {
        if (places.size() < 2) {
            continue;
        }
        QStringList paths;
        for (const qsizetype place : places) {
            paths.append(tabs[place].path);
        }
        QStringList hints = folderHints(paths);
        if (hints.isEmpty()) {
            hints = numberHints(places.size());
        }
        for (qsizetype at = 0; at < places.size(); ++at) {
            if (!hints[at].isEmpty()) {
                names[places[at]] = QCoreApplication::translate("gw::window::TabArea", "%1 (%2)")
                                        .arg(names[places[at]], hints[at]);
            }
        }
    }
    return names;
}

} // namespace gw::window
