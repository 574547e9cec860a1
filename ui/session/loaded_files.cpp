// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/loaded_files.h"

#include "base/file_digest.h"

#include <QtConcurrent>

#include <utility>

namespace gw::session {

namespace {

constexpr QLatin1StringView kAbsent("absent"); // instead of a hash

} // namespace

LoadedFiles::LoadedFiles(std::function<Files()> files, QObject *parent)
    : QObject(parent)
    , m_files(std::move(files))
{
}

void LoadedFiles::reset()
{
    ++m_workspace;
    m_loaded.reset();
    m_toldLoaded.clear();
    m_contents.clear();
    m_told = m_files();
    if (!m_changed.isEmpty()) {
        m_changed.clear();
        Q_EMIT changesChanged();
    }
}

void LoadedFiles::noteLoaded(const Hashes &loaded)
{
    const Hashes learnt = m_loaded.value_or(Hashes());
    const Hashes toldBefore = std::exchange(m_toldLoaded, loaded);
    m_loaded = loaded;
    for (auto each = m_loaded->begin(); each != m_loaded->end(); ++each) {
        if (*each == kAsItIs && toldBefore.value(each.key()) == kAsItIs) {
            *each = learnt.value(each.key());
        }
    }
    compare();
}

QStringList LoadedFiles::changed() const
{
    QStringList names = m_changed.keys();
    names.sort();
    return names;
}

void LoadedFiles::compare()
{
    if (!m_loaded) {
        tellWritten(m_files());
        return;
    }
    if (m_isReading) {
        m_isWanted = true;
        return;
    }
    const Files now = m_files();
    Files unread = now;
    unread.removeIf([this](const Files::iterator &each) {
        return m_contents.value(each->path).stamp == each->stamp;
    });
    if (unread.isEmpty()) {
        tell(now);
        return;
    }
    m_isReading = true;
    QtConcurrent::run(&LoadedFiles::read, unread)
        .then(this, [this, now, workspace = m_workspace](const Contents &contents) {
            m_isReading = false;
            if (workspace == m_workspace) {
                m_contents.insert(contents);
                tell(now);
            }
            if (std::exchange(m_isWanted, false)) {
                compare();
            }
        });
}

// Thread: of the pool. A file that is written meanwhile has another stamp at the next look.
LoadedFiles::Contents LoadedFiles::read(const Files &files)
{
    Contents contents;
    for (const File &each : files) {
        contents.insert(each.path, {each.stamp, QString::fromLatin1(fileDigest(each.path))});
    }
    return contents;
}

void LoadedFiles::learn(const Files &now)
{
    for (auto each = m_loaded->begin(); each != m_loaded->end(); ++each) {
        if (*each == kAsItIs) {
            const auto file = now.constFind(each.key());
            *each = file == now.cend() ? QString(kAbsent) : m_contents.value(file->path).hash;
        }
    }
}

void LoadedFiles::tell(const Files &now)
{
    if (!m_loaded) {
        return; // of a workspace that was left meanwhile
    }
    learn(now);
    Hashes changed;
    Hashes gone = *m_loaded;
    for (auto each = now.begin(); each != now.end(); ++each) {
        const QString hash = m_contents.value(each->path).hash;
        gone.remove(each.key());
        const auto loaded = m_loaded->constFind(each.key());
        if (loaded == m_loaded->cend() || *loaded != hash) {
            changed.insert(each.key(), hash);
        }
    }
    for (auto each = gone.begin(); each != gone.end(); ++each) {
        if (*each != kAbsent) {
            changed.insert(each.key(), {});
        }
    }
    tellWritten(now);
    if (std::exchange(m_changed, changed) != changed) {
        Q_EMIT changesChanged();
    }
}

void LoadedFiles::tellWritten(const Files &now)
{
    if (std::exchange(m_told, now) != now) {
        Q_EMIT written();
    }
}

} // namespace gw::session
