// SPDX-License-Identifier: GPL-3.0-or-later
#include "echo/form_body.h"
#include "support/room_test.h"

using namespace gw::echo;

class FormBodyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsUrlEncoded();
    void readsMultipart();
    void keepsWholePartsOfABrokenBody();
    void leavesOtherTypesAlone();
    void decodes_data();
    void decodes();
    void spellsFieldNames();
    void readsCookies();
};

void FormBodyTest::readsUrlEncoded()
{
    const FormBody form = readForm("application/x-www-form-urlencoded; charset=utf-8",
                                   "a=1&b=two+words&a=%C3%A4&&empty&=x");
    QVERIFY(form.isForm);
    const Pairs expected{
        {"a", "1"}, {"b", "two words"}, {"a", "\xc3\xa4"}, {"empty", ""}, {"", "x"}};
    QCOMPARE(form.fields, expected);
}

void FormBodyTest::readsMultipart()
{
    const FormBody form = readForm("Multipart/Form-Data; charset=x; boundary=\"B-1\"",
                                   "preamble\r\n--B-1\r\n"
                                   "content-disposition: form-data; name=\"field\"\r\n\r\n"
                                   "line\r\n--B-2\r\nstill\r\n--B-1\r\n"
                                   "Content-Type: text/plain\r\n"
                                   "Content-Disposition: form-data; name=up; filename=\"f.txt\"\r\n"
                                   "\r\n\r\n--B-1\r\n\r\nno name\r\n--B-1--\r\nepilogue");
    QVERIFY(form.isForm);
    QCOMPARE(form.fields, (Pairs{{"field", "line\r\n--B-2\r\nstill"}}));
    QCOMPARE(form.files, (Pairs{{"up", ""}}));
}

void FormBodyTest::keepsWholePartsOfABrokenBody()
{
    const std::string whole = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                              "--B\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2\r\n--B--";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const FormBody form =
            readForm("multipart/form-data; boundary=B", std::string_view(whole).substr(0, size));
        QVERIFY(form.fields.size() <= 2);
        for (const auto &[name, value] : form.fields) {
            QCOMPARE(value, name == "a" ? "1" : "2");
        }
    }
}

void FormBodyTest::leavesOtherTypesAlone()
{
    for (const char *type : {"", "text/plain", "application/json", "multipart/form-data",
                             "multipart/form-data; boundary=", "multipart/mixed; boundary=B",
                             "application/x-www-form-urlencodedx"}) {
        QVERIFY(!readForm(type, "a=1").isForm);
    }
}

void FormBodyTest::decodes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("decoded");
    QTest::newRow("plain") << std::string("abc") << std::string("abc");
    QTest::newRow("triplets") << std::string("%41%7a%2F") << std::string("Az/");
    QTest::newRow("cut off") << std::string("a%4") << std::string("a%4");
    QTest::newRow("percent at the end") << std::string("100%") << std::string("100%");
    QTest::newRow("no hex") << std::string("%zz%4g") << std::string("%zz%4g");
    QTest::newRow("plus") << std::string("a+b") << std::string("a b");
}

void FormBodyTest::decodes()
{
    QFETCH(std::string, text);
    QTEST(percentDecoded(text, PlusSign::IsSpace), "decoded");
}

void FormBodyTest::spellsFieldNames()
{
    QCOMPARE(canonicalFieldName("user-agent"), "User-Agent");
    QCOMPARE(canonicalFieldName("X-REQUEST-ID"), "X-Request-Id");
    QCOMPARE(canonicalFieldName("x_y-1z"), "X_y-1z");
}

void FormBodyTest::readsCookies()
{
    QCOMPARE(cookiePairs("a=1; b = 2;c=x=y;; d; =e"),
             (Pairs{{"a", "1"}, {"b", "2"}, {"c", "x=y"}}));
}

GW_TEST(FormBodyTest)
#include "form_body_test.moc"
