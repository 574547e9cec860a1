// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"

#include <QString>

#include <functional>
#include <memory>

namespace gw::session {

// Where a desktop keeps secrets. It may ask its user first, so an answer may take minutes. Thread:
// GUI; callbacks come once, from the event loop, unless this is gone by then.
class Keychain {
public:
    virtual ~Keychain() = default;

    // An empty text when it has no secret of that name. Fails when it cannot be asked.
    virtual void read(const QString &name,
                      const std::function<void(const Expected<QString> &secret)> &whenRead) = 0;
    virtual void write(const QString &name, const QString &secret,
                       const std::function<void(const Expected<void> &written)> &whenWritten) = 0;
};

// That of the user's desktop: Secret Service or KWallet.
[[nodiscard]] std::unique_ptr<Keychain> desktopKeychain();

} // namespace gw::session
