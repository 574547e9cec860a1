// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/definition_form.h"
#include "form/entry_detail.h"
#include "form/entry_table.h"
#include "form/entry_table_model.h"
#include "form/form_field.h"
#include "support/room_test.h"
#include "widgets/row_table.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

#include <algorithm>

using namespace gw;
using namespace gw::form;

namespace {

const std::string kTwoVersions = R"({"version_data": {"default_version": "v2", "versions": {
  "v1": {"name": "v1", "global_size_limit": 1},
  "v2": {"name": "v2", "global_size_limit": 2, "extended_paths": {"ignored": [{"path": "^/a$"}]}}
}}})";

const std::string kEndpoints = R"({"version_data": {"versions": {"Default": {"extended_paths": {
  "transform_headers": [
    {"path": "^/a$", "method": "GET", "own": 1, "add_headers": {"X-A": "1"}, "delete_headers": ["X-B"]},
    {"path": "^/b$", "method": "GET"}
  ],
  "mock_response": [{"path": "^/m$", "method": "GET", "code": 200, "body": "one\ntwo", "headers": {}}],
  "validate_json": [
    {
      "path": "^/v$",
      "method": "POST",
      "schema": {
        "type": "object"
      },
      "error_response_code": 400
    }
  ],
  "url_rewrites": [{"path": "^/u$", "triggers": [{"on": "all", "rewrite_to": "/x"}]}]
}}}}})";

class DefinitionFormTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beginsWithTheDefaultVersion();
    void editsTheVersionThatIsChosen();
    void keepsTheChoice();
    void goesToThePlaceInItsVersion();
    void putsFieldsBelowTheirLabelsWhereItIsNarrow();
    void hasEveryList();
    void asksForThePathOfANewEntry();
    void editsListsAndMapsOfAnEntry();
    void editsLongTextsOfAnEntry();
    void editsObjectsOfAnEntry();
    void keepsWhatIsNoJson();
    void followsTheRow();
    void goesToAnEntry();
    void hasTheFieldsOfAuthentication();

private:
    // Patches change this text, and the form shows it.
    void follow(std::string text)
    {
        m_text = std::move(text);
        connect(m_form.get(), &DefinitionForm::patchWanted, this,
                [this](const editing::Patch &patch) {
                    const auto edit = patch(m_text);
                    QVERIFY2(edit, edit ? "" : edit.error().text().c_str());
                    m_text = editing::applied(m_text, *edit);
                    show(m_text);
                });
        show(m_text);
    }
    void choose(const QString &list)
    {
        auto *lists = m_form->findChild<QComboBox *>(QStringLiteral("lists"));
        lists->setCurrentIndex(lists->findData(list));
    }
    [[nodiscard]] FormField *detail(const std::string &key) const
    {
        for (FormField *field : m_form->findChild<EntryDetail *>()->fields()) {
            if (field->pointer().ends_with('/' + key)) {
                return field;
            }
        }
        return nullptr;
    }
    [[nodiscard]] EntryTableModel &table(const std::string &key) const
    {
        return *qobject_cast<EntryTable *>(detail(key)->widget())->model();
    }
    [[nodiscard]] QPlainTextEdit *area(const std::string &key) const
    {
        return detail(key)->widget()->findChild<QPlainTextEdit *>();
    }
    void leave(QPlainTextEdit *area)
    {
        QFocusEvent event(QEvent::FocusOut);
        QCoreApplication::sendEvent(area, &event);
    }
    [[nodiscard]] static std::string with(std::string text, std::string_view old,
                                          std::string_view now)
    {
        return text.replace(text.find(old), old.size(), now);
    }

    std::string m_text;
    void show(const std::string &text)
    {
        auto parsed = spec::JsonDocument::parse(text);
        QVERIFY(parsed);
        m_form->setDocument(std::make_shared<const spec::JsonDocument>(std::move(*parsed)));
    }

    std::unique_ptr<DefinitionForm> m_form;
    QComboBox *m_versions = nullptr;
    QLineEdit *m_limit = nullptr;
};

