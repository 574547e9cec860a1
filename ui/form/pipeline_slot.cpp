// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/pipeline_slot.h"

#include "editing/hook_patches.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "spec/json_pointer.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gw::form {

namespace {

constexpr std::string_view kMiddleware = "/custom_middleware";

// Empty when the library exports none, or cannot be read.
std::string firstSymbol(const PluginChoices &choices, const std::string &path)
{
    const std::vector<std::string> symbols = choices.symbols(path);
    return symbols.empty() ? std::string() : symbols.front();
}

} // namespace

PipelineSlot::PipelineSlot(Place place, const PluginChoices &choices, QWidget *parent)
    : QWidget(parent)
    , m_place(std::move(place))
    , m_choices(choices)
    , m_caption(new QLabel(this))
    , m_list(new QVBoxLayout)
    , m_addButton(new QToolButton(this))
    , m_empty(new QLabel(tr("No hook"), this))
{
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(look::kTight);
    auto *head = new QHBoxLayout;
    head->setSpacing(look::kGap);
    m_caption->setTextFormat(Qt::RichText);
    m_caption->setWordWrap(true);
    showCaption();
    m_addButton->setIcon(look::icon(QStringLiteral("list-add")));
    m_addButton->setAutoRaise(true);
    m_addButton->setToolTip(tr("Add a hook to %1").arg(m_place.title));
    m_addButton->setAccessibleName(m_addButton->toolTip());
    head->addWidget(m_caption, 1);
    head->addWidget(m_addButton, 0, Qt::AlignTop);
    layout->addLayout(head);
    layout->addLayout(m_list);
    m_list->setSpacing(look::kTight);
    m_list->addWidget(m_empty);
    m_empty->setFont(look::secondaryFont());
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    connect(m_addButton, &QToolButton::clicked, this, &PipelineSlot::add);
}

std::string PipelineSlot::pointer() const
{
    return spec::childPointer(kMiddleware, m_place.key);
}

// Cards are kept as long as they can be, so that focus and typing survive an update.
void PipelineSlot::setHooks(const std::vector<editing::NamedHook> &hooks)
{
    while (m_cards.size() < hooks.size()) {
        addCard();
    }
    while (m_cards.size() > hooks.size()) {
        dropLastCard();
    }
    for (std::size_t i = 0; i < hooks.size(); ++i) {
        m_cards[i]->setHook(hooks[i]);
    }
    m_empty->setVisible(hooks.empty());
    m_addButton->setVisible(m_place.isList || hooks.empty());
}

// The keyboard stays in the slot: the next key may be that of Undo.
void PipelineSlot::dropLastCard()
{
    HookCard *card = m_cards.back();
    m_cards.pop_back();
    m_list->removeWidget(card);
    const QWidget *focused = QApplication::focusWidget();
    if (focused != nullptr && (focused == card || card->isAncestorOf(focused))) {
        m_addButton->show(); // a slot of one hook has none while that is there
        (m_cards.empty() ? static_cast<QWidget *>(m_addButton) : m_cards.back())->setFocus();
    }
    card->hide();
    card->deleteLater();
}

HookCard *PipelineSlot::addCard()
{
    auto *card = new HookCard(m_choices, this);
    m_cards.push_back(card);
    m_list->addWidget(card);
    connectCard(card);
    giveCommands(*card);
    return card;
}

void PipelineSlot::setCommands(const QList<QAction *> &commands, const QString &tip)
{
    m_commands = commands;
    m_tip = tip;
    for (HookCard *card : m_cards) {
        giveCommands(*card);
    }
}

void PipelineSlot::giveCommands(HookCard &card) const
{
    card.setCommands(m_commands, m_tip);
}

void PipelineSlot::connectCard(HookCard *card)
{
    connect(card, &HookCard::enabledChanged, this, [this, card](bool isOn) {
        set(card->hook().pointer + "/disabled", isOn ? "false" : "true");
    });
    connect(card, &HookCard::fileChosen, this, [this, card](const QString &path) {
        set(spec::childPointer(card->hook().pointer, card->hook().pathKey),
            spec::quotedJson(path.toStdString()));
    });
    connect(card, &HookCard::symbolChosen, this, [this, card](const QString &symbol) {
        set(spec::childPointer(card->hook().pointer, card->hook().nameKey),
            spec::quotedJson(symbol.toStdString()));
    });
    connect(card, &HookCard::moveWanted, this,
            [this, card](int distance) { move(indexOf(card), distance); });
    connect(card, &HookCard::carryWanted, this,
            [this, card](int direction) { Q_EMIT carryWanted(card->hook().pointer, direction); });
    connect(card, &HookCard::removeWanted, this, [this, card] {
        Q_EMIT patchWanted(
            [pointer = card->hook().pointer, isList = m_place.isList](std::string_view text) {
                return isList ? editing::removeValue(text, pointer)
                              : editing::setValue(text, pointer, "{}");
            });
    });
}

void PipelineSlot::set(const std::string &pointer, const std::string &json)
{
    Q_EMIT patchWanted(
        [pointer, json](std::string_view text) { return editing::setValue(text, pointer, json); });
}

void PipelineSlot::add()
{
    const std::vector<std::string> files = m_choices.files();
    const std::string path = files.empty() ? "plugins/plugin.so" : files.front();
    insert(m_cards.size(), path, firstSymbol(m_choices, path));
}

