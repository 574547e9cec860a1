// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace gw::window {

// What a tab is of.
struct TabSubject {
    QString title;
    QString path; // of its file; empty, or another text, when it has none
};

// Names for tabs in their order. Where titles are the same, each is told apart by its folder, else
// by a number: "users (staging)", "Compare (2)".
[[nodiscard]] QStringList tabNames(const QList<TabSubject> &tabs);

} // namespace gw::window
