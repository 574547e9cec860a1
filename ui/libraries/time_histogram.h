// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/metrics_text.h"

#include <QWidget>

namespace gw::libraries {

// How long the calls of a hook took: a column for each span of time, as high as its share. Empty
// spans at both ends are left out. Left, Right, Home and End go to a column, which is told as it is
// under the pointer. Thread: GUI.
class TimeHistogram final : public QWidget {
    Q_OBJECT

public:
    explicit TimeHistogram(QWidget *parent = nullptr);

    void setBuckets(const QList<client::TimeBucket> &buckets);
    [[nodiscard]] const QList<client::TimeBucket> &shownBuckets() const { return m_buckets; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QString rangeOf(qsizetype at) const;
    [[nodiscard]] QString wordsOf(qsizetype at) const;
    [[nodiscard]] int columnWidth() const;
    void choose(qsizetype at);
    void describe();
    [[nodiscard]] QRect area() const;
    [[nodiscard]] qsizetype columnAt(int x) const; // -1: none

    QList<client::TimeBucket> m_buckets;
    client::TimeBucket m_before; // ends where the first shown one begins
    std::uint64_t m_calls = 0;
    qsizetype m_chosen = -1; // by keys
};

} // namespace gw::libraries
