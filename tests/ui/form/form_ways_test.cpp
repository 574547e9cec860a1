// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/definition_form.h"
#include "form/entry_table.h"
#include "form/entry_table_model.h"
#include "support/room_test.h"
#include "widgets/row_table.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

using namespace gw;
using namespace gw::form;

// The ways through the form: its sections, the versions, the keys of its tables.
class FormWaysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addsAndRemovesAVersion();
    void refusesANameThatIsTaken();
    void jumpsToSections_data();
    void jumpsToSections();
    void jumpsToTheCurrentSection_data() { jumpsToSections_data(); }
    void jumpsToTheCurrentSection();
    void namesTheField();
    void removesTheSelectedRows();
    void keepsWhatIsBeingTyped();

private:
    // Patches change this text, and the form shows it.
    void follow(const std::string &text);
    void show();

    std::unique_ptr<DefinitionForm> m_form;
    QComboBox *m_versions = nullptr;
    QLineEdit *m_limit = nullptr;
    std::string m_text;
    int m_patches = 0;
};

void FormWaysTest::init()
{
    m_form = std::make_unique<DefinitionForm>(spec::DefinitionSchema::ofApiDefinitions());
    m_versions = m_form->findChild<QComboBox *>(QStringLiteral("version"));
    m_limit = m_form->findChild<QLineEdit *>(
        QStringLiteral("/version_data/versions/Default/global_size_limit"));
    connect(m_form.get(), &DefinitionForm::patchWanted, this, [this](const editing::Patch &patch) {
        const auto edit = patch(m_text);
        QVERIFY2(edit, edit ? "" : edit.error().text().c_str());
        m_text = editing::applied(m_text, *edit);
        ++m_patches;
        show();
    });
    follow("{}");
}

void FormWaysTest::follow(const std::string &text)
{
    m_text = text;
    show();
}

void FormWaysTest::show()
{
    auto parsed = spec::JsonDocument::parse(m_text);
    QVERIFY(parsed);
    m_form->setDocument(std::make_shared<const spec::JsonDocument>(std::move(*parsed)));
}

void FormWaysTest::addsAndRemovesAVersion()
{
    follow(
        R"({"version_data": {"versions": {"Default": {"name": "Default", "global_size_limit": 3}}}})");
    const std::string before = m_text;
    auto *name = m_form->findChild<QLineEdit *>(QStringLiteral("versionName"));
    auto *removal = m_form->findChild<QToolButton *>(QStringLiteral("removeVersion"));
    QVERIFY(!m_versions->isEnabled());
    QVERIFY(!removal->isEnabled());
    m_form->findChild<QPushButton *>(QStringLiteral("newVersion"))->click();
    QVERIFY(name->isVisibleTo(m_form.get()));
    QCOMPARE(name->text(), QStringLiteral("v2"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!name->isVisibleTo(m_form.get()));
    QCOMPARE(m_versions->currentText(), QStringLiteral("v2"));
    QVERIFY(m_versions->isEnabled());
    QCOMPARE(m_limit->text(), QStringLiteral("3"));
    m_limit->setText(QStringLiteral("4"));
    Q_EMIT m_limit->editingFinished();
    const auto document = spec::JsonDocument::parse(m_text);
    QCOMPARE(document->valueAt("/version_data/versions/v2/global_size_limit")->text(), "4");
    QCOMPARE(document->valueAt("/version_data/versions/Default/global_size_limit")->text(), "3");
    removal->click();
    QCOMPARE(m_versions->currentText(), QStringLiteral("Default"));
    QVERIFY(!removal->isEnabled());
    QVERIFY(m_text.find("\"v2\"") == std::string::npos);
}

void FormWaysTest::refusesANameThatIsTaken()
{
    follow(R"({"version_data": {"versions": {"a": {}, "b": {}}}})");
    const std::string before = m_text;
    auto *name = m_form->findChild<QLineEdit *>(QStringLiteral("versionName"));
    m_form->findChild<QPushButton *>(QStringLiteral("newVersion"))->click();
    for (const QString &typed : {QStringLiteral("b"), QString()}) {
        name->setText(typed);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_text, before);
        QVERIFY(name->isVisibleTo(m_form.get()));
    }
    QTest::keyClick(name, Qt::Key_Escape);
    QVERIFY(!name->isVisibleTo(m_form.get()));
}

void FormWaysTest::jumpsToSections_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("hasList");
    QTest::newRow("wide") << QSize(740, 420) << true;
    QTest::newRow("narrow") << QSize(380, 420) << false;
}

