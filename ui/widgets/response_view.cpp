// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/response_view.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "look/palette.h"
#include "look/tokens.h"
#include "requests/pretty_body.h"
#include "widgets/arriving_text.h"
#include "widgets/body_text.h"
#include "widgets/body_view.h"
#include "widgets/elided_label.h"
#include "widgets/empty_text.h"
#include "widgets/fitted_columns.h"
#include "widgets/timing_bar.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QDateTime>
#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

// What a text widget takes without a pause that people notice.
constexpr std::uint64_t kMaxRaw = std::uint64_t{256} << 10;
constexpr std::chrono::milliseconds kSlow{200};
constexpr double kFaded = 0.5;

QTreeWidget *factTable(const QString &name, const QStringList &columns, QWidget *parent)
{
    auto *table = new QTreeWidget(parent);
    table->setAccessibleName(name);
    table->setHeaderLabels(columns);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setFrameShape(QFrame::NoFrame);
    new FittedColumns(table);
    return table;
}

void addFact(QTreeWidget &table, const QStringList &texts)
{
    auto *row = new QTreeWidgetItem(&table, texts);
    for (int column = 0; column < texts.size(); ++column) {
        row->setFont(column, look::fixedFont());
        row->setToolTip(column, texts[column]);
    }
}

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

look::Tint tintOf(int status)
{
    if (status >= 400) {
        return status >= 500 ? look::Tint::Bad : look::Tint::Warn;
    }
    return status >= 300 ? look::Tint::Info : look::Tint::Good;
}

} // namespace

ResponseView::ResponseView(QWidget *parent)
    : QWidget(parent)
    , m_status(new QLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_message(new EmptyText(this))
    , m_head(new QHBoxLayout)
    , m_save(new QToolButton(this))
    , m_tabs(new QTabWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_arriving(new ArrivingText(this))
    , m_fade(new QGraphicsOpacityEffect(this))
    , m_body(new BodyView(this))
    , m_raw(new BodyText(this))
    , m_headers(factTable(tr("Response headers"), {tr("Name"), tr("Value"), tr("Added by")}, this))
    , m_cookies(factTable(tr("Cookies"),
                          {tr("Name"), tr("Value"), tr("Domain"), tr("Path"), tr("Expires")}, this))
    , m_tls(factTable(tr("TLS"), {tr("Fact"), tr("Value")}, this))
    , m_trace(new TraceView(this))
    , m_timing(new TimingBar(this))
    , m_log(new QPlainTextEdit(this))
{
    buildHead();
    buildTabs();
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_tabs);
    m_stack->addWidget(m_arriving);
    m_arriving->setAccessibleName(tr("Body that is being received"));
    m_fade->setOpacity(kFaded);
    m_fade->setEnabled(false);
    m_tabs->setGraphicsEffect(m_fade);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlow);
    connect(&m_slow, &QTimer::timeout, this, [this] { dim(true); });
    auto *layout = static_cast<QVBoxLayout *>(this->layout());
    layout->addWidget(m_stack, 1);
    m_save->setEnabled(false);
    m_stack->setCurrentIndex(0);
}

ResponseView::~ResponseView() = default;

void ResponseView::buildHead()
{
    m_status->setFont(look::strongFont());
    m_facts->setFont(look::fixedFont());
    m_save->setText(tr("Save..."));
    m_save->setToolTip(tr("Save the body to a file"));
    m_save->setAutoRaise(true);
    connect(m_save, &QToolButton::clicked, m_body, &BodyView::save);
    m_head->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    m_head->setSpacing(look::kGap);
    m_head->addWidget(m_status);
    m_head->addWidget(m_facts, 1);
    m_head->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(m_head);
}

