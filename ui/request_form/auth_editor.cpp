// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/auth_editor.h"

#include "look/metrics.h"
#include "widgets/whole_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using Kind = Credentials::Kind;

// Of a token and of a key the one is as good as the other; a password is none of them.
bool isKey(Kind kind)
{
    return kind == Kind::Bearer || kind == Kind::ApiKey;
}

} // namespace

AuthEditor::AuthEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_placeLabel(new QLabel(tr("Sent in"), this))
    , m_place(new QComboBox(this))
    , m_firstLabel(new QLabel(this))
    , m_first(new QLineEdit(this))
    , m_secondLabel(new QLabel(this))
    , m_second(new QLineEdit(this))
    , m_thirdLabel(new QLabel(tr("Signs for"), this))
    , m_third(new QLineEdit(this))
{
    for (QLineEdit *field : {m_first, m_second, m_third}) {
        widgets::takeWholeText(*field);
    }
    m_kind->addItems({tr("None"), tr("Basic"), tr("Bearer token"), tr("API key"), tr("Digest"),
                      tr("NTLM"), tr("AWS signature 4")});
    m_place->addItems({tr("Header"), tr("Query")});
    m_place->setAccessibleName(m_placeLabel->text());
    m_third->setPlaceholderText(u"aws:amz:eu-central-1:execute-api"_s);
    m_third->setAccessibleName(m_thirdLabel->text());
    m_third->setToolTip(tr("Providers, region and service, as curl's --aws-sigv4 takes them"));
    m_kind->setAccessibleName(tr("Kind of credentials"));
    auto *form = new QWidget(this);
    form->setMaximumWidth(look::kFormWidth);
    auto *fields = new QFormLayout(form);
    fields->setContentsMargins(look::kMargin, look::kMargin, look::kMargin, look::kMargin);
    fields->setSpacing(look::kGap);
    fields->addRow(tr("Credentials"), m_kind);
    fields->addRow(m_placeLabel, m_place);
    fields->addRow(m_firstLabel, m_first);
    fields->addRow(m_secondLabel, m_second);
    fields->addRow(m_thirdLabel, m_third);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(form);
    layout->addStretch();
    connect(m_kind, &QComboBox::activated, this, &AuthEditor::takeKind);
    connect(m_place, &QComboBox::activated, this, [this] {
        showFields();
        markEdited();
    });
    for (QLineEdit *field : {m_first, m_second, m_third}) {
        connect(field, &QLineEdit::textEdited, this, &AuthEditor::markEdited);
    }
    showFields();
}

Kind AuthEditor::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void AuthEditor::markEdited()
{
    m_isEdited = true;
    Q_EMIT edited();
}

// What was typed for another kind goes on where it means the same.
void AuthEditor::takeKind()
{
    if (kind() != Kind::None) {
        Credentials typed = credentials(m_fieldsOf);
        if (isKey(typed.kind) != isKey(kind())) {
            typed = {};
        }
        typed.kind = kind();
        show(typed);
    }
    showFields();
    markEdited();
}

Credentials AuthEditor::credentials(Kind kind) const
{
    Credentials typed;
    typed.kind = kind;
    typed.secret = kind == Kind::Bearer ? m_first->text() : m_second->text();
    if (kind == Kind::ApiKey) {
        typed.part = static_cast<KeyLine::Part>(m_place->currentIndex());
        typed.keyName = m_first->text();
    } else if (kind == Kind::Bearer) {
        typed.keyName = m_line ? m_line->name : QString();
    } else {
        typed.name = m_first->text();
    }
    if (kind == Kind::AwsSigV4) {
        typed.signsFor = m_third->text().isEmpty() ? m_third->placeholderText() : m_third->text();
    }
    return typed;
}

void AuthEditor::show(const Credentials &credentials)
{
    const bool isToken = credentials.kind == Kind::Bearer;
    const QString &key = credentials.keyName;
    m_first->setText(isToken                            ? credentials.secret
                     : credentials.kind != Kind::ApiKey ? credentials.name
                     : key.isEmpty()                    ? u"Authorization"_s
                                                        : key);
    m_second->setText(isToken ? QString() : credentials.secret);
    m_third->setText(credentials.signsFor);
    m_place->setCurrentIndex(static_cast<int>(credentials.part));
    m_fieldsOf = credentials.kind;
}

void AuthEditor::showFields()
{
    const bool isToken = kind() == Kind::Bearer;
    const bool isApiKey = kind() == Kind::ApiKey;
    const bool isAws = kind() == Kind::AwsSigV4;
    const bool isHeader = m_place->currentIndex() == static_cast<int>(KeyLine::Part::Header);
    m_firstLabel->setText(isToken    ? tr("Token")
                          : isApiKey ? (isHeader ? tr("Header") : tr("Parameter"))
                          : isAws    ? tr("Access key")
                                     : tr("Name"));
    m_secondLabel->setText(isApiKey ? tr("Key") : isAws ? tr("Secret key") : tr("Password"));
    m_first->setAccessibleName(m_firstLabel->text());
    m_second->setAccessibleName(m_secondLabel->text());
    m_second->setEchoMode(isApiKey ? QLineEdit::Normal : QLineEdit::PasswordEchoOnEdit);
    const bool hasFirst = kind() != Kind::None;
    const bool hasSecond = hasFirst && !isToken;
    m_placeLabel->setVisible(isApiKey);
    m_place->setVisible(isApiKey);
    m_firstLabel->setVisible(hasFirst);
    m_first->setVisible(hasFirst);
    m_secondLabel->setVisible(hasSecond);
    m_second->setVisible(hasSecond);
    m_thirdLabel->setVisible(isAws);
    m_third->setVisible(isAws);
}

void AuthEditor::setRequest(const requests::Request &request)
{
    m_line.reset();
    readRequest(request);
}

void AuthEditor::takeLines(const requests::Request &request)
{
    if (kind() != Kind::Basic) { // that stands in no line
        readRequest(request);
    }
}

void AuthEditor::readRequest(const requests::Request &request)
{
    const Credentials found = credentialsOf(request, m_line);
    m_line = found.line();
    m_kind->setCurrentIndex(static_cast<int>(found.kind));
    show(found);
    m_isEdited = false;
    showFields();
}

void AuthEditor::applyTo(requests::Request &request) const
{
    if (m_isEdited) {
        writeCredentials(request, credentials(kind()), m_line);
    }
}

void AuthEditor::moveTo(requests::Request &request)
{
    applyTo(request);
    m_line = credentials(kind()).line();
}

QString AuthEditor::summary() const
{
    return kind() == Kind::None ? QString() : m_kind->currentText();
}

} // namespace gw::request_form
