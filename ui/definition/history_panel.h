// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/definition_history.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;
class QSplitter;

namespace gw::compare {
class DiffView;
}

namespace gw::definition {

// The versions of a definition that were applied, what each has other than the editor, and the way
// back. Thread: GUI; reads the history's files, which are small.
class HistoryPanel final : public QWidget {
    Q_OBJECT

public:
    HistoryPanel(const editing::DefinitionHistory &history, QString apiId,
                 QWidget *parent = nullptr);

    void setApiId(const QString &apiId) { m_apiId = apiId; }
    // current: the editor's text.
    [[nodiscard]] QSplitter *split() const { return m_split; }
    void refresh(const std::string &current);

Q_SIGNALS:
    void textWanted(const std::string &text, const QString &what); // to put into the editor
    void closeWanted();

private:
    void showSelected();

    const editing::DefinitionHistory &m_history;
    QString m_apiId;
    std::string m_current;
    std::string m_shown;
    std::vector<editing::AppliedVersion> m_versions;
    QSplitter *m_split;
    QListWidget *m_list;
    compare::DiffView *m_diff;
    QLabel *m_empty;
    QPushButton *m_restore;
};

} // namespace gw::definition