void PipelineSlot::insert(std::size_t index, const std::string &path, const std::string &symbol)
{
    Q_EMIT patchWanted(editing::addHook(m_place.key, path, symbol, index));
}

void PipelineSlot::move(std::size_t from, int distance)
{
    const auto to = static_cast<std::ptrdiff_t>(from) + distance;
    if (!m_place.isList || to < 0 || to >= static_cast<std::ptrdiff_t>(m_cards.size())) {
        return;
    }
    Q_EMIT patchWanted([place = pointer(), from, to](std::string_view text) {
        return editing::moveElement(text, place, from, static_cast<std::size_t>(to));
    });
    m_cards[static_cast<std::size_t>(to)]->setFocus();
}

std::size_t PipelineSlot::indexOf(const HookCard *card) const
{
    return static_cast<std::size_t>(std::ranges::find(m_cards, card) - m_cards.begin());
}

std::size_t PipelineSlot::indexAt(int y) const
{
    std::size_t index = 0;
    while (index < m_cards.size() && y > m_cards[index]->geometry().center().y()) {
        ++index;
    }
    return index;
}

std::string PipelineSlot::hookIn(const QMimeData &mime) const
{
    const QByteArray payload = mime.data(QLatin1StringView(HookCard::kMimeType));
    const QByteArray start = m_choices.origin + '\n';
    return payload.startsWith(start) ? payload.mid(start.size()).toStdString() : std::string();
}

bool PipelineSlot::takes(const QMimeData &mime) const
{
    if (!hookIn(mime).empty()) {
        return m_place.isList;
    }
    const auto entry = models::DraggedEntry::from(mime);
    return entry && entry->kind == QLatin1String("plugin") && (m_place.isList || m_cards.empty());
}

// A card moves; a plugin stays in the navigator.
void PipelineSlot::accept(QDropEvent &event) const
{
    event.setDropAction(hookIn(*event.mimeData()).empty() ? Qt::CopyAction : Qt::MoveAction);
    event.accept();
}

void PipelineSlot::dragEnterEvent(QDragEnterEvent *event)
{
    if (takes(*event->mimeData())) {
        accept(*event);
    }
}

void PipelineSlot::dragMoveEvent(QDragMoveEvent *event)
{
    if (!takes(*event->mimeData())) {
        event->ignore();
        return;
    }
    const std::size_t index = indexAt(event->position().toPoint().y());
    m_dropLine =
        index < m_cards.size() ? m_cards[index]->geometry().top() - look::kTight / 2 : height() - 1;
    update();
    accept(*event);
}

void PipelineSlot::dragLeaveEvent(QDragLeaveEvent *event)
{
    m_dropLine = -1;
    update();
    QWidget::dragLeaveEvent(event);
}

void PipelineSlot::dropEvent(QDropEvent *event)
{
    m_dropLine = -1;
    update();
    if (!takes(*event->mimeData())) {
        event->ignore();
        return;
    }
    accept(*event);
    const std::size_t index = indexAt(event->position().toPoint().y());
    if (const std::string source = hookIn(*event->mimeData()); !source.empty()) {
        moveHook(source, index);
    } else if (const auto library = models::DraggedEntry::from(*event->mimeData())) {
        addLibrary(*library, index);
    }
}

void PipelineSlot::moveHook(const std::string &source, std::size_t index)
{
    if (!source.starts_with(pointer() + '/')) {
        Q_EMIT patchWanted([source, place = pointer(), index](std::string_view text) {
            return editing::carryElement(text, source, place, index);
        });
        return;
    }
    const auto card =
        std::ranges::find(m_cards, source, [](const HookCard *one) -> const std::string & {
            return one->hook().pointer;
        });
    if (card == m_cards.end()) {
        return; // it went while it was dragged
    }
    const std::size_t from = indexOf(*card);
    const std::size_t to = index > from ? index - 1 : index;
    Q_EMIT patchWanted([place = pointer(), from, to](std::string_view text) {
        return editing::moveElement(text, place, from, to);
    });
}

// The engine tells absolute paths; a definition names libraries from the workspace.
void PipelineSlot::addLibrary(const models::DraggedEntry &library, std::size_t index)
{
    const std::string given = library.subject.toStdString();
    const std::vector<std::string> files = m_choices.files();
    const auto known = std::ranges::find_if(files, [&given](const std::string &file) {
        return file == given || given.ends_with('/' + file);
    });
    const std::string path = known == files.end() ? given : *known;
    insert(index, path,
           library.symbol.isEmpty() ? firstSymbol(m_choices, path) : library.symbol.toStdString());
}

// Words that wrap where the panel is narrow.
void PipelineSlot::showCaption()
{
    m_caption->setText(QStringLiteral("<b>%1</b> &nbsp; <span style='color:%2'>%3</span>")
                           .arg(m_place.title.toHtmlEscaped(), look::tokens().secondary.name(),
                                m_place.when.toHtmlEscaped()));
}

void PipelineSlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showCaption();
    }
}

void PipelineSlot::paintEvent(QPaintEvent *)
{
    if (m_dropLine >= 0) {
        QPainter painter(this);
        painter.setPen(QPen(look::tokens().accent, 2));
        painter.drawLine(0, m_dropLine, width(), m_dropLine);
    }
}

} // namespace gw::form
