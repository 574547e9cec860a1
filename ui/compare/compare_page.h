// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/text_diff_model.h"
#include "history/history_entry.h"
#include "window/page.h"
#include "window/page_opener.h"

namespace gw::history {
class RequestHistory;
}

namespace gw::compare {

class CompareView;

// Two answers of the history side by side, line by line. Subject: "12,15,/home/u/orders", their
// ids, the older one first, and whose history has them: no other one is asked. Thread: GUI.
class ComparePage final : public window::Page {
    Q_OBJECT

public:
    // The history must outlive the page.
    ComparePage(const window::PageAddress &address, history::RequestHistory &history,
                QWidget *parent);

    [[nodiscard]] window::PageAddress address() const override { return m_address; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override;
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] const TextDiffModel &model() const;

    [[nodiscard]] static window::PageAddress addressOf(const QString &history, qint64 older,
                                                       qint64 newer);

private:
    struct Side {
        history::HistoryEntry entry;
        bool isThere = false;
    };

    void loadWhenOpen();
    void load(int side, qint64 id);
    void compare();

    window::PageAddress m_address;
    history::RequestHistory &m_history;
    bool m_isLoading = false;
    CompareView *m_view;
    Side m_sides[2];
};

// Makes compare pages. Thread: GUI.
class ComparePageFactory final : public window::PageFactory {
public:
    explicit ComparePageFactory(history::RequestHistory &history)
        : m_history(history)
    {
    }

    [[nodiscard]] QString kind() const override { return QStringLiteral("compare"); }
    [[nodiscard]] window::Page *create(const window::PageAddress &address,
                                       QWidget *parent) override;

private:
    history::RequestHistory &m_history;
};

} // namespace gw::compare
