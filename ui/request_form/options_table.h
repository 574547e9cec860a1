// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;

namespace gw::request_form {

class LineTable;
struct OptionGroup;

// The options of a request: rows of names and values, and a menu that lists every option there is.
// Thread: GUI.
class OptionsTable final : public QWidget {
    Q_OBJECT

public:
    explicit OptionsTable(QWidget *parent = nullptr);

    [[nodiscard]] LineTable &lines() const { return *m_lines; }
    // A row with the option, its value to be typed; in place of another one where one is enough.
    void add(const QString &option);

private:
    void fillMenu();
    void fillGroup(QMenu &menu, const OptionGroup &group);
    [[nodiscard]] int rowOf(const QStringList &options) const; // -1: none of them is there

    LineTable *m_lines;
    QMenu *m_menu;
};

} // namespace gw::request_form