void ResponseView::buildTabs()
{
    m_tabs->setDocumentMode(true);
    connect(m_body, &BodyView::shown, this, &ResponseView::bodyShown);
    connect(m_body, &BodyView::stateChanged, this, &ResponseView::stateChanged);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ResponseView::stateChanged);
    m_tabs->addTab(m_body, tr("Pretty"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->addTab(m_trace, tr("Trace"));
    auto *timing = new QScrollArea(this);
    timing->setWidget(m_timing);
    timing->setWidgetResizable(true);
    timing->setFrameShape(QFrame::NoFrame);
    timing->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tabs->addTab(timing, tr("Timing"));
    new EmptyText(m_cookies, tr("The answer set no cookies."));
    m_tabs->addTab(m_cookies, tr("Cookies"));
    m_tabs->addTab(m_tls, tr("TLS"));
    m_log->setReadOnly(true);
    m_log->setTabChangesFocus(true);
    m_log->setFont(look::fixedFont());
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setAccessibleName(tr("Log of the transfer"));
    m_tabs->addTab(m_log, tr("Log"));
    m_raw->setAccessibleName(tr("Raw body"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &ResponseView::showRaw);
    // Less than the pages ask for, and all tabs may be cut: small windows have other things to
    // show.
    m_stack->setMinimumHeight(m_tabs->tabBar()->sizeHint().height() + 3 * look::rowHeight());
}

void ResponseView::addTab(QWidget *page, const QString &title)
{
    m_tabs->addTab(page, title);
}

void ResponseView::addHeadAction(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setPopupMode(action->menu<QMenu *>() == nullptr ? QToolButton::DelayedPopup
                                                            : QToolButton::InstantPopup);
    m_head->insertWidget(m_head->indexOf(m_save), button);
}

void ResponseView::showTab(QWidget *page)
{
    while (page != nullptr && m_tabs->indexOf(page) < 0) {
        page = page->parentWidget();
    }
    m_tabs->setCurrentWidget(page);
    m_stack->setCurrentWidget(m_tabs);
}

void ResponseView::showSearch()
{
    if (m_stack->currentWidget() == m_tabs) {
        m_tabs->setCurrentWidget(m_body);
        m_body->showSearch();
    }
}

int ResponseView::currentTab() const
{
    return m_tabs->currentIndex();
}

void ResponseView::setCurrentTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

QJsonObject ResponseView::saveState() const
{
    return m_body->saveState();
}

void ResponseView::restoreState(const QJsonObject &state)
{
    m_body->restoreState(state);
}

void ResponseView::setTabTitle(QWidget *page, const QString &title)
{
    m_tabs->setTabText(m_tabs->indexOf(page), title);
}

const BodyText &ResponseView::pretty() const
{
    return m_body->text();
}

void ResponseView::setHint(const QString &hint)
{
    m_hint = hint;
    if (m_result == nullptr) { // else it says why there is no answer
        m_message->setText(hint, m_send);
    }
}

void ResponseView::setSendAction(QAction *action)
{
    m_send = action;
    m_message->setText(m_message->text(), m_send);
}

void ResponseView::setSaveAction(QAction *action)
{
    m_saveAction = action;
    action->setEnabled(m_save->isEnabled());
}

void ResponseView::saveBody()
{
    m_body->save();
}

void ResponseView::setCapturing(bool isOn)
{
    m_trace->setCapturing(isOn);
}

void ResponseView::showSending()
{
    m_isSending = true;
    showState(tr("\u25cf Sending..."));
    m_progress.clear();
    m_isArriving = false;
    m_arriving->restart();
    if (m_stack->currentWidget() == m_tabs) {
        m_slow.start();
    } else {
        m_message->setText(tr("Waiting for the answer..."));
        m_stack->setCurrentWidget(m_message);
    }
    showProgressFacts();
}

void ResponseView::dim(bool isOld)
{
    m_slow.stop();
    m_fade->setEnabled(isOld);
}

void ResponseView::showArrived(const QByteArray &bytes, bool isCut)
{
    if (m_isSending && m_arriving->add(bytes, isCut) && !std::exchange(m_isArriving, true)) {
        m_stack->setCurrentWidget(m_arriving);
        showProgressFacts();
    }
}

// Of a request that is under way.
void ResponseView::showState(const QString &state)
{
    QPalette palette = m_status->palette();
    palette.setColor(QPalette::WindowText, look::colorOf(look::Tint::Info));
    m_status->setPalette(palette);
    m_status->setText(state);
}

void ResponseView::showProgress(quint64 received, quint64 expected)
{
    if (!m_isSending) {
        return;
    }
    if (received > 0) {
        m_status->setText(tr("\u25cf Receiving..."));
        m_progress =
            expected == 0
                ? tr("%1 received").arg(look::byteText(received))
                : tr("%1 of %2 received").arg(look::byteText(received), look::byteText(expected));
    }
    showProgressFacts();
}

void ResponseView::showProgressFacts()
{
    QStringList facts{m_progress};
    if (m_stack->currentWidget() == m_tabs) {
        facts.append(tr("Below: the answer of before"));
    }
    facts.removeAll(QString());
    m_facts->setText(facts.join(u"   "_s));
}

void ResponseView::showResult(const Result &result)
{
    m_isSending = false;
    dim(false);
    m_arriving->restart();
    m_result = result;
    m_record.reset();
    m_trace->showReason(tr("No trace yet. Only requests that go through the gateway have one."));
    m_timing->setTimings(result->timings);
    m_log->setPlainText(text(result->log));
    m_save->setEnabled(result->body != nullptr && result->body->size() > 0);
    if (m_saveAction != nullptr) {
        m_saveAction->setEnabled(m_save->isEnabled());
    }
    showStatus();
    showHeaders();
    showCookies();
    showTls();
    m_body->setResult(result);
    m_isRawShown = false;
    showRaw();
    const bool hasAnswer = result->head() != nullptr;
    if (!hasAnswer) {
        m_message->setText(result->error ? text(result->error->text()) : m_hint, m_send);
    }
    m_stack->setCurrentIndex(hasAnswer ? 1 : 0);
}

// Only while somebody looks: a long line takes its time to be laid out.
void ResponseView::showRaw()
{
    if (m_isRawShown || m_result == nullptr || m_tabs->currentWidget() != m_raw) {
        return;
    }
    m_isRawShown = true;
    m_raw->setBody(m_result->body == nullptr
                       ? QString()
                       : text(requests::rawBody(*m_result->body, kMaxRaw).text),
                   requests::BodyForm::Text);
}

void ResponseView::showRecord(const client::TrafficRecord &record)
{
    m_record = record;
    m_trace->setRecord(record);
    m_timing->setRecord(record);
    showHeaders();
    m_body->setRecord(&record);
}

void ResponseView::showStatus()
{
    const requests::ResponseHead *head = m_result->head();
    QPalette palette = m_status->palette();
    if (head == nullptr) {
        palette.setColor(QPalette::WindowText, look::colorOf(look::Tint::Bad));
        m_status->setText(m_result->isCancelled ? tr("\u25cf Cancelled") : tr("\u25cf No answer"));
        m_facts->setText(look::durationText(m_result->timings.total));
    } else {
        palette.setColor(QPalette::WindowText, look::colorOf(tintOf(head->status)));
        m_status->setText(u"\u25cf %1 %2"_s.arg(QString::number(head->status), text(head->reason)));
        QString facts = look::durationText(m_result->timings.total) + u"   "_s +
                        look::byteText(m_result->body == nullptr ? 0 : m_result->body->size()) +
                        u"   "_s + text(head->version);
        if (m_result->error) {
            facts += u"   "_s + tr("incomplete: %1").arg(text(m_result->error->what));
        }
        m_facts->setText(facts);
    }
    m_status->setPalette(palette);
}

void ResponseView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_isSending) {
        showState(m_status->text());
    } else if (event->type() == QEvent::PaletteChange && m_result != nullptr) {
        showStatus();
    }
}

