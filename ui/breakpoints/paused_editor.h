// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/breakpoints.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace gw::widgets {
class ElidedLabel;
class SourceEditor;
} // namespace gw::widgets

namespace gw::breakpoints {

// One paused message as a text to be edited, and the ways for it to go on. What was typed stays
// while other requests are looked at, when the engine refuses it, and when the request goes on by
// itself. Thread: GUI.
class PausedEditor final : public QWidget {
    Q_OBJECT

public:
    // The breakpoints must outlive this.
    explicit PausedEditor(session::Breakpoints &breakpoints, QWidget *parent = nullptr);
    ~PausedEditor() override; // keeps what was typed, for the next one

    // An empty id: none. One that went on meanwhile is not shown.
    void show(const QString &id);
    [[nodiscard]] QString shownId() const { return m_request ? m_request->id : QString(); }
    // Whether something was typed that would be lost.
    [[nodiscard]] bool isChanged() const;
    // As the text says: with changes, as an answer, or as it is.
    void goOn();

private:
    void buildButtons();
    void showDraft();
    void keepDraft();
    void fetchBodies();
    void takeBodies(const Expected<void> &result);
    void setAnswering(bool isAnswering);
    void continueAsItIs();
    void sendText();
    void send(const client::Release &release);
    void takeReleased(const QString &id, const QString &how);
    void say(const QString &text, bool isProblem);
    void refresh();
    [[nodiscard]] client::PausedMessage shownMessage() const; // that the text was made from

    session::Breakpoints &m_breakpoints;
    widgets::ElidedLabel *m_title;
    widgets::SourceEditor *m_text;
    QLabel *m_notice;
    QPushButton *m_continue;
    QPushButton *m_edited;
    QPushButton *m_answer;
    std::optional<client::PausedRequest> m_request;
    session::Breakpoints::Draft m_draft; // of this one
    bool m_isGone = false;               // it went on; its text is still here
    bool m_isFetching = false;           // a body that is not here
    bool m_isSending = false;
    bool m_isShowing = false;
};

} // namespace gw::breakpoints
