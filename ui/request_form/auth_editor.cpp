// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/auth_editor.h"

#include "base/ascii.h"
#include "look/metrics.h"
#include "request_form/hurl_text.h"
#include "requests/template_text.h"
#include "widgets/whole_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using requests::Line;
using requests::Request;
using requests::SectionKind;

constexpr std::string_view kBearer = "Bearer ";

Line *findHeader(Request &request, std::string_view name)
{
    const auto found = std::ranges::find_if(request.headers, [name](const Line &line) {
        return line.state == Line::State::Active && equalIgnoringCase(line.name, name);
    });
    return found == request.headers.end() ? nullptr : &*found;
}

std::string spelled(const QLineEdit &edit)
{
    return requests::spellValue(edit.text().toStdString());
}

void setOption(Request &request, const std::string &name, const std::string &value)
{
    auto &lines = sectionOf(request.sections, SectionKind::Options).lines;
    std::erase_if(lines, [&name](const Line &line) { return line.name == name; });
    lines.push_back({.name = name, .value = value});
}

// Takes away what this editor writes, but no header of a name that it does not know.
void clearCredentials(Request &request)
{
    std::erase_if(request.sections, [](const requests::Section &section) {
        return section.kind == SectionKind::BasicAuth;
    });
    for (requests::Section &section : request.sections) {
        if (section.kind == SectionKind::Options) {
            std::erase_if(section.lines, [](const Line &line) {
                return line.name == "digest" || line.name == "ntlm" || line.name == "aws-sigv4" ||
                       line.name == "user";
            });
        }
    }
    std::erase_if(request.sections, [](const requests::Section &section) {
        return section.kind == SectionKind::Options && section.lines.empty();
    });
}

void removeHeader(Request &request, std::string_view name)
{
    if (const Line *header = findHeader(request, name); header != nullptr) {
        request.headers.erase(request.headers.begin() + (header - request.headers.data()));
    }
}

// "name:password" of a request with `digest: true`.
std::optional<QString> digestUserOf(const Request &request)
{
    QString user;
    bool isDigest = false;
    for (const Line &line : linesOf(request.sections, SectionKind::Options)) {
        isDigest = isDigest || (line.name == "digest" && line.value == "true");
        if (line.name == "user") {
            user = shownText(line.value);
        }
    }
    return isDigest ? std::optional(user) : std::nullopt;
}

} // namespace

AuthEditor::AuthEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
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
    fields->addRow(m_firstLabel, m_first);
    fields->addRow(m_secondLabel, m_second);
    fields->addRow(m_thirdLabel, m_third);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(form);
    layout->addStretch();
    connect(m_kind, &QComboBox::activated, this, [this] {
        showFields();
        markEdited();
    });
    connect(m_first, &QLineEdit::textEdited, this, &AuthEditor::markEdited);
    connect(m_second, &QLineEdit::textEdited, this, &AuthEditor::markEdited);
    connect(m_third, &QLineEdit::textEdited, this, &AuthEditor::markEdited);
    showFields();
}

AuthEditor::Kind AuthEditor::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void AuthEditor::markEdited()
{
    m_isEdited = true;
    Q_EMIT edited();
}

void AuthEditor::showFields()
{
    const bool isToken = kind() == Kind::Bearer;
    const bool isKey = kind() == Kind::ApiKey;
    const bool isAws = kind() == Kind::AwsSigV4;
    m_firstLabel->setText(isToken ? tr("Token")
                          : isKey ? tr("Header")
                          : isAws ? tr("Access key")
                                  : tr("Name"));
    m_secondLabel->setText(isKey ? tr("Key") : isAws ? tr("Secret key") : tr("Password"));
    m_first->setAccessibleName(m_firstLabel->text());
    m_second->setAccessibleName(m_secondLabel->text());
    m_second->setEchoMode(isKey ? QLineEdit::Normal : QLineEdit::PasswordEchoOnEdit);
    if (isKey && m_first->text().isEmpty()) {
        m_first->setText(u"Authorization"_s);
    }
    const bool hasFirst = kind() != Kind::None;
    const bool hasSecond = hasFirst && !isToken;
    m_firstLabel->setVisible(hasFirst);
    m_first->setVisible(hasFirst);
    m_secondLabel->setVisible(hasSecond);
    m_second->setVisible(hasSecond);
    m_thirdLabel->setVisible(isAws);
    m_third->setVisible(isAws);
}

