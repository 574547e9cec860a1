// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request_form/hurl_completion.h"
#include "requests/hurl_file.h"

#include <QJsonObject>
#include <QWidget>

#include <optional>
#include <string>

class QSplitter;
class QTabWidget;

namespace gw::request_form {

class AssertionsTable;
class AuthEditor;
class BodyEditor;
class CodeField;
class LineTable;
class OptionsTable;
class UrlBar;

// The upper half of a request page: URL, parameters, headers, credentials, body, expectations,
// options. It edits one entry; what the user leaves alone stays as it is spelled. Thread: GUI.
class RequestEditor final : public QWidget {
    Q_OBJECT

public:
    explicit RequestEditor(QWidget *parent = nullptr);

    void setEntry(const requests::Entry &entry);
    // Fails when the expectations cannot be read; the rest is applied all the same.
    [[nodiscard]] QString applyTo(requests::Entry &entry) const; // empty, or what is wrong
    // The expectations as they are typed, also when they cannot be read.
    [[nodiscard]] QString tests() const;
    void setTests(const QString &text);
    // What {{variables}} there are, for the completion.
    void setVariables(const VariableNames &names);
    // The text of the chosen tab; null: it has none.
    [[nodiscard]] CodeField *openText() const;
    // Of the open text; on the page of the body of its kind too.
    void undo();
    void redo();
    // The expectations, at a line of them from 0.
    void showTests(int line);
    [[nodiscard]] UrlBar &urlBar() { return *m_urlBar; }
    // The chosen tab, where the carets stand, the size of letters.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void edited();
    void tabChanged();
    void zoomed();
    void refused(const QString &why); // what was typed into the table of the assertions

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitTabs();
    [[nodiscard]] CodeField *textWithHistory() const;
    void buildTabs();
    // What stands in the tables: headers, parameters, options.
    [[nodiscard]] requests::Request tables() const;
    void takeLines();
    void takeCredentials();
    void takeEdit();
    void showCounts();

    UrlBar *m_urlBar;
    QTabWidget *m_tabs;
    LineTable *m_query;
    LineTable *m_headers;
    AuthEditor *m_auth;
    BodyEditor *m_body;
    LineTable *m_cookies;
    CodeField *m_tests;
    AssertionsTable *m_assertions;
    QSplitter *m_testsPage;
    OptionsTable *m_options;
    std::string m_testsAsSet;
    std::optional<requests::Response> m_responseAsSet; // that those tests are the text of
    bool m_isSetting = false;
};

} // namespace gw::request_form
