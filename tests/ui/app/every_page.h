// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/record_compare_page.h"
#include "console.h"
#include "libraries/source_page.h"
#include "panes/older_log_page.h"
#include "panes/traffic_pane.h"
#include "tester/request_page.h"
#include "window/tab_area.h"

#include <QAction>
#include <QHash>
#include <QTest>

namespace gw::test {

// A page of each kind that the console on its demo can open: kind to subject. What is compared
// is sent before. A kind that is not here has a test fail.
[[nodiscard]] inline QHash<QString, QString> everyPage(app::Console &console)
{
    constexpr int kPatienceMs = 60'000; // the machine may be busy
    if (!QTest::qWaitFor([&] { return !console.session().plugins().isEmpty(); }, kPatienceMs)) {
        return {};
    }
    const QString workspace = console.session().workspace();
    QHash<QString, QString> pages;
    for (const char *kind : {"settings", "settings-file", "environments", "new-api", "new-plugin",
                             "reload", "breakpoints"}) {
        pages.insert(QLatin1String(kind), {});
    }
    const auto take = [&pages](const window::PageAddress &address) {
        pages.insert(address.kind, address.subject);
    };
    take({QStringLiteral("plugin"), console.session().plugins().first().path});
    take(libraries::SourcePage::addressOf(workspace +
                                          QStringLiteral("/plugins/src/AddFooBarHeader.cpp")));
    take({QStringLiteral("api"), QStringLiteral("my_api_name")});
    take(panes::OlderLogPage::newAddress());
    const window::PageAddress request{QStringLiteral("request"),
                                      workspace + QStringLiteral("/requests/1 add a header.hurl")};
    take(request);
    auto *page = qobject_cast<tester::RequestPage *>(console.window().open(request));
    QAction *compare = page->findChild<QAction *>(QStringLiteral("request.compare"));
    const auto &records = console.traffic().model();
    for (int sent = records.rowCount() + 1, last = sent + 1; sent <= last; ++sent) {
        page->send();
        const bool isNoted =
            QTest::qWaitFor([&] { return records.rowCount() >= sent; }, kPatienceMs);
        const bool isShown =
            QTest::qWaitFor([page] { return page->response().result() != nullptr; }, kPatienceMs);
        if (!isNoted || !isShown) {
            return pages;
        }
    }
    take(compare::RecordComparePage::addressOf(records.record(records.rowCount() - 2),
                                               records.record(records.rowCount() - 1)));
    if (QTest::qWaitFor([compare] { return compare->isEnabled(); }, kPatienceMs)) {
        compare->trigger();
        take(console.window().tabs().current()->address());
    }
    return pages;
}

} // namespace gw::test
