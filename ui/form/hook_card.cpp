// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/hook_card.h"

#include "form/field_undo.h"
#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDrag>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace gw::form {

namespace {

constexpr int kStripe = 3;
constexpr int kSidePadding = look::kGap + kStripe;

QString words(const std::string &text)
{
    return QString::fromStdString(text);
}

QComboBox *editableBox(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->lineEdit()->setPlaceholderText(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(4); // panels may be narrow
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setFont(look::fixedFont());
    leaveUndoToPage(*box->lineEdit());
    return box;
}

} // namespace

HookCard::HookCard(const PluginChoices &choices, QWidget *parent)
    : QFrame(parent)
    , m_choices(choices)
    , m_switch(new QCheckBox(this))
    , m_file(editableBox(tr("Plugin file"), this))
    , m_symbol(editableBox(tr("Function"), this))
    , m_times(new QLabel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    build();
    connect(m_switch, &QCheckBox::toggled, this, &HookCard::enabledChanged);
    connect(m_file->lineEdit(), &QLineEdit::editingFinished, this,
            [this] { commit(m_file, m_hook.path, &HookCard::fileChosen); });
    connect(m_file, &QComboBox::activated, this,
            [this] { commit(m_file, m_hook.path, &HookCard::fileChosen); });
    connect(m_symbol->lineEdit(), &QLineEdit::editingFinished, this,
            [this] { commit(m_symbol, m_hook.name, &HookCard::symbolChosen); });
    connect(m_symbol, &QComboBox::activated, this,
            [this] { commit(m_symbol, m_hook.name, &HookCard::symbolChosen); });
}

void HookCard::build()
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(kSidePadding, look::kTight, look::kTight, look::kTight);
    layout->setSpacing(look::kTight);
    m_switch->setAccessibleName(tr("Switched on"));
    m_switch->setToolTip(tr("Switched on"));
    m_times->setFont(look::secondaryFont());
    m_times->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    const auto addButton = [this, layout](const QString &text, const char *icon, int column) {
        auto *button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setIcon(look::icon(QString::fromLatin1(icon)));
        button->setAccessibleName(text);
        button->setToolTip(text);
        layout->addWidget(button, 0, column);
        return button;
    };
    layout->addWidget(m_switch, 0, 0);
    layout->addWidget(m_symbol, 0, 1);
    connect(addButton(tr("Move up"), "go-up", 2), &QToolButton::clicked, this,
            [this] { Q_EMIT moveWanted(-1); });
    connect(addButton(tr("Move down"), "go-down", 3), &QToolButton::clicked, this,
            [this] { Q_EMIT moveWanted(1); });
    connect(addButton(tr("Remove"), "edit-delete-remove", 4), &QToolButton::clicked, this,
            [this] { Q_EMIT removeWanted(); });
    layout->addWidget(m_file, 1, 1, 1, 4);
    layout->addWidget(m_times, 2, 1, 1, 4);
    layout->setColumnStretch(1, 1);
}

void HookCard::setHook(const editing::NamedHook &hook)
{
    m_hook = hook;
    const QSignalBlocker quietSwitch(m_switch);
    const QSignalBlocker quietFile(m_file);
    const QSignalBlocker quietSymbol(m_symbol);
    m_switch->setChecked(!hook.isDisabled);
    fillFiles();
    fillSymbols();
    m_file->setEnabled(!hook.isDisabled);
    m_symbol->setEnabled(!hook.isDisabled);
    setAccessibleName(tr("Hook %1").arg(words(hook.name)));
    update();
}

void HookCard::refreshChoices()
{
    const QSignalBlocker quietFile(m_file);
    const QSignalBlocker quietSymbol(m_symbol);
    const auto isInUse = [](const QComboBox *box) {
        return box->hasFocus() || box->lineEdit()->hasFocus() || box->view()->isVisible();
    };
    if (!isInUse(m_file)) {
        fillFiles();
    }
    if (!isInUse(m_symbol)) {
        fillSymbols();
    }
}

void HookCard::fillFiles()
{
    m_file->clear();
    for (const std::string &file : m_choices.files()) {
        m_file->addItem(words(file));
    }
    m_file->setCurrentText(words(m_hook.path));
    m_file->lineEdit()->setCursorPosition(0);
}

