// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/build_model.h"
#include "session/engine_session.h"
#include "toolchain/plugin_build.h"
#include "window/pane.h"

#include <memory>

class QLabel;
class QListView;

namespace gw::widgets {
class EmptyText;
}

namespace gw::panes {

class Follow;
class PaneTools;

// Builds plugins into the workspace and shows what the compiler says; a line that names a place
// opens it. A library that is new is loaded at once. Thread: GUI.
class BuildPane final : public window::Pane, private toolchain::PluginBuild::Observer {
    Q_OBJECT

public:
    explicit BuildPane(session::EngineSession &session, QWidget *parent = nullptr);
    ~BuildPane() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("build"); }
    [[nodiscard]] QString title() const override { return tr("Build"); }
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] QWidget *tools() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    // A source, or a folder with CMakeLists.txt or Cargo.toml.
    void build(const QString &source);
    [[nodiscard]] bool isBuilding() const { return m_build != nullptr; }
    [[nodiscard]] const models::BuildModel &model() const { return m_model; }

Q_SIGNALS:
    void placeWanted(const QString &file, int line); // line: from 1; 0: not told
    void marksChanged();                             // model().marksOf() has others
    void built(const QString &library);              // the file on the disk
    void pluginWanted(const QString &library);       // likewise

private:
    void onLine(std::string_view line) override;
    void onDiagnostic(const toolchain::Diagnostic &diagnostic) override;
    void onFinished(const toolchain::BuildResult &result) override;

    void buildTools();
    void chooseSource();
    void openPlace(int row);
    void refresh();

    session::EngineSession &m_session;
    models::BuildModel m_model;
    QListView *m_view;
    widgets::EmptyText *m_empty;
    Follow *m_follow;
    PaneTools *m_tools;
    QLabel *m_sourceLabel;
    QAction *m_again;
    QAction *m_cancel;
    QAction *m_open;
    QString m_library; // that was built of m_source; empty until then
    QString m_source;
    std::unique_ptr<toolchain::PluginBuild> m_build;
};

} // namespace gw::panes
