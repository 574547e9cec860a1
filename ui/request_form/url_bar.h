// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace gw::request_form {

// Method, URL and the button that sends. A curl command that is pasted into the URL is handed on
// instead of being put there. Thread: GUI.
class UrlBar final : public QWidget {
    Q_OBJECT

public:
    explicit UrlBar(QWidget *parent = nullptr);

    void setTarget(const QString &method, const QString &url);
    // As one step of the field's undo; nothing is told.
    void replaceUrl(const QString &url);
    [[nodiscard]] QString method() const;
    [[nodiscard]] QString url() const;
    // The button cancels then. For a double click's time after its word has changed, a press that
    // was meant for the word before does nothing.
    void setBusy(bool isBusy);
    // Of sending and cancelling, as people read them; empty for none.
    void setKeys(const QString &send, const QString &cancel);
    void focusUrl();
    void addTool(QWidget *tool);     // between the URL and the button
    [[nodiscard]] int caret() const; // in the URL
    void setCaret(int at);

Q_SIGNALS:
    void edited();
    void sendWanted();
    void cancelWanted();
    void curlPasted(const QString &command);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool takePaste();
    void takeText(const QString &text);
    void colorMethod();
    void takePress();
    void showBusy();

    QComboBox *m_method;
    QLineEdit *m_url;
    QWidget *m_tool = nullptr; // gives way to the URL
    QPushButton *m_send;
    QString m_before; // the URL before the edit that is told of
    QString m_sendKeys;
    QString m_cancelKeys;
    bool m_isBusy = false;
    bool m_wasBusy = false; // when the button's word last stood long enough to be read
    QTimer m_read;          // until its word has
};

} // namespace gw::request_form
