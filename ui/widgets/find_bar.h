// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace gw::widgets {

class CodeArea;

// Finds and replaces in a CodeArea; every match is marked while it is open. Thread: GUI.
class FindBar final : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(CodeArea *area, QWidget *parent = nullptr);

    // Takes the selection as what to look for, when it is within one line.
    void open(bool withReplace);
    void close();

public Q_SLOTS:
    void findNext();
    void findPrevious();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Match {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    void build();
    void search();
    void step(int direction);
    void replace();
    void replaceAll();
    void tell(const QString &text);

    CodeArea *m_area;
    QLineEdit *m_pattern;
    QLineEdit *m_replacement;
    QCheckBox *m_matchCase;
    QLabel *m_count;
    QList<QWidget *> m_replaceRow;
    std::vector<Match> m_matches;
};

} // namespace gw::widgets
