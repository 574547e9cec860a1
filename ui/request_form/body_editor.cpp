// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/body_editor.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "request_form/code_field.h"
#include "request_form/hurl_text.h"
#include "request_form/line_table.h"
#include "requests/curl_body.h"
#include "requests/pretty_body.h"
#include "requests/template_text.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using requests::Body;
using requests::BodyKind;
using requests::SectionKind;

constexpr std::string_view kFence = "```";

// The lines between the fences; empty when the text is all on one line.
std::string multilineContent(const std::string &spelled)
{
    const std::size_t begin = spelled.find('\n');
    if (begin == std::string::npos) {
        return {};
    }
    return spelled.substr(begin + 1, spelled.size() - begin - 1 - kFence.size());
}

void setSection(requests::Request &request, SectionKind kind,
                const std::vector<requests::Line> &lines)
{
    if (lines.empty()) {
        std::erase_if(request.sections,
                      [kind](const requests::Section &section) { return section.kind == kind; });
    } else {
        sectionOf(request.sections, kind).lines = lines;
    }
}

} // namespace

BodyEditor::BodyEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_text(new CodeField(tr("Body of the request"), widgets::CodeLanguage::Plain, this))
    , m_problem(new QLabel(this))
    , m_textPage(new QWidget(this))
    , m_form(new LineTable(tr("Form fields"), {}, this))
    , m_parts(new LineTable(tr("Parts"), {}, this, LineTableModel::Rows::Parts))
    , m_file(new QLineEdit(this))
    , m_filePage(new QWidget(this))
    , m_stack(new QStackedWidget(this))
{
    m_kind->addItems({tr("None"), tr("JSON"), tr("XML"), tr("Text"), tr("Form"),
                      tr("Multipart form"), tr("File"), tr("As in the file")});
    m_kind->setAccessibleName(tr("Kind of body"));
    m_text->setObjectName(u"bodyText"_s);
    m_text->setWraps(true); // a body may be one long line
    m_problem->setContentsMargins(look::kGap, 0, look::kGap, 0);
    auto *textLayout = new QVBoxLayout(m_textPage);
    textLayout->setContentsMargins({});
    textLayout->setSpacing(look::kTight);
    textLayout->addWidget(m_text);
    textLayout->addWidget(m_problem);
    m_problem->hide();
    m_file->setAccessibleName(tr("File of the body"));
    m_file->setPlaceholderText(tr("A path, relative to the request's folder"));
    auto *choose = new QPushButton(tr("Choose..."), this);
    auto *fileLayout = new QHBoxLayout(m_filePage);
    fileLayout->setAlignment(Qt::AlignTop);
    fileLayout->addWidget(m_file, 1);
    fileLayout->addWidget(choose);
    auto *empty = new QLabel(tr("No body is sent."), this);
    empty->setForegroundRole(QPalette::PlaceholderText);
    for (QWidget *page : {new QWidget(this), m_textPage, static_cast<QWidget *>(m_form),
                          static_cast<QWidget *>(m_parts), m_filePage}) {
        m_stack->addWidget(page);
    }
    auto *beautifyButton = new QPushButton(tr("Format"), this);
    beautifyButton->setToolTip(tr("Indent the JSON"));
    auto *top = new QHBoxLayout;
    top->setContentsMargins(look::kMargin, look::kGap, look::kGap, look::kTight);
    top->addWidget(m_kind);
    top->addWidget(empty); // in a small window there is no room below
    top->addStretch();
    top->addWidget(beautifyButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    connect(m_kind, &QComboBox::activated, this, &BodyEditor::takeChoice);
    connect(m_text, &CodeField::stepTaken, this, &BodyEditor::takeStep);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this, beautifyButton, empty] {
        beautifyButton->setVisible(kind() == Kind::Json);
        empty->setVisible(kind() == Kind::None);
    });
    connect(m_text, &CodeField::edited, this, &BodyEditor::edited);
    connect(m_file, &QLineEdit::textEdited, this, &BodyEditor::edited);
    connect(&m_form->model(), &LineTableModel::edited, this, &BodyEditor::edited);
    connect(&m_parts->model(), &LineTableModel::edited, this, &BodyEditor::edited);
    connect(choose, &QPushButton::clicked, this, &BodyEditor::chooseFile);
    connect(beautifyButton, &QPushButton::clicked, this, &BodyEditor::beautify);
    beautifyButton->hide();
    setKind(Kind::None);
}

BodyEditor::Kind BodyEditor::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void BodyEditor::setKind(Kind kind)
{
    m_kind->setCurrentIndex(static_cast<int>(kind));
    m_chosen = kind;
    showPage();
}

void BodyEditor::takeChoice()
{
    if (kind() == m_chosen) {
        return;
    }
    m_text->editor().addStep(static_cast<int>(m_steps.size()));
    m_steps.push_back({m_chosen, kind()});
    setKind(kind());
    Q_EMIT edited();
}

