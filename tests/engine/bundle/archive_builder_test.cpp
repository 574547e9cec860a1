// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/archive.h"
#include "bundle/archive_builder.h"
#include "bundle/content_digest.h"
#include "engine/bundle/bundle_folder.h"
#include "engine/bundle/key_pair.h"
#include "engine/bundle/zip_maker.h"
#include "support/room_test.h"

namespace gw::bundle::test {

namespace {

// Keeps what is unpacked.
class Unpacked final : public FileReceiver {
public:
    explicit Unpacked(const Archive &archive)
    {
        m_isWhole = archive.unpack(nullptr, this).has_value();
    }

    [[nodiscard]] std::string manifest() const
    {
        return m_isWhole ? m_files.at("manifest.json") : std::string();
    }
    // As the gateway checks them, with another manifest.
    [[nodiscard]] Expected<void> checkWith(const std::string &text, const RsaKey &key,
                                           const Limits &limits = {}) const
    {
        const auto manifest = readManifest(text, limits);
        if (!manifest) {
            return tl::unexpected(manifest.error());
        }
        ContentDigest digest;
        for (const std::string &name : manifest->fileList) {
            digest.beginFile(name);
            digest.add(m_files.at(name));
            digest.endFile();
        }
        return checkContent(digest, *manifest, &key);
    }

    Expected<void> beginFile(const std::string &name) override
    {
        m_name = name;
        m_files[name];
        return {};
    }
    Expected<void> write(std::string_view bytes) override
    {
        m_files[m_name] += bytes;
        return {};
    }
    Expected<void> endFile() override { return {}; }

private:
    std::map<std::string, std::string> m_files;
    std::string m_name;
    bool m_isWhole = false;
};

std::string replaced(std::string text, const std::string &what, const std::string &with)
{
    const std::size_t place = text.find(what);
    return place == text.npos ? std::string() : text.replace(place, what.size(), with);
}

} // namespace

class ArchiveBuilderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameBytesForTheSameInput();
    void doesNotDependOnTimes();
    void putsTheManifestLast();
    void keepsUnknownMembersOfTheManifest();
    void replacesOldSums();
    void storesEmptyFiles();
    void signsTheManifest_data();
    void signsTheManifest();
    void demandsASignedManifest();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

void ArchiveBuilderTest::givesTheSameBytesForTheSameInput()
{
    const std::string zip = BundleFolder().build();
    QVERIFY(!zip.empty());
    QVERIFY(zip == BundleFolder().build()); // another folder, made later
}

void ArchiveBuilderTest::doesNotDependOnTimes()
{
    const BundleFolder folder;
    const std::string zip = folder.build();
    const auto longAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(9999);
    std::filesystem::last_write_time(folder.path() / "hook.so", longAgo);
    qputenv("TZ", "Pacific/Kiritimati");
    tzset();
    QVERIFY(zip == folder.build());
}

void ArchiveBuilderTest::putsTheManifestLast()
{
    const auto archive = Archive::open(BundleFolder().build());
    QVERIFY(archive);
    QCOMPARE(archive->entries().size(), std::size_t(3));
    QCOMPARE(archive->entries().at(0).name, "hook.so");
    QCOMPARE(archive->entries().at(1).name, "files/rules.txt");
    QCOMPARE(archive->entries().at(2).name, "manifest.json");
    QCOMPARE(archive->manifest().checksum, md5Hex("the code of a plugina rule"));
    QCOMPARE(archive->manifest().sha256.at("hook.so"), sha256Hex("the code of a plugin"));
}

void ArchiveBuilderTest::keepsUnknownMembersOfTheManifest()
{
    const std::string text =
        R"({"a": 1.50, "checksum": "old", "signature": "old", "gatewright": {"b": 2}})";
    const auto sealed = sealManifest(text, {{}, "new", {}, {{"hook.so", "12"}}});
    QVERIFY(sealed);
    QVERIFY2(sealed->find("\"a\": 1.50") != std::string::npos, sealed->c_str());
    QVERIFY2(sealed->find("\"b\": 2") != std::string::npos, sealed->c_str());
    QVERIFY2(sealed->find("old") == std::string::npos, sealed->c_str());
    QVERIFY2(sealed->find("\"hook.so\": \"12\"") != std::string::npos, sealed->c_str());
}

void ArchiveBuilderTest::replacesOldSums()
{
    const BundleFolder folder;
    const auto first = Archive::open(folder.build());
    QVERIFY(first);
    writeFile(folder.path() / "hook.so", "newer code");
    const auto second = Archive::open(folder.build());
    QVERIFY(second);
    QVERIFY(second->unpack(nullptr, nullptr));
    QVERIFY(first->manifest().checksum != second->manifest().checksum);
}

void ArchiveBuilderTest::storesEmptyFiles()
{
    const BundleFolder folder;
    writeFile(folder.path() / "files/rules.txt", "");
    const auto archive = Archive::open(folder.build());
    QVERIFY(archive);
    QVERIFY(archive->unpack(nullptr, nullptr));
}

void ArchiveBuilderTest::signsTheManifest_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("with");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("a hook that is off")
        << QByteArray("\"raw_body_only\"") << QByteArray("\"disabled\": false, \"raw_body_only\"");
    QTest::newRow("another symbol") << QByteArray("Guard") << QByteArray("Other");
    QTest::newRow("another driver") << QByteArray("goplugin") << QByteArray("native");
    QTest::newRow("a blank") << QByteArray("  \"unknown\"") << QByteArray("   \"unknown\"");
}

