// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle_store.h"
#include "bundle/rsa_key.h"
#include "engine/bundle/bundle_folder.h"
#include "engine/bundle/key_pair.h"
#include "support/room_test.h"

namespace gw::bundle::test {

namespace fs = std::filesystem;

class BundleStoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void installsUnderTheHashOfTheZip();
    void pointsHooksIntoItsFolder();
    void keepsFilesToTheOwner();
    void installsTheSameVersionOnce();
    void adoptsWhatIsUnchanged();
    void refusesWhatWasChanged_data();
    void refusesWhatWasChanged();
    void mendsWhatWasChanged();
    void sweepsWhatAnInterruptedInstallLeft();
    void keepsWhatIsInUseOrReferredTo();
    void remembersReferences();
    void demandsSignatures();
    void checksSignaturesOfInstalledBundles();
    void leavesNothingWhenTheFolderCannotBeWritten();

private:
    [[nodiscard]] InstalledBundle install(const BundleStore &store,
                                          const std::string &code = "code") const
    {
        const auto archive = Archive::open(BundleFolder(code).build());
        return archive ? store.install(*archive, nullptr).value_or(InstalledBundle())
                       : InstalledBundle();
    }
    [[nodiscard]] static bool isEmpty(const fs::path &folder)
    {
        return !fs::exists(folder) || fs::is_empty(folder);
    }
};

void BundleStoreTest::installsUnderTheHashOfTheZip()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const std::string zip = BundleFolder().build();
    const auto archive = Archive::open(zip);
    QVERIFY(archive);
    const auto bundle = store.install(*archive, nullptr);
    QVERIFY(bundle);
    QCOMPARE(bundle->sha256, sha256Hex(zip));
    QCOMPARE(bundle->folder, store.folder() / sha256Hex(zip));
    QCOMPARE(readFile(bundle->folder / "hook.so"), "the code of a plugin");
    QCOMPARE(readFile(bundle->folder / "files/rules.txt"), "a rule");
    QVERIFY(readFile(bundle->folder / "manifest.json").find("\"kept\": 1.0") != std::string::npos);
    QVERIFY(isEmpty(store.folder() / "staging"));
}

void BundleStoreTest::pointsHooksIntoItsFolder()
{
    const QTemporaryDir folder;
    const InstalledBundle bundle = install(BundleStore(folder.path().toStdString()));
    QCOMPARE(bundle.customMiddleware.pre.at(0).path, (bundle.folder / "hook.so").string());
    QVERIFY(bundle.customMiddleware.pre.at(0).rawBodyOnly);
    QCOMPARE(bundle.customMiddleware.post.at(0).path, "");
    QCOMPARE(bundle.customMiddleware.driver, "goplugin");
}

void BundleStoreTest::keepsFilesToTheOwner()
{
    const QTemporaryDir folder;
    const InstalledBundle bundle = install(BundleStore(folder.path().toStdString()));
    QCOMPARE(fs::status(bundle.folder).permissions(), fs::perms::owner_all);
    QCOMPARE(fs::status(bundle.folder / "files").permissions(), fs::perms::owner_all);
    QCOMPARE(fs::status(bundle.folder / "hook.so").permissions(),
             fs::perms::owner_read | fs::perms::owner_write);
}

void BundleStoreTest::installsTheSameVersionOnce()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle first = install(store);
    const auto writtenAt = fs::last_write_time(first.folder / "hook.so");
    const InstalledBundle second = install(store);
    QCOMPARE(second.folder, first.folder);
    QVERIFY(fs::last_write_time(first.folder / "hook.so") == writtenAt);
    QVERIFY(isEmpty(store.folder() / "staging"));
}

void BundleStoreTest::adoptsWhatIsUnchanged()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle bundle = install(store);
    const auto adopted = store.adopt(bundle.sha256, nullptr);
    QVERIFY(adopted);
    QCOMPARE(adopted->customMiddleware.pre.at(0).path, bundle.customMiddleware.pre.at(0).path);
    QVERIFY(!store.adopt(std::string(64, 'a'), nullptr));
}

void BundleStoreTest::refusesWhatWasChanged_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("code") << QByteArray("hook.so");
    QTest::newRow("manifest") << QByteArray("manifest.json");
    QTest::newRow("mark of completeness") << QByteArray(".complete");
}

void BundleStoreTest::refusesWhatWasChanged()
{
    QFETCH(QByteArray, file);

    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle bundle = install(store);
    const fs::path path = bundle.folder / file.toStdString();
    const std::string content = readFile(path);
    writeFile(path, content + "\n");
    QVERIFY(!store.adopt(bundle.sha256, nullptr));
    fs::remove(path);
    QVERIFY(!store.adopt(bundle.sha256, nullptr));
    writeFile(path, content);
    QVERIFY(store.adopt(bundle.sha256, nullptr));
}

