// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/build_pane.h"

#include "editing/plugin_sources.h"
#include "look/icons.h"
#include "look/palette.h"
#include "panes/follow.h"
#include "panes/pane_tools.h"
#include "toolchain/sdk_location.h"
#include "widgets/empty_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

namespace gw::panes {

using models::BuildModel;

namespace {

BuildModel::Tone toneOf(toolchain::Severity severity)
{
    switch (severity) {
    case toolchain::Severity::Note:
        return BuildModel::Tone::Note;
    case toolchain::Severity::Warning:
        return BuildModel::Tone::Warning;
    case toolchain::Severity::Error:
        break;
    }
    return BuildModel::Tone::Error;
}

QString gatewright()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/gatewright");
}

} // namespace

BuildPane::BuildPane(session::EngineSession &session, QWidget *parent)
    : Pane(parent)
    , m_session(session)
    , m_view(new QListView(this))
    , m_tools(new PaneTools(this))
    , m_sourceLabel(new QLabel(m_tools))
    , m_again(new QAction(look::icon(QStringLiteral("run-build")), tr("Build again"), this))
    , m_cancel(new QAction(look::icon(QStringLiteral("process-stop")), tr("Cancel"), this))
    , m_open(new QAction(look::icon(QStringLiteral("plugins")), tr("Open plugin"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_model.setFixedFont(look::fixedFont());
    m_view->setModel(&m_model);
    m_empty = new widgets::EmptyText(m_view);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setAccessibleName(tr("Output of the compiler"));
    m_follow = new Follow(*m_view);
    setFocusProxy(m_view);
    buildTools();
    for (const auto how : {&QListView::activated, &QListView::clicked}) {
        connect(m_view, how, this, [this](const QModelIndex &index) { openPlace(index.row()); });
    }
    refresh();
}

BuildPane::~BuildPane() = default;

QString BuildPane::badge() const
{
    return m_model.errorCount() == 0 ? QString() : QString::number(m_model.errorCount());
}

QWidget *BuildPane::tools()
{
    return m_tools;
}

QJsonObject BuildPane::saveState() const
{
    return {{QStringLiteral("source"), m_source}};
}

void BuildPane::restoreState(const QJsonObject &state)
{
    m_source = state.value(QLatin1String("source")).toString();
    refresh();
}

void BuildPane::buildTools()
{
    m_sourceLabel->setFont(look::secondaryFont());
    m_sourceLabel->setForegroundRole(QPalette::PlaceholderText);
    m_sourceLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_sourceLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_tools->add(m_sourceLabel, 1);
    auto *choose =
        new QAction(look::icon(QStringLiteral("document-open")), tr("Build plugin..."), this);
    choose->setToolTip(tr("Choose a source in C, C++ or Rust; its library goes into the "
                          "workspace's plugins folder"));
    connect(choose, &QAction::triggered, this, &BuildPane::chooseSource);
    connect(m_again, &QAction::triggered, this, [this] { build(m_source); });
    connect(m_cancel, &QAction::triggered, this, [this] {
        if (m_build != nullptr) {
            m_build->cancel();
        }
    });
    m_open->setToolTip(tr("Its page: what it exports, who uses it, what its hooks cost"));
    connect(m_open, &QAction::triggered, this, [this] { Q_EMIT pluginWanted(m_library); });
    m_empty->setText(tr("No plugin was built yet. Build plugin makes a library of a source in C, "
                        "C++ or Rust; what the compiler says stands here."),
                     choose);
    const std::pair<QAction *, const char *> commands[] = {{choose, "choose"},
                                                           {m_again, "again"},
                                                           {m_cancel, "cancel"},
                                                           {m_open, "openPlugin"},
                                                           {m_follow->action(), "follow"}};
    for (const auto &[action, id] : commands) {
        m_tools->addButton(action);
        makeCommand(action, QLatin1String(id));
    }
}

void BuildPane::chooseSource()
{
    auto *dialog = new QFileDialog(this, tr("Build a plugin"), QFileInfo(m_source).path(),
                                   tr("Plugin sources (*.cpp *.cc *.c *.rs CMakeLists.txt "
                                      "Cargo.toml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        const QFileInfo file(name);
        const bool isProject = file.fileName() == QLatin1String("CMakeLists.txt") ||
                               file.fileName() == QLatin1String("Cargo.toml");
        build(isProject ? file.path() : name);
    });
    dialog->open();
}

void BuildPane::build(const QString &source)
{
    if (isBuilding()) {
        m_model.add(tr("A build is under way; this one was not begun: %1").arg(source),
                    BuildModel::Tone::Note);
        Q_EMIT raiseWanted();
        return;
    }
    m_source = source;
    m_library.clear();
    m_model.clear();
    Q_EMIT marksChanged();
    Q_EMIT stateChanged();
    Q_EMIT raiseWanted();
    const auto sdk = toolchain::findSdk(gatewright().toStdString());
    if (!sdk) {
        m_model.add(QString::fromStdString(sdk.error().text()), BuildModel::Tone::Error);
        refresh();
        return;
    }
    toolchain::BuildRequest request;
    request.source = source.toStdString();
    if (!m_session.workspace().isEmpty()) {
        const QString plugins = m_session.workspace() + QStringLiteral("/plugins");
        QDir().mkpath(plugins);
        request.output =
            plugins.toStdString() + "/" + editing::pluginNameOf(source.toStdString()) + ".so";
    }
    request.sdk = *sdk;
    request.check = {gatewright().toStdString(), "plugin", "check"};
    toolchain::PluginBuild::Observer &observer = *this;
    m_build = std::make_unique<toolchain::PluginBuild>(std::move(request), observer);
    m_build->start();
    refresh();
}

void BuildPane::onLine(std::string_view line)
{
    m_model.add(QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())));
}

void BuildPane::onDiagnostic(const toolchain::Diagnostic &diagnostic)
{
    m_model.markLast(toneOf(diagnostic.severity),
                     {QString::fromStdString(diagnostic.file.string()), diagnostic.line},
                     QString::fromStdString(diagnostic.message));
    Q_EMIT badgeChanged();
}

void BuildPane::onFinished(const toolchain::BuildResult &result)
{
    if (result.outcome == toolchain::BuildOutcome::Built) {
        m_model.add(tr("Built %1").arg(QString::fromStdString(result.library.string())),
                    BuildModel::Tone::Good);
        m_library = QString::fromStdString(result.library.string());
        m_session.reload();
        Q_EMIT built(m_library);
    } else {
        m_model.add(QString::fromStdString(result.error.text()), BuildModel::Tone::Error);
        if (m_model.firstError() >= 0) {
            m_view->setCurrentIndex(m_model.index(m_model.firstError()));
        }
    }
    m_build.reset();
    refresh();
    Q_EMIT marksChanged();
}

void BuildPane::openPlace(int row)
{
    const BuildModel::Place &place = m_model.placeAt(row);
    if (!place.file.isEmpty()) {
        Q_EMIT placeWanted(place.file, place.line);
    }
}

void BuildPane::refresh()
{
    m_again->setEnabled(!isBuilding() && !m_source.isEmpty());
    m_cancel->setEnabled(isBuilding());
    m_open->setEnabled(!m_library.isEmpty());
    m_sourceLabel->setText(m_source.isEmpty() ? tr("No plugin was built yet") : m_source);
    Q_EMIT badgeChanged();
}

} // namespace gw::panes
