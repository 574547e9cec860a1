// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <initializer_list>
#include <string>
#include <string_view>

namespace gw::requests {

// What this room says to people, in the language of the program: `gatewright run` has no
// translation and stays English, as do exported files. (lupdate misses the namespace in some
// functions of unnamed ones that return what has a namespace, and takes the context for "Words":
// QCoreApplication::translate there.) Thread: any.
class Words final {
    Q_DECLARE_TR_FUNCTIONS(gw::requests::Words)
};

// The text in UTF-8, its places %1 to %9 filled in. The values keep their bytes, whatever they are.
[[nodiscard]] std::string said(const QString &text,
                               std::initializer_list<std::string_view> values = {});

} // namespace gw::requests
