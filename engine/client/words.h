// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QCoreApplication>

namespace gw::client {

// What this room says to people, in the language of the program. What the engine says stays as it
// is. Thread: any.
class ClientWords final {
    Q_DECLARE_TR_FUNCTIONS(gw::client::ClientWords)
};

[[nodiscard]] inline Error said(const QString &what, std::string where, const QString &remedy = {})
{
    return {what.toStdString(), std::move(where), remedy.toStdString()};
}

} // namespace gw::client