void HookCard::fillSymbols()
{
    m_symbol->clear();
    for (const std::string &symbol : m_choices.symbols(m_hook.path)) {
        m_symbol->addItem(words(symbol));
    }
    m_symbol->setCurrentText(words(m_hook.name));
    m_symbol->lineEdit()->setCursorPosition(0);
}

void HookCard::commit(QComboBox *box, const std::string &before,
                      void (HookCard::*changed)(const QString &))
{
    box->lineEdit()->setModified(false);
    if (box->currentText() != words(before)) {
        Q_EMIT(this->*changed)(box->currentText());
    }
}

std::pair<QString, look::Tint> HookCard::timesOf(const editing::NamedHook &hook,
                                                 const client::PluginHook *known)
{
    if (hook.isDisabled) {
        return {tr("Switched off"), look::Tint::Secondary};
    }
    if (known == nullptr) {
        return {tr("Not loaded"), look::Tint::Secondary};
    }
    if (!known->isLoaded()) {
        return {known->reason, look::Tint::Bad};
    }
    if (known->time.count == 0) {
        return {tr("No calls yet"), look::Tint::Secondary};
    }
    const QString text =
        tr("p50 %1   p99 %2   %3 calls", "the last is a number with its separators",
           static_cast<int>(known->calls))
            .arg(look::durationText(known->time.p50), look::durationText(known->time.p99),
                 look::countText(known->calls));
    return known->failures == 0
               ? std::pair(text, look::Tint::Secondary)
               : std::pair(text + tr("   %1 failed").arg(look::countText(known->failures)),
                           look::Tint::Bad);
}

void HookCard::setTimes(const client::PluginHook *times)
{
    const auto [text, tint] = timesOf(m_hook, times);
    m_times->setText(text);
    m_times->setToolTip(text);
    m_tint = tint;
    colorTimes();
}

void HookCard::colorTimes()
{
    QPalette palette = m_times->palette();
    palette.setColor(QPalette::WindowText, look::colorOf(m_tint));
    m_times->setPalette(palette);
}

void HookCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colorTimes();
    }
}

void HookCard::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position().toPoint();
    QFrame::mousePressEvent(event);
}

std::unique_ptr<QMimeData> HookCard::toMime() const
{
    auto payload = std::make_unique<QMimeData>();
    payload->setData(QLatin1StringView(kMimeType),
                     m_choices.origin + '\n' + QByteArray::fromStdString(m_hook.pointer));
    return payload;
}

void HookCard::mouseMoveEvent(QMouseEvent *event)
{
    const int distance = (event->position().toPoint() - m_pressedAt).manhattanLength();
    if (!event->buttons().testFlag(Qt::LeftButton) ||
        distance < QApplication::startDragDistance()) {
        return;
    }
    auto *drag = new QDrag(window()); // the drop may delete this card
    drag->setMimeData(toMime().release());
    drag->setPixmap(grab());
    drag->setHotSpot(m_pressedAt);
    drag->exec(Qt::MoveAction);
}

void HookCard::setCommands(const QList<QAction *> &commands, const QString &tip)
{
    m_commands = commands;
    setToolTip(tip);
}

void HookCard::keyPressEvent(QKeyEvent *event)
{
    // Not the actions' own way: the fields of the card have such keys, too.
    const QKeySequence keys(event->keyCombination());
    for (QAction *command : std::as_const(m_commands)) {
        if (command->shortcut() == keys) {
            command->trigger();
            return;
        }
    }
    if (event->key() == Qt::Key_Space) {
        m_switch->toggle();
    } else {
        QFrame::keyPressEvent(event);
    }
}

// A sheet with the plugins' violet at its edge.
void HookCard::paintEvent(QPaintEvent *)
{
    const look::Tokens &colors = look::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF sheet = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? colors.accent : colors.border);
    painter.setBrush(colors.base);
    painter.drawRoundedRect(sheet, 3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_hook.isDisabled ? colors.border : colors.plugin);
    painter.drawRoundedRect(QRectF(1, 3, kStripe, height() - 6), 1.5, 1.5);
}

} // namespace gw::form
