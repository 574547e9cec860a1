// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/text_diff_model.h"
#include "form/entry_table_model.h"
#include "support/room_test.h"

#include <QAbstractItemModelTester>

using namespace gw;
using namespace gw::compare;
using namespace gw::form;

namespace {

// A definition whose table writes into it, as the page does.
class Bench final : public QObject {
    Q_OBJECT

public:
    Bench(std::string text, const std::string &pointer)
        : m_text(std::move(text))
        , m_model(spec::DefinitionSchema::ofApiDefinitions())
        , m_tester(&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        connect(&m_model, &EntryTableModel::patchWanted, this,
                [this](const editing::Patch &patch) { apply(patch); });
        m_model.setPointer(pointer);
        publish();
    }

    void apply(const editing::Patch &patch)
    {
        const auto edit = patch(m_text);
        if (edit) {
            m_text = editing::applied(m_text, *edit);
            publish();
        }
    }
    void publish()
    {
        m_model.setDocument(std::make_shared<const spec::JsonDocument>(
            std::move(*spec::JsonDocument::parse(m_text))));
    }
    [[nodiscard]] EntryTableModel &model() { return m_model; }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_text); }

private:
    std::string m_text;
    EntryTableModel m_model;
    QAbstractItemModelTester m_tester;
};

class EntryTableModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsTexts();
    void editsMaps();
    void editsObjects();
    void keepsWhatIsNoNumber();
    void comparesTexts();
};

void EntryTableModelTest::editsTexts()
{
    Bench bench(R"({"tags":["a" , "b"]})", "/tags");
    EntryTableModel &model = bench.model();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 1);
    QVERIFY(model.setData(model.index(1, 0), QStringLiteral("c\"d"), Qt::EditRole));
    QCOMPARE(bench.text(), QStringLiteral(R"({"tags":["a" , "c\"d"]})"));
    model.moveRow(0, 1);
    QCOMPARE(bench.text(), QStringLiteral(R"({"tags":["c\"d" , "a"]})"));
    model.removeRowsAt({0});
    QCOMPARE(bench.text(), QStringLiteral(R"({"tags":["a"]})"));
    model.appendRow();
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.setData(model.index(0, 0), QStringLiteral("a"), Qt::EditRole));
}

void EntryTableModelTest::editsMaps()
{
    const std::string pointer = "/version_data/versions/Default/global_headers";
    Bench bench(R"({"own":1})", pointer);
    EntryTableModel &model = bench.model();
    QCOMPARE(model.rowCount(), 0);
    model.appendRow();
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.setData(model.index(0, 0), QStringLiteral("X-A"), Qt::EditRole));
    QVERIFY(model.setData(model.index(0, 1), QStringLiteral("1"), Qt::EditRole));
    model.appendRow();
    QCOMPARE(
        bench.text(),
        QStringLiteral(
            R"({"own":1,"version_data":{"versions":{"Default":{"global_headers":{"X-A":"1","X-Name":""}}}}})"));
    // A name that is taken changes nothing.
    model.setData(model.index(1, 0), QStringLiteral("X-A"), Qt::EditRole);
    QCOMPARE(model.data(model.index(1, 0), Qt::DisplayRole).toString(), QStringLiteral("X-Name"));
}

void EntryTableModelTest::editsObjects()
{
    const std::string pointer = "/version_data/versions/Default/extended_paths/white_list";
    Bench bench(
        R"({"version_data":{"versions":{"Default":{"extended_paths":{"white_list":[{"path":"/a","odd":1}]}}}}})",
        pointer);
    EntryTableModel &model = bench.model();
    QCOMPARE(model.rowCount(), 1);
    int off = -1;
    int path = -1;
    for (int i = 0; i < model.columnCount(); ++i) {
        const QString title = model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        off = title == EntryTableModel::tr("Off") ? i : off;
        path = title == QStringLiteral("Path") ? i : path;
    }
    QVERIFY(off >= 0 && path >= 0);
    QCOMPARE(model.data(model.index(0, path), Qt::DisplayRole).toString(), QStringLiteral("/a"));
    QVERIFY(model.setData(model.index(0, off), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(bench.text().contains(QStringLiteral(R"({"path":"/a","odd":1,"disabled":true})")));
    model.appendRow();
    QCOMPARE(model.rowCount(), 2);
    model.removeRowsAt({0});
    QCOMPARE(model.rowCount(), 1);
}

void EntryTableModelTest::keepsWhatIsNoNumber()
{
    const std::string pointer = "/cache_options/cache_response_codes";
    Bench bench(R"({"cache_options":{"cache_response_codes":[200]}})", pointer);
    EntryTableModel &model = bench.model();
    QVERIFY(model.setData(model.index(0, 0), QStringLiteral("404"), Qt::EditRole));
    QVERIFY(bench.text().contains(QStringLiteral("[404]")));
    QVERIFY(model.setData(model.index(0, 0), QStringLiteral("4xx"), Qt::EditRole));
    QVERIFY(bench.text().contains(QStringLiteral("[\"4xx\"]")));
}

void EntryTableModelTest::comparesTexts()
{
    TextDiffModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(TextDiffModel::compared("a\nb\nc", "a\nx\ny\nc"));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.firstDifference(), 1);
    QCOMPARE(model.data(model.index(1, TextDiffModel::OldText), Qt::DisplayRole).toString(),
             QStringLiteral("b"));
    QCOMPARE(model.data(model.index(1, TextDiffModel::NewText), Qt::DisplayRole).toString(),
             QStringLiteral("x"));
    QVERIFY(!model.data(model.index(2, TextDiffModel::OldText), Qt::DisplayRole).isValid());
    QCOMPARE(model.data(model.index(3, TextDiffModel::NewNumber), Qt::DisplayRole).toInt(), 4);
    model.setRows(TextDiffModel::compared("a", "a"));
    QCOMPARE(model.firstDifference(), -1);
}

} // namespace

GW_TEST(EntryTableModelTest)
#include "entry_table_model_test.moc"
