// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/text_pages.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/widgets/trace_record.h"
#include "widgets/body_text.h"
#include "widgets/body_view.h"
#include "widgets/empty_text.h"
#include "widgets/json_tree_model.h"
#include "widgets/json_tree_view.h"
#include "widgets/response_view.h"
#include "widgets/trace_model.h"
#include "widgets/trace_view.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QComboBox>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSyntaxHighlighter>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTreeWidget>

#include <KCompressionDevice>

using namespace Qt::StringLiterals;
using namespace gw::widgets;
using namespace gw::requests;

namespace {

ResponseView::Result resultWith(const std::string &content, const std::string &type)
{
    auto result = std::make_shared<TransferResult>();
    result->heads.push_back({"HTTP/1.1", 200, "OK", {{"Content-Type", type}, {"X-Up", "1"}}});
    auto body = std::make_shared<ResponseBody>(std::uint64_t{1} << 20);
    static_cast<void>(body->append(content));
    static_cast<void>(body->finish());
    result->body = body;
    result->log = "> GET / HTTP/1.1\n";
    result->cookies = {"a.example\tFALSE\t/\tFALSE\t0\tsid\t42"};
    return result;
}

QLineEdit *fieldNamed(const QWidget &view, const QString &name)
{
    for (QLineEdit *field : view.findChildren<QLineEdit *>()) {
        if (field->accessibleName() == name) {
            return field;
        }
    }
    return nullptr;
}

QTreeWidget *tableNamed(const QWidget &view, const QString &name)
{
    for (QTreeWidget *table : view.findChildren<QTreeWidget *>()) {
        if (table->accessibleName() == name) {
            return table;
        }
    }
    return nullptr;
}

} // namespace

class ResponseViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_view.reset(); }
    void indentsJson();
    void marksWhatAPluginAdded();
    void namesTheStepBesideAHeader();
    void filtersWithJsonPath();
    void saysWhatIsWrongWithAPath();
    void searches();
    void showsBytesAsHex();
    void unpacksForPeople();
    void decodesText();
    void drawsSvg();
    void saysThatABodyIsEmpty();
    void showsALargeBodyInPages();
    void searchesOtherPages();
    void showsLargeBytesAsHex();
    void showsATree();
    void searchesTheTree();
    void showsJsonAsBytes();
    void showsImages_data();
    void showsImages();
    void keepsTheNewestOfTwo();
    void savesTheBodyThatWasShown();
    void listsCookies();
    void saysThatThereAreNoCookies();
    void showsHeadersUncut();
    void saysWhyThereIsNoAnswer();

private:
    void show(const ResponseView::Result &result);
    void choose(const QString &form);
    [[nodiscard]] QString notes() const; // all words of labels that are to be seen

    std::unique_ptr<ResponseView> m_view;
};