void BodyEditor::takeStep(int step, bool isUndone)
{
    if (static_cast<std::size_t>(step) >= m_steps.size()) {
        return; // of a request that has gone meanwhile
    }
    const auto [from, to] = m_steps[static_cast<std::size_t>(step)];
    const bool isTyping = m_text->isAncestorOf(QApplication::focusWidget());
    setKind(isUndone ? from : to);
    if (isTyping && !m_text->isVisible()) {
        m_kind->setFocus(Qt::OtherFocusReason); // the next step back is asked for there
    }
    Q_EMIT edited();
}

void BodyEditor::showPage()
{
    static constexpr int kPages[] = {0, 1, 1, 1, 2, 3, 4, 1};
    m_stack->setCurrentIndex(kPages[m_kind->currentIndex()]);
    for (int page = 0; page < m_stack->count(); ++page) { // each has a height of its own
        const bool isShown = page == m_stack->currentIndex();
        m_stack->widget(page)->setSizePolicy(
            QSizePolicy::Preferred, isShown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    }
    m_text->setLanguage(kind() == Kind::Json  ? widgets::CodeLanguage::Json
                        : kind() == Kind::Xml ? widgets::CodeLanguage::Xml
                                              : widgets::CodeLanguage::Plain);
}

void BodyEditor::setRequest(const requests::Request &request)
{
    const QSignalBlocker blocker(this);
    m_form->model().setLines(linesOf(request.sections, SectionKind::Form));
    m_parts->model().setLines(linesOf(request.sections, SectionKind::Multipart));
    m_original = request.body;
    m_steps.clear(); // with the history
    if (request.body) {
        pickUp(*request.body);
        return;
    }
    m_text->load({});
    setKind(!m_form->model().lines().empty()    ? Kind::Form
            : !m_parts->model().lines().empty() ? Kind::Multipart
                                                : Kind::None);
}

void BodyEditor::pickUp(const Body &body)
{
    Kind kind = Kind::Other;
    std::string text = body.text;
    if (body.kind == BodyKind::Json) {
        kind = Kind::Json;
    } else if (body.kind == BodyKind::Xml) {
        kind = Kind::Xml;
    } else if (body.kind == BodyKind::File) {
        kind = Kind::File;
        const std::string name = body.text.substr(5, body.text.size() - 6);
        m_file->setText(shownText(name).trimmed());
    } else if (body.kind == BodyKind::OneLine) {
        kind = Kind::Text;
        text = shownText(body.text.substr(1, body.text.size() - 2)).toStdString();
    } else if (body.kind == BodyKind::Multiline && body.text.starts_with("```\n")) {
        kind = Kind::Text;
        text = multilineContent(body.text);
    }
    m_text->load(text);
    m_originalText = m_text->text(); // other line ends than those of the file
    m_originalKind = kind;
    setKind(kind);
}

void BodyEditor::applyTo(requests::Request &request) const
{
    setSection(request, SectionKind::Form,
               kind() == Kind::Form ? m_form->model().lines() : std::vector<requests::Line>());
    setSection(request, SectionKind::Multipart,
               kind() == Kind::Multipart ? m_parts->model().lines()
                                         : std::vector<requests::Line>());
    switch (kind()) {
    case Kind::None:
    case Kind::Form:
    case Kind::Multipart:
        request.body.reset();
        return;
    case Kind::File: {
        Body body{m_original ? m_original->around : requests::Surround(), BodyKind::File, {}};
        body.text =
            requests::fileReference(m_file->text().toStdString(), {}, requests::Braces::Marks);
        request.body = body;
        return;
    }
    default:
        break;
    }
    if (m_text->text().empty()) {
        request.body.reset();
        return;
    }
    request.body = textBody();
}

Body BodyEditor::textBody() const
{
    const std::string text = m_text->text();
    if (m_original && text == m_originalText && kind() == m_originalKind) {
        return *m_original;
    }
    Body body{m_original ? m_original->around : requests::Surround(), BodyKind::Json, text};
    switch (kind()) {
    case Kind::Xml:
        body.kind = BodyKind::Xml;
        break;
    case Kind::Text:
        body.kind = BodyKind::OneLine;
        body.text = requests::spellQuoted(body.text);
        break;
    case Kind::Other:
        body.kind = m_original ? m_original->kind : BodyKind::Json;
        break;
    default:
        break;
    }
    return body;
}

QString BodyEditor::summary() const
{
    return kind() == Kind::None ? QString() : m_kind->currentText();
}

void BodyEditor::setVariables(const VariableNames &names)
{
    m_text->setCandidates("_-{", [names](std::string_view text, std::size_t caret) {
        return variableCandidates(text, caret, names);
    });
}

void BodyEditor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("File of the body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_file->setText(path);
        Q_EMIT edited();
    });
    dialog->open();
}

void BodyEditor::beautify()
{
    const auto pretty = requests::indentedJson(m_text->text());
    if (pretty) {
        m_text->replaceBy(*pretty);
    }
    m_problem->setText(pretty ? QString() : QString::fromStdString(pretty.error().text()));
    m_problem->setVisible(!pretty);
}

} // namespace gw::request_form
