// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/spec_page.h"

#include "compare/diff_view.h"
#include "definition/definition_drafts.h"
#include "definition/definition_input.h"
#include "definition/engine_plugins.h"
#include "definition/field_help_view.h"
#include "definition/history_panel.h"
#include "definition/spec_topics.h"
#include "form/definition_form.h"
#include "form/pipeline_view.h"
#include "look/icons.h"
#include "spec/json_pointer.h"
#include "widgets/json_editor.h"
#include "window/banner.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>
#include <tuple>
#include <utility>

namespace gw::definition {

window::PageAddress SpecPage::address() const
{
    return {QStringLiteral("api"),
            m_source->isNew() ? DefinitionDrafts::kMark + m_apiId : m_source->subject()};
}

QString SpecPage::title() const
{
    const client::ApiReport *api = m_source->report();
    if (api != nullptr && !api->name.isEmpty()) {
        return api->name;
    }
    return m_apiId.isEmpty() ? m_source->subject().section(u':', 1) : m_apiId;
}

QString SpecPage::detail() const
{
    const QString path = m_source->filePath();
    return path.isEmpty() ? m_source->subject() : path;
}

QIcon SpecPage::icon() const
{
    return look::icon(QStringLiteral("code-context"));
}

bool SpecPage::isModified() const
{
    return m_draft || (m_isLoaded && m_editor->text() != m_saved);
}

QWidget *SpecPage::inspectorWidget()
{
    return m_inspector;
}

const std::vector<editing::Diagnostic> &SpecPage::diagnostics() const
{
    return m_editor->diagnostics();
}

void SpecPage::take(const std::string &text)
{
    m_banner->hide(topic::kProblem);
    m_banner->hide(topic::kOutside);
    m_theirs.reset();
    const std::optional<window::Draft> draft = std::exchange(m_draft, std::nullopt);
    setSaved(text);
    if (std::exchange(m_isLoaded, true)) {
        m_editor->replaceBy(text);
    } else {
        m_editor->load(text);
    }
    if (draft && draft->text != text) {
        m_editor->replaceBy(draft->text);
    }
    restorePlace();
    m_editor->setReference(m_running.value_or(std::string()));
    if (draft && draft->text != text && draft->base != m_base) {
        const bool isSamePlace =
            draft->base.origin.isEmpty() || draft->base.origin == m_base.origin;
        m_base = draft->base;
        offerChoice(text,
                    isSamePlace
                        ? tr("%1 was changed outside while you have changes here.")
                              .arg(m_source->fileName())
                        : tr("Your changes were made in %1; here it may be another definition.")
                              .arg(draft->base.origin));
    }
    refreshViews();
    refreshState();
    judge();
    for (const editing::Patch &change : std::exchange(m_changes, {})) {
        patch(change);
    }
}

void SpecPage::becomeServed()
{
    m_banner->hide(topic::kDraft);
    followSubject();
}

void SpecPage::followSubject()
{
    if (!m_source->apiId().isEmpty()) {
        m_apiId = m_source->apiId();
        m_historyPanel->setApiId(m_apiId);
    }
    Q_EMIT addressChanged();
    Q_EMIT titleChanged();
}

void SpecPage::noteServed(const std::string &text, quint64 generation)
{
    m_running = text;
    const client::ApiReport *api = m_source->report();
    const bool isWhole = m_partGeneration == 0 ||
                         (generation > m_partGeneration && api != nullptr && api->isServing());
    if (!text.empty() && text == m_applying && isWhole) { // refused at first, and served since
        m_refusal.clear();
        m_banner->hide(topic::kProblem);
    }
    if (!text.empty() && !m_apiId.isEmpty()) {
        // Without it the first apply could not be rolled back. Failing is no reason to stop.
        std::ignore = m_services.history.add(m_apiId, text, static_cast<qint64>(generation),
                                             QDateTime::currentDateTimeUtc());
    }
    m_editor->setReference(text);
    refreshState();
    if (m_wantsChanges) {
        showChanges();
    }
}

void SpecPage::textChanged()
{
    if (!m_isLoaded) {
        if (m_draft || !m_editor->text().empty()) {
            m_draft = draft(); // typed before the definition came
            if (m_restoredCaret) {
                m_restoredCaret = m_editor->caret();
            }
            Q_EMIT stateChanged();
        }
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
    m_hookPaths.clear();
    if (document != nullptr) {
        for (const editing::NamedHook &hook : editing::hooksOf(*document)) {
            m_hookPaths.push_back(hook.path);
        }
    }
    lookAtPlugins();
    m_form->setDocument(document);
    m_pipeline->setDocument(document);
    m_sidePipeline->setDocument(document);
}

void SpecPage::lookAtPlugins()
{
    m_enginePlugins->ask(m_hookPaths);
    m_plugins->look({m_services.session.workspace().toStdString(), lookup(), m_hookPaths});
}

editing::PluginLookup SpecPage::lookup() const
{
    if (m_services.session.isAttached()) {
        return m_enginePlugins->lookup();
    }
    return pluginLookup(m_services.session.workspace(), m_services.plugins);
}

form::PluginChoices SpecPage::choices() const
{
    return {[this] { return m_plugins->files(); },
            [this](const std::string &path) {
                return m_plugins->symbolsOf(path);
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
            input.others.push_back(servedPlace(report));
        }
    }
    return input;
}

void SpecPage::judge()
{
    m_runner->request(input());
}

void SpecPage::change(const editing::Patch &change)
{
    if (m_isLoaded) {
        patch(change);
    } else {
        m_changes.push_back(change);
    }
}

void SpecPage::patch(const editing::Patch &patch)
{
    const std::string text = m_editor->text();
    const Expected<editing::TextEdit> edit = patch(text);
    if (!edit) {
        m_banner->showProblem(topic::kProblem, edit.error());
    } else if (!edit->isEmpty()) {
        m_editor->apply(*edit);
    }
    // The views show what the text has, also when nothing came of the change.
    refreshViews();
}

void SpecPage::offerOutside(const std::string &text)
{
    m_status->clear();
    if (text == m_editor->text()) {
        m_theirs.reset();
        m_banner->hide(topic::kOutside);
        setSaved(text);
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
    offerChoice(
        text, tr("%1 was changed outside while you have changes here.").arg(m_source->fileName()));
}

void SpecPage::offerChoice(const std::string &theirs, const QString &words)
{
    m_theirs = theirs;
    refreshState();
    m_banner->show(window::Banner::Tone::Warn, topic::kOutside, words);
    m_banner->offer(tr("Reload"), [this, theirs] {
        showEditor();
        m_source->acknowledge(theirs);
        take(theirs);
    });
    m_banner->offer(tr("Keep mine"), [this, theirs] {
        m_theirs.reset();
        m_banner->hide(topic::kOutside);
        showEditor();
        m_source->acknowledge(theirs);
        setSaved(theirs);
        m_status->setText(tr("yours replaces it when you apply"));
        refreshState();
        Q_EMIT stateChanged();
    });
    m_banner->offer(tr("Compare"), [this, theirs] {
        m_diff->setTexts(theirs, m_editor->text());
        m_stack->setCurrentIndex(1);
    });
}

void SpecPage::refreshState()
{
    const bool modified = isModified();
    const bool isUnserved = m_running && m_editor->text() != *m_running;
    m_apply->setEnabled(m_isLoaded && (modified || isUnserved) && !m_source->isBusy());
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
    setFocusProxy(mode == Mode::Form ? static_cast<QWidget *>(m_views) : m_editor); // what is seen
    m_modes->button(static_cast<int>(mode))->setChecked(true);
    Q_EMIT stateChanged();
}

void SpecPage::showEditor()
{
    m_wantsChanges = false;
    m_stack->setCurrentIndex(0);
}

void SpecPage::showChanges()
{
    const bool hasWaited = std::exchange(m_wantsChanges, !m_running);
    if (!m_running) {
        m_status->setText(tr("it is not known yet what is served"));
        return;
    }
    if (hasWaited) {
        m_status->clear();
    }
    m_diff->setTexts(*m_running, m_editor->text());
    m_stack->setCurrentIndex(1);
}

void SpecPage::showHistory()
{
    m_historyPanel->refresh(m_editor->text());
    m_stack->setCurrentIndex(2);
}

void SpecPage::duplicate()
{
    window::commitTyping(*this);
    if (!m_isLoaded || !m_services.openCopy) {
        return;
    }
    if (const auto opened = m_services.openCopy(m_apiId, title(), m_editor->text()); !opened) {
        m_banner->showProblem(topic::kProblem, opened.error());
    }
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

} // namespace gw::definition
