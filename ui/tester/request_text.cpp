// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_text.h"

#include "requests/hurl_reader.h"
#include "widgets/source_editor.h"
#include "window/text_file.h"

#include <QLabel>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace gw::tester {

RequestText::RequestText(QWidget *parent)
    : QWidget(parent)
    , m_editor(new widgets::SourceEditor(u"requests.hurl"_s, this))
    , m_status(new QLabel(this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_judge(
          this,
          [](const std::string &text) -> Fault {
              const auto file = requests::readHurl(text);
              return file ? Fault() : Fault(file.error());
          },
          [this](const std::optional<Fault> &fault) { showFault(fault); })
{
    m_editor->setName(tr("Text of the request file"));
    m_status->setWordWrap(true);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    window::layOutText(*this, {.told = *m_status, .action = *m_save, .text = *m_editor});
    m_save->setToolTip(tr("Save the file; a text without a fault is shown as its requests"));
    connect(m_save, &QPushButton::clicked, this, &RequestText::saveWanted);
    connect(m_editor, &widgets::SourceEditor::edited, this, [this] {
        judge();
        Q_EMIT edited();
    });
}

RequestText::~RequestText()
{
    m_editor->disconnect(this);
}

void RequestText::load(const std::string &saved)
{
    m_saved = saved;
    m_editor->load(saved);
    judge();
}

void RequestText::setText(const std::string &text)
{
    m_editor->replaceBy(text);
    judge();
}

void RequestText::acknowledge(const std::string &onDisk)
{
    m_saved = onDisk;
    m_save->setEnabled(isModified());
}

std::string RequestText::text() const
{
    return m_editor->text();
}

std::size_t RequestText::caret() const
{
    return m_editor->caret();
}

void RequestText::setCaret(std::size_t offset)
{
    m_isCaretFree = false;
    m_editor->setCaret(offset);
}

void RequestText::goToLine(int line)
{
    m_isCaretFree = false;
    m_editor->goToLine(line);
    m_editor->setFocus();
}

void RequestText::judge()
{
    m_save->setEnabled(isModified());
    m_judge.request(text());
}

void RequestText::showFault(const std::optional<Fault> &fault)
{
    if (!fault || !*fault) {
        m_editor->setMarks({});
        m_status->setText(!fault ? tr("There is too little memory to read this file.")
                                 : tr("The text has no fault any more. Save it to have its "
                                      "requests."));
        return;
    }
    const Error &error = **fault;
    const QString where = QString::fromStdString(error.where);
    const int line = where.section(u':', 0, 0).toInt();
    QString what = QString::fromStdString(error.what);
    if (!error.remedy.empty()) {
        what += u" ("_s + QString::fromStdString(error.remedy) + u')';
    }
    m_status->setText(tr("These are no requests yet. Line %1, column %2: %3")
                          .arg(line)
                          .arg(where.section(u':', 1, 1).toInt())
                          .arg(what));
    m_editor->setMarks({{.line = line, .isError = true, .text = what}});
    if (std::exchange(m_isCaretFree, false)) {
        m_editor->goToLine(line);
    }
}

} // namespace gw::tester
