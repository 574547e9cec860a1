// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/settings_file_page.h"

#include "definition/field_help_view.h"
#include "definition/text_places.h"
#include "editing/translated_schema.h"
#include "look/icons.h"
#include "spec/json_document.h"
#include "spec/workspace.h"
#include "widgets/elided_label.h"
#include "widgets/json_editor.h"
#include "window/banner.h"

#include <QAction>
#include <QFile>
#include <QPushButton>

#include <set>
#include <utility>

namespace gw::definition {

using session::EngineSession;

namespace {

constexpr std::string_view kNoSettings = "{\n}\n"; // where there is no file yet

// Nothing for a file that is not there.
Expected<std::string> settingsText(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return std::string();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(file.errorString().toStdString(), path.toStdString());
    }
    return file.readAll().toStdString();
}

// The keys at the top whose values are not the same; none while one of the texts is no JSON.
QStringList changedKeys(const std::string &before, const std::string &now)
{
    const auto one = spec::JsonDocument::parse(before.empty() ? std::string(kNoSettings) : before);
    const auto other = spec::JsonDocument::parse(now);
    std::set<std::string> keys;
    if (!one || !other) {
        return {};
    }
    const auto compare = [&keys](const spec::JsonDocument &from, const spec::JsonDocument &to) {
        for (const spec::JsonValue member : from.root().children()) {
            const auto twin = to.root().find(member.key());
            if (!twin || twin->text() != member.text()) {
                keys.emplace(member.key());
            }
        }
    };
    compare(*one, *other);
    compare(*other, *one);
    QStringList names;
    for (const std::string &key : keys) {
        names.append(QString::fromStdString(key));
    }
    return names;
}

} // namespace

