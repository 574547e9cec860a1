// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace gw::widgets {
class RowTable;
}

namespace gw::environments {

class EnvironmentModel;

// The variables of one environment as a table or as the text of its file. Thread: GUI.
class EnvironmentEditor final : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentEditor(QWidget *parent = nullptr);

    // path: of the file, shown above.
    void setText(const QString &path, const std::string &text);
    [[nodiscard]] std::string text() const;
    [[nodiscard]] QString path() const;

Q_SIGNALS:
    void edited(); // by the user
    void refused(const QString &why);

private:
    void buildTable();
    void showAsText(bool isText);
    [[nodiscard]] std::string typedText() const;

    EnvironmentModel *m_model;
    widgets::RowTable *m_table;
    QPlainTextEdit *m_text;
    QStackedWidget *m_stack;
    QLabel *m_path;
    QToolButton *m_show;
    QToolButton *m_asText;
    bool m_hasReturns = false; // at the ends of its lines, which the text widget takes away
    bool m_isTyped = false;    // the text differs from what the model holds
    bool m_isSetting = false;
};

} // namespace gw::environments
