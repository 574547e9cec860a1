// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QListWidget;

namespace gw::form {

// The sections of a form that is longer than its view: which one is shown, and the ways to the
// others. A list where there is room beside the form, else a box above it. Thread: GUI.
class SectionList final : public QWidget {
    Q_OBJECT

public:
    enum class Shape : std::uint8_t { List, Box };

    explicit SectionList(QWidget *parent = nullptr);

    void add(const QString &title);
    void setShape(Shape shape);
    [[nodiscard]] int listWidth() const; // what the list needs, in pixels
    [[nodiscard]] int current() const;   // from 0
    void setCurrent(int section);        // without a signal

Q_SIGNALS:
    void chosen(int section);  // the form is to show it
    void entered(int section); // the keyboard is to go on in it

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QListWidget *m_list;
    QComboBox *m_box; // of the same rows
};

} // namespace gw::form
