// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/missing_variables.h"

#include "look/metrics.h"
#include "look/palette.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace gw::tester {

MissingVariables::MissingVariables(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_grid(new QGridLayout)
    , m_go(new QPushButton(this))
    , m_edit(new QPushButton(tr("Edit environments..."), this))
{
    m_words->setWordWrap(true);
    m_go->setAccessibleName(tr("Send with these values"));
    m_grid->setSpacing(look::kGap);
    auto *line = new QHBoxLayout;
    line->addLayout(m_grid, 1);
    line->addWidget(m_go, 0, Qt::AlignBottom);
    line->addWidget(m_edit, 0, Qt::AlignBottom);
    line->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    layout->setSpacing(look::kGap);
    layout->addWidget(m_words);
    layout->addLayout(line);
    connect(m_go, &QPushButton::clicked, this, &MissingVariables::takeValues);
    connect(m_edit, &QPushButton::clicked, this, &MissingVariables::editWanted);
}

void MissingVariables::clear()
{
    qDeleteAll(m_labels);
    qDeleteAll(m_fields);
    m_labels.clear();
    m_fields.clear();
}

void MissingVariables::ask(const QStringList &names, const QString &environment)
{
    clear();
    m_words->setText(environment.isEmpty()
                         ? tr("Not sent: %n variable(s) without a value.", nullptr,
                              static_cast<int>(names.size()))
                         : tr("Not sent: %n variable(s) without a value in the environment %1.",
                              nullptr, static_cast<int>(names.size()))
                               .arg(environment));
    for (const QString &name : names) {
        auto *label = new QLabel(name, this);
        label->setFont(look::fixedFont());
        auto *field = new QLineEdit(this);
        field->setAccessibleName(tr("Value of %1").arg(name));
        label->setBuddy(field);
        const int row = static_cast<int>(m_fields.size());
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(field, row, 1);
        connect(field, &QLineEdit::returnPressed, this, &MissingVariables::takeValues);
        m_labels.append(label);
        m_fields.append(field);
    }
    m_go->setText(environment.isEmpty() ? tr("Use and send")
                                        : tr("Save to %1 and send").arg(environment));
    m_edit->setVisible(!environment.isEmpty());
    show();
    m_fields.first()->setFocus(Qt::OtherFocusReason);
}

void MissingVariables::takeValues()
{
    QList<std::pair<QString, QString>> variables;
    for (qsizetype at = 0; at < m_fields.size(); ++at) {
        if (m_fields[at]->text().isEmpty()) {
            m_fields[at]->setFocus(Qt::OtherFocusReason);
            return;
        }
        variables.append({m_labels[at]->text(), m_fields[at]->text()});
    }
    hide();
    Q_EMIT given(variables);
}

} // namespace gw::tester
