// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/query_text.h"
#include "support/room_test.h"

using namespace gw::http;

class QueryTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("parts");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("one") << QStringLiteral("a=1") << QStringLiteral("a:1;");
        QTest::newRow("no equals") << QStringLiteral("a&b=") << QStringLiteral("a!;b:;");
        QTest::newRow("empty parts") << QStringLiteral("&a=1&&b=2&") << QStringLiteral("a:1;b:2;");
        QTest::newRow("many equals") << QStringLiteral("a=b=c") << QStringLiteral("a:b=c;");
    }
    void splits()
    {
        QFETCH(const QString, query);
        QFETCH(const QString, parts);
        const std::string text = query.toStdString();
        std::string seen;
        for (const QueryPart &part : QueryParts(text)) {
            seen.append(part.name)
                .append(part.hasEquals ? ":" : "!")
                .append(part.value)
                .append(";");
        }
        QCOMPARE(QString::fromStdString(seen), parts);
    }

    void decodesPercents_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("decoded");
        QTest::newRow("plain") << "abc" << "abc";
        QTest::newRow("escape") << "%41%2f%2F" << "A//";
        QTest::newRow("plus") << "a+b" << "a b";
        QTest::newRow("broken stays") << "%zz%4" << "%zz%4";
        QTest::newRow("at the end") << "a%" << "a%";
        QTest::newRow("once only") << "%2541" << "%41";
    }
    void decodesPercents()
    {
        QFETCH(QString, text);
        QFETCH(QString, decoded);
        QCOMPARE(percentDecoded(text.toStdString(), Plus::IsSpace), decoded.toStdString());
    }

    void findsParameters()
    {
        QCOMPARE(queryValue("a=1&b=2&a=3", "a").value_or("-"), std::string("1"));
        QCOMPARE(queryValue("%61=x%20y", "a").value_or("-"), std::string("x y"));
        QCOMPARE(queryValue("ab=1&b", "a").value_or("-"), std::string("-"));
        QCOMPARE(queryValue("ab=1&b", "b").value_or("-"), std::string());
        QCOMPARE(queryValue("", "").value_or("-"), std::string("-"));
        QCOMPARE(queryEscaped("a b/\xc3\xa4~"), std::string("a+b%2F%C3%A4~"));
    }

    void removesParameters_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("left");
        QTest::newRow("only") << "/p?k=1" << "/p";
        QTest::newRow("first") << "/p?k=1&a=%20" << "/p?a=%20";
        QTest::newRow("escaped name") << "/p?a=1&%6b=2" << "/p?a=1";
        QTest::newRow("all of them") << "/p?k=1&a=2&k=3" << "/p?a=2";
        QTest::newRow("none") << "/p" << "/p";
        QTest::newRow("other") << "/p?kk=1" << "/p?kk=1";
    }
    void removesParameters()
    {
        QFETCH(QString, target);
        QFETCH(QString, left);
        QCOMPARE(targetWithoutParameter(target.toStdString(), "k"), left.toStdString());
    }

    void encodes()
    {
        QCOMPARE(percentEncoded("a b&c=\xc3\xa4~"), std::string("a%20b%26c%3D%C3%A4~"));
        QCOMPARE(percentDecoded("a+b", Plus::IsPlus), std::string("a+b"));
    }

    void findsEncodedNames()
    {
        const QueryPart part{"full%20name", "x", true};
        QVERIFY(isNamed(part, "full name"));
        QVERIFY(!isNamed(part, "full"));
    }
};

GW_TEST(QueryTextTest)
#include "query_text_test.moc"
