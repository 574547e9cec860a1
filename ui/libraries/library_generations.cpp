// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/library_generations.h"

#include "libraries/fact_rows.h"
#include "libraries/library_facts.h"
#include "look/metrics.h"
#include "session/engine_session.h"
#include "widgets/work_bar.h"
#include "window/banner.h"

#include <QLabel>
#include <QLocale>
#include <QTreeWidget>

#include <utility>

namespace gw::libraries {

using session::EngineSession;

namespace {

constexpr int kNumberRole = Qt::UserRole;
constexpr int kKeptRole = Qt::UserRole + 1;
constexpr int kShownGenerations = 4; // without scrolling
constexpr int kShownDigest = 12;     // letters of a SHA-256 that tell it from others

} // namespace

LibraryGenerations::LibraryGenerations(EngineSession &session, QWidget *owner)
    : QObject(owner)
    , m_session(session)
    , m_list(new QTreeWidget(owner))
    , m_message(new QLabel(owner))
    , m_work(new widgets::WorkBar(owner))
{
    m_list->setHeaderLabels(
        {tr("Generation"), tr("State"), tr("Loaded"), tr("ABI"), tr("Build id"), tr("SHA-256")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setMinimumHeight(look::headerHeight() + kShownGenerations * look::rowHeight());
    m_list->setAccessibleName(tr("Generations of this library"));
    m_message->setWordWrap(true);
    m_message->hide();
    connect(m_list, &QTreeWidget::currentItemChanged, this, &LibraryGenerations::changed);
    connect(&session, &EngineSession::reloaded, this, &LibraryGenerations::load);
    connect(&session, &EngineSession::pluginsChanged, this, &LibraryGenerations::follow);
    connect(&session, &EngineSession::stateChanged, this, [this] {
        load();
        Q_EMIT changed();
    });
}

void LibraryGenerations::setLibrary(const QString &path)
{
    if (m_path != path) {
        m_path = path;
        forget();
    }
    load();
}

// It may be reloaded elsewhere, too.
void LibraryGenerations::follow()
{
    const QList<client::PluginHook> hooks = hooksOf(m_session, m_path);
    const std::uint64_t serving = hooks.isEmpty() ? 0 : hooks.first().generation;
    if (std::exchange(m_serving, serving) != serving) {
        load();
    }
}

// What is under way is of the library before.
void LibraryGenerations::forget()
{
    ++m_runs;
    m_isBusy = false;
    m_work->end();
    m_message->hide();
    show({});
}

void LibraryGenerations::load()
{
    const int load = ++m_loads;
    if (m_path.isEmpty() || m_session.client() == nullptr ||
        m_session.state() != EngineSession::State::Connected) {
        return;
    }
    client::PluginClient(*m_session.client())
        .generations(m_path)
        .then(this, [this, load](const Expected<QList<client::PluginGeneration>> &generations) {
            if (load == m_loads) {
                show(generations ? *generations : QList<client::PluginGeneration>());
            }
        });
}

void LibraryGenerations::show(const QList<client::PluginGeneration> &generations)
{
    const QTreeWidgetItem *current = m_list->currentItem();
    const qulonglong chosen =
        current == nullptr ? 0 : current->data(Number, kNumberRole).toULongLong();
    m_list->clear();
    for (auto one = generations.rbegin(); one != generations.rend(); ++one) {
        auto *item = new QTreeWidgetItem(m_list);
        item->setText(Number, QString::number(one->number));
        item->setText(State, one->isCurrent ? tr("serves") : one->isKept ? tr("kept") : tr("gone"));
        item->setText(Loaded,
                      QLocale().toString(one->loadedAt.toLocalTime(), QLocale::ShortFormat));
        item->setText(Abi, one->abi);
        item->setText(BuildId, one->buildId);
        item->setText(Digest, one->sha256.left(kShownDigest));
        item->setToolTip(Digest, one->sha256);
        item->setIcon(Number, look::dot(one->isCurrent ? look::Tint::Good : look::Tint::Secondary));
        item->setData(Number, kNumberRole, static_cast<qulonglong>(one->number));
        item->setData(Number, kKeptRole, one->isKept && !one->isCurrent);
        if (one->number == chosen) {
            m_list->setCurrentItem(item);
        }
    }
    for (int column = 0; column < m_list->columnCount(); ++column) {
        m_list->resizeColumnToContents(column);
    }
    Q_EMIT changed();
}

bool LibraryGenerations::canReload() const
{
    return !m_isBusy && m_session.state() == EngineSession::State::Connected;
}

bool LibraryGenerations::canRollBack() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return canReload() && item != nullptr && item->data(Number, kKeptRole).toBool();
}

void LibraryGenerations::reload()
{
    if (m_session.client() != nullptr) {
        run(client::PluginClient(*m_session.client()).reload(m_path), tr("Reloading"));
    }
}

void LibraryGenerations::rollBack()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (item == nullptr || m_session.client() == nullptr) {
        return;
    }
    run(client::PluginClient(*m_session.client())
            .rollBack(m_path, item->data(Number, kNumberRole).toULongLong()),
        tr("Rolling back"));
}

void LibraryGenerations::run(client::Reply<client::PluginSwap> reply, const QString &what)
{
    m_isBusy = true;
    Q_EMIT changed();
    say(what, look::Tint::Secondary);
    m_work->begin(what, [this] {
        m_work->end();
        say(tr("Not waited for; the generations tell what became of it."), look::Tint::Secondary);
    });
    reply.then(this, [this, run = ++m_runs](const Expected<client::PluginSwap> &swap) {
        if (run != m_runs) {
            return;
        }
        m_isBusy = false;
        m_work->end();
        Q_EMIT changed();
        if (!swap) {
            say(window::wordsOf(swap.error()), look::Tint::Bad);
            return;
        }
        const bool isSame = swap->outcome == QLatin1String("unchanged");
        say(isSame ? tr("The file has not changed: generation %1 serves.").arg(swap->generation)
                   : tr("Generation %1 serves.").arg(swap->generation),
            look::Tint::Good);
        load();
    });
}

void LibraryGenerations::say(const QString &text, look::Tint tint)
{
    m_message->setText(inColor(text, tint));
    m_message->show();
}

} // namespace gw::libraries
