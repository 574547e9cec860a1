// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/field_help_view.h"

#include "editing/field_help.h"
#include "look/metrics.h"
#include "look/tokens.h"

#include <QEvent>

namespace gw::definition {

FieldHelpView::FieldHelpView(spec::DefinitionSchema schema, QWidget *parent)
    : QLabel(parent)
    , m_schema(std::move(schema))
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setMargin(look::kMargin);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAccessibleName(tr("Help for the field"));
    render();
}

void FieldHelpView::setPointer(const std::string &pointer)
{
    m_pointer = pointer;
    render();
}

void FieldHelpView::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        render();
    }
}

void FieldHelpView::render()
{
    const auto help = editing::helpFor(m_schema, m_pointer);
    const auto escaped = [](const std::string &text) {
        return QString::fromStdString(text).toHtmlEscaped();
    };
    const QString dim = look::tokens().secondary.name();
    if (!help || m_pointer.empty()) {
        setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                    .arg(dim, m_pointer.empty() ? tr("Put the caret on a field to read about it.")
                                                : tr("This field is not described.")));
        return;
    }
    QString html = QStringLiteral("<b>%1</b><br><span style=\"color:%2\">%3</span>")
                       .arg(escaped(help->path), dim, escaped(help->type));
    html += QStringLiteral("<p style=\"margin:6px 0\">%1</p>").arg(escaped(help->description));
    if (!help->values.empty()) {
        QStringList values;
        for (const std::string &value : help->values) {
            values.append(QStringLiteral("<code>%1</code>").arg(escaped(value)));
        }
        html += tr("Values: %1").arg(values.join(QStringLiteral(", "))) + QStringLiteral("<br>");
    }
    if (!help->defaultText.empty()) {
        html += tr("Default: %1")
                    .arg(QStringLiteral("<code>%1</code>").arg(escaped(help->defaultText)));
    }
    setText(html);
}

} // namespace gw::definition