// Tyk's signature is over the bytes of the files: none of this would be noticed.
void ArchiveBuilderTest::signsTheManifest()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, with);

    const KeyPair keys;
    const auto privateKey = RsaKey::readPrivate(keys.privateFile());
    const auto publicKey = RsaKey::readPublic(keys.publicFile());
    QVERIFY(privateKey && publicKey);
    const BundleFolder folder;
    const auto archive = Archive::open(folder.build(&*privateKey));
    QVERIFY(archive);
    QVERIFY(archive->unpack(&*publicKey, nullptr));
    const Unpacked unpacked(*archive);
    const std::string text = replaced(unpacked.manifest(), what.toStdString(), with.toStdString());
    const auto checked = unpacked.checkWith(text, *publicKey);
    QCOMPARE(checked.has_value(), what.isEmpty());
    if (!checked) {
        QCOMPARE(checked.error().what, "The manifest's signature verification failed");
    }

    // Built again without a key it has none of them.
    writeFile(folder.path() / "manifest.json", unpacked.manifest());
    const auto plain = Archive::open(folder.build());
    QVERIFY(plain);
    QCOMPARE(plain->manifest().ownSignature, "");
}

void ArchiveBuilderTest::demandsASignedManifest()
{
    const KeyPair keys;
    const auto privateKey = RsaKey::readPrivate(keys.privateFile());
    const auto publicKey = RsaKey::readPublic(keys.publicFile());
    QVERIFY(privateKey && publicKey);
    const auto archive = Archive::open(BundleFolder().build(&*privateKey));
    QVERIFY(archive);
    const Unpacked unpacked(*archive);
    const std::string whole = unpacked.manifest();
    const std::string stripped =
        replaced(whole, '"' + archive->manifest().ownSignature + '"', "\"\"");
    Limits strict;
    strict.demandsSignedManifest = true;
    QVERIFY(unpacked.checkWith(whole, *publicKey, strict));
    QVERIFY(unpacked.checkWith(stripped, *publicKey)); // as from Tyk's tools
    QCOMPARE(errorOf(unpacked.checkWith(stripped, *publicKey, strict)).what,
             "The manifest itself isn't signed");
    // Where the reader would find it, but not what was signed.
    const std::string odd = replaced(whole, "\"gatewright\"", "\"Gatewright\"");
    QVERIFY(!unpacked.checkWith(odd, *publicKey));
}

void ArchiveBuilderTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::addColumn<QByteArray>("words");
    const QByteArray hooks = R"("custom_middleware": {"driver": "goplugin",
        "auth_check": {"name": "Guard", "path": "hook.so"}})";
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("manifest.json");
    QTest::newRow("no hooks") << QByteArray(R"({"file_list": ["hook.so"], "driver": "goplugin"})")
                              << QByteArray("No hooks defined");
    QTest::newRow("no driver") << QByteArray(R"({"file_list": ["hook.so"], "custom_middleware":
        {"pre": [{"name": "Guard", "path": "hook.so"}]}})")
                               << QByteArray("No driver specified");
    QTest::newRow("missing file") << QByteArray(R"({"file_list": ["gone.so"], )" + hooks + "}")
                                  << QByteArray("Referencing a nonexistent file: gone.so");
    QTest::newRow("folder") << QByteArray(R"({"file_list": ["files"], )" + hooks + "}")
                            << QByteArray("Not a regular file");
    QTest::newRow("file elsewhere") << QByteArray(R"({"file_list": ["../hook.so"], )" + hooks + "}")
                                    << QByteArray("lead elsewhere");
}

void ArchiveBuilderTest::saysWhatIsWrong()
{
    QFETCH(QByteArray, manifest);
    QFETCH(QByteArray, words);

    const BundleFolder folder;
    writeFile(folder.path() / "manifest.json", manifest.toStdString());
    const auto built = buildArchive({folder.path() / "manifest.json", folder.path(), nullptr, {}});
    QVERIFY(!built);
    QVERIFY2(built.error().text().find(words.toStdString()) != std::string::npos,
             built.error().text().c_str());
}

} // namespace gw::bundle::test

GW_TEST(gw::bundle::test::ArchiveBuilderTest)
#include "archive_builder_test.moc"
