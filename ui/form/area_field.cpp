// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/area_field.h"

#include "editing/text_edit.h"
#include "look/palette.h"
#include "spec/json_pointer.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

namespace {

using spec::JsonDocument;
using spec::JsonValue;

constexpr int kFewestLines = 3;
constexpr int kMostLines = 14;

} // namespace

AreaField::AreaField(std::string pointer, Kind kind, QWidget *parent)
    : FormField(std::move(pointer))
    , m_kind(kind)
    , m_widget(new QWidget(parent))
    , m_edit(new QPlainTextEdit(m_widget))
    , m_problem(new QLabel(m_widget))
{
    m_edit->setFont(look::fixedFont());
    m_edit->setTabChangesFocus(true);
    m_edit->setLineWrapMode(kind == Kind::Json ? QPlainTextEdit::NoWrap
                                               : QPlainTextEdit::WidgetWidth);
    m_problem->setFont(look::secondaryFont());
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *layout = new QVBoxLayout(m_widget);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_edit);
    layout->addWidget(m_problem);
    m_widget->setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &AreaField::fitHeight);
    fitHeight();
}

void AreaField::setPointer(const std::string &pointer)
{
    if (pointer != this->pointer()) {
        FormField::setPointer(pointer);
        m_shown.reset();
    }
}

void AreaField::show(const std::shared_ptr<const JsonDocument> &document)
{
    const std::optional<JsonValue> value = valueIn(*document);
    noteMissing(!value || value->isNull());
    QString text;
    if (value && value->isString()) {
        const std::string_view content = value->string();
        text = QString::fromUtf8(content.data(), static_cast<qsizetype>(content.size()));
    } else if (value && !value->isNull()) {
        text = QString::fromStdString(editing::outdented(value->text()));
    }
    const bool isNoJson = m_kind == Kind::Json && value && value->isString();
    m_problem->setVisible(isNoJson);
    if (isNoJson) {
        const auto parsed = JsonDocument::parse(text.toStdString());
        m_problem->setText(
            parsed ? tr("It stands there as a text")
                   : tr("No JSON yet: %1").arg(QString::fromStdString(parsed.error().text())));
    }
    if (text != m_shown) { // what is being typed stays
        m_shown = text;
        m_edit->setPlainText(text);
    }
}

bool AreaField::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        commit();
    }
    return FormField::eventFilter(object, event);
}

void AreaField::commit()
{
    const QString typed = m_edit->toPlainText();
    if (!m_shown || typed == *m_shown) {
        return;
    }
    m_shown = typed;
    const std::string json = typed.trimmed().toStdString();
    if (m_kind == Kind::Text) {
        setUnlessMissing(spec::quotedJson(typed.toStdString()), typed.isEmpty());
    } else if (json.empty()) {
        remove();
    } else {
        set(JsonDocument::parse(json) ? json : spec::quotedJson(typed.toStdString()));
    }
}

void AreaField::fitHeight()
{
    const int lines = std::clamp(m_edit->document()->blockCount(), kFewestLines, kMostLines);
    const double margins = 2 * (m_edit->document()->documentMargin() + m_edit->frameWidth());
    m_edit->setFixedHeight(lines * m_edit->fontMetrics().lineSpacing() + static_cast<int>(margins));
}

} // namespace gw::form