void DefinitionFormTest::init()
{
    m_form = std::make_unique<DefinitionForm>(spec::DefinitionSchema::ofApiDefinitions());
    m_versions = m_form->findChild<QComboBox *>(QStringLiteral("version"));
    m_limit = m_form->findChild<QLineEdit *>(
        QStringLiteral("/version_data/versions/Default/global_size_limit"));
    show(kTwoVersions);
}

void DefinitionFormTest::beginsWithTheDefaultVersion()
{
    QCOMPARE(m_versions->count(), 2);
    QVERIFY(m_versions->isEnabled());
    QCOMPARE(m_versions->currentText(), QStringLiteral("v2"));
    QCOMPARE(m_limit->text(), QStringLiteral("2"));
    show(R"({"version_data": {"versions": {"one": {"global_size_limit": 7}}}})");
    QCOMPARE(m_versions->currentText(), QStringLiteral("one"));
    QCOMPARE(m_limit->text(), QStringLiteral("7"));
    QVERIFY(!m_versions->isEnabled());
}

void DefinitionFormTest::editsTheVersionThatIsChosen()
{
    std::string text = kTwoVersions;
    connect(m_form.get(), &DefinitionForm::patchWanted, this, [&text](const editing::Patch &patch) {
        const auto edit = patch(text);
        QVERIFY(edit);
        text = editing::applied(text, *edit);
    });
    m_versions->setCurrentText(QStringLiteral("v1"));
    QCOMPARE(m_limit->text(), QStringLiteral("1"));
    m_limit->setText(QStringLiteral("10"));
    Q_EMIT m_limit->editingFinished();
    m_versions->setCurrentText(QStringLiteral("v2"));
    QCOMPARE(m_limit->text(), QStringLiteral("2"));
    std::string expected = kTwoVersions;
    expected.replace(expected.find("\"global_size_limit\": 1"), 22, "\"global_size_limit\": 10");
    QCOMPARE(text, expected);
}

void DefinitionFormTest::keepsTheChoice()
{
    m_versions->setCurrentText(QStringLiteral("v1"));
    std::string text = kTwoVersions;
    text.replace(text.find("\"global_size_limit\": 1"), 22, "\"global_size_limit\": 11");
    show(text);
    QCOMPARE(m_versions->currentText(), QStringLiteral("v1"));
    QCOMPARE(m_limit->text(), QStringLiteral("11"));
}

void DefinitionFormTest::goesToThePlaceInItsVersion()
{
    QVERIFY(m_form->goToPointer("/version_data/versions/v1/global_size_limit"));
    QCOMPARE(m_versions->currentText(), QStringLiteral("v1"));
    QVERIFY(!m_form->goToPointer("/version_data/versions/v3/global_size_limit"));
    QCOMPARE(m_versions->currentText(), QStringLiteral("v1"));
}

void DefinitionFormTest::hasEveryList()
{
    auto *lists = m_form->findChild<QComboBox *>(QStringLiteral("lists"));
    auto *help = m_form->findChild<QLabel *>(QStringLiteral("listHelp"));
    const auto schema = spec::DefinitionSchema::ofApiDefinitions();
    const auto paths = schema.at("/version_data/versions/Default/extended_paths");
    QCOMPARE(lists->count(), static_cast<int>(paths->keys().size()));
    QVERIFY(lists->count() >= 26);
    auto *endpoints = m_form->findChild<EntryTable *>(QStringLiteral("endpoints"));
    for (const std::string_view key : paths->keys()) {
        choose(QString::fromStdString(std::string(key)));
        QCOMPARE(help->text().toStdString(), std::string(paths->child(key)->description()));
        QVERIFY2(endpoints->model()->columnCount() > 0, std::string(key).c_str());
    }
    show(kEndpoints);
    m_form = std::make_unique<DefinitionForm>(spec::DefinitionSchema::ofApiDefinitions());
    show(kEndpoints);
    lists = m_form->findChild<QComboBox *>(QStringLiteral("lists"));
    QCOMPARE(lists->currentData().toString(), QStringLiteral("mock_response")); // it has entries
    QVERIFY(lists->currentText().endsWith(QStringLiteral("(1)")));
}

