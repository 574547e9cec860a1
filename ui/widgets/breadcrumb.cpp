// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breadcrumb.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "spec/json_pointer.h"

#include <QEvent>
#include <QFontMetrics>

#include <algorithm>

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

void Breadcrumb::setRoot(const QString &name)
{
    m_root = name;
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

void Breadcrumb::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    render();
}

// The end of the path matters most: what does not fit is left out after the root.
void Breadcrumb::render()
{
    setFont(look::secondaryFont());
    const auto tokens = spec::pointerTokens(m_pointer);
    QList<Part> parts;
    std::string place;
    for (const std::string &token : tokens.value_or(std::vector<std::string>())) {
        place = spec::childPointer(place, token);
        parts.append({QString::fromStdString(token), QString::fromStdString(place)});
    }
    const QString color = look::tokens().secondary.name();
    const QString link =
        QStringLiteral("<a style=\"color:%1;text-decoration:none\" href=\"#%2\">%3</a>");
    const QString arrow = QStringLiteral(" <span style=\"color:%1\">&#8250;</span> ").arg(color);
    const qsizetype first = firstThatFits(parts);
    QString html = link.arg(color, QString(), m_root.toHtmlEscaped());
    if (first > 0) {
        html += arrow + link.arg(color, parts[first - 1].pointer.toHtmlEscaped(),
                                 QStringLiteral("&#8230;"));
    }
    for (const Part &part : parts.sliced(first)) {
        html += arrow + link.arg(color, part.pointer.toHtmlEscaped(), part.text.toHtmlEscaped());
    }
    setText(html);
    setToolTip(first > 0 ? QString::fromStdString(m_pointer) : QString());
}

qsizetype Breadcrumb::firstThatFits(const QList<Part> &parts) const
{
    const QFontMetrics metrics(look::secondaryFont());
    const auto widthOf = [&metrics](const QString &text) {
        return metrics.horizontalAdvance(QStringLiteral(" \u203a ") + text);
    };
    int room = contentsRect().width() - metrics.horizontalAdvance(m_root);
    int all = 0;
    for (const Part &part : parts) {
        all += widthOf(part.text);
    }
    if (all <= room || parts.isEmpty()) {
        return 0;
    }
    room -= widthOf(QStringLiteral("\u2026"));
    qsizetype first = parts.size();
    while (first > 0 && (room -= widthOf(parts[first - 1].text)) >= 0) {
        --first;
    }
    return std::min(first, parts.size() - 1); // the last one always, however it is cut
}

} // namespace gw::widgets
