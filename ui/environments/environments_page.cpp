// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/environments_page.h"

#include "environments/environment_editor.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "requests/environment.h"
#include "session/environments.h"
#include "widgets/row_table.h"
#include "window/banner.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace gw::environments {

namespace {

constexpr int kListLetters = 20; // wide at first
const QString kEnvironmentProblem = u"problem"_s;
const QString kUnreadable = u"unreadable"_s;

enum Command : std::uint8_t { New, Duplicate, Rename, Remove, Use, RemoveRows };

} // namespace

EnvironmentsPage::EnvironmentsPage(session::Environments &environments, QWidget *parent)
    : Page(parent)
    , m_environments(environments)
    , m_banner(new window::Banner(this))
    , m_list(new QListWidget(this))
    , m_editor(new EnvironmentEditor(this))
{
    build();
    connect(&environments, &session::Environments::changed, this, &EnvironmentsPage::refresh);
    connect(&environments, &session::Environments::filesChanged, this,
            &EnvironmentsPage::lookAtFiles);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *now) {
        if (!m_isFilling && now != nullptr) {
            showEnvironment(now->data(Qt::UserRole).toString());
        }
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_isFilling) { // later: the list would lose the item that it tells of
            QMetaObject::invokeMethod(
                this,
                [this, name = item->data(Qt::UserRole).toString(),
                 wanted = item->text().trimmed()] { rename(name, wanted); },
                Qt::QueuedConnection);
        }
    });
    connect(m_editor, &EnvironmentEditor::edited, this, &EnvironmentsPage::takeEdit);
    connect(m_editor, &EnvironmentEditor::refused, this, [this](const QString &why) {
        m_banner->show(window::Banner::Tone::Bad, kEnvironmentProblem, why);
    });
    m_shown = environments.current();
    refresh();
}

EnvironmentsPage::~EnvironmentsPage()
{
    m_editor->disconnect(this); // a cell that is being typed into passes it on at its end
}

window::PageAddress EnvironmentsPage::pageAddress()
{
    return {u"environments"_s, {}};
}

QIcon EnvironmentsPage::icon() const
{
    return look::icon(u"view-list-details"_s);
}

