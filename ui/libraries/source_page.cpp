// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/source_page.h"

#include "definition/text_places.h"
#include "editing/plugin_sources.h"
#include "look/icons.h"
#include "widgets/elided_label.h"
#include "widgets/source_editor.h"
#include "window/banner.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>

#include <utility>

namespace gw::libraries {

namespace {

constexpr qint64 kLargestSource = qint64{4} << 20;

Expected<std::string> sourceText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(file.errorString().toStdString(), path.toStdString());
    }
    if (file.size() > kLargestSource) {
        return failure(SourcePage::tr("The file is larger than 4 MiB").toStdString(),
                       path.toStdString(),
                       SourcePage::tr("Open it with another editor").toStdString());
    }
    return file.readAll().toStdString();
}

} // namespace

SourcePage::SourcePage(const SourceServices &services, const QString &file, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_file(file)
    , m_banner(new window::Banner(this))
    , m_editor(new widgets::SourceEditor(file, this))
    , m_path(new widgets::ElidedLabel(this))
    , m_build(new QPushButton(look::icon(QStringLiteral("run-build")), tr("Build"), this))
    , m_textFile({.banner = *m_banner,
                  .read = &sourceText,
                  .text = [this] { return m_editor->text(); },
                  .replace =
                      [this](const std::string &text) {
                          m_editor->replaceBy(text);
                      }},
                 this)
{
    arrange();
    m_commands = window::makeActions(*this, commands());
    addActions(m_commands);
    connect(m_editor, &widgets::SourceEditor::edited, this, [this] {
        refresh();
        Q_EMIT stateChanged();
    });
    connect(m_editor, &widgets::SourceEditor::folded, this, &SourcePage::stateChanged);
    const auto look = [this] {
        watch();
        if (m_isThere) {
            m_textFile.follow();
        } else if (QFile::exists(m_file)) {
            load();
        }
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, look);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, look);
    connect(&m_textFile, &window::TextFile::changed, this, &SourcePage::refresh);
    connect(&m_textFile, &window::TextFile::written, this, [this] {
        watch();
        Q_EMIT messageRaised(tr("Saved %1").arg(title()));
        Q_EMIT stateChanged();
    });
    load();
}

SourcePage::~SourcePage() = default;

window::PageAddress SourcePage::addressOf(const QString &file)
{
    return {QStringLiteral("source"), file};
}

QString SourcePage::title() const
{
    return QFileInfo(m_file).fileName();
}

QIcon SourcePage::icon() const
{
    return look::icon(QStringLiteral("text-x-c++src"), look::Tint::Plugin);
}

void SourcePage::arrange()
{
    window::dressToldOf(*m_path);
    m_path->setText(m_file);
    window::layOutText(
        *this, {.told = *m_path, .action = *m_build, .banner = m_banner, .text = *m_editor});
    m_build->setToolTip(tr("Save, compile, and put the library into the workspace's plugins"));
    connect(m_build, &QPushButton::clicked, this, &SourcePage::build);
    connect(&m_services.session, &session::EngineSession::stateChanged, this,
            &SourcePage::refresh); // the workspace may come after the page
}

QList<window::PageCommand<SourcePage>> SourcePage::commands()
{
    QList<window::PageCommand<SourcePage>> commands;
    const auto add = [&commands](const char *id, const QString &text, const QKeySequence &keys,
                                 const std::function<void(SourcePage &)> &run) {
        commands.append({{.id = QStringLiteral("source.") + QLatin1String(id),
                          .text = text,
                          .category = tr("Source of a plugin"),
                          .shortcut = keys},
                         run});
    };
    add("build", tr("&Build"), Qt::CTRL | Qt::Key_B, &SourcePage::build);
    add("undo", tr("&Undo"), QKeySequence::Undo, [](SourcePage &page) { page.m_editor->undo(); });
    add("redo", tr("&Redo"), QKeySequence::Redo, [](SourcePage &page) { page.m_editor->redo(); });
    add("find", tr("&Find..."), QKeySequence::Find,
        [](SourcePage &page) { page.m_editor->showFind(); });
    add("replace", tr("&Replace..."), Qt::CTRL | Qt::Key_H,
        [](SourcePage &page) { page.m_editor->showReplace(); });
    return commands;
}

void SourcePage::load()
{
    const Expected<std::string> text = m_textFile.open(m_file);
    m_isThere = text.has_value();
    m_editor->setReadOnly(!m_isThere || !QFileInfo(m_file).isWritable());
    if (text) {
        m_editor->load(*text);
    }
    watch();
    refreshMarks();
    refresh();
}

// Editors write a new file in the place of the old one: the watch ends with the old one.
void SourcePage::watch()
{
    if (!m_watcher.files().contains(m_file)) {
        m_watcher.addPath(m_file);
    }
    if (m_watcher.directories().isEmpty()) { // it tells when a file comes back
        m_watcher.addPath(QFileInfo(m_file).path());
    }
}

bool SourcePage::isModified() const
{
    return m_isThere && m_textFile.isModified();
}

void SourcePage::save()
{
    static_cast<void>(write());
}

// Whether the file holds the text now.
bool SourcePage::write()
{
    return isModified() ? m_textFile.save() : m_isThere;
}

void SourcePage::build()
{
    if (write()) {
        m_services.build(QString::fromStdString(editing::buildRootOf(m_file.toStdString())));
    }
}

void SourcePage::goToLine(int line)
{
    m_editor->goToLine(line);
    m_editor->setFocus();
}

QList<window::QuickEntry> SourcePage::placesOf(const QString &typed)
{
    return definition::linePlaces(typed, m_editor->lineCount(),
                                  [this](int line) { goToLine(line); });
}

void SourcePage::refreshMarks()
{
    QList<widgets::SourceEditor::Mark> marks;
    for (const models::BuildModel::Mark &mark : m_services.marks(m_file)) {
        marks.append({mark.line, mark.isError, mark.text});
    }
    m_editor->setMarks(marks);
}

void SourcePage::refresh()
{
    const bool isOther = isModified();
    if (isOther != m_wasModified) {
        m_wasModified = isOther;
        Q_EMIT modifiedChanged();
    }
    m_build->setEnabled(m_isThere && !m_services.session.workspace().isEmpty());
}

QJsonObject SourcePage::saveState() const
{
    QJsonObject state{{QStringLiteral("caret"), static_cast<qint64>(m_editor->caret())},
                      {QStringLiteral("folds"), m_editor->folds()}};
    if (isModified()) {
        window::Draft{m_editor->text(), window::DraftBase::of(m_textFile.saved(), m_file)}.writeTo(
            state);
    }
    return state;
}

void SourcePage::restoreState(const QJsonObject &state)
{
    if (const auto draft = window::Draft::from(state)) {
        const bool wasThere = std::exchange(m_isThere, true); // saving makes the file again
        m_editor->setReadOnly(false);
        m_editor->replaceBy(draft->text);
        if (!wasThere) {
            m_textFile.assume(m_file, true);
        } else if (draft->base != window::DraftBase::of(m_textFile.saved(), m_file)) {
            m_textFile.offer(m_textFile.saved());
        }
    }
    m_editor->setCaret(static_cast<std::size_t>(state.value(QLatin1String("caret")).toInteger()));
    m_editor->setFolds(state.value(QLatin1String("folds")).toArray());
    refresh();
}

} // namespace gw::libraries
