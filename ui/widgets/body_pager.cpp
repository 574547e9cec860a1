// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/body_pager.h"

#include "look/format.h"
#include "look/metrics.h"
#include "requests/json_filter.h"
#include "widgets/body_text.h"
#include "widgets/work_bar.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QSpinBox>

#include <numeric>

namespace gw::widgets {

using requests::PagedBody;
using requests::ShownBody;
using requests::TextPages;

namespace {

// Nothing when it was stopped.
std::optional<std::vector<int>> countsOf(const TextPages &pages, const QString &text,
                                         const requests::WorkState &state)
{
    std::vector<int> counts;
    for (int number = 0; number < pages.count(); ++number) {
        if (state.isStopped) {
            return std::nullopt;
        }
        const auto page = pages.page(number);
        const QString shown = page ? QString::fromStdString(*page) : QString();
        counts.push_back(countOf(shown, text, shown.size()));
    }
    return counts;
}

} // namespace

BodyPager::BodyPager(BodyText &text, WorkBar &work, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_work(work)
    , m_page(new QSpinBox(this))
    , m_of(new QLabel(this))
{
    m_pool.setMaxThreadCount(1);
    auto *label = new QLabel(tr("&Page"), this);
    label->setBuddy(m_page);
    m_page->setAccessibleName(tr("Page of the body"));
    m_page->setKeyboardTracking(false);
    m_page->setMinimum(1);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    line->setSpacing(look::kGap);
    line->addWidget(label);
    line->addWidget(m_page);
    line->addWidget(m_of);
    line->addStretch(1);
    connect(m_page, &QSpinBox::valueChanged, this, [this](int page) { showPage(page - 1); });
    hide();
}

BodyPager::~BodyPager()
{
    stopSearch();
    if (m_state != nullptr) {
        m_state->isStopped = true; // the pool waits for the end
    }
}

template <typename Work, typename Done>
void BodyPager::runAside(Work work, Done done)
{
    const quint64 run = ++m_run;
    const QPointer<BodyPager> self(this);
    m_pool.start([self, run, work = std::move(work), done = std::move(done)] {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, run, done, result = work()] {
            if (self && self->m_run == run) {
                done(result);
            }
        });
    });
}

void BodyPager::start(const std::shared_ptr<const requests::ResponseBody> &body,
                      const std::string &type)
{
    stop();
    m_state = std::make_shared<requests::WorkState>();
    m_hasFirst = false;
    m_work.begin(tr("Preparing %1").arg(look::byteText(body->size())), m_state, body->size());
    const QPointer<BodyPager> self(this);
    const quint64 run = m_run + 1; // the number that this run gets
    const auto onFirst = [self, run](const ShownBody &first) {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, run, first] {
            if (self && self->m_run == run) {
                self->showFirst(first);
            }
        });
    };
    runAside([body, type, state = m_state,
              onFirst] { return requests::pagedBody(body, type, *state, onFirst); },
             [this](const PagedBody &paged) { finish(paged); });
}

void BodyPager::startFilter(const std::shared_ptr<const requests::ResponseBody> &body,
                            const std::string &path)
{
    stop();
    m_state = std::make_shared<requests::WorkState>();
    m_hasFirst = false;
    m_work.begin(tr("Filtering %1").arg(look::byteText(body->size())), m_state, body->size());
    runAside([body, path, state = m_state] { return requests::filteredBody(*body, path, *state); },
             [this](const PagedBody &paged) { finish(paged); });
}

void BodyPager::startBytes(const std::shared_ptr<const requests::ResponseBody> &body)
{
    stop();
    m_state = std::make_shared<requests::WorkState>();
    m_hasFirst = false;
    finish({requests::BodyForm::Binary,
            std::make_shared<const TextPages>(TextPages::ofBytes(body)),
            true,
            {}});
}

void BodyPager::stop()
{
    if (m_state == nullptr) {
        return;
    }
    m_state->isStopped = true;
    m_state.reset();
    m_pages.reset();
    stopSearch();
    ++m_run;
    m_work.end();
    hide();
}

void BodyPager::showFirst(const ShownBody &first)
{
    m_hasFirst = true;
    m_form = first.form;
    m_text.setBody(QString::fromStdString(first.text), m_form);
    Q_EMIT shown();
}

void BodyPager::finish(const PagedBody &paged)
{
    m_work.end();
    if (paged.pages == nullptr) {
        Q_EMIT noteRaised(QString::fromStdString(paged.note));
        Q_EMIT refused();
        return;
    }
    m_pages = paged.pages;
    search(QString(m_search.text)); // it was typed while only the first page was there
    const bool isShown = m_hasFirst && m_form == paged.form;
    m_form = paged.form;
    {
        const QSignalBlocker quiet(m_page);
        m_page->setMaximum(std::max(1, m_pages->count()));
        m_page->setValue(1);
    }
    m_of->setText(tr("of %1").arg(look::countText(static_cast<quint64>(m_pages->count()))));
    setVisible(m_pages->count() > 1);
    QString note = QString::fromStdString(paged.note);
    if (!paged.isWhole) {
        note = tr("Cancelled: these pages are the beginning. Save it to have all of it.");
    }
    Q_EMIT noteRaised(note);
    if (!isShown) {
        showPage(0);
    }
}

void BodyPager::showPage(int number)
{
    if (m_pages == nullptr || number < 0 || number >= m_pages->count()) {
        return;
    }
    const auto page = m_pages->page(number);
    if (!page) {
        Q_EMIT noteRaised(QString::fromStdString(page.error().text()));
        return;
    }
    m_text.setBody(QString::fromStdString(*page), m_form);
    Q_EMIT shown();
}

void BodyPager::search(const QString &text)
{
    if (text == m_search.text && (m_search.state != nullptr || m_search.counts)) {
        return; // they are known, or will be
    }
    stopSearch();
    m_search.text = text;
    if (m_pages == nullptr || text.isEmpty()) {
        return;
    }
    m_search.state = std::make_shared<requests::WorkState>();
    const QPointer<BodyPager> self(this);
    m_pool.start([self, pages = m_pages, text, state = m_search.state] {
        QMetaObject::invokeMethod(QCoreApplication::instance(),
                                  [self, state, counts = countsOf(*pages, text, *state)] {
                                      if (self && self->m_search.state == state) {
                                          self->m_search.state.reset();
                                          self->m_search.counts = counts;
                                          Q_EMIT self->counted();
                                      }
                                  });
    });
}

void BodyPager::stopSearch()
{
    if (m_search.state != nullptr) {
        m_search.state->isStopped = true;
    }
    m_search = {};
}

std::optional<int> BodyPager::placeCount() const
{
    return m_search.counts
               ? std::optional(std::accumulate(m_search.counts->begin(), m_search.counts->end(), 0))
               : std::nullopt;
}

int BodyPager::placesBefore() const
{
    const auto end = m_search.counts ? m_search.counts->begin() + m_page->value() - 1
                                     : std::vector<int>::const_iterator();
    return m_search.counts ? std::accumulate(m_search.counts->begin(), end, 0) : 0;
}

bool BodyPager::goOn()
{
    const int count = m_search.counts ? pageCount() : 0;
    for (int step = 1; step < count; ++step) {
        const int number = (m_page->value() - 1 + step) % count;
        if ((*m_search.counts)[static_cast<std::size_t>(number)] > 0) {
            m_page->setValue(number + 1);
            return true;
        }
    }
    return false;
}

} // namespace gw::widgets
