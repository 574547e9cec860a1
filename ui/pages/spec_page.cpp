// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/spec_page.h"

#include "look/format.h"
#include "look/icons.h"
#include "pages/definition_drafts.h"
#include "pages/definition_form.h"
#include "pages/diff_view.h"
#include "pages/field_help_view.h"
#include "pages/history_panel.h"
#include "pages/pipeline_view.h"
#include "spec/json_pointer.h"
#include "widgets/json_editor.h"
#include "window/banner.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace gw::pages {

namespace {

const QString kOutside = QStringLiteral("outside");
const QString kProblem = QStringLiteral("problem");
const QString kDraft = QStringLiteral("draft");

} // namespace

window::PageAddress SpecPage::address() const
{
    return {QStringLiteral("api"), m_source->isNew() ? DefinitionDrafts::kMark + m_apiId : m_apiId};
}

QString SpecPage::title() const
{
    const client::ApiReport *api = m_services.session.api(m_apiId);
    return api != nullptr && !api->name.isEmpty() ? api->name : m_apiId;
}

QString SpecPage::detail() const
{
    const QString path = m_source->filePath();
    return path.isEmpty() ? m_apiId : path;
}

QIcon SpecPage::icon() const
{
    return look::icon(QStringLiteral("code-context"));
}

bool SpecPage::isModified() const
{
    return m_isLoaded && m_editor->text() != m_saved;
}

QWidget *SpecPage::inspectorWidget()
{
    return m_inspector;
}

const std::vector<editing::Diagnostic> &SpecPage::diagnostics() const
{
    return m_editor->diagnostics();
}

void SpecPage::save()
{
    if (m_source->isBusy() || !m_isLoaded) {
        return;
    }
    m_applying = m_editor->text();
    m_apply->setEnabled(false);
    m_status->setText(tr("Applying ..."));
    m_source->apply(m_applying);
}

void SpecPage::take(const std::string &text)
{
    m_banner->hide(kProblem);
    m_saved = text;
    if (m_isLoaded) {
        m_editor->replaceBy(text);
    } else {
        m_editor->load(text);
        m_isLoaded = true;
    }
    if (m_restored.contains(u"text")) {
        m_editor->replaceBy(m_restored[u"text"].toString().toStdString());
    }
    if (m_restored.contains(u"caret")) {
        m_editor->setCaret(static_cast<std::size_t>(m_restored[u"caret"].toInt()));
    }
    m_restored = {};
    m_editor->setReference(m_running);
    refreshViews();
    refreshState();
    judge();
}

// The text of a draft is all that there is of it: it begins the undo history.
void SpecPage::takeDraft(const QJsonObject &state)
{
    m_editor->load(state[u"text"].toString().toStdString());
    m_editor->setCaret(static_cast<std::size_t>(state[u"caret"].toInt()));
    m_isLoaded = true;
    m_banner->show(window::Banner::Tone::Info, kDraft,
                   tr("A draft: no engine has this API yet. Apply it (Ctrl+S) to serve it."));
    refreshViews();
    refreshState();
    judge();
}

void SpecPage::becomeServed(const QString &apiId)
{
    m_apiId = apiId;
    m_historyPanel->setApiId(apiId);
    m_banner->hide(kDraft);
    Q_EMIT addressChanged();
    Q_EMIT titleChanged();
}

// What the engine read is what it serves, when it says so.
void SpecPage::noteRunning(const std::string &text)
{
    const client::ApiReport *api = m_services.session.api(m_apiId);
    if (api == nullptr || !api->isServing()) {
        return;
    }
    m_running = text;
    const auto generation = static_cast<qint64>(m_services.session.report().generation);
    // Without it the first apply could not be rolled back. Failing is no reason to stop.
    std::ignore =
        m_services.history.add(m_apiId, text, generation, QDateTime::currentDateTimeUtc());
}

void SpecPage::textChanged()
{
    if (!m_isLoaded) {
        return;
    }
    m_refresh.start();
    judge();
    refreshState();
    Q_EMIT stateChanged();
}