// A list of paths that need no key: until the path is typed, a new entry is about none.
void DefinitionFormTest::asksForThePathOfANewEntry()
{
    follow(kEndpoints);
    m_form->show();
    choose(QStringLiteral("ignored"));
    auto *endpoints = m_form->findChild<EntryTable *>(QStringLiteral("endpoints"));
    QToolButton *add = nullptr;
    for (auto *button : endpoints->findChildren<QToolButton *>()) {
        add = button->toolTip() == QLatin1String("Add") ? button : add;
    }
    QVERIFY(add != nullptr);
    add->click();
    QVERIFY(m_text.find(R"("path": "^/new-path$")") != std::string::npos);
    auto *editor = endpoints->view()->findChild<QLineEdit *>();
    QVERIFY(editor != nullptr);
    QTest::keyClicks(editor, QStringLiteral("^/health$"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_text.find(R"("path": "^/health$")") != std::string::npos, 20'000);
    QVERIFY(m_text.find("new-path") == std::string::npos);
}

void DefinitionFormTest::editsListsAndMapsOfAnEntry()
{
    follow(kEndpoints);
    choose(QStringLiteral("transform_headers"));
    EntryTableModel &added = table("add_headers");
    QCOMPARE(added.rowCount(), 1);
    QVERIFY(added.setData(added.index(0, 1), QStringLiteral("2"), Qt::EditRole));
    std::string expected = with(kEndpoints, R"("X-A": "1")", R"("X-A": "2")");
    QCOMPARE(m_text, expected);
    EntryTableModel &removed = table("delete_headers");
    removed.appendRow();
    QCOMPARE(removed.rowCount(), 2);
    QVERIFY(removed.setData(removed.index(1, 0), QStringLiteral("X-C"), Qt::EditRole));
    expected = with(expected, R"(["X-B"])", R"(["X-B","X-C"])");
    QCOMPARE(m_text, expected);
}

void DefinitionFormTest::editsLongTextsOfAnEntry()
{
    follow(kEndpoints);
    choose(QStringLiteral("mock_response"));
    QCOMPARE(area("body")->toPlainText(), QStringLiteral("one\ntwo"));
    area("body")->setPlainText(QStringLiteral("one\n\"three\""));
    leave(area("body"));
    const std::string quoted = R"(one\n\"three\")";
    QCOMPARE(m_text, with(kEndpoints, R"(one\ntwo)", quoted));
    QVERIFY(detail("headers") != nullptr);
    const auto *endpoints = m_form->findChild<EntryTable *>(QStringLiteral("endpoints"));
    for (int i = 0; i < endpoints->model()->columnCount(); ++i) {
        QVERIFY(endpoints->model()->headerData(i, Qt::Horizontal, Qt::DisplayRole) !=
                QStringLiteral("Body"));
    }
}

void DefinitionFormTest::editsObjectsOfAnEntry()
{
    follow(kEndpoints);
    choose(QStringLiteral("validate_json"));
    QCOMPARE(area("schema")->toPlainText(), QStringLiteral("{\n  \"type\": \"object\"\n}"));
    leave(area("schema"));
    QCOMPARE(m_text, kEndpoints);
    area("schema")->setPlainText(
        QStringLiteral("{\n  \"type\": \"object\",\n  \"required\": [\"id\"]\n}"));
    leave(area("schema"));
    QCOMPARE(m_text,
             with(kEndpoints, R"("object")", "\"object\",\n        \"required\": [\"id\"]"));
    area("schema")->setPlainText({});
    leave(area("schema"));
    QCOMPARE(m_text,
             with(kEndpoints, "\n      \"schema\": {\n        \"type\": \"object\"\n      },", ""));

    choose(QStringLiteral("url_rewrites"));
    QString triggers = area("triggers")->toPlainText();
    area("triggers")->setPlainText(triggers.replace(QStringLiteral("/x"), QStringLiteral("/y")));
    leave(area("triggers"));
    const std::string part1 = R"([{"on": "all", "rewrite_to": "/y"}])";
    QVERIFY(m_text.find(part1) != std::string::npos);
}

void DefinitionFormTest::keepsWhatIsNoJson()
{
    follow(kEndpoints);
    choose(QStringLiteral("validate_json"));
    area("schema")->setPlainText(QStringLiteral("{\"type\": "));
    leave(area("schema"));
    const std::string asText = R"("schema": "{\"type\": ")";
    QVERIFY(m_text.find(asText) != std::string::npos);
    QCOMPARE(area("schema")->toPlainText(), QStringLiteral("{\"type\": "));
    const auto *problem = detail("schema")->widget()->findChild<QLabel *>();
    QVERIFY(!problem->isHidden() && !problem->text().isEmpty());
    area("schema")->setPlainText(QStringLiteral("{\"type\": \"array\"}"));
    leave(area("schema"));
    const std::string part2 = R"("schema": {"type": "array"})";
    QVERIFY(m_text.find(part2) != std::string::npos);
    QVERIFY(problem->isHidden());
}

void DefinitionFormTest::followsTheRow()
{
    follow(kEndpoints);
    choose(QStringLiteral("transform_headers"));
    auto *endpoints = m_form->findChild<EntryTable *>(QStringLiteral("endpoints"));
    endpoints->view()->selectRow(1);
    QCOMPARE(table("add_headers").rowCount(), 0);
    table("add_headers").appendRow();
    const std::string old = R"("^/b$", "method": "GET")";
    const std::string expected =
        with(kEndpoints, old, old + ", \"add_headers\": {\n      \"X-Name\": \"\"\n    }");
    QCOMPARE(m_text, expected);
    endpoints->model()->removeRowsAt({0});
    QCOMPARE(endpoints->view()->currentIndex().row(), 0);
    QCOMPARE(table("add_headers").rowCount(), 1);
    endpoints->model()->removeRowsAt({0});
    QVERIFY(m_form->findChild<EntryDetail *>()->isHidden());
    choose(QStringLiteral("size_limits")); // whose entries have nothing else
    endpoints->model()->appendRow();
    QVERIFY(m_form->findChild<EntryDetail *>()->isHidden());
}

void DefinitionFormTest::goesToAnEntry()
{
    show(kEndpoints);
    const std::string list = "/version_data/versions/Default/extended_paths/transform_headers";
    QVERIFY(m_form->goToPointer(list + "/1/path"));
    QCOMPARE(
        m_form->findChild<EntryTable *>(QStringLiteral("endpoints"))->view()->currentIndex().row(),
        1);
    QVERIFY(!m_form->goToPointer(list + "/2"));
}

void DefinitionFormTest::hasTheFieldsOfAuthentication()
{
    follow(R"({"jwt_source": "http://keys/", "CORS": {"exposed_headers": ["X-A"]}})");
    auto *source = m_form->findChild<QLineEdit *>(QStringLiteral("/jwt_source"));
    QCOMPARE(source->text(), QStringLiteral("http://keys/"));
    for (const char *place : {"/jwt_signing_method", "/jwt_identity_base_field",
                              "/jwt_policy_field_name", "/use_mutual_tls_auth"}) {
        QVERIFY2(m_form->findChild<QWidget *>(QString::fromLatin1(place)) != nullptr, place);
    }
    auto *exposed = m_form->findChild<EntryTable *>(QStringLiteral("/CORS/exposed_headers"));
    QVERIFY(exposed->model()->setData(exposed->model()->index(0, 0), QStringLiteral("X-B"),
                                      Qt::EditRole));
    auto *accepted = m_form->findChild<EntryTable *>(QStringLiteral("/client_certificates"));
    accepted->model()->appendRow();
    const std::string expected =
        R"({"jwt_source": "http://keys/", "CORS": {"exposed_headers": ["X-B"]}, "client_certificates": [""]})";
    QCOMPARE(m_text, expected);
}

} // namespace

void DefinitionFormTest::putsFieldsBelowTheirLabelsWhereItIsNarrow()
{
    const auto *field = m_form->findChild<QLineEdit *>(QStringLiteral("/proxy/target_url"));
    m_form->resize(700, 400);
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
    const int beside = field->x();
    QVERIFY(beside > 0);
    m_form->resize(260, 400);
    QTRY_VERIFY(field->x() < beside);
    QVERIFY(field->width() >= field->fontMetrics().averageCharWidth() * 20);
}

GW_TEST(DefinitionFormTest)
#include "definition_form_test.moc"
