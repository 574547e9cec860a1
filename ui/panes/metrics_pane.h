// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/hooks_model.h"
#include "models/metrics_series.h"
#include "models/subject_series.h"
#include "session/engine_session.h"
#include "window/pane.h"

#include <array>

class QComboBox;
class QSplitter;

namespace gw::panes {

class Chart;
class FileExport;
class ListView;
class PaneTools;

// How busy the engine, an API or a hook is, and what each plugin hook costs. Thread: GUI.
class MetricsPane final : public window::Pane {
    Q_OBJECT

public:
    explicit MetricsPane(session::EngineSession &session, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("metrics"); }
    [[nodiscard]] QString title() const override { return tr("Metrics"); }
    [[nodiscard]] QWidget *tools() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] models::MetricsSeries &series() { return m_series; }
    // What the charts show, and what Export writes.
    [[nodiscard]] const std::vector<models::MetricsSample> &shown() const { return m_shown; }

Q_SIGNALS:
    void messageRaised(const QString &text);
    void pluginWanted(const QString &path);
    void requestWanted(); // to be sent: there is nothing to show
    void newPluginWanted();

private:
    void layOut();
    void buildTools();
    void buildTimes();
    void refresh();
    void fillCharts();
    void fillSubjects();
    [[nodiscard]] const std::deque<models::MetricsSample> &samples() const;
    void showSpan();
    void offerResolutions();
    [[nodiscard]] std::array<Chart *, 4> charts() const;

    session::EngineSession &m_session;
    QString m_wanted; // the subject that was chosen
    models::MetricsSeries m_series;
    models::SubjectSeries m_subjects;
    models::HooksModel m_hooks;
    std::vector<models::MetricsSample> m_shown;
    FileExport *m_export;
    PaneTools *m_tools;
    QComboBox *m_subject; // its rows hold subjects; that of the whole engine is empty
    QComboBox *m_span;
    QComboBox *m_resolution;
    QAction *m_pause;
    QAction *m_request;
    QAction *m_newPlugin;
    Chart *m_rate;
    Chart *m_times;
    Chart *m_active;
    Chart *m_bytes;
    ListView *m_table;
    QSplitter *m_split;
};

} // namespace gw::panes
