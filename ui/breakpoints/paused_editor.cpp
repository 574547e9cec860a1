// SPDX-License-Identifier: GPL-3.0-or-later
#include "breakpoints/paused_editor.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "models/breakpoint_model.h"
#include "models/message_text.h"
#include "session/breakpoints.h"
#include "widgets/elided_label.h"
#include "widgets/source_editor.h"
#include "window/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>

#include <utility>

using namespace Qt::StringLiterals;

namespace gw::breakpoints {

using client::PausedMessage;
using client::PausedRequest;
using client::Release;

namespace {

constexpr int kLeastLines = 4; // of the text that are shown

QString wordsOfEnd(const QString &how)
{
    if (how == "timeout"_L1) {
        return PausedEditor::tr("It went on by itself, as it was: the time was up.");
    }
    if (how == "client gone"_L1) {
        return PausedEditor::tr("The client has gone: the request has ended.");
    }
    if (how == "lost"_L1) {
        return PausedEditor::tr("The engine is no longer heard: it lets its requests go on.");
    }
    return PausedEditor::tr("It went on, as it was.");
}

QString wordsOfBody(const PausedMessage &message)
{
    switch (message.bodyState) {
    case client::BodyState::Streams:
        return PausedEditor::tr("The body is too long to be held, or its length is not known: it "
                                "goes through as it comes.");
    case client::BodyState::Binary:
        return PausedEditor::tr("The body is no text: it goes on as it is.");
    case client::BodyState::LeftOut:
        return PausedEditor::tr("The body is long: it is being fetched ...");
    case client::BodyState::None:
    case client::BodyState::Whole:
        break;
    }
    return {};
}

} // namespace

PausedEditor::PausedEditor(session::Breakpoints &breakpoints, QWidget *parent)
    : QWidget(parent)
    , m_breakpoints(breakpoints)
    , m_title(new widgets::ElidedLabel(this))
    , m_text(new widgets::SourceEditor(u"message.http"_s, this))
    , m_notice(new QLabel(this))
    , m_continue(new QPushButton(this))
    , m_edited(new QPushButton(this))
    , m_answer(new QPushButton(this))
{
    m_title->setFont(look::strongFont());
    m_title->setContentsMargins(look::kMargin, look::kTight, look::kMargin, look::kTight);
    m_text->setName(tr("Message"));
    m_text->setMinimumHeight(kLeastLines * look::rowHeight());
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(look::kMargin, look::kTight, look::kMargin, 0);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_notice);
    buildButtons();
    setFocusProxy(m_text);
    connect(m_text, &widgets::SourceEditor::edited, this, [this] {
        if (!m_isShowing) {
            refresh();
        }
    });
    connect(&breakpoints, &session::Breakpoints::requestReleased, this,
            &PausedEditor::takeReleased);
    show({});
}

PausedEditor::~PausedEditor()
{
    keepDraft();
    m_text->disconnect(this); // it says that its text goes
}

void PausedEditor::buildButtons()
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    line->setSpacing(look::kGap);
    m_continue->setProperty(look::kPrimaryProperty, true);
    m_continue->setText(tr("Continue")); // their names, also while nothing is shown
    m_edited->setText(tr("Continue with changes"));
    m_answer->setText(tr("Answer with..."));
    for (QPushButton *button : {m_continue, m_edited, m_answer}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    line->addStretch(1);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
    connect(m_continue, &QPushButton::clicked, this, &PausedEditor::continueAsItIs);
    connect(m_edited, &QPushButton::clicked, this, &PausedEditor::sendText);
    connect(m_answer, &QPushButton::clicked, this, [this] { setAnswering(!m_draft.isAnswering); });
}

void PausedEditor::show(const QString &id)
{
    if (m_request && m_request->id == id && !m_isGone) {
        return;
    }
    keepDraft();
    const PausedRequest *request = m_breakpoints.find(id);
    m_request = request == nullptr ? std::nullopt : std::optional(*request);
    m_isGone = false;
    m_isSending = false;
    m_isFetching = false;
    m_draft = m_breakpoints.draft(id);
    if (m_request && m_draft.message.empty()) {
        m_draft.message = models::messageText(m_request->subject());
    }
    say(m_request ? wordsOfBody(m_request->subject()) : QString(), false);
    fetchBodies();
    showDraft();
}

void PausedEditor::fetchBodies()
{
    m_isFetching = m_request && m_request->subject().bodyState == client::BodyState::LeftOut;
    if (!m_isFetching) {
        return;
    }
    m_breakpoints.fetchBodies(m_request->id)
        .then(this, [this, id = m_request->id](const Expected<void> &result) {
            if (shownId() == id && m_isFetching) {
                m_isFetching = false;
                takeBodies(result);
            }
        });
}

// The text may have been typed in before, while there was no body to be had.
void PausedEditor::takeBodies(const Expected<void> &result)
{
    const PausedRequest *request = m_breakpoints.find(shownId());
    if (m_isGone || request == nullptr) {
        return;
    }
    if (!result) {
        say(tr("The body was not fetched, and goes on as it is: %1")
                .arg(window::wordsOf(result.error())),
            true);
        refresh();
        return;
    }
    keepDraft();
    m_request = *request;
    m_draft.message = m_draft.message.empty()
                          ? models::messageText(m_request->subject())
                          : m_draft.message + m_request->subject().body.toStdString();
    if (!m_draft.isAnswering) {
        say(wordsOfBody(m_request->subject()), false);
    }
    showDraft();
}

