// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/key_hash.h"
#include "support/room_test.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <charconv>

namespace gw {

namespace {

std::string token(const std::string &algorithm, const std::string &id = "0123456789")
{
    const std::string text = R"({"org":"o1","id":")" + id + R"(","h":")" + algorithm + R"("})";
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

// What MurmurHash3 does at the end with the state that Tyk takes for the hash.
std::uint32_t standardMurmur32(const std::string &text)
{
    const std::string hash = keyHash(text);
    std::uint32_t state = 0;
    std::from_chars(hash.data(), hash.data() + hash.size(), state, 16);
    state ^= static_cast<std::uint32_t>(text.size());
    state = (state ^ (state >> 16)) * 0x85ebca6bU;
    state = (state ^ (state >> 13)) * 0xc2b2ae35U;
    return state ^ (state >> 16);
}

} // namespace

class KeyHashTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // "hello, world" is one of the published examples of MurmurHash3 and has three whole blocks.
    void isTyksMurmur32WithoutAnAlgorithm()
    {
        QCOMPARE(standardMurmur32("hello, world"), 0x149bbb7fU);
        QCOMPARE(keyHash("hello, world").size(), 8U);
        QCOMPARE(keyHash("abcd"), keyHash("abcdefg")); // as Tyk's, to the letter
        QVERIFY(keyHash("abcdefgh") != keyHash("abcd"));
        QCOMPARE(keyHash(token("rot13")), keyHash(token("rot13")));
        QCOMPARE(keyHash(token("rot13")).size(), 8U);
    }

    // The expected values come from the reference implementation (smhasher, seed 0).
    void isTheStandards64And128()
    {
        const std::string first = keyHash(token("murmur64"));
        const std::string whole = keyHash(token("murmur128"));
        QCOMPARE(first.size(), 16U);
        QCOMPARE(whole.size(), 32U);
        QCOMPARE(first, std::string("c54246478e5c2fa7"));
        QCOMPARE(whole, std::string("74541d00117adfc42d02ea8d6db33913"));
    }

    void isSha256()
    {
        const std::string key = token("sha256");
        QCOMPARE(keyHash(key), QCryptographicHash::hash(QByteArray::fromStdString(key),
                                                        QCryptographicHash::Sha256)
                                   .toHex()
                                   .toStdString());
    }
};

} // namespace gw

GW_TEST(gw::KeyHashTest)
#include "key_hash_test.moc"
