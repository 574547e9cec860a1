// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin that takes its gateway along is named, at once and at the next start.
#include "e2e/support/curl_client.h"
#include "e2e/support/gateway_process.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

using namespace Qt::StringLiterals;

namespace gw::e2e {

class CrashNoteTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheHook();
};

void CrashNoteTest::namesTheHook()
{
#ifdef GATEWRIGHT_SANITIZED
    QSKIP("Sanitizers tell of crashes themselves");
#endif
    Workspace workspace;
    workspace.installPlugin(u"e2e_crash.so"_s, u"plugins/crash.so"_s);
    workspace.writeApi(ApiDefinition(u"crash"_s, u"http://127.0.0.1:1/"_s)
                           .hook(HookPlace::Pre, u"plugins/crash.so"_s, u"Crash"_s));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path()));
    const CurlAnswer answer = get(gateway.address("/crash/"));
    QCOMPARE(answer.status, 0); // nobody is there to answer
    QCOMPARE(gateway.waitForEnd(), -1);
    const QString told = u"SIGABRT in GoPluginMiddleware:plugins/crash.so:Crash"_s;
    QVERIFY2(gateway.log().contains(told), qPrintable(gateway.log()));

    QVERIFY(gateway.serve(workspace.path()));
    QVERIFY(gateway.waitForLog({u"level=warn"_s, u"The last run crashed"_s, told}));
    QCOMPARE(gateway.stop(), 0);
    QVERIFY(gateway.serve(workspace.path()));
    QCOMPARE(gateway.stop(), 0);
    QVERIFY(!gateway.log().contains(u"The last run crashed"_s)); // it was said
}

} // namespace gw::e2e

GW_TEST(gw::e2e::CrashNoteTest)
#include "crash_note_test.moc"