void PausedEditor::keepDraft()
{
    if (!m_request || m_isGone) {
        return;
    }
    (m_draft.isAnswering ? m_draft.answer : m_draft.message) = m_text->text();
    const PausedMessage &subject = m_request->subject();
    if (subject.bodyState == client::BodyState::LeftOut &&
        m_draft.message == models::messageText(subject)) {
        m_draft.message.clear(); // it is to have its body
    }
    m_breakpoints.keepDraft(m_request->id, m_draft);
}

void PausedEditor::showDraft()
{
    const QScopedValueRollback guard(m_isShowing, true);
    setVisible(m_request.has_value());
    m_text->load(m_draft.isAnswering ? m_draft.answer : m_draft.message);
    refresh();
}

void PausedEditor::setAnswering(bool isAnswering)
{
    keepDraft();
    m_draft.isAnswering = isAnswering;
    if (!isAnswering && m_draft.message.empty()) {
        m_draft.message = models::messageText(m_request->subject());
    }
    if (isAnswering && m_draft.answer.empty()) {
        m_draft.answer = models::messageText(models::answerTemplate());
    }
    say(isAnswering ? tr("The client gets this answer; nothing further runs.")
                    : wordsOfBody(m_request->subject()),
        false);
    showDraft();
    m_text->setFocus();
}

PausedMessage PausedEditor::shownMessage() const
{
    return m_draft.isAnswering ? models::answerTemplate() : m_request->subject();
}

bool PausedEditor::isChanged() const
{
    return m_request && m_text->text() != models::messageText(shownMessage());
}

void PausedEditor::continueAsItIs()
{
    send({});
}

void PausedEditor::sendText()
{
    if (!m_request || m_isGone || m_isSending) {
        return;
    }
    auto release = models::readMessage(m_text->text(), shownMessage());
    if (!release) {
        say(window::wordsOf(release.error()), true);
        return;
    }
    if (m_draft.isAnswering) {
        release->how = Release::How::Answered;
    }
    send(*release);
}

void PausedEditor::goOn()
{
    if (m_draft.isAnswering || isChanged()) {
        sendText();
    } else {
        continueAsItIs();
    }
}

void PausedEditor::send(const Release &release)
{
    if (!m_request || m_isGone || m_isSending) {
        return;
    }
    m_isSending = true;
    refresh();
    m_breakpoints.release(m_request->id, release)
        .then(this, [this, id = m_request->id](const Expected<void> &result) {
            if (shownId() != id) {
                return; // another one is shown
            }
            m_isSending = false;
            if (!result && !m_isGone) {
                say(window::wordsOf(result.error()), true);
            }
            refresh();
        });
}

void PausedEditor::takeReleased(const QString &id, const QString &how)
{
    if (shownId() != id || m_isGone) {
        return;
    }
    const bool isOwn = m_isSending && how != "timeout"_L1 && how != "lost"_L1;
    m_isGone = true;
    m_isSending = false;
    if (isOwn || !isChanged()) {
        show({});
        return;
    }
    say(tr("%1 What you wrote is still here, to be copied.").arg(wordsOfEnd(how)), true);
    refresh();
}

void PausedEditor::say(const QString &text, bool isProblem)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     look::colorOf(isProblem ? look::Tint::Bad : look::Tint::Secondary));
    m_notice->setPalette(colours);
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void PausedEditor::refresh()
{
    if (!m_request) {
        return;
    }
    const QString what = m_request->request.method + u' ' + m_request->request.target;
    const QString api = m_request->apiName.isEmpty() ? m_request->apiId : m_request->apiName;
    m_title->setText(
        m_draft.isAnswering
            ? tr("Answer to %1").arg(what)
            : tr("%1 (%2), %3")
                  .arg(what, api, models::placeWords(m_request->step, m_request->when)));
    const bool isHere = !m_isGone && !m_isSending;
    m_text->setReadOnly(!isHere || (m_isFetching && !m_draft.isAnswering));
    m_continue->setText(tr("Continue"));
    m_continue->setToolTip(tr("Go on as the request is, without what was typed"));
    m_continue->setVisible(!m_draft.isAnswering);
    m_continue->setEnabled(isHere);
    m_edited->setText(m_draft.isAnswering ? tr("Send this answer") : tr("Continue with changes"));
    const bool isForEdited = m_draft.isAnswering || isChanged();
    m_edited->setEnabled(isHere && isForEdited);
    m_edited->setProperty(look::kPrimaryProperty, isForEdited);
    m_continue->setProperty(look::kPrimaryProperty, !isForEdited);
    m_edited->update();
    m_continue->update();
    m_answer->setText(m_draft.isAnswering ? tr("Back to the request") : tr("Answer with..."));
    m_answer->setToolTip(
        m_draft.isAnswering ? QString()
                            : tr("Write the answer that the client gets, in place of the gateway"));
    m_answer->setVisible(!m_request->response);
    m_answer->setEnabled(isHere);
}

} // namespace gw::breakpoints
