// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/body_packing.h"
#include "requests/incoming_body.h"
#include "requests/readable_body.h"
#include "support/room_test.h"

#include <QBuffer>

#include <KCompressionDevice>
#include <malloc.h>

using namespace gw::requests;

namespace {

ResponseHead headWith(const std::string &name, const std::string &value)
{
    return {"HTTP/1.1", 200, "OK", {{name, value}}};
}

QByteArray packedBytes(const QByteArray &text, KCompressionDevice::CompressionType type)
{
    QBuffer buffer;
    KCompressionDevice device(&buffer, false, type);
    return device.open(QIODevice::WriteOnly) && device.write(text) == text.size()
               ? (device.close(), buffer.data())
               : QByteArray();
}

} // namespace

class IncomingBodyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesWhatCameSinceTheLastLook();
    void keepsTheNewestOfMuch();
    void cutsBetweenLetters();
    void unpacksWhatComes_data();
    void unpacksWhatComes();
    void tellsWhatCannotBeUnpacked();
    void unpacksNoMoreThanTheWhole();
    void holdsNothingOfWhatIsDamaged();
    void undoesNoMoreCodingsThanAnybodyUses();
    void tellsTheCharset_data();
    void tellsTheCharset();
    void looksForADeclarationInTheBeginOnly();
    void beginsAgainBehindARedirect();
    void numbersItsHeads();
};

void IncomingBodyTest::givesWhatCameSinceTheLastLook()
{
    IncomingBody body;
    QVERIFY(!body.add(""));
    QVERIFY(body.add("one "));
    QVERIFY(!body.add("two")); // somebody is looking already
    IncomingBody::Part part = body.take();
    QCOMPARE(part.bytes, "one two");
    QVERIFY(!part.isCut);
    QCOMPARE(part.total, std::uint64_t{7});
    QVERIFY(body.add("three"));
    part = body.take();
    QCOMPARE(part.total, std::uint64_t{12});
    QCOMPARE(part.bytes, "three");
    QVERIFY(body.take().bytes.empty());
}

void IncomingBodyTest::keepsTheNewestOfMuch()
{
    IncomingBody body;
    QVERIFY(body.add(std::string(IncomingBody::kMostKept, 'a')));
    QVERIFY(!body.add("bc"));
    IncomingBody::Part part = body.take();
    QVERIFY(part.bytes.size() > IncomingBody::kMostKept - 4);
    QVERIFY(part.bytes.size() <= IncomingBody::kMostKept);
    QVERIFY(part.bytes.ends_with("abc"));
    QVERIFY(part.isCut);
    QVERIFY(body.add("x" + std::string(IncomingBody::kMostKept, 'd')));
    part = body.take();
    QVERIFY(part.bytes.size() > IncomingBody::kMostKept - 4);
    QCOMPARE(part.bytes, std::string(part.bytes.size(), 'd'));
    QVERIFY(part.isCut);
    QVERIFY(body.add("whole"));
    QVERIFY(!body.take().isCut);
}

// Letters of UTF-16 and UTF-32 stay whole, wherever the last look was.
void IncomingBodyTest::cutsBetweenLetters()
{
    IncomingBody body;
    QVERIFY(body.add("a"));
    QCOMPARE(body.take().bytes, "a");
    std::string text;
    while (text.size() < IncomingBody::kMostKept + 100) {
        text += "bcda"; // the first letter stands at 1
    }
    QVERIFY(body.add(text));
    const IncomingBody::Part part = body.take();
    QVERIFY(part.isCut);
    QCOMPARE(part.bytes.substr(0, 8), "abcdabcd");
}

