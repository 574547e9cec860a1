// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/breakpoint_values.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QList>

namespace gw::models {

// The requests that breakpoints hold, and how long they still do. Thread: GUI.
class PausedModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Method, Path, Left, Place, Since, Api };
    static constexpr int kColumns = Api + 1;

    explicit PausedModel(QObject *parent = nullptr);

    // Rows of requests that stay keep their selection.
    void setPaused(const QList<client::PausedRequest> &paused);
    // What time it is, for the time that is left.
    void setNow(const QDateTime &now);
    [[nodiscard]] const client::PausedRequest &request(int row) const { return m_rows.at(row); }
    [[nodiscard]] int rowOf(const QString &id) const; // -1: it went on

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const client::PausedRequest &request, int column) const;

    QList<client::PausedRequest> m_rows;
    QDateTime m_now = QDateTime::currentDateTime();
};

// Never more than the whole pause: the engine's clock may be another.
[[nodiscard]] std::chrono::seconds timeLeft(const client::PausedRequest &request,
                                            const QDateTime &now);

} // namespace gw::models
