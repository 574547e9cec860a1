// SPDX-License-Identifier: GPL-3.0-or-later
// How a SpecPage keeps what is not saved: over restarts, and while its definition is not there.
#include "definition/definition_drafts.h"
#include "definition/spec_page.h"
#include "definition/spec_topics.h"
#include "editing/definition_templates.h"
#include "widgets/json_editor.h"
#include "window/banner.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::definition {

void SpecPage::setSaved(const std::string &text)
{
    m_saved = text;
    m_base = window::DraftBase::of(text, m_source->origin());
}

window::Draft SpecPage::draft() const
{
    return {m_editor->text(), m_draft ? m_draft->base : m_base};
}

QJsonObject SpecPage::saveState() const
{
    QJsonObject state;
    state.insert("mode"_L1, static_cast<int>(m_mode));
    state.insert("caret"_L1,
                 static_cast<qint64>(m_restoredCaret ? *m_restoredCaret : m_editor->caret()));
    state.insert("top"_L1, m_restoredTop ? *m_restoredTop : m_editor->topLine());
    state.insert("folds"_L1, m_restoredFolds ? *m_restoredFolds : m_editor->folds());
    state.insert("zoom"_L1, m_editor->zoomLevel());
    state.insert("view"_L1, m_views->currentIndex());
    QJsonArray splits;
    for (const QSplitter *split : m_splits) {
        splits.append(QString::fromLatin1(split->saveState().toBase64()));
    }
    state.insert("splits"_L1, splits);
    const QString file = m_source->filePath();
    if (!file.isEmpty() && !m_source->origin().isEmpty()) {
        state.insert("file"_L1, file);
        state.insert("fileOrigin"_L1, m_source->origin());
    }
    if (m_draft) {
        m_draft->writeTo(state);
    } else if (isModified()) {
        draft().writeTo(state);
    }
    return state;
}

void SpecPage::restoreState(const QJsonObject &state)
{
    restoreLayout(state);
    if (m_source->isNew()) {
        takeDraft(state);
        return;
    }
    m_draft = window::Draft::from(state);
    m_restoredCaret = static_cast<std::size_t>(state["caret"_L1].toInt());
    m_restoredTop = state["top"_L1].toInt();
    m_restoredFolds = state["folds"_L1].toArray();
    if (m_isLoaded) {
        take(std::string(m_saved));
        return;
    }
    if (state.contains("file"_L1)) {
        m_source->remember(state["file"_L1].toString(), state["fileOrigin"_L1].toString());
    }
    if (m_services.session.report().generation > 0) {
        followOrigin();
    } else if (m_draft) {
        showWaitingDraft();
    }
}

void SpecPage::restoreLayout(const QJsonObject &state)
{
    setMode(static_cast<Mode>(std::clamp(state["mode"_L1].toInt(), 0, 2)));
    m_views->setCurrentIndex(state["view"_L1].toInt());
    m_editor->setZoomLevel(state["zoom"_L1].toInt());
    const QJsonArray splits = state["splits"_L1].toArray();
    for (qsizetype i = 0; i < std::min(splits.size(), m_splits.size()); ++i) {
        m_splits[i]->restoreState(QByteArray::fromBase64(splits[i].toString().toLatin1()));
    }
}

void SpecPage::restorePlace()
{
    if (const auto caret = std::exchange(m_restoredCaret, std::nullopt)) {
        m_editor->setCaret(*caret);
    }
    if (const auto folds = std::exchange(m_restoredFolds, std::nullopt)) {
        m_editor->setFolds(*folds);
    }
    if (const auto top = std::exchange(m_restoredTop, std::nullopt)) {
        m_editor->setTopLine(*top);
    }
}

// The text of a draft is all that there is of it: it begins the undo history.
void SpecPage::takeDraft(const QJsonObject &state)
{
    m_isLoaded = true; // nothing else is to come
    m_editor->load(state["text"_L1].toString().toStdString());
    m_editor->setCaret(static_cast<std::size_t>(state["caret"_L1].toInt()));
    m_editor->setFolds(state["folds"_L1].toArray());
    m_editor->setTopLine(state["top"_L1].toInt());
    sayThatItIsADraft();
    refreshViews();
    refreshState();
    judge();
}

void SpecPage::sayThatItIsADraft()
{
    m_banner->show(window::Banner::Tone::Info, topic::kDraft,
                   window::withKeys(tr("A draft: no engine has this API yet. Apply it to serve it"),
                                    m_applyKeys) +
                       u'.');
}

// Its definition cannot be had, or not yet: what was written is there all the same.
void SpecPage::showWaitingDraft()
{
    if (const std::string text = m_draft->text; m_editor->text() != text) {
        const auto caret = m_restoredCaret;
        m_editor->load(text); // counts as typed
        m_restoredCaret = caret;
        m_editor->setCaret(caret.value_or(0));
    }
    refreshState();
    if (m_services.session.report().generation > 0 && !m_source->isReported()) {
        m_banner->offer(tr("Keep as a new API"), [this] { keepAsNew(); });
    }
}

void SpecPage::keepAsNew()
{
    if (m_apiId.isEmpty()) { // of a file that had none
        m_apiId = QString::fromStdString(editing::idFrom(
            QFileInfo(m_source->subject()).completeBaseName().section(u':', 1).toStdString()));
    }
    m_source->forget();
    m_source->beNew();
    QJsonObject state;
    std::exchange(m_draft, std::nullopt)->writeTo(state);
    m_saved.clear();
    m_base = {};
    m_banner->hide(topic::kProblem);
    takeDraft(state);
    Q_EMIT addressChanged();
    Q_EMIT stateChanged();
}

// A definition is applied only to where it came from. Somewhere else the page shows what is there,
// and keeps what was not saved as a draft of the other place.
void SpecPage::followOrigin()
{
    if (m_source->isNew()) {
        return;
    }
    if (m_source->isElsewhere()) {
        if (m_isLoaded && isModified()) {
            m_draft = draft();
        }
        m_isLoaded = false;
        m_theirs.reset();
        m_running.reset();
        m_banner->hide(topic::kOutside);
        m_status->clear();
        m_source->forget();
        refreshState();
    }
    if (!m_isLoaded) {
        m_source->load();
    }
}

void SpecPage::noteRemoved()
{
    m_saved.clear(); // what is here is all that there is
    m_theirs.reset();
    m_banner->show(window::Banner::Tone::Warn, topic::kOutside,
                   tr("%1 was deleted. Applying makes it again.").arg(m_source->fileName()));
    m_banner->offer(tr("Close this page"), [this] { Q_EMIT closeWanted(); });
    refreshState();
    Q_EMIT stateChanged();
}

} // namespace gw::definition
