// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/paged_body.h"

#include <QThreadPool>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QSpinBox;

namespace gw::widgets {

class BodyText;
class WorkBar;

// Shows a body that is too large for a text widget page by page, and is the line that chooses the
// page. The first page is there at once; the rest is made ready on another thread, with progress
// and a way to stop. Thread: GUI.
class BodyPager final : public QWidget {
    Q_OBJECT

public:
    // text: shows the pages; outlives this.
    BodyPager(BodyText &text, WorkBar &work, QWidget *parent);
    ~BodyPager() override;

    void start(const std::shared_ptr<const requests::ResponseBody> &body, const std::string &type);
    // What a JSONPath finds in it.
    void startFilter(const std::shared_ptr<const requests::ResponseBody> &body,
                     const std::string &path);
    // As bytes, whatever it is.
    void startBytes(const std::shared_ptr<const requests::ResponseBody> &body);
    // Forgets what it has, and hides.
    void stop();
    [[nodiscard]] bool isActive() const { return m_state != nullptr; }
    [[nodiscard]] int pageCount() const { return m_pages == nullptr ? 0 : m_pages->count(); }
    // Counts the places of the text on all pages, aside; counted() tells when it is done. Empty:
    // nothing is looked for.
    void search(const QString &text);
    // Of all pages; nothing while they are counted.
    [[nodiscard]] std::optional<int> placeCount() const;
    // On the pages before the one that is shown.
    [[nodiscard]] int placesBefore() const;
    // Shows the next page that has the text; false where there is none, or they are not counted.
    bool goOn();

Q_SIGNALS:
    void shown();
    void noteRaised(const QString &note); // something about the body as a whole; empty: nothing
    // The body is no text.
    void refused();
    void counted();

private:
    void showFirst(const requests::ShownBody &first);
    void finish(const requests::PagedBody &paged);
    void showPage(int number);
    void stopSearch();
    // Runs on the pool; done, on this thread, is dropped when something else was started meanwhile.
    template <typename Work, typename Done>
    void runAside(Work work, Done done);

    BodyText &m_text;
    WorkBar &m_work;
    QSpinBox *m_page;
    QLabel *m_of;
    QThreadPool m_pool;
    quint64 m_run = 0;
    std::shared_ptr<requests::WorkState> m_state; // null: nothing is shown
    std::shared_ptr<const requests::TextPages> m_pages;
    requests::BodyForm m_form = requests::BodyForm::Text;
    bool m_hasFirst = false;

    struct Search {
        QString text;
        std::shared_ptr<requests::WorkState> state; // null: it has ended
        std::optional<std::vector<int>> counts;     // by page
    };
    Search m_search;
};

} // namespace gw::widgets
