// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/plugin_page.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "pages/time_histogram.h"
#include "widgets/elided_label.h"
#include "widgets/scrolled.h"
#include "window/banner.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gw::pages {

using client::PluginHook;
using session::EngineSession;

namespace {

constexpr int kNumberRole = Qt::UserRole;
constexpr int kKeptRole = Qt::UserRole + 1;
constexpr int kShownGenerations = 4; // without scrolling
constexpr int kShownDigest = 12;     // letters of a SHA-256 that tell it from others

QString colored(const QString &text, look::Tint tint)
{
    return QStringLiteral("<span style='color:%1'>%2</span>")
        .arg(look::colorOf(tint).name(), text.toHtmlEscaped());
}

QString row(const QString &name, const QString &html)
{
    return QStringLiteral("<tr><td style='padding-right:16px'>%1</td><td>%2</td></tr>")
        .arg(colored(name, look::Tint::Secondary), html);
}

} // namespace

PluginPage::PluginPage(PluginCommands &commands, QString path, QWidget *parent)
    : Page(parent)
    , m_commands(commands)
    , m_session(commands.services().session)
    , m_path(std::move(path))
    , m_reload(new QAction(look::icon(QStringLiteral("view-refresh")), tr("Reload library"), this))
    , m_rollBack(new QAction(look::icon(QStringLiteral("edit-undo")), tr("Roll back"), this))
    , m_watch(new QAction(look::icon(QStringLiteral("view-visible")), tr("Watch files"), this))
    , m_edit(new QAction(look::icon(QStringLiteral("document-edit")), tr("Edit source"), this))
    , m_compile(new QAction(look::icon(QStringLiteral("run-build")), tr("Build"), this))
    , m_use(new QAction(tr("Use in"), this))
    , m_remove(new QAction(tr("Remove from"), this))
    , m_title(new widgets::ElidedLabel(this))
    , m_facts(new QLabel(this))
    , m_message(new QLabel(this))
    , m_table(new QTableView(this))
    , m_timesTitle(new QLabel(this))
    , m_times(new TimeHistogram(this))
    , m_generations(new QTreeWidget(this))
    , m_reading(
          this,
          [facts = commands.services().facts](const std::string &file) {
              return facts ? facts(file) : std::nullopt;
          },
          [this](std::optional<Facts> facts) {
              m_exported = facts.value_or(std::nullopt);
              refresh();
          })
{
    buildCommands();
    build();
    connect(m_reload, &QAction::triggered, this, [this] {
        if (m_session.client() != nullptr) {
            run(client::PluginClient(*m_session.client()).reload(m_path), tr("Reloading"));
        }
    });
    connect(m_rollBack, &QAction::triggered, this, &PluginPage::rollBack);
    m_watch->setCheckable(true);
    m_watch->setToolTip(tr("Load every plugin file by itself as soon as it has changed"));
    connect(m_watch, &QAction::triggered, this, &PluginPage::setWatch);
    connect(&m_session, &EngineSession::pluginsChanged, this, &PluginPage::refresh);
    connect(&m_session, &EngineSession::reloaded, this, [this] {
        loadGenerations();
        loadFacts();
    });
    connect(&m_session, &EngineSession::stateChanged, this, [this] {
        refreshEnabled();
        if (m_session.state() == EngineSession::State::Connected) {
            loadGenerations();
            loadWatch();
        }
    });
    refresh();
    refreshEnabled();
    loadGenerations();
    loadWatch();
    loadFacts();
}

window::PageAddress PluginPage::address() const
{
    return {QStringLiteral("plugin"), m_path};
}

QString PluginPage::title() const
{
    return m_path.section(QLatin1Char('/'), -1);
}

QIcon PluginPage::icon() const
{
    return look::icon(QStringLiteral("plugins"), look::Tint::Plugin);
}

QList<QAction *> PluginPage::pageActions()
{
    return {m_edit, m_compile, m_use, m_remove, m_reload, m_rollBack, m_watch};
}

void PluginPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh(); // the facts have the scheme's colours
    }
}

void PluginPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, 0);
    head->addWidget(m_title, 1);
    layout->addLayout(head);
    layout->addWidget(commandBar());
    layout->addWidget(widgets::scrolled(tables(), this), 1);
    m_title->setFont(look::titleFont());
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_facts->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->hide();
    connect(m_generations, &QTreeWidget::currentItemChanged, this, &PluginPage::refreshEnabled);
    connect(m_facts, &QLabel::linkActivated, this, [this](const QString &apiId) {
        m_commands.services().opener.open({QStringLiteral("api"), apiId});
    });
    setFocusProxy(m_table);
}

// What has no room goes into a menu at its end.
QToolBar *PluginPage::commandBar()
{
    auto *bar = new QToolBar(this);
    bar->setAccessibleName(tr("Commands of the plugin"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContentsMargins(look::kGap, 0, look::kGap, 0);
    bar->addActions(pageActions());
    for (QAction *action : {m_use, m_remove}) {
        auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(action));
        button->setPopupMode(QToolButton::InstantPopup);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    for (QAction *action : pageActions()) {
        bar->widgetForAction(action)->setAccessibleName(action->text());
        bar->widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
    }
    return bar;
}

QWidget *PluginPage::tables()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(look::kMargin, 0, look::kMargin, look::kMargin);
    layout->setSpacing(look::kGap);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    const auto addHeading = [layout](QLabel *heading) {
        heading->setFont(look::strongFont());
        layout->addSpacing(look::kTight);
        layout->addWidget(heading);
    };
    addHeading(new QLabel(tr("Hooks"), content));
    m_hooks.setFixedFont(look::fixedFont());
    m_table->setModel(&m_hooks);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    m_table->horizontalHeader()->setSectionResizeMode(models::HooksModel::Symbol,
                                                      QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setAccessibleName(tr("Hooks of this library"));
    layout->addWidget(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PluginPage::loadTimes);
    addHeading(m_timesTitle);
    layout->addWidget(m_times);
    addHeading(new QLabel(tr("Generations"), content));
    m_generations->setHeaderLabels(
        {tr("Generation"), tr("State"), tr("Loaded"), tr("ABI"), tr("Build id"), tr("SHA-256")});
    m_generations->setRootIsDecorated(false);
    m_generations->setUniformRowHeights(true);
    m_generations->setAlternatingRowColors(true);
    m_generations->setMinimumHeight(look::headerHeight() + kShownGenerations * look::rowHeight());
    m_generations->setAccessibleName(tr("Generations of this library"));
    layout->addWidget(m_generations, 1);
    return content;
}

void PluginPage::refresh()
{
    QList<PluginHook> own;
    for (const PluginHook &hook : m_session.plugins()) {
        if (hook.path == m_path) {
            own.append(hook);
        }
    }
    m_title->setText(title());
    m_hooks.setHooks(own);
    m_table->updateGeometry();
    m_facts->setText(factsText(own));
    if (!m_table->currentIndex().isValid() && !own.isEmpty()) {
        m_table->selectRow(0);
    }
    refreshEnabled();
    loadTimes();
}

// Of the hook that is selected; asked for once at a time, and only while somebody looks.
void PluginPage::loadTimes()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_hooks.rowCount()) {
        m_timesTitle->setText(tr("Times"));
        m_times->setBuckets({});
        return;
    }
    const QString symbol = m_hooks.hook(row).symbol;
    m_timesTitle->setText(tr("Times of %1").arg(symbol));
    if (m_isLoadingTimes || !isVisible() || m_session.client() == nullptr ||
        m_session.state() != EngineSession::State::Connected) {
        return;
    }
    m_isLoadingTimes = true;
    client::PluginClient(*m_session.client())
        .times(m_path, symbol)
        .then(this, [this, symbol](const Expected<QList<client::TimeBucket>> &times) {
            m_isLoadingTimes = false;
            const int now = m_table->currentIndex().row();
            if (now < 0 || now >= m_hooks.rowCount() || m_hooks.hook(now).symbol != symbol) {
                loadTimes(); // another one was selected meanwhile
                return;
            }
            m_times->setBuckets(times ? *times : QList<client::TimeBucket>());
        });
}

void PluginPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    loadTimes();
}

void PluginPage::loadWatch()
{
    if (m_session.client() == nullptr || m_session.state() != EngineSession::State::Connected) {
        return;
    }
    client::PluginClient(*m_session.client())
        .isWatching()
        .then(this, [this](const Expected<bool> &isOn) { m_watch->setChecked(isOn && *isOn); });
}

void PluginPage::setWatch(bool isOn)
{
    if (m_session.client() == nullptr) {
        return;
    }
    client::PluginClient(*m_session.client())
        .setWatching(isOn)
        .then(this, [this, isOn](const Expected<bool> &now) {
            m_watch->setChecked(now ? *now : !isOn);
            if (!now) {
                m_message->setText(colored(window::wordsOf(now.error()), look::Tint::Bad));
                m_message->show();
                return;
            }
            Q_EMIT messageRaised(*now ? tr("The engine watches its plugin files")
                                      : tr("The engine loads plugin files when it is told to"));
        });
}

QString PluginPage::factsText(const QList<PluginHook> &hooks) const
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>") +
                   row(tr("File"), m_path.toHtmlEscaped());
    if (hooks.isEmpty()) {
        return html + exportedText() + QStringLiteral("</table>") +
               colored(tr("No API that is loaded names this library."), look::Tint::Warn);
    }
    const PluginHook &first = hooks.first();
    const QString state =
        first.state == client::PluginState::Loaded ? colored(tr("loaded"), look::Tint::Good)
        : first.state == client::PluginState::KeptOld
            ? colored(tr("old version serves: %1").arg(first.reason), look::Tint::Warn)
            : colored(tr("failed: %1").arg(first.reason), look::Tint::Bad);
    html +=
        row(tr("State"), first.isRolledBack ? state + tr(" (rolled back)").toHtmlEscaped() : state);
    html += row(tr("ABI"), first.abi.toHtmlEscaped());
    QStringList users;
    for (const PluginHook &hook : hooks) {
        for (const QString &user : hook.users) {
            const client::ApiReport *api = m_session.api(user);
            const QString link =
                QStringLiteral("<a href='%1' style='color:%3'>%2</a>")
                    .arg(user.toHtmlEscaped(), (api == nullptr ? user : api->name).toHtmlEscaped(),
                         look::colorOf(look::Tint::Accent).name());
            if (!users.contains(link)) {
                users.append(link);
            }
        }
    }
    html += row(tr("Used by"), users.join(QStringLiteral(", ")));
    return html + exportedText() + QStringLiteral("</table>");
}

// Rows of the facts' table: what the file on the disk holds, used or not.
QString PluginPage::exportedText() const
{
    if (!m_exported) {
        return {};
    }
    if (!m_exported->problem.empty()) {
        const QString problem = QString::fromStdString(m_exported->problem);
        return row(tr("The file"), colored(problem.toHtmlEscaped(), look::Tint::Bad));
    }
    QStringList names;
    for (const std::string &symbol : m_exported->symbols) {
        names.append(QString::fromStdString(symbol).toHtmlEscaped());
    }
    return row(tr("Exports"), names.join(QStringLiteral(", ")));
}

// Of the workspace's file; a library of another machine is not read.
void PluginPage::loadFacts()
{
    m_hasSource = m_commands.hasSource(m_path);
    refreshEnabled();
    if (!m_session.workspace().isEmpty()) {
        m_reading.request(m_commands.fileOf(m_path).toStdString());
    }
}

void PluginPage::buildCommands()
{
    m_edit->setToolTip(tr("Open the source in plugins/src of the workspace"));
    m_compile->setToolTip(tr("Compile the source; the engine loads the new library"));
    m_use->setToolTip(tr("Put a hook of this library into an API"));
    m_remove->setToolTip(tr("Take the hooks of this library out of an API"));
    connect(m_edit, &QAction::triggered, this, [this] { m_commands.editSource(m_path); });
    connect(m_compile, &QAction::triggered, this, [this] { m_commands.build(m_path); });
    auto *use = new QMenu(this);
    auto *remove = new QMenu(this);
    m_use->setMenu(use);
    m_remove->setMenu(remove);
    connect(use, &QMenu::aboutToShow, this, [this, use] {
        use->clear();
        const int row = m_table->currentIndex().row();
        const bool isHook = row >= 0 && row < m_hooks.rowCount();
        m_commands.fillUse(*use, m_path, isHook ? m_hooks.hook(row).symbol : QString());
    });
    connect(remove, &QMenu::aboutToShow, this, [this, remove] {
        remove->clear();
        m_commands.fillRemove(*remove, m_path);
    });
}

