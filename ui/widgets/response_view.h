// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/traffic_record.h"
#include "requests/incoming_body.h"
#include "requests/transfer_result.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;
class QToolButton;
class QTreeWidget;

namespace gw::widgets {

class BodyText;
class BodyView;
class ElidedLabel;
class EmptyText;
class TimingBar;
class TraceView;
class Veil;

// One response, from all sides: body, headers, the gateway's trace, times, cookies, TLS, log. Large
// bodies are read and formatted on another thread, the beginning of a very large one only; saving
// takes all of it. Thread: GUI.
class ResponseView final : public QWidget {
    Q_OBJECT

public:
    using Result = std::shared_ptr<const requests::TransferResult>;

    explicit ResponseView(QWidget *parent = nullptr);
    ~ResponseView() override;

    void showResult(const Result &result);
    void showRecord(const client::TrafficRecord &record);
    // A request is on its way: what is shown is the answer of before, until the next one takes its
    // place, which showResult() completes.
    void showSending();
    // Of the answer that comes; again behind a redirect.
    void showHead(const requests::ResponseHead &head);
    // Of its body, in bytes; expected: 0 while unknown.
    void showProgress(quint64 received, quint64 expected);
    // What has come of the body since the last time.
    void showArrived(const requests::IncomingBody::Part &part);
    // What stands there while there is no answer.
    void setHint(const QString &hint);
    // The button there. Not owned.
    void setSendAction(QAction *action);
    void saveBody(); // asks for a file
    // Is enabled while there is a body to save. Not owned.
    void setSaveAction(QAction *action);
    void setCapturing(bool isOn); // see TraceView
    // Behind the built-in ones, such as that of the assertions. The view takes it.
    void addTab(QWidget *page, const QString &title);
    // A button beside that which saves the body.
    void addHeadAction(QAction *action);
    // A page, or what is in one. Also while there is no answer.
    void showTab(QWidget *page);
    void showSearch(); // of the body
    [[nodiscard]] int currentTab() const;
    void setCurrentTab(int tab); // while there is no answer yet it is only chosen
    // Of all answers: how the body is shown.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);
    void setTabTitle(QWidget *page, const QString &title);

    [[nodiscard]] const Result &result() const { return m_result; }
    [[nodiscard]] const TraceView &trace() const { return *m_trace; }
    [[nodiscard]] const BodyText &pretty() const;
    [[nodiscard]] const BodyView &body() const { return *m_body; }

Q_SIGNALS:
    void bodyShown(); // the pretty body is there
    void stateChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildHead();
    void buildTabs();
    void showStatus();
    void showFacts();
    void showSoFar();
    [[nodiscard]] QString soFarText() const;
    [[nodiscard]] bool hasOldAnswer() const;
    [[nodiscard]] bool isOld(const QWidget *page) const; // of the answer of before
    void dimOld();
    void showHeaders();
    void showRaw();

    Result m_result;
    bool m_isSending = false;
    std::optional<requests::ResponseHead> m_head; // of the answer that comes
    struct SoFar {
        quint64 received = 0;
        quint64 expected = 0; // 0: not known
        QString kind;         // that it is packed as, or its type; may be empty
    };
    SoFar m_soFar;
    std::optional<client::TrafficRecord> m_record;
    QLabel *m_status;
    ElidedLabel *m_facts;
    EmptyText *m_message;
    QString m_hint;
    QAction *m_send = nullptr;
    QAction *m_saveAction = nullptr;
    QHBoxLayout *m_line; // above the tabs
    QToolButton *m_save;
    QTabWidget *m_tabs;
    QStackedWidget *m_stack;
    int m_ownTabs = 0; // before those that were added
    Veil *m_veil;      // over what is old
    QTimer m_slow;     // the request takes so long that people wait for it
    BodyView *m_body;
    BodyText *m_raw;
    bool m_isRawShown = false; // of this result
    QTreeWidget *m_headers;
    QTreeWidget *m_cookies;
    QTreeWidget *m_tls;
    TraceView *m_trace;
    TimingBar *m_timing;
    QPlainTextEdit *m_log;
};

} // namespace gw::widgets
