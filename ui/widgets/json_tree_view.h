// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/json_tree.h"

#include <QTreeView>

#include <memory>

namespace gw::widgets {

class JsonTreeModel;

// A JSON body as a tree, with search and with a menu that copies values and paths. Thread: GUI.
class JsonTreeView final : public QTreeView {
    Q_OBJECT

public:
    // Where a search stands: the place that is selected, from 1, of all that there are.
    struct Place {
        int number = 0;
        int count = 0;
    };

    explicit JsonTreeView(QWidget *parent = nullptr);

    void setTree(const std::shared_ptr<const requests::JsonTree> &tree);
    // Selects the next row with the text in its name or its value, after the selected one.
    Place findNext(const QString &text);
    [[nodiscard]] const JsonTreeModel &tree() const { return *m_model; }

Q_SIGNALS:
    void filterWanted(const QString &path);

private:
    void showMenu(const QPoint &at);

    JsonTreeModel *m_model;
};

} // namespace gw::widgets