void ResponseViewTest::init()
{
    m_view = std::make_unique<ResponseView>();
    m_view->resize(800, 500);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void ResponseViewTest::show(const ResponseView::Result &result)
{
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    m_view->showResult(result);
    QVERIFY(shown.wait(20'000));
}

void ResponseViewTest::choose(const QString &form)
{
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    for (QComboBox *box : m_view->findChildren<QComboBox *>()) {
        if (box->accessibleName() == u"Show the body as") {
            box->setCurrentText(form);
        }
    }
    QVERIFY(shown.wait(20'000));
}

QString ResponseViewTest::notes() const
{
    QString notes;
    for (const QLabel *label : m_view->findChildren<QLabel *>()) {
        notes += label->isVisible() ? label->text() + u'\n' : QString();
    }
    return notes;
}

void ResponseViewTest::unpacksForPeople()
{
    const std::string text = R"({"name":")" + std::string(3000, 'n') + "\"}";
    QBuffer buffer;
    KCompressionDevice device(&buffer, false, KCompressionDevice::GZip);
    QVERIFY(device.open(QIODevice::WriteOnly));
    device.write(text.c_str());
    device.close();
    auto result = resultWith(buffer.data().toStdString(), "application/json");
    std::const_pointer_cast<TransferResult>(result)->heads[0].headers.emplace_back(
        "Content-Encoding", "gzip");
    show(result);
    QVERIFY(m_view->pretty().toPlainText().startsWith(u"{\n  \"name\": \"nnn"_s));
    QVERIFY2(notes().contains(u"Unpacked from gzip"_s), qPrintable(notes()));
    choose(u"Tree"_s);
    QCOMPARE(m_view->body().tree().rowCount(), 1);
    choose(u"Hex"_s);
    QVERIFY(m_view->pretty().toPlainText().startsWith(u"00000000  1f 8b"_s)); // as received
    choose(u"Text"_s);
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    QLineEdit *filter = fieldNamed(*m_view, u"JSONPath filter"_s);
    filter->setText(u"$.name"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(shown.wait(20'000));
    QVERIFY(m_view->pretty().toPlainText().contains(u"nnn"_s));
}

void ResponseViewTest::decodesText()
{
    show(resultWith("gr\xfc\xdf", "text/plain; charset=iso-8859-1"));
    QCOMPARE(m_view->pretty().toPlainText(), u"gr\u00fc\u00df"_s);
    QVERIFY2(notes().contains(u"Its text came in iso-8859-1"_s), qPrintable(notes()));
    show(resultWith("abc", "text/plain; charset=klingon"));
    QVERIFY2(notes().contains(u"\"klingon\" is not known"_s), qPrintable(notes()));
}

void ResponseViewTest::drawsSvg()
{
    show(resultWith(R"(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">)"
                    R"(<rect width="40" height="20" fill="#ff0000"/></svg>)",
                    "image/svg+xml"));
    QVERIFY(m_view->pretty().toPlainText().contains(u"\n  <rect"_s));
    QVERIFY(m_view->pretty().document()->findChild<QSyntaxHighlighter *>() != nullptr);
    choose(u"Image"_s);
    QVERIFY2(notes().contains(u"40 x 20 pixels"_s), qPrintable(notes()));
    QPixmap picture;
    for (const QLabel *label : m_view->findChildren<QLabel *>()) {
        picture = label->accessibleName() == u"Image"_s ? label->pixmap() : picture;
    }
    QCOMPARE(picture.toImage().pixelColor(20, 10), QColor(Qt::red));
}

void ResponseViewTest::saysThatABodyIsEmpty()
{
    show(resultWith("", "application/json"));
    QVERIFY(notes().contains(u"Empty body"_s) && !notes().contains(u"JSON"_s));
}

void ResponseViewTest::indentsJson()
{
    show(resultWith(R"({"b":{"z":1,"a":[]},"n":1.50})", "application/json"));
    const QString text = m_view->pretty().toPlainText();
    QVERIFY2(text.startsWith(u"{\n  \"b\": {\n    \"z\": 1,"_s), qPrintable(text)); // order stays
}

void ResponseViewTest::marksWhatAPluginAdded()
{
    show(resultWith(R"({"headers":{"Accept":"*/*","Foo":"Bar"}})", "application/json"));
    m_view->showRecord(gw::test::tracedRecord());
    const QHash<int, QString> &marks = m_view->pretty().marks();
    QCOMPARE(marks.size(), 1);
    const int line = marks.keys().constFirst();
    QVERIFY(m_view->pretty().document()->findBlockByNumber(line).text().contains(
        u"\"Foo\": \"Bar\""_s));
    QCOMPARE(marks[line], u"added by AddFooBarHeader"_s);
    QCOMPARE(m_view->trace().model().rowCount(), 4);
}

void ResponseViewTest::namesTheStepBesideAHeader()
{
    show(resultWith("{}", "application/json"));
    m_view->showRecord(gw::test::tracedRecord());
    const auto *headers = tableNamed(*m_view, u"Response headers"_s);
    QCOMPARE(headers->topLevelItemCount(), 3);
    QCOMPARE(headers->topLevelItem(2)->text(0), u"X-Up"_s);
    QCOMPARE(headers->topLevelItem(2)->text(2), u"HeaderInject"_s);
    QCOMPARE(headers->topLevelItem(1)->text(2), QString());
}

void ResponseViewTest::filtersWithJsonPath()
{
    show(resultWith(R"({"a":[{"n":1},{"n":2}]})", "application/json"));
    QLineEdit *filter = fieldNamed(*m_view, u"JSONPath filter"_s);
    QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
    QTest::keyClicks(filter, u"$.a[*].n"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(shown.wait(20'000));
    QCOMPARE(m_view->pretty().toPlainText().simplified(), u"[ 1, 2 ]"_s);
    filter->clear();
    QTRY_VERIFY_WITH_TIMEOUT(m_view->pretty().toPlainText().contains(u"\"a\""_s), 20'000);
}

void ResponseViewTest::saysWhatIsWrongWithAPath()
{
    const auto filtered = [this](const QString &path) {
        QSignalSpy shown(m_view.get(), &ResponseView::bodyShown);
        QLineEdit *filter = fieldNamed(*m_view, u"JSONPath filter"_s);
        filter->setText(path);
        QTest::keyClick(filter, Qt::Key_Return);
        return shown.wait(20'000) ? notes() : QString();
    };
    show(resultWith(R"({"a":1})", "application/json"));
    QString said = filtered(u"$.a["_s);
    QVERIFY2(said.contains(u"JSONPath"_s) && said.contains(u"$.a["_s), qPrintable(said));
    QCOMPARE(m_view->pretty().toPlainText(), QString());
    said = filtered(u"$.a"_s);
    QVERIFY2(!said.contains(u"JSONPath"_s), qPrintable(said)); // it is gone with the mistake
    show(resultWith("one", "text/plain"));
    said = filtered(u"$.a"_s);
    QVERIFY2(said.contains(u"JSON"_s), qPrintable(said));
}

void ResponseViewTest::searches()
{
    show(resultWith("one two one\nONE", "text/plain"));
    QLineEdit *search = fieldNamed(*m_view, u"Search in the body"_s);
    QTest::keyClicks(search, u"one"_s);
    QCOMPARE(m_view->pretty().extraSelections().size(), 3);
    const int first = m_view->pretty().textCursor().position();
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(m_view->pretty().textCursor().position() != first);
    QTest::keyClicks(search, u"x"_s);
    QVERIFY(m_view->pretty().extraSelections().isEmpty());
}

void ResponseViewTest::showsBytesAsHex()
{
    show(resultWith(std::string("\x00\xffHello", 7), "application/octet-stream"));
    QVERIFY2(m_view->pretty().toPlainText().startsWith(u"00000000  00 ff 48 65 6c 6c 6f"_s),
             qPrintable(m_view->pretty().toPlainText()));
    QVERIFY(m_view->pretty().toPlainText().contains(u"|..Hello|"_s));
}

void ResponseViewTest::showsALargeBodyInPages()
{
    std::string large = "[";
    for (int line = 0; line < 200'000; ++line) {
        large += "12345678901234567890,";
    }
    large.back() = ']';
    show(resultWith(large, "application/json"));
    QVERIFY(m_view->result()->body->isInFile());
    QVERIFY(m_view->pretty().toPlainText().startsWith(u"[\n  12345678901234567890,\n"_s));
    QVERIFY(m_view->pretty().toPlainText().size() <= qsizetype{TextPages::kPageBytes});
    auto *page = m_view->findChild<QSpinBox *>();
    QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 20'000);
    QVERIFY(page->maximum() > 20);
    page->setValue(page->maximum());
    QVERIFY(m_view->pretty().toPlainText().endsWith(u"  12345678901234567890\n]"_s));
    m_view->showResult(resultWith("short", "text/plain"));
    QTRY_COMPARE_WITH_TIMEOUT(m_view->pretty().toPlainText(), u"short"_s, 20'000);
    QVERIFY(!page->isVisible());
}

void ResponseViewTest::searchesOtherPages()
{
    std::string large = "the needle is here\n";
    while (large.size() < (std::size_t{3} << 20)) {
        large += "a line of hay\n";
    }
    large += "a Needle at the end\n";
    show(resultWith(large, "text/plain"));
    auto *page = m_view->findChild<QSpinBox *>();
    QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 20'000);
    QLineEdit *search = fieldNamed(*m_view, u"Search in the body"_s);
    QTest::keyClicks(search, u"needle"_s);
    QCOMPARE(page->value(), 1);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(page->value(), page->maximum(), 20'000);
    QCOMPARE(m_view->pretty().textCursor().selectedText(), u"Needle"_s);
    QTest::keyClick(search, Qt::Key_Return); // around the end
    QTRY_COMPARE_WITH_TIMEOUT(page->value(), 1, 20'000);
}

void ResponseViewTest::showsLargeBytesAsHex()
{
    std::string bytes(2'000'000, '\0');
    bytes += "the end";
    show(resultWith(bytes, "application/octet-stream"));
    QVERIFY(m_view->pretty().toPlainText().startsWith(u"00000000  00 00 00"_s));
    auto *page = m_view->findChild<QSpinBox *>();
    QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 20'000);
    page->setValue(page->maximum()); // all of it can be reached
    QVERIFY(m_view->pretty().toPlainText().startsWith(u"001e8000  00"_s)); // 122 pages before
    QVERIFY(m_view->pretty().toPlainText().contains(u"74 68 65 20 65 6e 64"_s));
    QVERIFY(m_view->pretty().toPlainText().endsWith(u"|the end|\n"_s));
}

void ResponseViewTest::showsATree()
{
    show(resultWith(R"({"b":{"z":1.50,"a":[true,"x"]},"n":null})", "application/json"));
    choose(u"Tree"_s);
    const auto &tree = m_view->body().tree();
    const QAbstractItemModelTester tester(const_cast<JsonTreeModel *>(&tree));
    QCOMPARE(tree.rowCount(), 2);
    const QModelIndex first = tree.index(0, 0);
    QCOMPARE(first.data().toString(), u"b"_s);
    QCOMPARE(tree.index(0, 1).data().toString(), u"{2}"_s);
    QCOMPARE(tree.index(0, 1, first).data().toString(), u"1.50"_s);
    QCOMPARE(tree.pathOf(tree.index(1, 0, tree.index(1, 0, first))), u"$.b.a[1]"_s);
    m_view->showResult(resultWith("no json", "text/plain"));
    QTRY_COMPARE_WITH_TIMEOUT(m_view->pretty().toPlainText(), u"no json"_s, 20'000);
    QCOMPARE(tree.rowCount(), 0);
}

void ResponseViewTest::searchesTheTree()
{
    show(resultWith(R"({"one":1,"b":{"c":["Two","one"]}})", "application/json"));
    choose(u"Tree"_s);
    auto *tree = m_view->findChild<JsonTreeView *>();
    QLineEdit *search = fieldNamed(*m_view, u"Search in the body"_s);
    QTest::keyClicks(search, u"ONE"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(m_view->body().tree().pathOf(tree->currentIndex()), u"$.one"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(m_view->body().tree().pathOf(tree->currentIndex()), u"$.b.c[1]"_s);
    QVERIFY(tree->isExpanded(tree->currentIndex().parent().siblingAtColumn(0)));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(m_view->body().tree().pathOf(tree->currentIndex()), u"$.one"_s);
}

void ResponseViewTest::showsJsonAsBytes()
{
    show(resultWith("{}", "application/json"));
    choose(u"Hex"_s);
    QVERIFY(m_view->pretty().toPlainText().startsWith(u"00000000  7b 7d"_s));
}

void ResponseViewTest::showsImages_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("small") << QSize(3, 2) << true;
    QTest::newRow("made smaller") << QSize(5000, 10) << true;
    QTest::newRow("too many pixels") << QSize(7000, 7000) << false;
}

void ResponseViewTest::showsImages()
{
    QFETCH(QSize, size);
    QFETCH(bool, isShown);
    QImage image(size, QImage::Format_Mono);
    image.fill(0);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QVERIFY(image.save(&buffer, "PNG"));
    show(resultWith(png.toStdString(), "image/png"));
    const QLabel *shown = nullptr;
    for (const QLabel *label : m_view->findChildren<QLabel *>()) {
        shown = label->accessibleName() == u"Image" ? label : shown;
    }
    QCOMPARE(shown->isVisible(), isShown);
    if (isShown) {
        QVERIFY(shown->pixmap().width() <= 2048);
        QVERIFY(size.width() > 2048 || shown->pixmap().size() == size);
    } else {
        QVERIFY(m_view->pretty().toPlainText().startsWith(u"00000000  89 50 4e 47"_s));
    }
}

void ResponseViewTest::keepsTheNewestOfTwo()
{
    m_view->showResult(resultWith("first", "text/plain"));
    show(resultWith("second", "text/plain"));
    QCOMPARE(m_view->pretty().toPlainText(), u"second"_s);
}

void ResponseViewTest::savesTheBodyThatWasShown()
{
    const QTemporaryDir folder;
    show(resultWith("first", "text/plain"));
    for (QAbstractButton *button : m_view->findChildren<QAbstractButton *>()) {
        if (button->text() == BodyView::tr("Save...")) {
            button->click();
        }
    }
    show(resultWith("second", "text/plain"));
    auto *dialog = m_view->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    const QString path = folder.filePath(u"body"_s);
    Q_EMIT dialog->fileSelected(path);
    QTRY_COMPARE_WITH_TIMEOUT(gw::test::readFile(path), "first"_ba, 20'000);
}

void ResponseViewTest::listsCookies()
{
    show(resultWith("", "text/plain"));
    const auto *cookies = tableNamed(*m_view, u"Cookies"_s);
    QCOMPARE(cookies->topLevelItemCount(), 1);
    QCOMPARE(cookies->topLevelItem(0)->text(1), u"42"_s);
}

void ResponseViewTest::saysThatThereAreNoCookies()
{
    const auto *cookies = tableNamed(*m_view, u"Cookies"_s);
    const auto *words = cookies->findChild<EmptyText *>();
    show(resultWith("", "text/plain"));
    QVERIFY(words->isHidden());
    auto without = std::make_shared<TransferResult>(*resultWith("", "text/plain"));
    without->cookies.clear();
    show(without);
    QVERIFY(!words->isHidden());
    m_view->showTab(const_cast<QTreeWidget *>(cookies));
    QTRY_COMPARE(words->geometry(), cookies->viewport()->rect());
}

void ResponseViewTest::showsHeadersUncut()
{
    auto result = std::make_shared<TransferResult>(*resultWith("", "text/plain"));
    result->heads.front().headers.emplace_back("X-RateLimit-Remaining-Of-This-Hour",
                                               std::string(500, 'x'));
    show(result);
    auto *headers = tableNamed(*m_view, u"Response headers"_s);
    m_view->showTab(headers);
    const QTreeWidgetItem *row = headers->topLevelItem(headers->topLevelItemCount() - 1);
    const int name = QFontMetrics(row->font(0)).horizontalAdvance(row->text(0));
    QTRY_COMPARE_GE(headers->columnWidth(0), name);
    // Not the whole room for one value.
    QCOMPARE_GE(headers->columnWidth(1), headers->viewport()->width() / 2);
    QCOMPARE_LT(headers->columnWidth(1), headers->viewport()->width());
    // What the user has set stays.
    headers->setColumnWidth(0, 40);
    show(std::make_shared<TransferResult>(*result));
    QTRY_COMPARE(headers->topLevelItemCount(), 4);
    QCoreApplication::processEvents();
    QCOMPARE(headers->columnWidth(0), 40);
}

void ResponseViewTest::saysWhyThereIsNoAnswer()
{
    auto result = std::make_shared<TransferResult>();
    result->error = gw::Error{"Nobody listens", "http://a", "Start it"};
    m_view->showResult(result);
    bool isSaid = false;
    for (const QLabel *label : m_view->findChildren<QLabel *>()) {
        isSaid |= label->isVisible() && label->text().contains(u"Nobody listens"_s) &&
                  label->text().contains(u"Start it"_s);
    }
    QVERIFY(isSaid);
}

GW_TEST(ResponseViewTest)
#include "response_view_test.moc"
