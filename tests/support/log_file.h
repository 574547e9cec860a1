// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <QTemporaryFile>

namespace gw::test {

// A log, and what was written to it.
class LogFile final {
public:
    [[nodiscard]] Log &log() { return m_log; }
    [[nodiscard]] QByteArray text()
    {
        m_log.flush();
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    [[nodiscard]] static int opened(QTemporaryFile &file)
    {
        if (!file.open()) {
            qFatal("cannot make a file for the log");
        }
        return file.handle();
    }

    QTemporaryFile m_file;
    Log m_log{Log::Options{.descriptor = opened(m_file)}};
};

} // namespace gw::test
