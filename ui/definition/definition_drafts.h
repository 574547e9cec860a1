// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_session.h"
#include "window/main_window.h"

#include <string>
#include <vector>

namespace gw::definition {

// Definitions that no engine has yet: each is an open spec page, whose subject begins with kMark.
// Thread: GUI.
class DefinitionDrafts final {
public:
    static constexpr QStringView kMark = u"new:"; // no id begins like this

    DefinitionDrafts(session::EngineSession &session, window::MainWindow &window)
        : m_session(session)
        , m_window(window)
    {
    }

    [[nodiscard]] const session::EngineSession &session() const { return m_session; }
    // The ids of the engine's APIs and of the drafts.
    [[nodiscard]] std::vector<std::string> takenIds() const;
    // Opens a page with the text; applying it there makes the API.
    void open(const QString &apiId, const std::string &text);
    // Likewise with a copy of an API, which has a name and an id of its own.
    [[nodiscard]] Expected<void> openCopy(const QString &apiId, const QString &name,
                                          const std::string &text);

private:
    session::EngineSession &m_session;
    window::MainWindow &m_window;
};

} // namespace gw::definition
