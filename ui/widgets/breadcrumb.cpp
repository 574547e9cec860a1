// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breadcrumb.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "spec/json_pointer.h"

#include <QEvent>

namespace gw::widgets {

Breadcrumb::Breadcrumb(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    // A long path is cut rather than widening the window.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Path of the caret"));
    connect(this, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT chosen(link.mid(1).toStdString()); });
    render();
}

void Breadcrumb::setPointer(const std::string &pointer)
{
    if (m_pointer != pointer) {
        m_pointer = pointer;
        render();
    }
}

void Breadcrumb::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange) {
        render();
    }
}

void Breadcrumb::render()
{
    setFont(look::secondaryFont());
    const QString color = look::tokens().secondary.name();
    const QString link =
        QStringLiteral("<a style=\"color:%1;text-decoration:none\" href=\"#%2\">%3</a>");
    QString html = link.arg(color, QString(), tr("definition"));
    std::string place;
    const auto tokens = spec::pointerTokens(m_pointer);
    for (const std::string &token : tokens.value_or(std::vector<std::string>())) {
        place = spec::childPointer(place, token);
        html += QStringLiteral(" <span style=\"color:%1\">&#8250;</span> ").arg(color) +
                link.arg(color, QString::fromStdString(place).toHtmlEscaped(),
                         QString::fromStdString(token).toHtmlEscaped());
    }
    setText(html);
}

} // namespace gw::widgets