AuthEditor::Kind AuthEditor::readOptions(const Request &request)
{
    Kind kind = Kind::None;
    const requests::Section *options = findSection(request.sections, SectionKind::Options);
    const auto lines = options == nullptr ? std::vector<Line>() : options->lines;
    for (const Line &line : lines) {
        if (line.state != Line::State::Active || line.value == "false") {
            continue;
        }
        if (line.name == "digest" || line.name == "ntlm") {
            kind = line.name == "digest" ? Kind::Digest : Kind::Ntlm;
        } else if (line.name == "aws-sigv4") {
            kind = Kind::AwsSigV4;
            m_third->setText(shownText(line.value));
        } else if (line.name == "user") {
            const QString user = shownText(line.value);
            m_first->setText(user.section(u':', 0, 0));
            m_second->setText(user.section(u':', 1));
        }
    }
    return kind;
}

void AuthEditor::writeOptions(Request &request) const
{
    if (kind() == Kind::AwsSigV4) {
        setOption(request, "aws-sigv4",
                  m_third->text().isEmpty() ? m_third->placeholderText().toStdString()
                                            : spelled(*m_third));
    } else {
        setOption(request, kind() == Kind::Ntlm ? "ntlm" : "digest", "true");
    }
    setOption(request, "user", spelled(*m_first) + ":" + spelled(*m_second));
}

void AuthEditor::setRequest(const Request &request)
{
    Request copy = request;
    const requests::Section *basic = findSection(request.sections, SectionKind::BasicAuth);
    const Line *header = findHeader(copy, "Authorization");
    Kind kind = Kind::None;
    m_first->clear();
    m_second->clear();
    m_third->clear();
    if (const Kind ofCurl = readOptions(request); ofCurl != Kind::None) {
        kind = ofCurl;
    } else if (basic != nullptr && !basic->lines.empty()) {
        kind = Kind::Basic;
        m_first->setText(shownText(basic->lines.front().name));
        m_second->setText(shownText(basic->lines.front().value));
    } else if (const auto digest = digestUserOf(request)) {
        kind = Kind::Digest;
        m_first->setText(digest->section(u':', 0, 0));
        m_second->setText(digest->section(u':', 1));
    } else if (header != nullptr && header->value.starts_with(kBearer)) {
        kind = Kind::Bearer;
        m_first->setText(shownText(header->value).sliced(static_cast<qsizetype>(kBearer.size())));
    } else if (header != nullptr) {
        kind = Kind::ApiKey;
        m_first->setText(u"Authorization"_s);
        m_second->setText(shownText(header->value));
    }
    m_kind->setCurrentIndex(static_cast<int>(kind));
    m_isEdited = false;
    m_showsHeader = kind == Kind::Bearer || kind == Kind::ApiKey;
    showFields();
}

void AuthEditor::applyTo(Request &request) const
{
    if (!m_isEdited) {
        return;
    }
    clearCredentials(request);
    const bool keepsHeader =
        kind() == Kind::ApiKey && equalIgnoringCase(m_first->text().toStdString(), "Authorization");
    if (m_showsHeader && !keepsHeader) {
        removeHeader(request, "Authorization"); // else it is sent beside the new one
    }
    switch (kind()) {
    case Kind::None:
        break;
    case Kind::Basic:
        sectionOf(request.sections, SectionKind::BasicAuth).lines = {
            {.name = requests::spellName(m_first->text().toStdString()),
             .value = spelled(*m_second)}};
        break;
    case Kind::Bearer:
        request.headers.push_back(
            {.name = "Authorization", .value = std::string(kBearer) + spelled(*m_first)});
        break;
    case Kind::ApiKey: {
        const std::string name = requests::spellName(m_first->text().toStdString());
        if (Line *header = findHeader(request, name)) {
            header->value = spelled(*m_second);
        } else if (!name.empty()) {
            request.headers.push_back({.name = name, .value = spelled(*m_second)});
        }
        break;
    }
    case Kind::Digest:
    case Kind::Ntlm:
    case Kind::AwsSigV4:
        writeOptions(request);
        break;
    }
}

QString AuthEditor::summary() const
{
    return kind() == Kind::None ? QString() : m_kind->currentText();
}

} // namespace gw::request_form