void IncomingBodyTest::unpacksWhatComes_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("packed");
    const QByteArray text = QByteArray("one two three four ").repeated(20);
    const QByteArray zlib = qCompress(text).sliced(4);
    QTest::newRow("gzip") << QByteArray("gzip") << packedBytes(text, KCompressionDevice::GZip);
    QTest::newRow("x-gzip") << QByteArray("x-gzip") << packedBytes(text, KCompressionDevice::GZip);
    QTest::newRow("zstd") << QByteArray("zstd") << packedBytes(text, KCompressionDevice::Zstd);
    QTest::newRow("deflate") << QByteArray("deflate") << zlib;
    QTest::newRow("bare deflate") << QByteArray("deflate") << zlib.sliced(2, zlib.size() - 6);
    QTest::newRow("twice") << QByteArray("gzip, zstd")
                           << packedBytes(packedBytes(text, KCompressionDevice::GZip),
                                          KCompressionDevice::Zstd);
    QTest::newRow("unpacked by libcurl") << QByteArray("gzip") << text;
}

void IncomingBodyTest::unpacksWhatComes()
{
    QFETCH(const QByteArray, coding);
    QFETCH(const QByteArray, packed);
    IncomingBody body;
    body.begin(headWith("Content-Encoding", coding.toStdString()));
    std::string text;
    int looks = 0;
    for (const char byte : packed) {
        QVERIFY(body.add({&byte, 1}));
        const IncomingBody::Part part = body.take();
        QVERIFY(!part.isCut && part.packing.empty());
        QCOMPARE(part.total, static_cast<std::uint64_t>(++looks));
        text += part.bytes;
    }
    QCOMPARE(text, QByteArray("one two three four ").repeated(20).toStdString());
}

void IncomingBodyTest::tellsWhatCannotBeUnpacked()
{
    IncomingBody body;
    body.begin(headWith("Content-Encoding", "br, gzip"));
    const QByteArray bytes =
        packedBytes("not known here, and more of it", KCompressionDevice::GZip);
    QVERIFY(body.add(bytes.toStdString()));
    const IncomingBody::Part part = body.take();
    QCOMPARE(part.packing, "br");
    QCOMPARE(part.bytes, "not known here, and more of it");
}

// A few bytes may be packed to any size.
void IncomingBodyTest::unpacksNoMoreThanTheWhole()
{
    IncomingBody body;
    body.begin(headWith("Content-Encoding", "gzip"));
    const std::string bytes = packedBytes(QByteArray(ReadableBody::kMaxUnpacked, 'a') + "the end",
                                          KCompressionDevice::GZip)
                                  .toStdString();
    QVERIFY(body.add(bytes));
    const IncomingBody::Part part = body.take();
    QVERIFY(part.isCut);
    QCOMPARE(part.total, bytes.size());
    QCOMPARE(part.bytes.back(), 'a');
    QVERIFY(body.add("more"));
    QCOMPARE(body.take().bytes, "");
}

