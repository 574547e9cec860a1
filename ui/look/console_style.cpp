// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/console_style.h"

#include "look/metrics.h"
#include "look/tokens.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace gw::look {

namespace {

constexpr int kRadius = 4;

QRectF inner(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto blend = [share](float a, float b) {
        return static_cast<float>(a * (1 - share) + b * share);
    };
    return QColor::fromRgbF(blend(one.redF(), other.redF()), blend(one.greenF(), other.greenF()),
                            blend(one.blueF(), other.blueF()));
}

bool isPrimary(const QWidget *widget)
{
    return widget != nullptr && widget->property(kPrimaryProperty).toBool();
}

QColor buttonFill(const QStyleOption &option, const QWidget *widget)
{
    const Tokens &t = tokens();
    const bool isDown = (option.state & (QStyle::State_Sunken | QStyle::State_On)) != 0;
    const bool isHot = (option.state & QStyle::State_MouseOver) != 0;
    if (isPrimary(widget) && (option.state & QStyle::State_Enabled) != 0) {
        return isDown  ? mixed(t.accent, t.text, 0.25)
               : isHot ? mixed(t.accent, t.text, 0.1)
                       : t.accent;
    }
    if (isDown) {
        return t.selection;
    }
    return isHot ? t.selection : t.base;
}

void drawButton(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const Tokens &t = tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(buttonFill(option, widget));
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    const QColor outline = isPrimary(widget) && isEnabled ? (hasFocus ? t.text : t.accent)
                           : hasFocus                     ? t.accent
                                                          : (isEnabled ? t.control : t.border);
    painter.setPen(QPen(outline, hasFocus ? 2 : 1));
    painter.drawRoundedRect(inner(option.rect), kRadius, kRadius);
    painter.restore();
}

void drawField(const QStyleOption &option, QPainter &painter)
{
    const Tokens &t = tokens();
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isEnabled ? t.base : t.window);
    painter.setPen(hasFocus ? QPen(t.accent, 2) : QPen(isEnabled ? t.control : t.border));
    painter.drawRoundedRect(inner(option.rect), kRadius, kRadius);
    painter.restore();
}

void drawToolButton(const QStyleOption &option, QPainter &painter)
{
    const bool isLit =
        (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On)) != 0 &&
        (option.state & QStyle::State_Enabled) != 0;
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0 &&
                          (option.state & QStyle::State_KeyboardFocusChange) != 0;
    if (!isLit && !hasFocus) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isLit ? QBrush(tokens().selection) : QBrush(Qt::NoBrush));
    painter.setPen(hasFocus ? QPen(tokens().accent, 2) : QPen(Qt::NoPen));
    painter.drawRoundedRect(inner(option.rect), kRadius, kRadius);
    painter.restore();
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void ConsoleStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                              const QWidget *widget) const
{
    switch (metric) {
    case PM_ToolBarIconSize:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return kIconSize;
    case PM_ToolBarItemSpacing:
    case PM_ToolBarItemMargin:
        return kTight;
    case PM_ToolBarFrameWidth:
    case PM_DockWidgetFrameWidth:
    case PM_DockWidgetTitleMargin:
        return 0;
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return kSplitter;
    case PM_ScrollBarExtent:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return kGap;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                     const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), kControlHeight));
        break;
    case CT_MenuItem:
        result.setHeight(std::max(result.height(), kRowHeight + 2));
        break;
    default:
        break;
    }
    return result;
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(*option, *painter, widget);
        return;
    case PE_PanelLineEdit:
        if (const auto *field = qobject_cast<const QLineEdit *>(widget);
            field != nullptr && field->hasFrame()) {
            drawField(*option, *painter);
            return;
        }
        break;
    case PE_PanelButtonTool:
        drawToolButton(*option, *painter);
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractButton *>(widget) != nullptr) {
            return; // the button's own outline shows it
        }
        break;
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_IndicatorToolBarHandle:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (element == CE_ToolBar || element == CE_MenuBarEmptyArea) {
        painter->fillRect(option->rect, tokens().window);
        return;
    }
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, tokens().border);
        return;
    }
    if (element == CE_PushButtonLabel && isPrimary(widget) &&
        (option->state & State_Enabled) != 0) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText, tokens().onAccent);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

} // namespace gw::look
