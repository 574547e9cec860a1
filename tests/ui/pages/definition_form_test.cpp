// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/definition_form.h"
#include "support/room_test.h"

#include <QComboBox>
#include <QLineEdit>

using namespace gw;
using namespace gw::pages;

namespace {

const std::string kTwoVersions = R"({"version_data": {"default_version": "v2", "versions": {
  "v1": {"name": "v1", "global_size_limit": 1},
  "v2": {"name": "v2", "global_size_limit": 2, "extended_paths": {"ignored": [{"path": "^/a$"}]}}
}}})";

class DefinitionFormTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beginsWithTheDefaultVersion();
    void editsTheVersionThatIsChosen();
    void keepsTheChoice();
    void goesToThePlaceInItsVersion();
    void putsFieldsBelowTheirLabelsWhereItIsNarrow();

private:
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
