// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/tab_sets.h"

#include "session/engine_session.h"
#include "window/main_window.h"
#include "window/tab_area.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace gw::window {

namespace {

constexpr std::array kMembers{"place"_L1, "pages"_L1, "layout"_L1, "unsaved"_L1}; // of a set

// One name for a folder, whichever way leads to it. Empty: the engine has to tell first.
QString placeOf(const session::EngineSession &session)
{
    const QString &folder = session.workspace();
    if (folder.isEmpty()) {
        return session.isAttached() ? session.address().url.toString() : QString();
    }
    const QFileInfo info(folder);
    const QString canonical = info.canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : canonical;
}

bool hasChanges(const QJsonObject &set)
{
    return set.value("unsaved"_L1).toBool();
}

} // namespace

TabSets::TabSets(MainWindow &window, session::EngineSession &session)
    : m_window(window)
    , m_session(session)
{
    connect(&session, &session::EngineSession::stateChanged, this, &TabSets::follow);
}

void TabSets::saveTo(QJsonObject &state) const
{
    const QJsonObject set = shown();
    for (auto member = set.begin(); member != set.end(); ++member) {
        state.insert(member.key(), member.value());
    }
    QJsonArray hidden;
    for (const QJsonObject &other : m_hidden) {
        hidden.append(other);
    }
    state.insert("otherPages"_L1, hidden);
}

// The engine that was asked for may be another than that of the pages; where it is not known yet,
// follow() looks again.
void TabSets::restore(const QJsonObject &state)
{
    m_hidden.clear();
    for (const QJsonValue &other : state.value("otherPages"_L1).toArray()) {
        m_hidden.append(other.toObject());
    }
    const QString stored = state.value("place"_L1).toString();
    const QString now = placeOf(m_session);
    if (stored.isEmpty() || now.isEmpty() || stored == now) {
        m_place = stored.isEmpty() ? now : stored;
        show(state);
        return;
    }
    QJsonObject set;
    for (const QLatin1StringView member : kMembers) {
        set.insert(member, state.value(member));
    }
    m_hidden.prepend(set);
    m_place = now;
    bring();
}

bool TabSets::hasHiddenChanges() const
{
    return std::ranges::any_of(m_hidden, hasChanges);
}

void TabSets::follow()
{
    const QString now = placeOf(m_session);
    if (now.isEmpty() || now == m_place) {
        return;
    }
    if (!m_place.isEmpty()) {
        stow();
    }
    m_place = now;
    bring();
}

void TabSets::stow()
{
    const QJsonObject set = shown();
    const QList<Page *> pages = m_window.tabs().pages();
    if (!pages.isEmpty()) {
        m_hidden.prepend(set);
    }
    for (Page *page : pages) {
        m_window.tabs().drop(page);
    }
    while (m_hidden.size() > kMostSets) {
        const auto oldest = std::find_if_not(m_hidden.rbegin(), m_hidden.rend(), hasChanges);
        if (oldest == m_hidden.rend()) {
            break;
        }
        m_hidden.erase(std::next(oldest).base());
    }
}

void TabSets::bring()
{
    const auto set = std::ranges::find_if(m_hidden, [this](const QJsonObject &other) {
        return other.value("place"_L1).toString() == m_place;
    });
    if (set != m_hidden.end()) {
        const QJsonObject found = *set;
        m_hidden.erase(set);
        show(found);
    }
}

void TabSets::show(const QJsonObject &set)
{
    for (const QJsonValue &value : set.value("pages"_L1).toArray()) {
        const QJsonObject stored = value.toObject();
        Page *page = m_window.open(
            {stored.value("kind"_L1).toString(), stored.value("subject"_L1).toString()});
        if (page != nullptr) {
            page->restoreState(stored.value("state"_L1).toObject());
        }
    }
    m_window.tabs().restoreLayout(set.value("layout"_L1).toObject());
}

QJsonObject TabSets::shown() const
{
    QJsonArray pages;
    bool isUnsaved = false;
    for (const Page *page : m_window.tabs().pages()) {
        const PageAddress address = page->address();
        pages.append(QJsonObject{{"kind"_L1, address.kind},
                                 {"subject"_L1, address.subject},
                                 {"state"_L1, page->saveState()}});
        isUnsaved = isUnsaved || page->isModified();
    }
    return {{"place"_L1, m_place},
            {"pages"_L1, pages},
            {"layout"_L1, m_window.tabs().saveLayout()},
            {"unsaved"_L1, isUnsaved}};
}

} // namespace gw::window
