// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "requests/request_options.h"

#include <QList>
#include <QString>

// What the page says of the options of a request.
namespace gw::request_form {

struct OptionGroup {
    QString title;
    QStringList names;     // as [Options] spells them
    bool isChoice = false; // one of them is enough
};

// Every option that there is, in the order of a menu. Thread: GUI.
[[nodiscard]] QList<OptionGroup> optionGroups();

// One sentence; empty for an unknown option.
[[nodiscard]] QString sentenceOf(const QString &option);

// A value to begin with; empty when only the user knows one.
[[nodiscard]] QString firstValueOf(const QString &option);

// May stand there more than once.
[[nodiscard]] bool isRepeatable(const QString &option);

// Values to choose from; empty for free ones.
[[nodiscard]] QStringList choicesOf(const QString &option);

// No value when nothing has this name.
[[nodiscard]] std::optional<requests::OptionKind> kindOf(const QString &option);

// Why the line will not be taken; empty when it will.
[[nodiscard]] QString whyRefused(const requests::Line &line);

} // namespace gw::request_form
