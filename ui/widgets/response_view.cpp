// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/response_view.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "requests/pretty_body.h"
#include "widgets/body_text.h"
#include "widgets/body_view.h"
#include "widgets/elided_label.h"
#include "widgets/empty_text.h"
#include "widgets/fact_table.h"
#include "widgets/timing_bar.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"
#include "widgets/veil.h"

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

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

ResponseView::ResponseView(QWidget *parent)
    : QWidget(parent)
    , m_status(new QLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_message(new EmptyText(this))
    , m_line(new QHBoxLayout)
    , m_save(new QToolButton(this))
    , m_tabs(new QTabWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_veil(new Veil(this))
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
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlow);
    connect(&m_slow, &QTimer::timeout, this, &ResponseView::dimOld);
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
    m_line->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    m_line->setSpacing(look::kGap);
    m_line->addWidget(m_status);
    m_line->addWidget(m_facts, 1);
    m_line->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(m_line);
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
    m_ownTabs = m_tabs->count();
    m_raw->setAccessibleName(tr("Raw body"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        showRaw();
        if (m_isSending) {
            showSoFar();
        }
    });
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
    m_line->insertWidget(m_line->indexOf(m_save), button);
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

void ResponseView::showResult(const Result &result)
{
    m_isSending = false;
    m_slow.stop();
    m_head.reset();
    m_result = result;
    m_record.reset();
    m_trace->showNone();
    m_timing->setTimings(result->timings);
    m_log->setPlainText(text(result->log));
    m_save->setEnabled(result->body != nullptr && result->body->size() > 0);
    if (m_saveAction != nullptr) {
        m_saveAction->setEnabled(m_save->isEnabled());
    }
    showStatus();
    showFacts();
    showHeaders();
    fillCookies(*m_cookies, *result);
    m_tabs->setTabText(m_tabs->indexOf(m_cookies),
                       tr("Cookies %1").arg(m_cookies->topLevelItemCount()));
    fillTls(*m_tls, *result);
    m_body->setResult(result);
    m_isRawShown = false;
    showRaw();
    const bool hasAnswer = result->head() != nullptr;
    if (!hasAnswer) {
        m_message->setText(result->error ? text(result->error->text()) : m_hint, m_send);
    }
    m_stack->setCurrentIndex(hasAnswer ? 1 : 0);
    dimOld();
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

void ResponseView::showHeaders()
{
    m_headers->clear();
    int count = 0;
    const bool isWhole = !m_head && m_result != nullptr;
    std::vector<requests::ResponseHead> heads;
    if (isWhole) {
        heads = m_result->heads;
    } else if (m_head) {
        heads.push_back(*m_head);
    }
    for (const requests::ResponseHead &head : heads) {
        addFact(*m_headers,
                {text(head.version), QString::number(head.status) + u' ' + text(head.reason), {}});
        for (const auto &[name, value] : head.headers) {
            const int row = isWhole && m_record ? m_trace->model().rowThatAdded(text(name)) : -1;
            const client::TraceStep *step = m_trace->model().stepAt(row);
            addFact(*m_headers,
                    {text(name), text(value), step == nullptr ? QString() : step->shortName()});
        }
        count = static_cast<int>(head.headers.size());
    }
    m_tabs->setTabText(m_tabs->indexOf(m_headers), tr("Headers %1").arg(count));
}

} // namespace gw::widgets
