// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/readable_body.h"
#include "support/room_test.h"

#include <QBuffer>

#include <KCompressionDevice>

using namespace gw::requests;

namespace {

std::string packed(const std::string &text, KCompressionDevice::CompressionType type)
{
    QBuffer buffer;
    KCompressionDevice device(&buffer, false, type);
    [&] {
        QVERIFY(device.open(QIODevice::WriteOnly));
    }();
    device.write(text.data(), static_cast<qint64>(text.size()));
    device.close();
    return buffer.data().toStdString();
}

std::string gzip(const std::string &text)
{
    return packed(text, KCompressionDevice::GZip);
}

ReadableBody readable(const std::string &bytes, std::vector<Header> headers)
{
    auto body = std::make_shared<ResponseBody>(std::uint64_t{1} << 20);
    [&] {
        QVERIFY(body->append(bytes) && body->finish());
    }();
    const ResponseHead head{"HTTP/1.1", 200, "OK", std::move(headers)};
    return readableBody(body, &head);
}

std::string textOf(const ReadableBody &body)
{
    return body.bytes->readAll().value_or("unreadable");
}

} // namespace

class ReadableBodyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unpacks_data();
    void unpacks();
    void unpacksTextsOfAnyLength();
    void stopsAtItsBound();
    void showsTheBeginningOfADamagedOne();
    void saysWhatItCannotUnpack();
    void decodesByCharset_data();
    void decodesByCharset();
    void saysWhichCharsetItDoesNotKnow();
    void decodesXmlAsItDeclares_data();
    void decodesXmlAsItDeclares();
};

void ReadableBodyTest::unpacks_data()
{
    QTest::addColumn<std::string>("encoding");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("packing");
    const std::string text = "{\"name\": \"a\"}";
    const QByteArray zlib = qCompress(QByteArray::fromStdString(text)).sliced(4); // Qt's length
    const auto add = [](const char *name, const char *encoding, const std::string &bytes,
                        const char *packing) {
        QTest::newRow(name) << std::string(encoding) << bytes << std::string(packing);
    };
    add("gzip", "gzip", gzip(text), "gzip");
    add("x-gzip", "X-GZip", gzip(text), "gzip");
    add("zstd", "zstd", packed(text, KCompressionDevice::Zstd), "zstd");
    add("deflate", "deflate", zlib.toStdString(), "deflate");
    add("bare deflate", "deflate", zlib.sliced(2).chopped(4).toStdString(), "deflate");
    add("two", "gzip, gzip", gzip(gzip(text)), "gzip, gzip");
    add("unpacked by libcurl", "gzip", text, "");
    add("inflated by libcurl", "deflate", text, "");
    add("identity", "identity", text, "");
}

void ReadableBodyTest::unpacks()
{
    QFETCH(std::string, encoding);
    QFETCH(std::string, bytes);
    QFETCH(std::string, packing);
    const ReadableBody body = readable(bytes, {{"Content-Encoding", encoding}});
    QCOMPARE(textOf(body), "{\"name\": \"a\"}");
    QCOMPARE(body.packing, packing);
    QVERIFY(!body.isCut && body.damagedPacking.empty() && body.foreignPacking.empty());
    QCOMPARE(body.problem, "");
}

void ReadableBodyTest::unpacksTextsOfAnyLength()
{
    for (int length = 1; length < 300; ++length) {
        std::string text;
        for (int at = 0; at < length; ++at) {
            text += static_cast<char>('a' + at * at % 23);
        }
        const QByteArray zlib = qCompress(QByteArray::fromStdString(text)).sliced(4);
        const auto unpacked = [](const std::string &bytes, const char *packing) {
            const ReadableBody body = readable(bytes, {{"Content-Encoding", packing}});
            return body.damagedPacking.empty() ? textOf(body) : "damaged";
        };
        QCOMPARE(unpacked(zlib.toStdString(), "deflate"), text);
        if (length > 30) { // less may be a text as well
            QCOMPARE(unpacked(zlib.sliced(2).chopped(4).toStdString(), "deflate"), text);
        }
        QCOMPARE(unpacked(gzip(text), "gzip"), text);
        QCOMPARE(unpacked(zlib.chopped(6).toStdString(), "deflate"), "damaged");
    }
}

