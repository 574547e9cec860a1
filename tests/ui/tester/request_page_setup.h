// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/request_history.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "ui/page_fixture.h"

#include <QTemporaryDir>

#include <memory>

namespace gw::test {

// A request that is not saved yet, in a workspace whose engine never comes up.
struct RequestPageSetup {
    RequestPageSetup()
    {
        session.openWorkspace(folder.path());
        reopen();
    }

    // The page anew.
    void reopen() { page = shownPage(factory, QStringLiteral("untitled:1")); }

    QTemporaryDir folder;
    SilentHost *host = new SilentHost; // the session's
    session::EngineSession session{std::unique_ptr<session::EngineHost>(host)};
    session::Environments environments{session};
    history::RequestHistory history{folder.filePath(QStringLiteral("history"))};
    OpenedPages opener;
    tester::RequestPageFactory factory{
        {session, environments, history, opener, std::make_shared<requests::RequestRunner>()}};
    std::unique_ptr<tester::RequestPage> page;
};

} // namespace gw::test