void BundleStoreTest::mendsWhatWasChanged()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle bundle = install(store);
    writeFile(bundle.folder / "hook.so", "other code");
    QCOMPARE(install(store).folder, bundle.folder);
    QCOMPARE(readFile(bundle.folder / "hook.so"), "code");
}

void BundleStoreTest::sweepsWhatAnInterruptedInstallLeft()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle bundle = install(store);
    QVERIFY(store.setReference("http://h/b.zip", {bundle.sha256, {}}));
    writeFile(store.folder() / "staging/12ab/hook.so", "half a file");
    const InstalledBundle orphan = install(store, "other");
    store.sweep();
    QVERIFY(isEmpty(store.folder() / "staging"));
    QVERIFY(fs::exists(bundle.folder));
    QVERIFY(!fs::exists(orphan.folder));
}

void BundleStoreTest::keepsWhatIsInUseOrReferredTo()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle inUse = install(store, "in use");
    const InstalledBundle referred = install(store, "referred to");
    const InstalledBundle neither = install(store, "neither");
    QVERIFY(store.setReference("http://h/b.zip", {referred.sha256, {}}));
    store.keepOnly({inUse.sha256});
    QVERIFY(fs::exists(inUse.folder));
    QVERIFY(fs::exists(referred.folder));
    QVERIFY(!fs::exists(neither.folder));
}

void BundleStoreTest::remembersReferences()
{
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    QVERIFY(!store.reference("http://h/b.zip"));
    const std::string hash(64, 'a');
    QVERIFY(store.setReference("http://h/b.zip", {hash, {"\"tag\"", "yesterday"}}));
    const auto reference = store.reference("http://h/b.zip");
    QVERIFY(reference);
    QCOMPARE(reference->sha256, hash);
    QCOMPARE(reference->validators.etag, "\"tag\"");
    QCOMPARE(reference->validators.lastModified, "yesterday");
    QVERIFY(!store.reference("http://h/c.zip"));
    QVERIFY(store.setReference("http://h/b.zip", {"../../etc", {}}));
    QVERIFY(!store.reference("http://h/b.zip"));
}

void BundleStoreTest::demandsSignatures()
{
    const KeyPair pair;
    const KeyPair other;
    const auto privateKey = RsaKey::readPrivate(pair.privateFile());
    const auto publicKey = RsaKey::readPublic(pair.publicFile());
    const auto otherKey = RsaKey::readPublic(other.publicFile());
    QVERIFY(privateKey && publicKey && otherKey);
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const auto plain = Archive::open(BundleFolder().build());
    const auto signedOne = Archive::open(BundleFolder().build(&*privateKey));
    QVERIFY(plain && signedOne);

    QVERIFY(errorOf(store.install(*plain, &*publicKey)).what == "Bundle isn't signed");
    QVERIFY(errorOf(store.install(*signedOne, &*otherKey)).what ==
            "Bundle signature verification failed");
    QVERIFY(isEmpty(store.folder() / "staging"));
    const auto installed = store.install(*signedOne, &*publicKey);
    QVERIFY2(installed, installed ? "" : installed.error().text().c_str());
    QVERIFY(installed->isSigned);
}

void BundleStoreTest::checksSignaturesOfInstalledBundles()
{
    const KeyPair pair;
    const auto publicKey = RsaKey::readPublic(pair.publicFile());
    QVERIFY(publicKey);
    const QTemporaryDir folder;
    const BundleStore store(folder.path().toStdString());
    const InstalledBundle bundle = install(store);
    QVERIFY(store.adopt(bundle.sha256, nullptr));
    QVERIFY(errorOf(store.adopt(bundle.sha256, &*publicKey)).what == "Bundle isn't signed");
}

void BundleStoreTest::leavesNothingWhenTheFolderCannotBeWritten()
{
    const QTemporaryDir folder;
    writeFile(folder.path().toStdString() + "/bundles", "a file where the folder should be");
    const BundleStore store(folder.path().toStdString() + "/bundles");
    const auto archive = Archive::open(BundleFolder().build());
    QVERIFY(archive);
    const Error error = errorOf(store.install(*archive, nullptr));
    QVERIFY2(error.what.starts_with("Couldn't create bundle directory"), error.what.c_str());
}

} // namespace gw::bundle::test

GW_TEST(gw::bundle::test::BundleStoreTest)
#include "bundle_store_test.moc"
