// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "request_form/hurl_completion.h"
#include "requests/hurl_file.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace gw::request_form {

class CodeField;
class LineTable;

// The body of a request in all its kinds. What is chosen among them is in the undo history of its
// text. Thread: GUI.
class BodyEditor final : public QWidget {
    Q_OBJECT

public:
    explicit BodyEditor(QWidget *parent = nullptr);

    void setRequest(const requests::Request &request);
    // Writes body, [Form] and [Multipart]; what was not changed keeps its spelling.
    void applyTo(requests::Request &request) const;
    // "JSON", for the tab; empty for none.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] CodeField &text() { return *m_text; }
    // What {{variables}} there are, for the completion.
    void setVariables(const VariableNames &names);

Q_SIGNALS:
    void edited();

private:
    enum class Kind { None, Json, Xml, Text, Form, Multipart, File, Other };

    [[nodiscard]] Kind kind() const;
    void setKind(Kind kind);
    void takeChoice();
    void takeStep(int step, bool isUndone);
    void showPage();
    void chooseFile();
    void pickUp(const requests::Body &body);
    [[nodiscard]] requests::Body textBody() const;
    void beautify();

    QComboBox *m_kind;
    CodeField *m_text;
    QLabel *m_problem;
    QWidget *m_textPage;
    LineTable *m_form;
    LineTable *m_parts;
    QLineEdit *m_file;
    QWidget *m_filePage;
    QStackedWidget *m_stack;
    std::optional<requests::Body> m_original; // as it was set
    std::string m_originalText;
    Kind m_originalKind = Kind::None;
    struct Step {
        Kind from = Kind::None;
        Kind to = Kind::None;
    };
    std::vector<Step> m_steps; // choices of the kind, in the undo history of the text
    Kind m_chosen = Kind::None;
};

} // namespace gw::request_form
