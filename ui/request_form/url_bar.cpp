// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/url_bar.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "models/traffic_model.h"
#include "requests/curl_import.h"
#include "widgets/whole_text.h"
#include "window/keys_of.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

constexpr int kShortestUrl = 24; // letters, beside the tool

// What one edit has put in.
QString insertedInto(const QString &before, const QString &now)
{
    const qsizetype shorter = std::min(before.size(), now.size());
    qsizetype front = 0;
    while (front < shorter && before[front] == now[front]) {
        ++front;
    }
    qsizetype back = 0;
    while (back < shorter - front &&
           before[before.size() - 1 - back] == now[now.size() - 1 - back]) {
        ++back;
    }
    return now.sliced(front, now.size() - front - back);
}

} // namespace

UrlBar::UrlBar(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox(this))
    , m_url(new QLineEdit(this))
    , m_send(new QPushButton(this))
{
    m_method->setEditable(true);
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s,
                        u"OPTIONS"_s, u"TRACE"_s, u"CONNECT"_s});
    m_method->setAccessibleName(tr("Method"));
    m_method->setMinimumContentsLength(8);
    m_method->lineEdit()->setFont(look::strongFont());
    // What isHurlMethod() allows: files spell methods in capitals.
    m_method->lineEdit()->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"[A-Z][A-Z0-9_-]*"_s), this));
    m_url->setAccessibleName(tr("URL"));
    m_url->setPlaceholderText(tr("http://host:port/path, or paste a curl command"));
    m_url->setFont(look::fixedFont());
    m_url->installEventFilter(this);
    setFocusProxy(m_url);
    m_send->setProperty(look::kPrimaryProperty, true);
    m_send->setDefault(true);
    showBusy();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    layout->setSpacing(look::kGap);
    layout->addWidget(m_method);
    layout->addWidget(m_url, 1);
    layout->addWidget(m_send);
    // The page and the bar pass the focus to the URL, so that Tab would go past what is before it.
    setTabOrder(m_url, m_method);
    setTabOrder(m_method, m_send);
    connect(m_method, &QComboBox::currentTextChanged, this, [this] {
        colorMethod();
        Q_EMIT edited();
    });
    widgets::takeWholeText(*m_url);
    connect(m_url, &QLineEdit::textEdited, this, &UrlBar::takeText);
    connect(m_url, &QLineEdit::returnPressed, this, &UrlBar::sendWanted);
    connect(m_send, &QPushButton::clicked, this, &UrlBar::takePress);
    m_read.setSingleShot(true);
    connect(&m_read, &QTimer::timeout, this, [this] { m_wasBusy = m_isBusy; });
}

// Else who cancels in the moment that the answer comes would send again.
void UrlBar::takePress()
{
    if (m_isBusy != m_wasBusy) {
        return;
    }
    if (m_isBusy) {
        Q_EMIT cancelWanted();
    } else {
        Q_EMIT sendWanted();
    }
}

void UrlBar::setTarget(const QString &method, const QString &url)
{
    const QSignalBlocker blocker(m_method);
    m_method->setEditText(method);
    colorMethod();
    if (m_url->text() != url) {
        m_url->setText(url);
    }
    m_before = url;
}

void UrlBar::replaceUrl(const QString &url)
{
    if (m_url->text() != url) {
        const QSignalBlocker blocker(m_url);
        m_url->selectAll();
        m_url->insert(url);
        m_before = url;
    }
}

int UrlBar::caret() const
{
    return m_url->cursorPosition();
}

void UrlBar::setCaret(int at)
{
    m_url->setCursorPosition(at);
}

QString UrlBar::method() const
{
    return m_method->currentText();
}

QString UrlBar::url() const
{
    return m_url->text();
}

void UrlBar::setBusy(bool isBusy)
{
    if (std::exchange(m_isBusy, isBusy) != isBusy) {
        m_read.start(QApplication::doubleClickInterval());
        showBusy();
    }
}

void UrlBar::showBusy()
{
    m_send->setText(m_isBusy ? tr("Cancel") : tr("Send"));
    m_send->setToolTip(m_isBusy ? window::withKeys(tr("Cancel the request"), m_cancelKeys)
                                : window::withKeys(tr("Send the request"), m_sendKeys));
    m_send->setAccessibleName(m_send->text());
    const QFontMetrics metrics(m_send->font());
    m_send->setMinimumWidth(
        std::max(metrics.horizontalAdvance(tr("Cancel")), metrics.horizontalAdvance(tr("Send"))) +
        4 * look::kGap);
}

void UrlBar::setKeys(const QString &send, const QString &cancel)
{
    m_sendKeys = send;
    m_cancelKeys = cancel;
    showBusy();
}

void UrlBar::addTool(QWidget *tool)
{
    auto *line = static_cast<QHBoxLayout *>(layout());
    m_tool = tool;
    setTabOrder(m_method, tool);
    line->insertWidget(line->indexOf(m_send), tool);
    setTabOrder(tool, m_send);
}

void UrlBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_tool != nullptr) {
        const int others = m_method->sizeHint().width() + m_tool->sizeHint().width() +
                           m_send->sizeHint().width() + 2 * look::kMargin + 3 * look::kGap;
        m_tool->setVisible(width() - others >= kShortestUrl * fontMetrics().averageCharWidth());
    }
}

void UrlBar::focusUrl()
{
    m_url->setFocus(Qt::ShortcutFocusReason);
    m_url->selectAll();
}

void UrlBar::colorMethod()
{
    const QColor color = look::colorOf(models::tintOfMethod(m_method->currentText()));
    QPalette palette = m_method->palette();
    if (palette.color(QPalette::Text) != color) {
        palette.setColor(QPalette::Text, color);
        m_method->setPalette(palette); // the box gives its field its own
    }
}

void UrlBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colorMethod();
    }
}

bool UrlBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPaste = watched == m_url && event->type() == QEvent::KeyPress &&
                         static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste);
    return (isPaste && takePaste()) || QWidget::eventFilter(watched, event);
}

bool UrlBar::takePaste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (!requests::isCurlCommand(text.toStdString())) {
        return false;
    }
    Q_EMIT curlPasted(text);
    return true;
}

// A command may also come by the context menu, the middle button or a drop; one that is typed comes
// letter by letter.
void UrlBar::takeText(const QString &text)
{
    const QString inserted = insertedInto(m_before, text);
    const QString command = requests::isCurlCommand(inserted.toStdString()) ? inserted : text;
    if (inserted.size() > 1 && requests::isCurlCommand(command.toStdString())) {
        m_url->setText(m_before);
        Q_EMIT curlPasted(command);
        return;
    }
    m_before = text;
    Q_EMIT edited();
}

} // namespace gw::request_form
