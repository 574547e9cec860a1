// SPDX-License-Identifier: GPL-3.0-or-later
// The code blocks of plugins/README.md, built by tests/abi, load and export what they say.
#include "engine/plugin/loaded_hook.h"
#include "support/room_test.h"

using namespace gw::plugin;

class GuideTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBlockLoads()
    {
        PluginBench bench;
        int blocks = 0;
        for (const auto &entry : std::filesystem::directory_iterator(GW_FIXTURES)) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with("guide_")) {
                continue;
            }
            ++blocks;
            const auto manifest = readManifest(bytesOf(entry.path()), name);
            QVERIFY2(manifest, name.c_str());
            QVERIFY2(!manifest->hooks.empty(), name.c_str());
            for (const HookEntry &hook : manifest->hooks) {
                const HookKind kind = (hook.kinds & GW_REQUEST_HOOK) != 0    ? HookKind::Request
                                      : (hook.kinds & GW_RESPONSE_HOOK) != 0 ? HookKind::Response
                                                                             : HookKind::Analytics;
                QVERIFY2(bench.hook(hook.name, kind, entry.path()), hook.name.c_str());
            }
        }
        QVERIFY2(blocks >= 8, "the blocks of the guide were not built");
    }
};

GW_TEST(GuideTest)
#include "guide_test.moc"
