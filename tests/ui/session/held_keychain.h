// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/keychain.h"

#include <QList>

#include <utility>

namespace gw::test {

// A keychain that answers when the test says so.
class HeldKeychain final : public session::Keychain {
public:
    // What it was asked; outlives it.
    struct Calls {
        QList<std::pair<QString, std::function<void(const Expected<QString> &)>>> reads;
        QList<std::function<void(const Expected<void> &)>> writes;
    };

    explicit HeldKeychain(Calls &calls)
        : m_calls(calls)
    {
    }

    void read(const QString &name,
              const std::function<void(const Expected<QString> &)> &whenRead) override
    {
        m_calls.reads.append({name, whenRead});
    }
    void write(const QString &, const QString &,
               const std::function<void(const Expected<void> &)> &whenWritten) override
    {
        m_calls.writes.append(whenWritten);
    }

private:
    Calls &m_calls;
};

} // namespace gw::test
