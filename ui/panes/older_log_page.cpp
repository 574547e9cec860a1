// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/older_log_page.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "requests/transfer_result.h"
#include "widgets/body_view.h"
#include "widgets/work_bar.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

namespace gw::panes {

OlderLogPage::OlderLogPage(const window::PageAddress &address,
                           const models::LogSpill::Reader &reader, quint64 size, QWidget *parent)
    : Page(parent)
    , m_address(address)
    , m_state(std::make_shared<requests::WorkState>())
    , m_work(new widgets::WorkBar(this))
    , m_note(new QLabel(this))
    , m_view(new widgets::BodyView(this))
{
    auto *save = new QPushButton(tr("Save..."), this);
    connect(save, &QPushButton::clicked, m_view, &widgets::BodyView::save);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(look::kMargin, look::kTight, look::kGap, look::kTight);
    bar->addWidget(m_note, 1);
    bar->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_work);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    m_actions = window::makeActions(*this, commands());
    addActions(m_actions);
    const QPointer<OlderLogPage> self(this);
    m_work->begin(tr("Reading the older lines"), m_state, size);
    QThreadPool::globalInstance()->start([self, reader, state = m_state] {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, text = reader(*state)] {
            if (self) {
                self->show(text);
            }
        });
    });
}

OlderLogPage::~OlderLogPage()
{
    m_state->isStopped = true;
}

QList<window::PageCommand<OlderLogPage>> OlderLogPage::commands()
{
    return {{{.id = QStringLiteral("olderLog.find"),
              .text = tr("Find..."),
              .category = tr("Older log lines"),
              .shortcut = QKeySequence::Find},
             [](OlderLogPage &page) {
                 page.m_view->showSearch();
             }},
            {{.id = QStringLiteral("olderLog.save"),
              .text = tr("Save..."),
              .category = tr("Older log lines")},
             [](OlderLogPage &page) {
                 page.m_view->save();
             }}};
}

window::PageAddress OlderLogPage::newAddress()
{
    return {QStringLiteral("older-log"), QDateTime::currentDateTime().toString(Qt::ISODateWithMs)};
}

QIcon OlderLogPage::icon() const
{
    return look::icon(QStringLiteral("view-list-details"));
}

void OlderLogPage::show(const Expected<models::LogSpill::Text> &text)
{
    m_work->end();
    const bool isCut = m_state->isStopped && text;
    m_note->setText(isCut ? tr("Cancelled: these are the oldest lines only.") : QString());
    auto result = std::make_shared<requests::TransferResult>();
    result->heads.push_back({"", 0, "", {{"Content-Type", "text/plain"}}});
    if (text && (*text)->size() > 0) {
        result->body = *text;
    } else {
        auto words = std::make_shared<requests::ResponseBody>(std::uint64_t{1} << 16);
        std::ignore = words->append(text ? (isCut ? tr("Nothing was read before it was cancelled.")
                                                  : tr("There are no older lines any more."))
                                               .toStdString()
                                         : text.error().text());
        result->body = words;
    }
    m_view->setResult(result);
}

} // namespace gw::panes
