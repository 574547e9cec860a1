// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/version_bar.h"

#include "editing/version_patches.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

VersionBar::VersionBar(QWidget *parent)
    : QWidget(parent)
    , m_versions(new QComboBox(this))
    , m_new(new QPushButton(tr("Add version..."), this))
    , m_remove(new QToolButton(this))
    , m_naming(new QWidget(this))
    , m_name(new QLineEdit(m_naming))
    , m_add(new QPushButton(tr("Add"), m_naming))
    , m_problem(new QLabel(m_naming))
{
    m_versions->setObjectName(QStringLiteral("version"));
    m_versions->setAccessibleName(tr("Version"));
    m_versions->setToolTip(
        tr("Endpoints, headers and the limits of body and time are those of this version"));
    m_versions->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_versions->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_new->setObjectName(QStringLiteral("newVersion"));
    m_new->setToolTip(tr("Copies the version that is shown, under a new name"));
    m_remove->setObjectName(QStringLiteral("removeVersion"));
    m_remove->setIcon(look::icon(QStringLiteral("list-remove")));
    m_remove->setAutoRaise(true);
    m_remove->setAccessibleName(tr("Remove this version"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins({});
    row->setSpacing(look::kTight);
    row->addWidget(m_versions, 1);
    row->addWidget(m_new);
    row->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(look::kTight);
    layout->addLayout(row);
    layout->addWidget(m_naming);
    setFocusProxy(m_versions);
    buildNaming();
    connect(m_versions, &QComboBox::currentTextChanged, this, &VersionBar::chosen);
    connect(m_new, &QPushButton::clicked, this, &VersionBar::openNaming);
    connect(m_remove, &QToolButton::clicked, this,
            [this] { Q_EMIT patchWanted(editing::removeVersion(current())); });
}

void VersionBar::buildNaming()
{
    m_name->setObjectName(QStringLiteral("versionName"));
    m_name->setAccessibleName(tr("Name of the new version"));
    m_name->setPlaceholderText(tr("Name of the new version"));
    m_name->installEventFilter(this);
    m_problem->setFont(look::secondaryFont());
    m_problem->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Cancel"), m_naming);
    auto *row = new QHBoxLayout;
    row->setContentsMargins({});
    row->setSpacing(look::kTight);
    row->addWidget(m_name, 1);
    row->addWidget(m_add);
    row->addWidget(cancel);
    auto *layout = new QVBoxLayout(m_naming);
    layout->setContentsMargins({});
    layout->setSpacing(look::kTight);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    m_naming->hide();
    connect(m_name, &QLineEdit::textChanged, this, &VersionBar::judgeName);
    connect(m_name, &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, &VersionBar::add);
    connect(cancel, &QPushButton::clicked, this, &VersionBar::closeNaming);
}

void VersionBar::setDocument(const std::shared_ptr<const spec::JsonDocument> &document)
{
    QStringList names;
    for (const std::string &name : editing::versionsOf(*document)) {
        names.append(QString::fromStdString(name));
    }
    const bool hasSeveral = names.size() > 1;
    if (names.isEmpty()) {
        names.append(QStringLiteral("Default"));
    }
    const bool hasAdded = !m_added.isEmpty() && names.contains(m_added);
    const QString wanted = hasAdded ? std::exchange(m_added, {}) : m_versions->currentText();
    const QSignalBlocker quiet(m_versions);
    m_versions->clear();
    m_versions->addItems(names);
    m_versions->setCurrentIndex(std::max(m_versions->findText(wanted), 0));
    m_versions->setEnabled(hasSeveral);
    m_remove->setEnabled(hasSeveral);
    m_remove->setToolTip(hasSeveral ? tr("Remove this version")
                                    : tr("The only version cannot be removed"));
    judgeName();
}

std::string VersionBar::current() const
{
    return m_versions->currentText().toStdString();
}

void VersionBar::choose(const std::string &version)
{
    const int index = m_versions->findText(QString::fromStdString(version));
    m_versions->setCurrentIndex(index < 0 ? m_versions->currentIndex() : index);
}

// "v2", or the next that is free.
QString VersionBar::freeName() const
{
    int number = 2;
    while (m_versions->findText(QStringLiteral("v%1").arg(number)) >= 0) {
        ++number;
    }
    return QStringLiteral("v%1").arg(number);
}

void VersionBar::openNaming()
{
    m_name->setText(freeName());
    m_name->selectAll();
    m_naming->show();
    m_new->setEnabled(false);
    m_name->setFocus();
}

void VersionBar::closeNaming()
{
    m_new->setEnabled(true);
    m_new->setFocus();
    m_naming->hide();
}

void VersionBar::judgeName()
{
    const QString name = m_name->text().trimmed();
    const bool isTaken = m_versions->findText(name, Qt::MatchExactly | Qt::MatchCaseSensitive) >= 0;
    m_add->setEnabled(!name.isEmpty() && !isTaken);
    m_problem->setText(name.isEmpty() ? tr("Type the name that requests give")
                       : isTaken      ? tr("There is a version of this name already")
                                      : QString());
    m_problem->setVisible(!m_problem->text().isEmpty());
}

void VersionBar::add()
{
    m_added = m_name->text().trimmed();
    closeNaming();
    Q_EMIT patchWanted(editing::addVersion(current(), m_added.toStdString()));
}

bool VersionBar::eventFilter(QObject *object, QEvent *event)
{
    const bool isEscape = event->type() == QEvent::KeyPress &&
                          static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape;
    if (object == m_name && isEscape) {
        closeNaming();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace gw::form
