// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QVariant>

namespace gw::models {

// What stands above the columns of a list.
struct TableHead {
    QStringList titles;
    QList<int> numbers = {}; // columns that stand at the right

    // For headerData().
    [[nodiscard]] QVariant data(int section, Qt::Orientation orientation, int role) const
    {
        if (orientation != Qt::Horizontal) {
            return {};
        }
        if (role == Qt::TextAlignmentRole) {
            return static_cast<int>((numbers.contains(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                    Qt::AlignVCenter);
        }
        return role == Qt::DisplayRole && section < titles.size() ? QVariant(titles.at(section))
                                                                  : QVariant();
    }
};

} // namespace gw::models