// What comes behind it is on the disk, and is not read here.
void IncomingBodyTest::holdsNothingOfWhatIsDamaged()
{
    QByteArray damaged = packedBytes(QByteArray(100'000, 'a'), KCompressionDevice::GZip);
    damaged.replace(20, damaged.size() - 20, QByteArray(damaged.size() - 20, '\xff'));
    PartUnpacker unpacker("gzip");
    static_cast<void>(unpacker.add(damaged.toStdString(), 1'000'000));
    const std::string more(1'000'000, 'x');
    const auto before = mallinfo2();
    for (int i = 0; i < 100; ++i) {
        QVERIFY(unpacker.add(more, 1'000'000).empty());
    }
    const auto after = mallinfo2();
    QVERIFY(after.uordblks + after.hblkhd < before.uordblks + before.hblkhd + 10'000'000);

    // Of a bomb no more than was asked for, and then nothing.
    PartUnpacker bomb("zstd");
    const std::string packed =
        packedBytes(QByteArray(50'000'000, 'a'), KCompressionDevice::Zstd).toStdString();
    QCOMPARE(bomb.add(packed, 1000).size(), 1000U);
    QVERIFY(bomb.add(packed, 1000).empty());
}

void IncomingBodyTest::undoesNoMoreCodingsThanAnybodyUses()
{
    QByteArray packed = "text";
    for (int i = 0; i < 5; ++i) {
        packed = packedBytes(packed, KCompressionDevice::GZip);
    }
    IncomingBody body;
    body.begin(headWith("Content-Encoding", "gzip, gzip, gzip, gzip, gzip"));
    static_cast<void>(body.add(packed.toStdString()));
    QCOMPARE(body.take().packing, "gzip");
    body.begin(headWith("Content-Encoding", "gzip, gzip"));
    static_cast<void>(body.add(
        packedBytes(packedBytes("text", KCompressionDevice::GZip), KCompressionDevice::GZip)
            .toStdString()));
    QCOMPARE(body.take().packing, "");
}

void IncomingBodyTest::tellsTheCharset_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("charset");
    QTest::newRow("nothing") << QByteArray("text/plain") << QByteArray("ab") << QByteArray();
    QTest::newRow("head") << QByteArray("text/plain; charset=ISO-8859-1") << QByteArray("ab")
                          << QByteArray("ISO-8859-1");
    QTest::newRow("XML") << QByteArray("text/xml")
                         << QByteArray("<?xml version='1.0' encoding='KOI8-R'?><a/>")
                         << QByteArray("KOI8-R");
    QTest::newRow("head before XML")
        << QByteArray("text/xml; charset=utf-8")
        << QByteArray("<?xml version='1.0' encoding='KOI8-R'?><a/>") << QByteArray();
}

void IncomingBodyTest::tellsTheCharset()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, charset);
    IncomingBody body;
    body.begin(headWith("Content-Type", type.toStdString()));
    const std::string text = begin.toStdString();
    QVERIFY(body.add(text.substr(0, text.size() / 2)));
    static_cast<void>(body.take());
    QVERIFY(body.add(text.substr(text.size() / 2)));
    QCOMPARE(body.take().charset, charset.toStdString());
}

// As for the whole body: in its first 256 bytes, in however many pieces they come.
void IncomingBodyTest::looksForADeclarationInTheBeginOnly()
{
    const std::string start = "<?xml version='1.0'";
    const std::string end = " encoding='KOI8-R'?>";
    for (const std::size_t length : {std::size_t{258}, std::size_t{259}}) { // the quote stands
        const bool isFar = length > 258;                                    // at 256, at 257
        const std::string text = start + std::string(length - start.size() - end.size(), ' ') + end;
        IncomingBody body;
        body.begin(headWith("Content-Type", "text/xml"));
        for (std::size_t at = 0; at < text.size(); at += 100) {
            QVERIFY(body.add(text.substr(at, 100)));
            const std::string charset = body.take().charset;
            QCOMPARE(charset, at + 100 < text.size() || isFar ? "" : "KOI8-R");
        }
        QVERIFY(body.add("<a/>")); // and it holds for all that comes
        QCOMPARE(body.take().charset, isFar ? "" : "KOI8-R");
    }
}

void IncomingBodyTest::beginsAgainBehindARedirect()
{
    IncomingBody body;
    body.begin({"HTTP/1.1",
                302,
                "Found",
                {{"Content-Encoding", "gzip"}, {"Content-Type", "a/b; charset=KOI8-R"}}});
    QVERIFY(body.add("moved"));
    body.begin(headWith("X-Any", "value"));
    QVERIFY(body.add("here"));
    const IncomingBody::Part part = body.take();
    QCOMPARE(part.bytes, "here");
    QCOMPARE(part.total, std::uint64_t{4});
    QCOMPARE(part.charset, "");
}

// Who watches takes what is behind the newest one, and shows no body below the head of another.
void IncomingBodyTest::numbersItsHeads()
{
    IncomingBody body;
    QCOMPARE(body.headCount(), 0);
    body.begin(headWith("A", "1"));
    QCOMPARE(body.headCount(), 1);
    QVERIFY(body.add("first"));
    static_cast<void>(body.take());
    QCOMPARE(body.headCount(), 1);
    QVERIFY(body.add("rest"));
    body.begin(headWith("B", "2"));
    QCOMPARE(body.headCount(), 2);
    QVERIFY(body.take().bytes.empty());
    QVERIFY(body.add("second")); // a look was taken since
}

GW_TEST(IncomingBodyTest)
#include "incoming_body_test.moc"