// The form and the pipeline show the text; while it is no JSON they keep what they have.
void SpecPage::refreshViews()
{
    auto parsed = spec::JsonDocument::parse(m_editor->text());
    std::shared_ptr<const spec::JsonDocument> document;
    if (parsed) {
        document = std::make_shared<const spec::JsonDocument>(std::move(*parsed));
    }
    m_form->setDocument(document);
    m_pipeline->setDocument(document);
    m_sidePipeline->setDocument(document);
}

editing::PluginLookup SpecPage::lookup() const
{
    const std::string workspace = m_services.session.workspace().toStdString();
    if (workspace.empty() || !m_services.plugins) {
        return {};
    }
    return [workspace, plugins = m_services.plugins](const std::string &path) {
        const std::filesystem::path file = std::filesystem::path(workspace) / path;
        return plugins(file.string());
    };
}

PluginChoices SpecPage::choices() const
{
    return {[this] { return editing::pluginFilesOf(m_services.session.workspace().toStdString()); },
            [this](const std::string &path) {
                const editing::PluginLookup look = lookup();
                const auto facts = look && !path.empty() ? look(path) : std::nullopt;
                return facts ? facts->symbols : std::vector<std::string>();
            }};
}

editing::DiagnosticsInput SpecPage::input() const
{
    editing::DiagnosticsInput input;
    input.text = m_editor->text();
    input.workspace = m_services.session.workspace().toStdString();
    input.plugins = lookup();
    for (const client::ApiReport &report : m_services.session.report().apis) {
        if (report.apiId != m_apiId && report.isServing()) {
            auto other = std::make_shared<spec::ApiDefinition>();
            other->apiId = report.apiId.toStdString();
            other->name = report.name.toStdString();
            other->proxy.listenPath = report.listenPath.toStdString();
            input.others.push_back(std::move(other));
        }
    }
    return input;
}

void SpecPage::judge()
{
    m_runner->request(input());
}

void SpecPage::patch(const editing::Patch &patch)
{
    const std::string text = m_editor->text();
    const Expected<editing::TextEdit> edit = patch(text);
    if (!edit) {
        m_banner->showProblem(kProblem, edit.error());
    } else if (!edit->isEmpty()) {
        m_editor->apply(*edit);
    }
    // The views show what the text has, also when nothing came of the change.
    refreshViews();
}

void SpecPage::afterApply(const Applied &outcome)
{
    m_saved = m_applying;
    m_banner->hide(kOutside);
    const QString what =
        tr("generation %1, %n API(s) changed, %2", nullptr, outcome.changedApis)
            .arg(look::countText(outcome.generation), look::durationText(outcome.duration));
    if (outcome.isServed) {
        m_running = m_applying;
        m_banner->hide(kProblem);
        m_status->setText(what);
        const auto stored =
            m_services.history.add(m_apiId, m_applying, static_cast<qint64>(outcome.generation),
                                   QDateTime::currentDateTimeUtc());
        if (!stored) {
            m_banner->showProblem(kProblem, stored.error());
        }
    } else {
        const QString reason = outcome.problems.join(QStringLiteral("; "));
        m_status->setText(tr("saved, not served"));
        m_banner->show(window::Banner::Tone::Bad, kProblem,
                       tr("The file is saved. The version before goes on serving: %1").arg(reason));
        m_banner->offer(tr("Show problem"), [this] {
            showEditor();
            setMode(m_mode == Mode::Form ? Mode::Both : m_mode);
            m_editor->goToProblem(1);
            m_editor->setFocus();
        });
    }
    m_editor->setReference(m_running);
    refreshState();
    Q_EMIT messageRaised(outcome.isServed ? what : tr("saved, not served"));
    Q_EMIT titleChanged();
    Q_EMIT stateChanged();
}

