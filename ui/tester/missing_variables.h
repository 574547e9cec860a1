// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

#include <utility>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gw::tester {

// Why a request was not sent, with a field for each variable that has no value: fill in, go on.
// Thread: GUI.
class MissingVariables final : public QWidget {
    Q_OBJECT

public:
    explicit MissingVariables(QWidget *parent = nullptr);

    // environment: where values are kept; empty: only as long as the page is open.
    void ask(const QStringList &names, const QString &environment);

Q_SIGNALS:
    // All of them, none empty.
    void given(const QList<std::pair<QString, QString>> &variables);
    void editWanted(); // the environments

private:
    void clear();
    void takeValues();

    QLabel *m_words;
    QGridLayout *m_grid;
    QPushButton *m_go;
    QPushButton *m_edit;
    QList<QLabel *> m_labels;
    QList<QLineEdit *> m_fields;
};

} // namespace gw::tester