void FormWaysTest::jumpsToSections()
{
    QFETCH(QSize, size);
    QFETCH(bool, hasList);
    m_form->resize(size);
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
    auto *list = m_form->findChild<QListWidget *>(QStringLiteral("sections"));
    auto *box = m_form->findChild<QComboBox *>(QStringLiteral("sectionBox"));
    QCOMPARE(list->isVisible(), hasList);
    QCOMPARE(box->isVisible(), !hasList);
    QCOMPARE(box->count(), list->count());
    const QString cors = DefinitionForm::tr("CORS");
    const int section = box->findText(cors);
    QVERIFY(section > 0);
    const auto *field = m_form->findChild<QWidget *>(QStringLiteral("/CORS/enable"));
    QVERIFY(field->visibleRegion().isEmpty());
    QWidget *used = hasList ? static_cast<QWidget *>(list) : box;
    used->setFocus();
    for (int i = 0; i < section; ++i) {
        QTest::keyClick(used, Qt::Key_Down);
    }
    QTRY_VERIFY(!field->visibleRegion().isEmpty());
    QCOMPARE(list->currentRow(), section);
    QTest::keyClick(used, Qt::Key_Return);
    QTRY_VERIFY(field->hasFocus());

    auto *area = m_form->findChild<QScrollArea *>();
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    QCOMPARE(list->currentRow(), list->count() - 1);
    QCOMPARE(box->currentIndex(), list->count() - 1);
    area->verticalScrollBar()->setValue(0);
    QCOMPARE(list->currentRow(), 0);
}

// Scrolled half through it, it is the current one all the same.
void FormWaysTest::jumpsToTheCurrentSection()
{
    QFETCH(QSize, size);
    QFETCH(bool, hasList);
    m_form->resize(size);
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
    const auto *list = m_form->findChild<QListWidget *>(QStringLiteral("sections"));
    auto *box = m_form->findChild<QComboBox *>(QStringLiteral("sectionBox"));
    QScrollBar *bar = m_form->findChild<QScrollArea *>()->verticalScrollBar();
    constexpr int kHalf = 30; // pixels
    bar->setValue(kHalf);
    QCOMPARE(list->currentRow(), 0);
    if (hasList) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                          list->visualItemRect(list->item(0)).center());
    } else {
        box->showPopup();
        QTest::keyClick(box->view(), Qt::Key_Return);
    }
    QTRY_VERIFY(bar->value() < kHalf);
    QCOMPARE(list->currentRow(), 0);
}

void FormWaysTest::namesTheField()
{
    const auto *age = m_form->findChild<QWidget *>(QStringLiteral("/CORS/max_age"));
    QVERIFY(age->toolTip().startsWith(QStringLiteral("CORS.max_age\n")));
    QVERIFY(m_limit->toolTip().startsWith(QStringLiteral("global_size_limit\n")));
}

void FormWaysTest::removesTheSelectedRows()
{
    follow(R"({"allowed_ips": ["a", "b", "c"]})");
    QAction removal;
    removal.setShortcut(QKeySequence::Delete);
    connect(&removal, &QAction::triggered, this,
            [this] { widgets::RowTable::removeSelectedIn(*m_form); });
    m_form->setRemoval(removal);
    m_form->show();
    m_form->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    const auto *table = m_form->findChild<EntryTable *>(QStringLiteral("/allowed_ips"));
    m_patches = 0;
    table->view()->setFocus();
    // Not by selectRow(), which heeds the modifiers of the last key.
    QItemSelectionModel *selection = table->view()->selectionModel();
    selection->setCurrentIndex(table->model()->index(0, 0),
                               QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    selection->select(table->model()->index(2, 0), QItemSelectionModel::Select);
    QTest::keyClick(table->view(), Qt::Key_Delete);
    QCOMPARE(m_text, std::string(R"({"allowed_ips": ["b"]})"));
    QCOMPARE(m_patches, 1);
}

// The change of the field before comes back as a new document, a moment later.
void FormWaysTest::keepsWhatIsBeingTyped()
{
    auto *path = m_form->findChild<QLineEdit *>(QStringLiteral("/proxy/listen_path"));
    follow(R"({"name": "a", "proxy": {"listen_path": "/old/"}})");
    path->selectAll();
    QTest::keyClicks(path, QStringLiteral("/n"));
    follow(R"({"name": "b", "proxy": {"listen_path": "/old/"}})");
    QTest::keyClicks(path, QStringLiteral("ew/"));
    QCOMPARE(path->text(), QStringLiteral("/new/"));
    follow(R"({"name": "b", "proxy": {"listen_path": "/other/"}})"); // of this field
    QCOMPARE(path->text(), QStringLiteral("/other/"));
}

GW_TEST(FormWaysTest)
#include "form_ways_test.moc"