void ReadableBodyTest::stopsAtItsBound()
{
    const std::string many(ReadableBody::kMaxUnpacked + 100'000, 'a');
    const ReadableBody body = readable(gzip(many), {{"Content-Encoding", "gzip"}});
    QVERIFY(body.isCut);
    QVERIFY(body.bytes->size() >= ReadableBody::kMaxUnpacked);
    QVERIFY(body.bytes->size() < many.size());
    QVERIFY(body.damagedPacking.empty());
}

void ReadableBodyTest::showsTheBeginningOfADamagedOne()
{
    std::string text;
    for (int number = 0; number < 20'000; ++number) {
        text += std::to_string(number * 7919) + "\n";
    }
    const std::string bytes = gzip(text);
    const ReadableBody body =
        readable(bytes.substr(0, bytes.size() / 2), {{"Content-Encoding", "gzip"}});
    QCOMPARE(body.damagedPacking, "gzip");
    QVERIFY(body.bytes->size() > 1000 && text.starts_with(textOf(body)));
}

void ReadableBodyTest::saysWhatItCannotUnpack()
{
    const ReadableBody body = readable("\x0b\x02", {{"Content-Encoding", "br"}});
    QCOMPARE(body.foreignPacking, "br");
    QCOMPARE(textOf(body), "\x0b\x02");
}

void ReadableBodyTest::decodesByCharset_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("charset");
    QTest::newRow("latin 1") << std::string("text/plain; charset=iso-8859-1")
                             << std::string("gr\xfc\xdf") << std::string("iso-8859-1");
    QTest::newRow("quoted") << std::string("text/plain; Charset=\"ISO-8859-1\"; a=b")
                            << std::string("gr\xfc\xdf") << std::string("ISO-8859-1");
    QTest::newRow("utf-16") << std::string("text/plain;charset=utf-16le")
                            << std::string("g\0r\0\xfc\0\xdf\0", 8) << std::string("utf-16le");
    QTest::newRow("utf-8") << std::string("text/plain; charset=UTF-8")
                           << std::string("gr\xc3\xbc\xc3\x9f") << std::string();
}

void ReadableBodyTest::decodesByCharset()
{
    QFETCH(std::string, type);
    QFETCH(std::string, bytes);
    QFETCH(std::string, charset);
    const ReadableBody body = readable(bytes, {{"content-type", type}});
    QCOMPARE(textOf(body), "gr\xc3\xbc\xc3\x9f");
    QCOMPARE(body.charset, charset);
    const ReadableBody both =
        readable(gzip(bytes), {{"Content-Type", type}, {"Content-Encoding", "gzip"}});
    QCOMPARE(textOf(both), textOf(body));
}

void ReadableBodyTest::saysWhichCharsetItDoesNotKnow()
{
    const ReadableBody body = readable("abc", {{"Content-Type", "text/plain; charset=klingon"}});
    QCOMPARE(body.foreignCharset, "klingon");
    QCOMPARE(textOf(body), "abc");
}

void ReadableBodyTest::decodesXmlAsItDeclares_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("declaration");
    QTest::addColumn<std::string>("charset");
    const auto add = [](const char *name, const char *type, const char *declaration,
                        const char *charset) {
        QTest::newRow(name) << std::string(type) << std::string(declaration)
                            << std::string(charset);
    };
    const char *const latin = R"(<?xml version="1.0" encoding="ISO-8859-1"?>)";
    add("declared", "application/xml", latin, "ISO-8859-1");
    add("other quotes", "application/soap+xml", "<?xml version='1.0' encoding = 'latin1' ?>",
        "latin1");
    add("the head counts more", "text/xml; charset=utf-8", latin, "");
    add("nothing declared", "text/xml", R"(<?xml version="1.0"?>)", "");
    add("utf-8", "text/xml", R"(<?xml version="1.0" encoding="utf-8"?>)", "");
    add("recoded", "text/xml", R"(<?xml version="1.0" encoding="UTF-16"?>)", "");
    add("no end", "text/xml", R"(<?xml encoding="latin1)", "");
    add("no declaration", "text/xml", R"(<a encoding="latin1"/>)", "");
}

void ReadableBodyTest::decodesXmlAsItDeclares()
{
    QFETCH(std::string, type);
    QFETCH(std::string, declaration);
    QFETCH(std::string, charset);
    const ResponseHead head{"HTTP/1.1", 200, "OK", {{"Content-Type", type}}};
    const ReadableBody body = readable(declaration + "<a>\xfc</a>", head.headers);
    QCOMPARE(body.charset, charset);
    QCOMPARE(body.foreignCharset, ""); // nothing else is taken for one
    QCOMPARE(textOf(body), declaration + (charset.empty() ? "<a>\xfc</a>" : "<a>\xc3\xbc</a>"));
    QVERIFY(charset.empty() || needsReading(&head));
}

GW_TEST(ReadableBodyTest)
#include "readable_body_test.moc"
