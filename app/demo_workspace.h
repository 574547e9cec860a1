// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "echo_thread.h"

#include <QLockFile>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>

namespace gw::app {

// The demo workspace of this process, whose APIs are aimed at an echo upstream. Of several
// processes one holds the demo and aims it at its echo; when that one ends another takes over.
// Thread: the one that made it, with an event loop.
class Demo final {
public:
    Demo() = default;
    ~Demo(); // what it holds is free for others
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;

    // The user's copy, aimed at an echo upstream that runs if nobody else holds the demo. Its
    // folder. Blocks on the disk.
    [[nodiscard]] Expected<std::string> make(const std::string &echoAddress);
    // Takes over as soon as nobody else holds it. whenAimed: the definitions were written, and are
    // to be loaded; not called when there is an echo again where they are aimed at.
    void takeOver(std::function<void()> whenAimed);
    // What would have to be loaded anew ends: it does not take over any more.
    void stopLooking() { m_look.stop(); }

private:
    void look();

    std::string m_workspace;
    std::string m_echo; // address
    std::unique_ptr<QLockFile> m_hold;
    EchoThread m_inItsPlace; // of the process that held it
    QTimer m_look;
    std::function<void()> m_whenAimed;
};

} // namespace gw::app