SettingsFilePage::SettingsFilePage(EngineSession &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_schema(editing::gatewayConfigSchema())
    , m_runner(new editing::DiagnosticsRunner(m_schema, this))
    , m_banner(new window::Banner(this))
    , m_editor(new widgets::JsonEditor(m_schema, this))
    , m_help(new FieldHelpView(m_schema, this))
    , m_status(new widgets::ElidedLabel(this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_textFile({.banner = *m_banner,
                  .read = &settingsText,
                  .text = [this] { return ownText(); },
                  .replace =
                      [this](const std::string &text) {
                          m_editor->replaceBy(text);
                      }},
                 this)
{
    build();
    connect(&m_textFile, &window::TextFile::changed, this, &SettingsFilePage::refresh);
    connect(&m_textFile, &window::TextFile::written, this, &SettingsFilePage::tellWritten);
    m_commands = window::makeActions(*this, commands());
    addActions(m_commands);
    m_help->hide(); // until the inspector borrows it
    connect(m_editor, &widgets::JsonEditor::edited, this, [this] {
        judge();
        refresh();
        Q_EMIT stateChanged();
    });
    connect(m_editor, &widgets::JsonEditor::caretMoved, this, &SettingsFilePage::stateChanged);
    connect(m_editor, &widgets::JsonEditor::zoomed, this, &SettingsFilePage::stateChanged);
    connect(m_editor, &widgets::JsonEditor::folded, this, &SettingsFilePage::stateChanged);
    connect(m_editor, &widgets::JsonEditor::caretPointerChanged, m_help,
            &FieldHelpView::setPointer);
    connect(m_runner, &editing::DiagnosticsRunner::finished, this,
            [this](const std::vector<editing::Diagnostic> &diagnostics) {
                m_editor->setDiagnostics(diagnostics);
                Q_EMIT diagnosticsChanged();
            });
    connect(&session, &EngineSession::stateChanged, this, [this] {
        const auto state = m_session.state();
        if (state == EngineSession::State::Connected || state == EngineSession::State::Failed) {
            load();
        }
    });
    load();
}

SettingsFilePage::~SettingsFilePage() = default;

window::PageAddress SettingsFilePage::pageAddress()
{
    return {QStringLiteral("settings-file"), {}};
}

QIcon SettingsFilePage::icon() const
{
    return look::icon(QStringLiteral("configure"));
}

void SettingsFilePage::build()
{
    window::dressToldOf(*m_status);
    window::layOutText(
        *this, {.told = *m_status, .action = *m_save, .banner = m_banner, .text = *m_editor});
    connect(m_save, &QPushButton::clicked, this, &SettingsFilePage::save);
    m_editor->setName(tr("Text of gatewright.conf"));
    m_editor->setRoot(tr("settings"));
}

QList<window::PageCommand<SettingsFilePage>> SettingsFilePage::commands()
{
    QList<window::PageCommand<SettingsFilePage>> commands;
    const auto add = [&commands](const char *id, const QString &text, const QKeySequence &keys,
                                 const std::function<void(SettingsFilePage &)> &run) {
        commands.append({{.id = QStringLiteral("settingsFile.") + QLatin1String(id),
                          .text = text,
                          .category = tr("Gateway settings"),
                          .shortcut = keys},
                         run});
    };
    add("save", tr("&Save"), {}, &SettingsFilePage::save);
    add("undo", tr("&Undo"), QKeySequence::Undo,
        [](SettingsFilePage &page) { page.m_editor->undo(); });
    add("redo", tr("&Redo"), QKeySequence::Redo,
        [](SettingsFilePage &page) { page.m_editor->redo(); });
    add("find", tr("&Find..."), QKeySequence::Find,
        [](SettingsFilePage &page) { page.m_editor->showFind(); });
    add("complete", tr("&Complete"), Qt::CTRL | Qt::Key_Space,
        [](SettingsFilePage &page) { page.m_editor->showCandidates(); });
    add("fix", tr("&Quick Fix..."), Qt::ALT | Qt::Key_Return,
        [](SettingsFilePage &page) { page.m_editor->showFixes(); });
    add("nextProblem", tr("&Next Problem"), Qt::Key_F8,
        [](SettingsFilePage &page) { page.m_editor->goToProblem(1); });
    add("zoomIn", tr("Zoom &In"), QKeySequence::ZoomIn,
        [](SettingsFilePage &page) { page.m_editor->zoomIn(); });
    add("zoomOut", tr("Zoom O&ut"), QKeySequence::ZoomOut,
        [](SettingsFilePage &page) { page.m_editor->zoomOut(); });
    add("resetZoom", tr("Reset &Zoom"), Qt::CTRL | Qt::Key_0,
        [](SettingsFilePage &page) { page.m_editor->resetZoom(); });
    return commands;
}

// The engine has just started, or there is another one.
void SettingsFilePage::load()
{
    const QString path =
        m_session.workspace().isEmpty()
            ? QString()
            : QString::fromStdString(
                  spec::Workspace(m_session.workspace().toStdString()).configPath());
    if (path != m_textFile.path() && isModified()) {
        m_status->setText(tr("Not saved yet: %1, of another workspace").arg(m_textFile.path()));
        return; // saving or closing this page ends that
    }
    m_editor->setEnabled(!path.isEmpty());
    if (path.isEmpty()) {
        m_status->setText(m_session.isAttached()
                              ? tr("An attached engine's settings are on its own machine.")
                              : tr("No workspace is open."));
        return;
    }
    if (path == m_textFile.path()) { // the engine was started again: what was done can be undone
        m_textFile.follow();
    } else if (const auto text = m_textFile.open(path)) {
        m_editor->load(text->empty() ? std::string(kNoSettings) : *text);
    } else {
        return;
    }
    m_atStart = m_textFile.saved();
    restorePlace();
    m_editor->setReference(m_atStart);
    m_status->setText(m_atStart.empty()
                          ? tr("There is no such file yet: the engine runs with its defaults.")
                          : path);
    judge();
    refresh();
    Q_EMIT titleChanged();
}

// Where there is no file, the empty object that is shown is none either.
std::string SettingsFilePage::ownText() const
{
    const std::string text = m_editor->text();
    return m_textFile.saved().empty() && text == kNoSettings ? std::string() : text;
}

bool SettingsFilePage::isModified() const
{
    return !m_textFile.path().isEmpty() && m_textFile.isModified();
}

QWidget *SettingsFilePage::inspectorWidget()
{
    return m_help;
}

void SettingsFilePage::goTo(const QString &position)
{
    if (position.startsWith(u'#')) {
        m_editor->setCaret(position.sliced(1).toULongLong());
    } else {
        m_editor->goToPointer(position.toStdString());
    }
    m_editor->setFocus();
}

void SettingsFilePage::nameKeys(const window::KeysOf &keysOf)
{
    const QString own = keysOf(QStringLiteral("settingsFile.save"));
    m_save->setToolTip(window::withKeys(tr("Save the file; the engine reads it when it starts"),
                                        own.isEmpty() ? keysOf(QStringLiteral("file.save")) : own));
}

QList<window::QuickEntry> SettingsFilePage::placesOf(const QString &typed)
{
    const auto toLine = [this](int line) {
        m_editor->goToLine(line);
        m_editor->setFocus();
    };
    const auto toPointer = [this](const std::string &pointer) {
        goTo(QString::fromStdString(pointer));
    };
    return linePlaces(typed, m_editor->lineCount(), toLine) +
           pointerPlaces(typed, m_editor->text(), toPointer);
}

void SettingsFilePage::restorePlace()
{
    if (const auto place = std::exchange(m_restored, std::nullopt)) {
        m_editor->setCaret(place->caret);
        m_editor->setFolds(place->folds);
        m_editor->setTopLine(place->top);
    }
}

void SettingsFilePage::save()
{
    if (isModified()) {
        m_textFile.save();
    }
}

void SettingsFilePage::tellWritten()
{
    const QStringList keys = changedKeys(m_atStart, m_textFile.saved());
    m_status->setText(
        m_session.client() == nullptr ? tr("Saved. The engine reads it when it starts.")
        : keys.isEmpty()
            ? tr("Saved. The engine runs with these settings.")
            : tr("Saved. Holds when the engine is restarted: %1").arg(keys.join(u", ")));
    Q_EMIT messageRaised(m_status->text());
    Q_EMIT stateChanged();
}

// Where there was none, none is gone.
void SettingsFilePage::noteOutside()
{
    if (QFile::exists(m_textFile.path()) || !m_textFile.saved().empty()) {
        m_textFile.follow();
        Q_EMIT stateChanged();
    }
}

void SettingsFilePage::judge()
{
    editing::DiagnosticsInput input;
    input.text = m_editor->text();
    input.subject = editing::DiagnosticsInput::Subject::GatewaySettings;
    m_runner->request(std::move(input));
}

void SettingsFilePage::refresh()
{
    const bool isOther = isModified();
    m_save->setEnabled(isOther);
    if (isOther != m_wasModified) {
        m_wasModified = isOther;
        Q_EMIT modifiedChanged();
    }
}

QJsonObject SettingsFilePage::saveState() const
{
    QJsonObject state{{QStringLiteral("caret"),
                       static_cast<qint64>(m_restored ? m_restored->caret : m_editor->caret())},
                      {QStringLiteral("top"), m_restored ? m_restored->top : m_editor->topLine()},
                      {QStringLiteral("folds"), m_restored ? m_restored->folds : m_editor->folds()},
                      {QStringLiteral("zoom"), m_editor->zoomLevel()}};
    if (isModified()) {
        state.insert(QStringLiteral("path"), m_textFile.path());
        state.insert(QStringLiteral("text"), QString::fromStdString(m_editor->text()));
    }
    return state;
}

// The workspace opens after the pages: what is kept stands until it is there.
void SettingsFilePage::restoreState(const QJsonObject &state)
{
    if (state.contains(QLatin1String("text"))) {
        m_textFile.assume(state.value(QLatin1String("path")).toString(), false);
        m_editor->setEnabled(true);
        m_editor->load(state.value(QLatin1String("text")).toString().toStdString());
    }
    m_editor->setZoomLevel(state.value(QLatin1String("zoom")).toInt());
    m_restored = Place{static_cast<std::size_t>(state.value(QLatin1String("caret")).toInteger()),
                       state.value(QLatin1String("top")).toInt(),
                       state.value(QLatin1String("folds")).toArray()};
    if (!m_textFile.path().isEmpty()) {
        restorePlace();
    }
    refresh();
}

} // namespace gw::definition
