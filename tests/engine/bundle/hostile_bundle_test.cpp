// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/archive.h"
#include "bundle/bundle_store.h"
#include "engine/bundle/bundle_folder.h"
#include "engine/bundle/hostile_bundles.h"
#include "support/room_test.h"

#include <QDirIterator>
#include <QTemporaryDir>

namespace gw::bundle::test {

namespace {

QStringList everythingBelow(const QString &folder)
{
    QStringList names;
    QDirIterator files(folder,
                       QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        names.append(QDir(folder).relativeFilePath(files.next()));
    }
    names.sort();
    return names;
}

} // namespace

class HostileBundleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void installsTheGoodOne();
    void installsWhatGoWrites();
    void refuses_data();
    void refuses();
};

// What the rows spoil is good before.
void HostileBundleTest::installsTheGoodOne()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.filePath(QStringLiteral("bundles")).toStdString());
    const auto archive = Archive::open(goodBundle());
    QVERIFY2(archive, archive ? "" : archive.error().text().c_str());
    const auto installed = store.install(*archive, nullptr);
    QVERIFY2(installed, installed ? "" : installed.error().text().c_str());
    QFile hook(QString::fromStdString(installed->customMiddleware.pre.at(0).path));
    QVERIFY(hook.open(QIODevice::ReadOnly));
    QCOMPARE(hook.readAll(), QByteArray(kGoodCode));
}

void HostileBundleTest::installsWhatGoWrites()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.filePath(QStringLiteral("bundles")).toStdString());
    const auto archive = Archive::open(bundleAsGoWritesIt());
    QVERIFY2(archive, archive ? "" : archive.error().text().c_str());
    QVERIFY(store.install(*archive, nullptr));
}

void HostileBundleTest::refuses_data()
{
    QTest::addColumn<QByteArray>("zip");
    QTest::addColumn<QByteArray>("reason");
    for (const HostileBundle &bundle : hostileBundles()) {
        QTest::newRow(bundle.name.c_str())
            << QByteArray::fromStdString(bundle.zip) << QByteArray::fromStdString(bundle.reason);
    }
}

void HostileBundleTest::refuses()
{
    QFETCH(QByteArray, zip);
    QFETCH(QByteArray, reason);

    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("state/bundles")));
    const BundleStore store(folder.filePath(QStringLiteral("state/bundles")).toStdString());
    const auto archive = Archive::open(zip.toStdString());
    // The store checks by itself what it writes, also without the check before.
    const Error error = archive ? errorOf(store.install(*archive, nullptr)) : archive.error();
    QVERIFY2(error.text().find(reason.toStdString()) != std::string::npos, error.text().c_str());
    for (const char c : error.text()) {
        QVERIFY2(c >= ' ' && c <= '~', "the message could play tricks on a terminal");
    }
    const QStringList allowed = {QStringLiteral("state"), QStringLiteral("state/bundles"),
                                 QStringLiteral("state/bundles/staging")};
    for (const QString &file : everythingBelow(folder.path())) {
        QVERIFY2(allowed.contains(file), qPrintable(file));
    }
    if (archive) {
        QVERIFY(!archive->unpack(nullptr, nullptr));
    }
}

} // namespace gw::bundle::test

GW_TEST(gw::bundle::test::HostileBundleTest)
#include "hostile_bundle_test.moc"
