// SPDX-License-Identifier: GPL-3.0-or-later
#include "libraries/source_page.h"

#include "base/atomic_file.h"
#include "definition/text_places.h"
#include "editing/plugin_sources.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "widgets/elided_label.h"
#include "widgets/source_editor.h"
#include "window/banner.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace gw::libraries {

namespace {

const QString kSourceProblem = QStringLiteral("problem");
const QString kSourceOutside = QStringLiteral("outside");
const QString kSourceGone = QStringLiteral("gone");
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
{
    arrange();
    m_commands = window::makeActions(*this, commands());
    addActions(m_commands);
    connect(m_editor, &widgets::SourceEditor::edited, this, [this] {
        refresh();
        Q_EMIT stateChanged();
    });
    connect(m_editor, &widgets::SourceEditor::folded, this, &SourcePage::stateChanged);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SourcePage::noticeChange);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SourcePage::noticeChange);
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
    m_path->setFont(look::secondaryFont());
    m_path->setForegroundRole(QPalette::PlaceholderText);
    m_path->setText(m_file);
    m_build->setProperty(look::kPrimaryProperty, true);
    m_build->setToolTip(tr("Save, compile, and put the library into the workspace's plugins"));
    connect(m_build, &QPushButton::clicked, this, &SourcePage::build);
    connect(&m_services.session, &session::EngineSession::stateChanged, this,
            &SourcePage::refresh); // the workspace may come after the page
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    bar->setSpacing(look::kGap);
    bar->addWidget(m_path, 1);
    bar->addWidget(m_build);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_banner);
    layout->addWidget(m_editor, 1);
    setFocusProxy(m_editor);
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
    const Expected<std::string> text = sourceText(m_file);
    m_isThere = text.has_value();
    m_editor->setReadOnly(!m_isThere || !QFileInfo(m_file).isWritable());
    if (!text) {
        m_banner->showProblem(kSourceProblem, text.error());
    } else {
        m_saved = *text;
        m_editor->load(*text);
    }
    follow();
    refreshMarks();
    refresh();
}

// Editors write a new file in the place of the old one: the watch ends with the old one.
void SourcePage::follow()
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
    return m_isThere && (m_isGone || m_editor->text() != m_saved);
}

void SourcePage::noticeChange()
{
    follow();
    const Expected<std::string> text = sourceText(m_file);
    if (!text) {
        noteGone();
        return;
    }
    m_isGone = false;
    m_banner->hide(kSourceGone);
    if (*text == m_saved) {
        m_banner->hide(kSourceOutside);
        refresh();
        return;
    }
    if (isModified()) {
        offerOutside(*text);
        return;
    }
    m_saved = *text;
    m_editor->replaceBy(*text);
    refresh();
}

// All that there is of it is here.
void SourcePage::noteGone()
{
    m_isGone = true;
    m_banner->hide(kSourceOutside); // what it offers is gone too
    m_banner->show(window::Banner::Tone::Warn, kSourceGone,
                   tr("The file is gone. Saving writes it again."));
    refresh();
}

void SourcePage::offerOutside(const std::string &text)
{
    m_banner->show(window::Banner::Tone::Warn, kSourceOutside,
                   tr("It was changed outside while you have changes here."));
    m_banner->offer(tr("Reload"), [this, text] {
        m_banner->hide(kSourceOutside);
        m_saved = text;
        m_editor->replaceBy(text);
        refresh();
    });
    m_banner->offer(tr("Keep mine"), [this, text] {
        m_banner->hide(kSourceOutside);
        m_saved = text; // seen, and to be overwritten
        save();
    });
}

void SourcePage::save()
{
    static_cast<void>(write());
}

// Whether the file holds the text now.
bool SourcePage::write()
{
    if (!isModified()) {
        return m_isThere;
    }
    if (const Expected<std::string> onDisk = sourceText(m_file); onDisk && *onDisk != m_saved) {
        offerOutside(*onDisk);
        return false;
    }
    const std::string text = m_editor->text();
    if (const auto written = writeFileAtomically(m_file.toStdString(), text); !written) {
        m_banner->showProblem(kSourceProblem, written.error());
        return false;
    }
    m_banner->hide(kSourceProblem);
    m_banner->hide(kSourceGone);
    m_isGone = false;
    m_saved = text;
    follow();
    Q_EMIT messageRaised(tr("Saved %1").arg(title()));
    refresh();
    Q_EMIT stateChanged();
    return true;
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
        window::Draft{m_editor->text(), window::DraftBase::of(m_saved, m_file)}.writeTo(state);
    }
    return state;
}

void SourcePage::restoreState(const QJsonObject &state)
{
    if (const auto draft = window::Draft::from(state)) {
        const std::string onDisk = m_saved;
        const bool wasThere = std::exchange(m_isThere, true); // saving makes the file again
        m_editor->setReadOnly(false);
        m_editor->replaceBy(draft->text);
        if (!wasThere) {
            m_banner->hide(kSourceProblem);
            noteGone();
        } else if (draft->base != window::DraftBase::of(onDisk, m_file)) {
            offerOutside(onDisk);
        }
    }
    m_editor->setCaret(static_cast<std::size_t>(state.value(QLatin1String("caret")).toInteger()));
    m_editor->setFolds(state.value(QLatin1String("folds")).toArray());
    refresh();
}

} // namespace gw::libraries
