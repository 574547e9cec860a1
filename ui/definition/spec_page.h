// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/definition_source.h"
#include "definition/spec_services.h"
#include "editing/definition_patch.h"
#include "editing/diagnostics_runner.h"
#include "editing/workspace_plugins.h"
#include "editing/workspace_policies.h"
#include "form/hook_card.h"
#include "window/draft.h"
#include "window/page.h"
#include "window/page_commands.h"

#include <QJsonArray>

#include <optional>

class QButtonGroup;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace gw::editing {
struct CompletionSources;
}

namespace gw::widgets {
class JsonEditor;
class WorkBar;
} // namespace gw::widgets
namespace gw::window {
class Banner;
}

namespace gw::compare {
class DiffView;
}
namespace gw::form {
class DefinitionForm;
class PipelineView;
} // namespace gw::form

namespace gw::definition {

class EnginePlugins;
class FieldHelpView;
class HistoryPanel;

// One API definition: as text, as a form, or both beside each other. The text is the one truth;
// every change, also of the form and of the pipeline, is a step in its undo history. Thread: GUI.
class SpecPage final : public window::Page {
    Q_OBJECT

public:
    enum class Mode : std::uint8_t { Text, Form, Both };

    // subject: see session::apiSubject(). An id behind DefinitionDrafts::kMark: a draft, whose text
    // comes by restoreState(). The first apply makes the API.
    SpecPage(const SpecServices &services, const QString &subject, QWidget *parent = nullptr);
    ~SpecPage() override;

    [[nodiscard]] static QList<window::PageCommand<SpecPage>> commands();

    [[nodiscard]] window::PageAddress address() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override;
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] bool isModified() const override;
    void save() override;
    [[nodiscard]] QWidget *inspectorWidget() override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_actions; }
    void nameKeys(const window::KeysOf &keysOf) override;
    [[nodiscard]] QList<window::QuickEntry> placesOf(const QString &typed) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    void setMode(Mode mode);
    void showPipeline(); // in place of the text
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] widgets::JsonEditor *editor() const { return m_editor; }
    [[nodiscard]] form::DefinitionForm *form() const { return m_form; }
    [[nodiscard]] form::PipelineView *pipeline() const { return m_pipeline; }
    // The inspector's while that has the keyboard, else the page's own.
    [[nodiscard]] form::PipelineView *usedPipeline() const;
    [[nodiscard]] const std::vector<editing::Diagnostic> &diagnostics() const;
    void goToPointer(const std::string &pointer);
    // Where a diagnostic is, in the page's own words: a pointer, or "#" and the place in bytes.
    [[nodiscard]] static QString positionOf(const editing::Diagnostic &diagnostic);
    void goTo(const QString &position);
    // Changes the text, as soon as it is here; one step of undo.
    void change(const editing::Patch &patch);
    // Changes the API's name; applies that at once unless there are other changes here.
    void rename(const QString &name);
    void duplicate(); // as it is shown, as a draft of another API

public Q_SLOTS:
    void showChanges();
    void showHistory();

Q_SIGNALS:
    void diagnosticsChanged();

private:
    void build();
    void buildBar(QLayout *layout);
    void buildInspector();
    void connectSource();
    void connectParts();
    [[nodiscard]] editing::CompletionSources completionSources() const;
    // The text is what the file or the engine holds; a draft that waits goes on top of it.
    void take(const std::string &text);
    void takeDraft(const QJsonObject &state);
    void sayThatItIsADraft();
    void restoreLayout(const QJsonObject &state);
    void restorePlace();
    void showWaitingDraft();
    void keepAsNew();
    void followOrigin();
    void setSaved(const std::string &text);
    [[nodiscard]] window::Draft draft() const;
    void becomeServed();
    void followSubject();
    void noteServed(const std::string &text, quint64 generation);
    void textChanged();
    void refreshViews();
    void lookAtPlugins();
    void judge();
    void patch(const editing::Patch &patch);
    void showWork();
    void stopWaiting();
    void afterApply(const Applied &outcome);
    void keepVersion(const std::string &text, std::uint64_t generation);
    void sayNotServed();
    void showProblem();
    void offerOutside(const std::string &text);
    void offerChoice(const std::string &theirs, const QString &words);
    void noteRemoved();
    void refreshState();
    void showEditor();
    void showText(); // with the keyboard; beside the form where that is
    [[nodiscard]] editing::PluginLookup lookup() const;
    [[nodiscard]] form::PluginChoices choices() const;
    [[nodiscard]] editing::DiagnosticsInput input() const;

    SpecServices m_services;
    DefinitionSource *m_source;
    QString m_apiId; // also of one that is not made yet; empty while the file has none
    editing::DiagnosticsRunner *m_runner;
    editing::WorkspacePlugins *m_plugins;
    editing::WorkspacePolicies *m_policies;
    EnginePlugins *m_enginePlugins;       // of an engine that the console is attached to
    std::vector<std::string> m_hookPaths; // that the text names
    widgets::WorkBar *m_work;
    window::Banner *m_banner;
    widgets::JsonEditor *m_editor;
    form::DefinitionForm *m_form;
    form::PipelineView *m_pipeline;
    form::PipelineView *m_sidePipeline;
    FieldHelpView *m_help;
    QWidget *m_inspector = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_split = nullptr;
    QTabWidget *m_views = nullptr;
    QList<QSplitter *> m_splits; // whose sizes the session keeps, in this order
    compare::DiffView *m_diff = nullptr;
    HistoryPanel *m_historyPanel = nullptr;
    QButtonGroup *m_modes = nullptr;
    QPushButton *m_apply = nullptr;
    QLabel *m_status = nullptr;
    QToolButton *m_report = nullptr; // for what the status says
    QList<QAction *> m_actions;
    QTimer m_refresh;    // the form follows the text after a moment
    QString m_applyKeys; // as people read them
    Mode m_mode = Mode::Text;
    bool m_isLoaded = false;
    bool m_wasModified = false;
    std::string m_saved;      // what the file or the engine holds
    window::DraftBase m_base; // what the editor's text was made from
    std::string m_applying;
    bool m_wasUnreachable = false;      // says the problem that the banner holds
    QString m_refusal;                  // why that is not served; empty when it is
    std::uint64_t m_partGeneration = 0; // that served it in part; 0: none
    // What is served, empty when nothing is; none while the engine has not said it.
    std::optional<std::string> m_running;
    bool m_wantsChanges = false;          // to be shown when that is known
    std::optional<window::Draft> m_draft; // that waits for its definition to be loaded
    // Where the text was left, until it is loaded.
    std::optional<std::size_t> m_restoredCaret;
    std::optional<int> m_restoredTop;
    std::optional<QJsonArray> m_restoredFolds;
    std::vector<editing::Patch> m_changes; // that wait for it too
    // Of somebody else, while the user is asked whose text goes on; nothing is applied meanwhile.
    std::optional<std::string> m_theirs;
};

} // namespace gw::definition
