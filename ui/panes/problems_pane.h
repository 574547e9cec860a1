// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/problems_model.h"
#include "session/engine_session.h"
#include "window/page_address.h"
#include "window/pane.h"

class QMenu;

namespace gw::panes {

class ListView;
class PaneTools;

// What has to be mended, from the engine and from the editors. Thread: GUI.
class ProblemsPane final : public window::Pane {
    Q_OBJECT

public:
    // The model is shared with the pages that find problems.
    ProblemsPane(session::EngineSession &session, models::ProblemsModel &model,
                 QWidget *parent = nullptr);

    // Gives problems of plugins their quick fixes.
    using Mender = std::function<void(models::Problem &problem)>;
    void setPluginMender(Mender mender);

    [[nodiscard]] QString id() const override { return QStringLiteral("problems"); }
    [[nodiscard]] QString title() const override { return tr("Problems"); }
    [[nodiscard]] QString badge() const override;

Q_SIGNALS:
    // Show the place; position is the page's own word for it.
    void openWanted(const gw::window::PageAddress &address, const QString &position);

private:
    void showEngine();
    void showPlugins();
    void open(int row);
    void mend(); // the row that is current, by its quick fix
    void showMenu(const QPoint &at);

    session::EngineSession &m_session;
    models::ProblemsModel &m_model;
    Mender m_mender;
    ListView *m_view;
    QAction *m_fix;
};

} // namespace gw::panes