void SpecPage::offerOutside(const std::string &text)
{
    if (text == m_editor->text()) {
        m_saved = text;
        m_source->acknowledge(text);
        refreshState();
        return;
    }
    if (!isModified()) {
        m_source->acknowledge(text);
        take(text);
        m_status->setText(tr("loaded again, the file has changed"));
        return;
    }
    m_banner->show(window::Banner::Tone::Warn, kOutside,
                   tr("It was changed outside while you have changes here."));
    m_banner->offer(tr("Reload"), [this, text] {
        m_banner->hide(kOutside);
        showEditor();
        m_source->acknowledge(text);
        take(text);
    });
    m_banner->offer(tr("Keep mine"), [this, text] {
        m_banner->hide(kOutside);
        showEditor();
        m_source->acknowledge(text);
        m_saved = text;
        m_status->setText(tr("yours replaces it when you apply"));
        refreshState();
    });
    m_banner->offer(tr("Compare"), [this, text] {
        m_diff->setTexts(text, m_editor->text());
        m_stack->setCurrentIndex(1);
    });
}

void SpecPage::noteRemoved()
{
    m_saved.clear(); // what is here is all that there is
    m_banner->show(window::Banner::Tone::Warn, kOutside,
                   tr("It was deleted outside. Applying makes it again."));
    m_banner->offer(tr("Close this page"), [this] { Q_EMIT closeWanted(); });
    refreshState();
    Q_EMIT stateChanged();
}

void SpecPage::refreshState()
{
    const bool modified = isModified();
    const bool isNew = m_isLoaded && m_editor->text() != m_running;
    m_apply->setEnabled(m_isLoaded && (modified || isNew) && !m_source->isBusy());
    if (modified != m_wasModified) {
        m_wasModified = modified;
        Q_EMIT modifiedChanged();
    }
}

void SpecPage::setMode(Mode mode)
{
    m_mode = mode;
    m_editor->setVisible(mode != Mode::Form);
    m_views->setVisible(mode != Mode::Text);
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    Q_EMIT stateChanged();
}

void SpecPage::showEditor()
{
    m_stack->setCurrentIndex(0);
}

void SpecPage::showChanges()
{
    m_diff->setTexts(m_running, m_editor->text());
    m_stack->setCurrentIndex(1);
}

void SpecPage::showHistory()
{
    m_historyPanel->refresh(m_editor->text());
    m_stack->setCurrentIndex(2);
}

void SpecPage::goToPointer(const std::string &pointer)
{
    showEditor();
    if (m_mode == Mode::Form && m_form->goToPointer(pointer)) {
        return;
    }
    if (m_mode == Mode::Form) {
        setMode(Mode::Both);
    }
    m_editor->goToPointer(pointer);
    m_editor->setFocus();
}

void SpecPage::rename(const QString &name)
{
    const bool hasChanges = isModified();
    patch([name = spec::quotedJson(name.toStdString())](std::string_view text) {
        return editing::setValue(text, "/name", name);
    });
    if (!hasChanges) {
        save();
    }
}

QString SpecPage::positionOf(const editing::Diagnostic &diagnostic)
{
    return diagnostic.pointer.empty() ? u'#' + QString::number(diagnostic.begin)
                                      : QString::fromStdString(diagnostic.pointer);
}

void SpecPage::goTo(const QString &position)
{
    if (!position.startsWith(u'#')) {
        goToPointer(position.toStdString());
        return;
    }
    showEditor();
    setMode(m_mode == Mode::Form ? Mode::Both : m_mode);
    m_editor->setCaret(position.sliced(1).toULongLong());
    m_editor->setFocus();
}

QJsonObject SpecPage::saveState() const
{
    QJsonObject state;
    state[u"mode"] = static_cast<int>(m_mode);
    state[u"caret"] = static_cast<qint64>(m_editor->caret());
    if (isModified()) {
        state[u"text"] = QString::fromStdString(m_editor->text());
    }
    return state;
}

void SpecPage::restoreState(const QJsonObject &state)
{
    setMode(static_cast<Mode>(std::clamp(state[u"mode"].toInt(), 0, 2)));
    if (m_source->isNew()) {
        takeDraft(state);
        return;
    }
    m_restored = state;
    if (m_isLoaded) {
        take(m_saved);
    }
}

} // namespace gw::pages
