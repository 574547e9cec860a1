// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QCoreApplication>

namespace gw::editing {

// What this room says to people, in the language of the program (lupdate misses the namespace in
// classes of unnamed ones: QCoreApplication::translate there). What the engine says stays as it
// is. Thread: any.
class Words final {
    Q_DECLARE_TR_FUNCTIONS(gw::editing::Words)
};

// failure() in those words.
[[nodiscard]] inline tl::unexpected<Error> refusal(const QString &what, std::string where = {},
                                                   const QString &remedy = {})
{
    return failure(what.toStdString(), std::move(where), remedy.toStdString());
}

} // namespace gw::editing
