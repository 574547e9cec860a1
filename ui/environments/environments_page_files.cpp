// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of the environments does with their files.
#include "environments/environment_editor.h"
#include "environments/environments_page.h"
#include "session/environments.h"
#include "window/banner.h"

#include <QJsonArray>
#include <QListWidget>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::environments {

using window::Banner;
using window::DraftBase;

namespace {

const QString kFileProblem = u"file"_s;

} // namespace

// What others wrote is taken where nothing here would be lost, else the user is asked.
void EnvironmentsPage::lookAtFiles()
{
    const QStringList paths = m_kept.keys();
    for (const QString &path : paths) {
        Kept &kept = m_kept[path];
        if (path != m_environments.filePath(kept.name)) {
            continue; // of another workspace
        }
        const auto theirs = m_environments.text(kept.name);
        if (!theirs) {
            continue;
        }
        if (DraftBase::of(*theirs, {}) == kept.base) {
            m_banner->hide(u"outside:"_s + path); // they took it back
            continue;
        }
        if (*theirs == kept.text || !kept.isModified()) {
            put(path, *theirs);
        } else {
            offerOutside(path, *theirs);
        }
    }
}

void EnvironmentsPage::put(const QString &path, const std::string &text)
{
    Kept &kept = m_kept[path];
    const bool isOther = kept.text != text;
    kept.text = text;
    kept.base = DraftBase::of(text, {});
    m_banner->hide(u"outside:"_s + path);
    if (isOther && kept.name == m_shown) {
        m_editor->setText(path, text);
    }
}

void EnvironmentsPage::offerOutside(const QString &path, const std::string &theirs)
{
    const QString topic = u"outside:"_s + path;
    m_banner->show(Banner::Tone::Warn, topic,
                   tr("%1 has changed on the disk, and has changes here that are not saved.")
                       .arg(m_kept[path].name));
    m_banner->offer(tr("Reload"), [this, path, theirs] {
        put(path, theirs);
        refresh();
    });
    m_banner->offer(tr("Keep mine"), [this, path, topic, theirs] {
        m_kept[path].base = DraftBase::of(theirs, {});
        m_banner->hide(topic);
        refresh();
    });
}

void EnvironmentsPage::save()
{
    window::commitTyping(*this);
    lookAtFiles();
    QStringList saved;
    const QStringList paths = m_kept.keys();
    for (const QString &path : paths) {
        Kept &kept = m_kept[path];
        if (!kept.isModified() || m_banner->holds(u"outside:"_s + path)) {
            continue;
        }
        if (path != m_environments.filePath(kept.name)) {
            m_banner->show(Banner::Tone::Warn, kFileProblem,
                           tr("Not saved yet: %1, of another workspace").arg(path));
            continue;
        }
        const std::string text = kept.text;
        const DraftBase before = std::exchange(kept.base, DraftBase::of(text, {}));
        if (const auto written = m_environments.write(kept.name, text); !written) {
            m_kept[path].base = before;
            m_banner->showProblem(kFileProblem, written.error());
            return;
        }
        saved.append(path);
    }
    if (!saved.isEmpty()) {
        Q_EMIT messageRaised(tr("Saved %1").arg(saved.join(u", ")));
    }
    refresh();
    Q_EMIT stateChanged();
}

void EnvironmentsPage::make(const QString &wanted, const std::string &text)
{
    const QString name = m_environments.freeName(wanted);
    if (const auto written = m_environments.write(name, text); !written) {
        m_banner->showProblem(kFileProblem, written.error());
        return;
    }
    m_banner->hide(kFileProblem);
    showEnvironment(name);
    m_list->setFocus(Qt::OtherFocusReason);
    m_list->editItem(m_list->currentItem());
}

void EnvironmentsPage::rename(const QString &name, const QString &wanted)
{
    if (wanted == name) {
        return;
    }
    const QString from = m_environments.filePath(name);
    std::optional<Kept> kept; // away from here: else the file would seem to be gone
    if (m_kept.contains(from)) {
        kept = m_kept.take(from);
    }
    const bool wasShown = name == m_shown;
    const auto renamed = m_environments.rename(name, wanted);
    const QString now = renamed ? wanted : name;
    if (kept) {
        m_kept.insert(m_environments.filePath(now), {now, kept->text, kept->base});
    }
    if (wasShown) {
        m_shown = now;
    }
    refresh();
    if (renamed) {
        m_banner->hide(u"outside:"_s + from); // said of the new name, if it still holds
        m_banner->hide(kFileProblem);
    } else {
        m_banner->showProblem(kFileProblem, renamed.error());
    }
    Q_EMIT stateChanged();
}

void EnvironmentsPage::remove()
{
    const QString name = m_shown;
    const Kept *shown = keptOf(name);
    if (shown == nullptr) {
        return;
    }
    const Kept before = *shown;
    const bool wasCurrent = name == m_environments.current();
    const QString path = m_environments.filePath(name);
    m_kept.remove(path);
    const auto kept = m_environments.remove(name);
    if (!kept) {
        m_kept.insert(path, before);
        m_banner->showProblem(kFileProblem, kept.error());
        refresh();
        return;
    }
    m_banner->hide(u"outside:"_s + path);
    m_banner->show(Banner::Tone::Info, u"deleted:"_s + path,
                   tr("%1 is deleted. A copy is kept: %2").arg(name, *kept));
    m_banner->offer(tr("Undo"), [this, place = *kept, before, wasCurrent] {
        undoRemove(place, before, wasCurrent);
    });
    Q_EMIT stateChanged();
}

void EnvironmentsPage::undoRemove(const QString &kept, const Kept &before, bool wasCurrent)
{
    const QString topic = u"deleted:"_s + m_environments.filePath(before.name);
    if (const auto back = m_environments.bringBack(kept, before.name); !back) {
        m_banner->showProblem(topic, back.error());
        m_banner->offer(tr("Undo"),
                        [this, kept, before, wasCurrent] { undoRemove(kept, before, wasCurrent); });
        return;
    }
    m_banner->hide(topic);
    m_kept.insert(m_environments.filePath(before.name), before);
    if (wasCurrent) {
        m_environments.setCurrent(before.name);
    }
    showEnvironment(before.name);
}

QJsonObject EnvironmentsPage::saveState() const
{
    QJsonArray drafts;
    for (auto kept = m_kept.cbegin(); kept != m_kept.cend(); ++kept) {
        if (kept->isModified()) {
            QJsonObject draft{{u"path"_s, kept.key()}, {u"name"_s, kept->name}};
            window::Draft{kept->text, kept->base}.writeTo(draft);
            drafts.append(draft);
        }
    }
    return {{u"shown"_s, m_shown}, {u"drafts"_s, drafts}};
}

// The workspace opens after the pages: what is kept stands until it is there.
void EnvironmentsPage::restoreState(const QJsonObject &state)
{
    for (const QJsonValue &value : state["drafts"_L1].toArray()) {
        const QJsonObject one = value.toObject();
        if (const auto draft = window::Draft::from(one)) {
            m_kept.insert(one["path"_L1].toString(),
                          {one["name"_L1].toString(), draft->text, draft->base});
        }
    }
    m_shown = state["shown"_L1].toString();
    refresh();
}

} // namespace gw::environments
