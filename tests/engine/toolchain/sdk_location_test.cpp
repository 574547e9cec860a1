// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "toolchain/sdk_location.h"

#include <QTemporaryDir>

#include <fstream>

using namespace gw::toolchain;
namespace fs = std::filesystem;

class SdkLocationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liesBesideTheProgram()
    {
        touch("usr/bin/gatewright");
        touch("usr/include/gatewright/plugin.h");
        const auto sdk = findSdk(m_root / "usr/bin/gatewright");
        QVERIFY2(sdk, sdk ? "" : sdk.error().text().c_str());
        QCOMPARE(sdk->headers, m_root / "usr/include");
        QCOMPARE(sdk->cmakePackage, m_root / "usr/share/cmake/GatewrightPlugin");
    }

    void followsALinkToTheProgram()
    {
        touch("opt/gw/bin/gatewright");
        touch("opt/gw/include/gatewright/plugin.h");
        fs::create_directories(m_root / "bin");
        fs::create_symlink(m_root / "opt/gw/bin/gatewright", m_root / "bin/gatewright");
        const auto sdk = findSdk(m_root / "bin/gatewright");
        QVERIFY(sdk);
        QCOMPARE(sdk->headers, m_root / "opt/gw/include");
    }

    void saysWhereItLooked()
    {
        touch("bare/bin/gatewright");
        const auto sdk = findSdk(m_root / "bare/bin/gatewright");
        QVERIFY(!sdk);
        QCOMPARE(sdk.error().where, (m_root / "bare/include").string());
        QVERIFY2(sdk.error().remedy.find("package gatewright-plugin-dev") != std::string::npos,
                 sdk.error().remedy.c_str());
        QVERIFY(!findSdk(m_root / "nowhere/gatewright"));
    }

private:
    void touch(const fs::path &name)
    {
        fs::create_directories((m_root / name).parent_path());
        std::ofstream file(m_root / name);
    }

    QTemporaryDir m_folder;
    fs::path m_root = fs::canonical(m_folder.path().toStdString());
};

GW_TEST(SdkLocationTest)
#include "sdk_location_test.moc"
