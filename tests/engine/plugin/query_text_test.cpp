// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/query_text.h"

#include <QTest>

using namespace gw::plugin;

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

    void decodes()
    {
        QCOMPARE(percentDecoded("a+b%20c%2B", QueryPlus::Blank), std::string("a b c+"));
        QCOMPARE(percentDecoded("a+b", QueryPlus::Literal), std::string("a+b"));
        QCOMPARE(percentDecoded("%", QueryPlus::Blank), std::string("%"));
        QCOMPARE(percentDecoded("%4", QueryPlus::Blank), std::string("%4"));
        QCOMPARE(percentDecoded("%zz%41", QueryPlus::Blank), std::string("%zzA"));
        QCOMPARE(percentEncoded("a b&c=\xc3\xa4~"), std::string("a%20b%26c%3D%C3%A4~"));
    }

    void findsEncodedNames()
    {
        const QueryPart part{"full%20name", "x", true};
        QVERIFY(isNamed(part, "full name"));
        QVERIFY(!isNamed(part, "full"));
    }
};

QTEST_GUILESS_MAIN(QueryTextTest)
#include "query_text_test.moc"
