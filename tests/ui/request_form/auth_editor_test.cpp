// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials as a form, and the lines of the file that they are.
#include "request_form/line_table_model.h"
#include "request_form/request_editor.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "support/room_test.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace gw::request_form;

namespace {

using Fields = QList<std::pair<QString, QString>>; // accessible name, text

// Of a row of test data, in one line.
QByteArray nameOf(const char *lines)
{
    return QByteArray(lines).simplified();
}

// Takes each edit into its entry, as the page does.
class EditedRequest final {
public:
    explicit EditedRequest(const QByteArray &text)
    {
        const auto file = gw::requests::readHurl(text.toStdString());
        m_entry = file ? file->entries.front() : gw::requests::Entry();
        m_editor.setEntry(m_entry);
        QObject::connect(&m_editor, &RequestEditor::edited, &m_editor,
                         [this] { m_problem = m_editor.applyTo(m_entry); });
    }

    template <typename Widget>
    [[nodiscard]] Widget *named(const QString &name) const
    {
        const QList<Widget *> all = m_editor.findChildren<Widget *>();
        const auto found = std::ranges::find_if(
            all, [&name](const Widget *widget) { return widget->accessibleName() == name; });
        return found == all.end() ? nullptr : *found;
    }
    [[nodiscard]] QComboBox &kind() const { return *named<QComboBox>(u"Kind of credentials"_s); }
    [[nodiscard]] QComboBox &place() const { return *named<QComboBox>(u"Sent in"_s); }
    [[nodiscard]] QAbstractItemModel &table(const QString &name) const
    {
        return *named<QTableView>(name)->model();
    }

    static void choose(QComboBox &box, const QString &text)
    {
        box.setCurrentText(text);
        Q_EMIT box.activated(box.currentIndex());
    }
    void type(const QString &field, const QString &text) const
    {
        auto *edit = named<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    [[nodiscard]] QByteArray text() const
    {
        return m_problem.isEmpty()
                   ? QByteArray::fromStdString(gw::requests::writeHurl({{m_entry}, {}}))
                   : m_problem.toUtf8();
    }

private:
    gw::requests::Entry m_entry;
    QString m_problem;
    RequestEditor m_editor;
};

} // namespace

class AuthEditorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAndReads_data();
    void writesAndReads();
    void recognises_data();
    void recognises();
    void movesToAnotherKind_data();
    void movesToAnotherKind();
    void leavesWhatIsSpelledOtherwise();
    void leavesLinesOfTheNamesThatAreTypedOver();
    void isOneWithTheTables();
};

void AuthEditorTest::writesAndReads_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("place");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QByteArray>("lines");
    const Fields person{{u"Name"_s, u"me"_s}, {u"Password"_s, u"p#w: {{x}}"_s}};
    QTest::newRow("basic") << u"Basic"_s << QString() << person
                           << QByteArray("[BasicAuth]\nme: p\\#w: {{x}}\n");
    QTest::newRow("bearer") << u"Bearer token"_s << QString() << Fields{{u"Token"_s, u"{{t}}"_s}}
                            << QByteArray("Authorization: Bearer {{t}}\n");
    QTest::newRow("key") << u"API key"_s << u"Header"_s
                         << Fields{{u"Header"_s, u"X-Api-Key"_s}, {u"Key"_s, u"k#1"_s}}
                         << QByteArray("X-Api-Key: k\\#1\n");
    QTest::newRow("key of a query")
        << u"API key"_s << u"Query"_s
        << Fields{{u"Parameter"_s, u"api_key"_s}, {u"Key"_s, u"a b&c"_s}}
        << QByteArray("[Query]\napi_key: a b&c\n");
    QTest::newRow("digest") << u"Digest"_s << QString() << person
                            << QByteArray("[Options]\ndigest: true\nuser: me:p\\#w: {{x}}\n");
    QTest::newRow("ntlm") << u"NTLM"_s << QString() << person
                          << QByteArray("[Options]\nntlm: true\nuser: me:p\\#w: {{x}}\n");
    QTest::newRow("aws") << u"AWS signature 4"_s << QString()
                         << Fields{{u"Access key"_s, u"AK"_s},
                                   {u"Secret key"_s, u"sk"_s},
                                   {u"Signs for"_s, u"aws:amz:us-east-1:s3"_s}}
                         << QByteArray("[Options]\naws-sigv4: aws:amz:us-east-1:s3\nuser: AK:sk\n");
}

void AuthEditorTest::writesAndReads()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, place);
    QFETCH(const Fields, fields);
    QFETCH(const QByteArray, lines);
    const QByteArray before = "# first\nGET http://h/\nAccept: a/b   # mine\n";
    EditedRequest request(before);
    EditedRequest::choose(request.kind(), kind);
    if (!place.isEmpty()) {
        EditedRequest::choose(request.place(), place);
    }
    for (const auto &[name, text] : fields) {
        request.type(name, text);
    }
    QCOMPARE(request.text(), before + lines);
    const EditedRequest again(request.text());
    QCOMPARE(again.kind().currentText(), kind);
    for (const auto &[name, text] : fields) {
        QCOMPARE(again.named<QLineEdit>(name)->text(), text);
    }
    if (!place.isEmpty()) {
        QCOMPARE(again.place().currentText(), place);
    }
    EditedRequest::choose(again.kind(), u"None"_s);
    QCOMPARE(again.text(), before);
}

