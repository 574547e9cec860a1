// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/console_style.h"

#include "look/metrics.h"
#include "look/tokens.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QIcon>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace gw::look {

namespace {

constexpr int kRadius = 4;
constexpr int kCheckEdge = 16;

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

// An icon of one colour, in another.
QIcon inOneColor(const QIcon &icon, QSize size, const QColor &color, qreal ratio)
{
    QPixmap pixmap = icon.pixmap(size, ratio);
    if (pixmap.isNull()) {
        return icon;
    }
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(QPoint(), pixmap.size()), color);
    painter.end();
    return QIcon(pixmap);
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

// An X, in a square of the selection's colour under the pointer.
void drawTabClose(const QStyleOption &option, QPainter &painter)
{
    const bool isHot = (option.state & QStyle::State_MouseOver) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF square = inner(option.rect).adjusted(1, 1, -1, -1);
    if (isHot) {
        painter.setBrush(tokens().selection);
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(square, kRadius, kRadius);
    }
    painter.setPen(QPen(isHot ? tokens().text : tokens().secondary, 1.3));
    const QRectF cross = square.adjusted(4, 4, -4, -4);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
    painter.restore();
}

// Flat; the one that is shown stands on the page's ground under a line in the accent's colour.
void drawTab(const QStyleOption &option, QPainter &painter)
{
    const Tokens &t = tokens();
    const bool isShown = (option.state & QStyle::State_Selected) != 0;
    const bool isHot = (option.state & QStyle::State_MouseOver) != 0;
    painter.fillRect(option.rect, isShown ? t.base : isHot ? t.selection : t.window);
    painter.fillRect(QRect(option.rect.right(), option.rect.top() + kTight, 1,
                           option.rect.height() - 2 * kTight),
                     t.border);
    if (isShown) {
        painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 2)), t.accent);
    }
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter.setPen(QPen(t.accent, 1, Qt::DotLine));
        painter.drawRect(option.rect.adjusted(2, 3, -3, -2));
    }
}

void drawHeader(const QStyleOption &option, QPainter &painter)
{
    painter.fillRect(option.rect, tokens().window);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     tokens().border);
}

void drawChevron(const QRect &rect, QPainter &painter, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.3));
    const QPointF middle(rect.center().x() + 0.5, rect.center().y() + 2.5);
    painter.drawLine(middle + QPointF(-3, -3), middle);
    painter.drawLine(middle, middle + QPointF(3, -3));
    painter.restore();
}

// The outline stays seen on every ground; what is ticked is filled with the accent.
void drawCheckBox(const QStyleOption &option, QPainter &painter)
{
    const Tokens &t = tokens();
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    const bool isOn = (option.state & QStyle::State_On) != 0;
    const bool isPartly = (option.state & QStyle::State_NoChange) != 0;
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    const int edge = std::min({option.rect.width(), option.rect.height(), kCheckEdge});
    QRectF box(0, 0, edge - 1, edge - 1);
    box.moveCenter(QRectF(option.rect).center());
    const QColor filled = isEnabled ? t.accent : t.control;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isOn || isPartly ? filled : isEnabled ? t.base : t.window);
    painter.setPen(QPen(isOn || isPartly ? filled : isEnabled ? t.secondary : t.border, 1.2));
    painter.drawRoundedRect(box, 3, 3);
    if (hasFocus) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 1.5));
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), kRadius, kRadius);
    }
    painter.setPen(
        QPen(isEnabled ? t.onAccent : t.window, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = box.center();
    const double unit = edge / 14.0;
    if (isPartly) {
        painter.drawLine(middle + QPointF(-3, 0) * unit, middle + QPointF(3, 0) * unit);
    } else if (isOn) {
        painter.drawPolyline(
            QPolygonF({middle + QPointF(-3.2, 0.2) * unit, middle + QPointF(-0.9, 2.6) * unit,
                       middle + QPointF(3.4, -2.6) * unit}));
    }
    painter.restore();
}

// A field that is written into, or a button; the chevron says that there is a list.
void drawComboBox(const QStyleOptionComboBox &option, const QRect &arrow, QPainter &painter)
{
    if (option.editable) {
        drawField(option, painter);
    } else {
        drawButton(option, painter, nullptr);
    }
    const Tokens &t = tokens();
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    drawChevron(arrow, painter, isEnabled ? t.secondary : t.border);
}

// A button that only opens a menu.
bool opensMenu(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    return button != nullptr && (button->features & QStyleOptionToolButton::HasMenu) != 0 &&
           (button->features & QStyleOptionToolButton::MenuButtonPopup) == 0;
}

// Numbers would stick to the words of the next column.
bool isRightAlignedItem(const QStyleOption *option)
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    return item != nullptr && item->displayAlignment.testFlag(Qt::AlignRight);
}