void PluginPage::loadGenerations()
{
    if (m_session.client() == nullptr || m_session.state() != EngineSession::State::Connected) {
        return;
    }
    client::PluginClient(*m_session.client())
        .generations(m_path)
        .then(this, [this](const Expected<QList<client::PluginGeneration>> &generations) {
            showGenerations(generations ? *generations : QList<client::PluginGeneration>());
        });
}

void PluginPage::showGenerations(const QList<client::PluginGeneration> &generations)
{
    m_generations->clear();
    for (auto one = generations.rbegin(); one != generations.rend(); ++one) {
        auto *item = new QTreeWidgetItem(m_generations);
        item->setText(0, QString::number(one->number));
        item->setText(1, one->isCurrent ? tr("serves") : one->isKept ? tr("kept") : tr("gone"));
        item->setText(2, QLocale().toString(one->loadedAt.toLocalTime(), QLocale::ShortFormat));
        item->setText(3, one->abi);
        item->setText(4, one->buildId);
        item->setText(5, one->sha256.left(kShownDigest));
        item->setToolTip(5, one->sha256);
        item->setIcon(0, look::dot(one->isCurrent ? look::Tint::Good : look::Tint::Secondary));
        item->setData(0, kNumberRole, static_cast<qulonglong>(one->number));
        item->setData(0, kKeptRole, one->isKept && !one->isCurrent);
    }
    for (int column = 0; column < m_generations->columnCount(); ++column) {
        m_generations->resizeColumnToContents(column);
    }
    refreshEnabled();
}

void PluginPage::run(client::Reply<client::PluginSwap> reply, const QString &what)
{
    m_reload->setEnabled(false);
    m_rollBack->setEnabled(false);
    m_message->setText(colored(what, look::Tint::Secondary));
    m_message->show();
    reply.then(this, [this](const Expected<client::PluginSwap> &swap) {
        refreshEnabled();
        if (!swap) {
            m_message->setText(colored(window::wordsOf(swap.error()), look::Tint::Bad));
            return;
        }
        const bool isSame = swap->outcome == QLatin1String("unchanged");
        m_message->setText(colored(
            isSame ? tr("The file has not changed: generation %1 serves.").arg(swap->generation)
                   : tr("Generation %1 serves.").arg(swap->generation),
            look::Tint::Good));
        loadGenerations();
    });
}

void PluginPage::rollBack()
{
    const QTreeWidgetItem *item = m_generations->currentItem();
    if (item == nullptr || m_session.client() == nullptr) {
        return;
    }
    run(client::PluginClient(*m_session.client())
            .rollBack(m_path, item->data(0, kNumberRole).toULongLong()),
        tr("Rolling back"));
}

void PluginPage::refreshEnabled()
{
    const bool isConnected = m_session.state() == EngineSession::State::Connected;
    const QTreeWidgetItem *item = m_generations->currentItem();
    m_reload->setEnabled(isConnected);
    m_watch->setEnabled(isConnected);
    m_rollBack->setEnabled(isConnected && item != nullptr && item->data(0, kKeptRole).toBool());
    m_edit->setEnabled(m_hasSource);
    m_compile->setEnabled(m_hasSource);
    m_remove->setEnabled(m_hooks.rowCount() > 0);
    m_rollBack->setToolTip(tr("Select a generation that is kept, then go back to it"));
}

window::Page *PluginPageFactory::create(const window::PageAddress &address, QWidget *parent)
{
    return new PluginPage(m_commands, address.subject, parent);
}

} // namespace gw::pages