void AuthEditorTest::recognises_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("kind");
    for (const char *key : {"X-Api-Key: k\n", "api-key: k\n", "apikey: k\n",
                            "x-tyk-authorization: k\n", "X-Auth-Token: k\n", "authorization: k\n",
                            "[Query]\naccess_token: k\n", "[Query]\nkey: k\n"}) {
        QTest::addRow("%s", nameOf(key).constData()) << QByteArray(key) << u"API key"_s;
    }
    for (const char *other :
         {"Cookie: k\n", "Idempotency-Key: k\n", "Sec-WebSocket-Key: k\n", "X-CSRF-Token: k\n",
          "Proxy-Authorization: k\n", "Accept: k\n", "# gatewright: off X-Api-Key: k\n"}) {
        QTest::addRow("%s", nameOf(other).constData()) << QByteArray(other) << u"None"_s;
    }
    QTest::addRow("an empty token") << QByteArray("Authorization: Bearer\n") << u"Bearer token"_s;
}

void AuthEditorTest::recognises()
{
    QFETCH(const QByteArray, lines);
    QFETCH(const QString, kind);
    const EditedRequest request("GET http://h/\n" + lines);
    QCOMPARE(request.kind().currentText(), kind);
}

void AuthEditorTest::movesToAnotherKind_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("place"); // empty: as it is
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *before, const QString &kind, const QString &place,
                        const char *after) {
        QTest::addRow("%s to %s", nameOf(before).constData(), qPrintable(kind + place))
            << QByteArray(before) << kind << place << QByteArray(after);
    };
    row("X-Api-Key: k\nA: b\n", u"Bearer token"_s, {}, "Authorization: Bearer k\nA: b\n");
    row("X-Api-Key: k\nA: b\n", u"API key"_s, u"Query"_s, "A: b\n[Query]\nX-Api-Key: k\n");
    row("[Query]\na: b\napi_key: k\n", u"API key"_s, u"Header"_s, "api_key: k\n[Query]\na: b\n");
    row("[Query]\napi_key: k\n", u"Basic"_s, {}, "");
    row("authorization: Bearer t\n", u"API key"_s, {}, "authorization: t\n");
    row("Authorization: Bearer t\n", u"Digest"_s, {}, "[Options]\ndigest: true\nuser: :\n");
    row("[BasicAuth]\nme: pw\n", u"Digest"_s, {}, "[Options]\ndigest: true\nuser: me:pw\n");
    row("[BasicAuth]\nme: pw\n", u"Bearer token"_s, {}, "Authorization: Bearer\n");
    row("[Options]\nretry: 1\nntlm: true\nuser: me:pw\n", u"None"_s, {}, "[Options]\nretry: 1\n");
}

void AuthEditorTest::movesToAnotherKind()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QString, kind);
    QFETCH(const QString, place);
    QFETCH(const QByteArray, after);
    const QByteArray line = "GET http://h/\n";
    const EditedRequest request(line + before);
    if (request.kind().currentText() != kind) {
        EditedRequest::choose(request.kind(), kind);
    }
    if (!place.isEmpty()) {
        EditedRequest::choose(request.place(), place);
    }
    QCOMPARE(request.text(), line + after);
}

void AuthEditorTest::leavesWhatIsSpelledOtherwise()
{
    const EditedRequest request("GET http://h/\n[BasicAuth] # who\n# above\n  me : p\\u{77} # why\n"
                                "[Query]\na: b\n");
    request.type(u"Name"_s, u"you"_s);
    QCOMPARE(request.text(), "GET http://h/\n[BasicAuth] # who\n# above\n  you : p\\u{77} # why\n"
                             "[Query]\na: b\n");
}

void AuthEditorTest::leavesLinesOfTheNamesThatAreTypedOver()
{
    const EditedRequest request("GET http://h/\n[Query]\na: 1\nap: 2\n");
    EditedRequest::choose(request.kind(), u"API key"_s);
    EditedRequest::choose(request.place(), u"Query"_s);
    request.type(u"Key"_s, u"k"_s);
    request.type(u"Parameter"_s, u"api"_s);
    QCOMPARE(request.text(), "GET http://h/\n[Query]\na: 1\nap: 2\napi: k\n");
}

// The tables show the line, and what is done to it there is done to the credentials.
void AuthEditorTest::isOneWithTheTables()
{
    const EditedRequest request("GET http://h/\n");
    EditedRequest::choose(request.kind(), u"API key"_s);
    request.type(u"Header"_s, u"X-Mine"_s); // a name that tells of no key
    request.type(u"Key"_s, u"k"_s);
    QAbstractItemModel &headers = request.table(u"Headers"_s);
    QCOMPARE(headers.index(0, LineTableModel::NameColumn).data().toString(), u"X-Mine"_s);
    QVERIFY(headers.setData(headers.index(0, LineTableModel::ValueColumn), u"other"_s));
    QCOMPARE(request.kind().currentText(), u"API key"_s);
    QCOMPARE(request.named<QLineEdit>(u"Key"_s)->text(), u"other"_s);
    QVERIFY(headers.setData(headers.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(request.kind().currentText(), u"None"_s);
    EditedRequest::choose(request.kind(), u"Bearer token"_s);
    QCOMPARE(request.text(),
             "GET http://h/\n# gatewright: off X-Mine: other\nAuthorization: Bearer\n");
}

GW_TEST(AuthEditorTest)
#include "auth_editor_test.moc"