void EnvironmentsPage::build()
{
    m_list->setAccessibleName(tr("Environments"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    buttons->setSpacing(look::kTight);
    m_commands = window::makeActions(*this, commands());
    for (const Command command : {Rename, Remove}) { // a cell has its own F2 and Delete
        m_commands[command]->setShortcutContext(Qt::WidgetShortcut);
    }
    widgets::RowTable::giveRemoval(*this, *m_commands[RemoveRows]);
    const QList<QAction *> ofTheList = m_commands.first(RemoveRows);
    addActions(ofTheList);
    m_list->addActions(ofTheList);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (QAction *command : ofTheList) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(command);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *hint = new QLabel(tr("{{gateway}} is the engine of this window, whatever a file says; "
                               "gatewright run --env takes the file's."),
                            this);
    hint->setWordWrap(true);
    hint->setMargin(look::kGap);
    hint->setFont(look::secondaryFont());
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins({});
    leftLayout->setSpacing(0);
    leftLayout->addLayout(buttons);
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(hint);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_editor);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({fontMetrics().averageCharWidth() * kListLetters, look::kFormWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(splitter, 1);
    setFocusProxy(m_list);
}

QList<window::PageCommand<EnvironmentsPage>> EnvironmentsPage::commands()
{
    QList<window::PageCommand<EnvironmentsPage>> commands;
    const auto add =
        [&commands](const char *id, const QString &text, const char *icon, const QKeySequence &keys,
                    const std::function<void(EnvironmentsPage &)> &run, const char *scope = "") {
            commands.append({{.id = u"environments."_s + QLatin1String(id),
                              .text = text,
                              .category = tr("Environments"),
                              .shortcut = keys,
                              .icon = QLatin1String(icon),
                              .scope = QLatin1String(scope)},
                             run});
        };
    add("new", tr("&New Environment"), "list-add", Qt::Key_Insert,
        [](EnvironmentsPage &page) { page.make(tr("new"), {}); });
    add("duplicate", tr("&Duplicate Environment"), "edit-copy", Qt::CTRL | Qt::Key_D,
        [](EnvironmentsPage &page) {
            if (const Kept *kept = page.keptOf(page.m_shown)) {
                page.make(tr("%1 copy").arg(page.m_shown), std::string(kept->text));
            }
        });
    add(
        "rename", tr("&Rename Environment"), "edit-rename", Qt::Key_F2,
        [](EnvironmentsPage &page) {
            page.m_list->setFocus(Qt::ShortcutFocusReason);
            page.m_list->editItem(page.m_list->currentItem());
        },
        "list");
    add("remove", tr("De&lete Environment"), "edit-delete", Qt::Key_Delete,
        &EnvironmentsPage::remove, "list");
    add("use", tr("&Use for Requests"), "dialog-ok-apply", {},
        [](EnvironmentsPage &page) { page.m_environments.setCurrent(page.m_shown); });
    add("removeRows", tr("Remove the &selected variables"), "", QKeySequence::Delete,
        &widgets::RowTable::removeSelectedIn, "table");
    return commands;
}

// The one that requests use is shown also while it has no file: saving makes it.
void EnvironmentsPage::fillList()
{
    const QScopedValueRollback guard(m_isFilling, true);
    QStringList names = m_environments.names();
    const bool isPossible = !m_environments.filePath().isEmpty();
    if (isPossible && !names.contains(m_environments.current())) {
        names.prepend(m_environments.current());
    }
    for (auto kept = m_kept.cbegin(); kept != m_kept.cend(); ++kept) {
        if (kept->isModified() && kept.key() == m_environments.filePath(kept->name) &&
            !names.contains(kept->name)) {
            names.append(kept->name); // its file went while it had changes here
        }
    }
    if (isPossible && !names.contains(m_shown)) { // else it waits for its workspace
        m_shown =
            names.contains(m_environments.current()) ? m_environments.current() : names.value(0);
    }
    m_list->clear();
    for (const QString &name : std::as_const(names)) {
        auto *item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, name);
        item->setFlags(
            item->flags().setFlag(Qt::ItemIsEditable, m_environments.names().contains(name)));
        QFont font = m_list->font();
        font.setBold(name == m_environments.current());
        item->setFont(font);
        item->setToolTip(name == m_environments.current() ? tr("Requests use this one")
                                                          : m_environments.filePath(name));
        if (name == m_shown) {
            m_list->setCurrentItem(item);
        }
    }
    m_commands[New]->setEnabled(isPossible);
    m_commands[Duplicate]->setEnabled(isPossible);
    m_commands[Rename]->setEnabled(m_environments.names().contains(m_shown));
    m_commands[Remove]->setEnabled(m_environments.names().contains(m_shown));
    m_commands[Use]->setEnabled(isPossible && m_shown != m_environments.current());
    m_list->setEnabled(isPossible);
}

void EnvironmentsPage::refresh()
{
    fillList();
    lookAtFiles();
    const QString path = m_environments.filePath(m_shown);
    const Kept *kept = path.isEmpty() ? nullptr : keptOf(m_shown);
    m_editor->setEnabled(kept != nullptr);
    if (path.isEmpty()) {
        m_editor->setText(tr("No workspace is open: environments are files of one."), {});
    } else if (kept != nullptr && (m_editor->path() != path || m_editor->text() != kept->text)) {
        m_editor->setText(path, kept->text);
    }
    noteModified();
}

void EnvironmentsPage::noteModified()
{
    if (m_wasModified != isModified()) {
        m_wasModified = !m_wasModified;
        Q_EMIT modifiedChanged();
    }
}

void EnvironmentsPage::showEnvironment(const QString &name)
{
    m_shown = name;
    refresh();
    Q_EMIT stateChanged();
}

EnvironmentsPage::Kept *EnvironmentsPage::keptOf(const QString &name)
{
    const QString path = m_environments.filePath(name);
    if (const auto known = m_kept.find(path); known != m_kept.end()) {
        return &*known;
    }
    const auto text = m_environments.text(name);
    if (!text) {
        m_banner->showProblem(kUnreadable, text.error());
        return nullptr;
    }
    m_banner->hide(kUnreadable);
    return &*m_kept.insert(path, {name, *text, window::DraftBase::of(*text, {})});
}

bool EnvironmentsPage::isModified() const
{
    return std::ranges::any_of(m_kept, &Kept::isModified);
}

void EnvironmentsPage::takeEdit()
{
    Kept *kept = keptOf(m_shown);
    if (kept == nullptr) {
        return;
    }
    const bool wasModified = kept->isModified();
    kept->text = m_editor->text();
    if (const auto read = requests::parseEnvironment(kept->text, m_shown.toStdString()); !read) {
        m_banner->showProblem(kEnvironmentProblem, read.error());
    } else {
        m_banner->hide(kEnvironmentProblem);
    }
    if (wasModified != kept->isModified()) { // letters come fast, and files are on the disk
        fillList();
        noteModified();
    }
    Q_EMIT stateChanged();
}

} // namespace gw::environments