bool isRightAlignedHeader(const QStyleOption *option)
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    return header != nullptr && header->textAlignment.testFlag(Qt::AlignRight);
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
    case CT_ToolButton:
        result.rwidth() += opensMenu(option) ? kMargin : 0;
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), rowHeight()));
        result.rwidth() += isRightAlignedItem(option) ? kMargin : 0;
        break;
    case CT_HeaderSection:
        result.rwidth() += kMargin; // a header does not tell here which side its titles stand on
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
        if (qobject_cast<const QAbstractButton *>(widget) != nullptr ||
            qobject_cast<const QAbstractItemView *>(widget) != nullptr) {
            return; // the button's own outline, or the selected row, shows it
        }
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(*option, *painter);
        return;
    case PE_IndicatorTabClose:
        drawTabClose(*option, *painter);
        return;
    case PE_FrameTabBarBase:
        return;
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
    if (element == CE_TabBarTabShape) {
        drawTab(*option, *painter);
        return;
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        drawHeader(*option, *painter);
        return;
    }
    if (element == CE_HeaderLabel && isRightAlignedHeader(option)) {
        // As far from the edge as the numbers below it.
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option)) {
            QStyleOptionHeaderV2 label = *header;
            label.rect.adjust(0, 0, -kMargin, 0);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
    }
    if (element == CE_MenuBarItem && (option->state & (State_Selected | State_Sunken)) == 0) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(item->rect, tokens().window);
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic, item->palette,
                         (item->state & State_Enabled) != 0, item->text, QPalette::WindowText);
            return;
        }
    }
    if (element == CE_ItemViewItem) {
        // A selected row keeps the colours that its cells have by themselves.
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem copy = *item;
            for (const auto group : {QPalette::Active, QPalette::Inactive}) {
                copy.palette.setBrush(group, QPalette::HighlightedText,
                                      copy.palette.brush(group, QPalette::Text));
            }
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
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
            copy.icon = inOneColor(copy.icon, copy.iconSize, tokens().onAccent,
                                   painter->device()->devicePixelRatio());
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
        drawComboBox(*box, subControlRect(control, option, SC_ComboBoxArrow, widget), *painter);
        return;
    }
    if (control != CC_ToolButton || !opensMenu(option)) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    // The arrow beside the words instead of in the corner.
    QStyleOptionToolButton button = *qstyleoption_cast<const QStyleOptionToolButton *>(option);
    button.features &= ~QStyleOptionToolButton::HasMenu;
    drawPrimitive(PE_PanelButtonTool, &button, painter, widget);
    button.rect.adjust(0, 0, -kMargin, 0);
    button.state &= ~(State_MouseOver | State_Sunken | State_On | State_HasFocus);
    QProxyStyle::drawControl(CE_ToolButtonLabel, &button, painter, widget);
    drawChevron(QRect(option->rect.right() - kMargin - 2, option->rect.top(), kMargin,
                      option->rect.height()),
                *painter, tokens().secondary);
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option,
                                   const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_ItemViewItemText && isRightAlignedItem(option)) {
        return rect.adjusted(0, 0, -kMargin, 0);
    }
    return element == SE_LineEditContents ? rect.adjusted(kTight, 0, -kTight, 0) : rect;
}

} // namespace gw::look
