// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_workspace.h"

#include "demo_echo.h"
#include "demo_files.h"

namespace gw::app {

namespace {

constexpr const char *kHoldFile = "/.hold";
constexpr std::chrono::seconds kLook{1}; // who ends, also by a crash, does not tell

} // namespace

Demo::~Demo() = default;

Expected<std::string> Demo::make(const std::string &echoAddress)
{
    auto workspace = prepareDemoWorkspace();
    if (!workspace) {
        return workspace;
    }
    m_workspace = *workspace;
    m_echo = echoAddress;
    m_hold = std::make_unique<QLockFile>(QString::fromStdString(m_workspace + kHoldFile));
    m_hold->setStaleLockTime(0); // however long it runs
    if (!m_hold->tryLock(0)) {
        return workspace;
    }
    if (auto aimed = aimDemoAt(m_workspace, m_echo); !aimed) {
        return tl::unexpected(aimed.error());
    }
    return workspace;
}

void Demo::takeOver(std::function<void()> whenAimed)
{
    if (m_hold == nullptr || m_hold->isLocked()) {
        return;
    }
    m_whenAimed = std::move(whenAimed);
    QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] { look(); });
    m_look.start(kLook);
}

void Demo::look()
{
    if (!m_hold->isLocked() && !m_hold->tryLock(0)) {
        return;
    }
    if (m_inItsPlace.start(lastEcho(m_workspace))) {
        m_look.stop();
    } else if (aimDemoAt(m_workspace, m_echo)) { // else once more, in a second
        m_look.stop();
        m_whenAimed();
    }
}

} // namespace gw::app