void ResponseView::showHeaders()
{
    m_headers->clear();
    int count = 0;
    for (const requests::ResponseHead &head : m_result->heads) {
        addFact(*m_headers,
                {text(head.version), QString::number(head.status) + u' ' + text(head.reason), {}});
        for (const auto &[name, value] : head.headers) {
            const int row = m_record ? m_trace->model().rowThatAdded(text(name)) : -1;
            const client::TraceStep *step = m_trace->model().stepAt(row);
            addFact(*m_headers,
                    {text(name), text(value), step == nullptr ? QString() : step->shortName()});
        }
        count = static_cast<int>(head.headers.size());
    }
    m_tabs->setTabText(m_tabs->indexOf(m_headers), tr("Headers %1").arg(count));
}

void ResponseView::showCookies()
{
    m_cookies->clear();
    for (const std::string &line : m_result->cookies) {
        const auto cookie = requests::cookieOf(line);
        if (cookie) {
            const QString expires =
                cookie->expires == 0
                    ? tr("with the session")
                    : QDateTime::fromSecsSinceEpoch(cookie->expires).toString(Qt::ISODate);
            addFact(*m_cookies, {text(cookie->name), text(cookie->value), text(cookie->domain),
                                 text(cookie->path), expires});
        }
    }
    m_tabs->setTabText(m_tabs->indexOf(m_cookies),
                       tr("Cookies %1").arg(m_cookies->topLevelItemCount()));
}

void ResponseView::showTls()
{
    m_tls->clear();
    const requests::TlsFacts &tls = m_result->tls;
    const requests::ConnectionFacts &connection = m_result->connection;
    addFact(*m_tls,
            {tr("From"), u"%1:%2"_s.arg(text(connection.localAddress)).arg(connection.localPort)});
    addFact(*m_tls,
            {tr("To"), u"%1:%2"_s.arg(text(connection.remoteAddress)).arg(connection.remotePort)});
    addFact(*m_tls, {tr("Connection"),
                     connection.isReused ? tr("kept from an earlier request") : tr("new")});
    if (tls.protocol.empty() && tls.certificates.empty()) {
        addFact(*m_tls,
                {tr("TLS"), connection.isReused ? tr("set up by an earlier request, if at all")
                                                : tr("none: the request went in clear text")});
        return;
    }
    addFact(*m_tls, {tr("Protocol"), text(tls.protocol)});
    addFact(*m_tls, {tr("Cipher"), text(tls.cipher)});
    addFact(*m_tls, {tr("ALPN"), text(tls.alpn)});
    addFact(*m_tls, {tr("Certificate"), tls.isVerified ? tr("verified") : tr("not verified")});
    for (const auto &certificate : tls.certificates) {
        for (const auto &[name, value] : certificate) {
            if (name != "Cert") {
                addFact(*m_tls, {text(name), text(value)});
            }
        }
    }
}

} // namespace gw::widgets
