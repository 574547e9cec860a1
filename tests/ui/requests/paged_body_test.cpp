// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests/json_filter.h"
#include "requests/paged_body.h"
#include "support/full_disk.h"
#include "support/room_test.h"

#include <QDir>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

using namespace gw::requests;

namespace {

std::shared_ptr<const ResponseBody> bodyOf(const std::string &text)
{
    auto body = std::make_shared<ResponseBody>(std::uint64_t{1} << 16); // most go to the disk
    static_cast<void>(body->append(text));
    static_cast<void>(body->finish());
    return body;
}

std::string allPages(const PagedBody &paged)
{
    std::string text;
    for (int number = 0; number < paged.pages->count(); ++number) {
        text += paged.pages->page(number).value_or("the page cannot be read");
    }
    return text;
}

PagedBody pagesOf(const std::string &text, const char *type, std::string *first = nullptr)
{
    WorkState state;
    return pagedBody(bodyOf(text), type, state, [first](const ShownBody &shown) {
        if (first != nullptr) {
            *first = shown.text;
        }
    });
}

std::string longArray()
{
    std::string text = "[";
    for (int number = 0; number < 40'000; ++number) {
        text += R"({"id":12345678901234567890,"price":1.10,"name":"caf\u00e9"},)";
    }
    text.back() = ']';
    return text;
}

} // namespace

class PagedBodyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indentsWhatComesInParts();
    void firstPageComesFirst();
    void boundsWhatAFilterFinds();
    void stopsAFilter();
    void keepsTextAsItIs();
    void cutsALongLineBetweenCharacters();
    void saysWhatIsWrongWithJson();
    void showsNoBytes();
    void stops();
    void saves();
    void saysWhyItCannotSave();
    void savesNothingAfterAStop();
    void keepsNumbersAsTheyCame();
    void changesOnlyTheSpaceBetweenTokens();
};

void PagedBodyTest::indentsWhatComesInParts()
{
    const std::string text = longArray();
    const PagedBody paged = pagesOf("\xEF\xBB\xBF" + text + " \n", "application/json");
    QCOMPARE(paged.form, BodyForm::Json);
    QVERIFY(paged.isWhole);
    QVERIFY(paged.pages->count() > 2);
    QVERIFY(allPages(paged) == indentedJson(text));
    for (int number = 0; number < paged.pages->count() - 1; ++number) {
        QVERIFY(paged.pages->page(number)->ends_with('\n'));
        QVERIFY(paged.pages->page(number)->size() <= TextPages::kPageBytes);
    }
}

void PagedBodyTest::firstPageComesFirst()
{
    std::string first;
    const PagedBody paged = pagesOf(longArray(), "application/json", &first);
    QVERIFY(first.starts_with("[\n  {\n    \"id\": 12345678901234567890,\n"));
    QVERIFY(first == paged.pages->page(0));
}

void PagedBodyTest::keepsTextAsItIs()
{
    std::string text;
    while (text.size() < 3 * TextPages::kPageBytes) {
        text += "a line of some length\n";
    }
    std::string first;
    const PagedBody paged = pagesOf(text, "text/plain", &first);
    QCOMPARE(paged.form, BodyForm::Text);
    QVERIFY(allPages(paged) == text);
    QVERIFY(first == paged.pages->page(0));
    QVERIFY(first.ends_with('\n'));
}

void PagedBodyTest::cutsALongLineBetweenCharacters()
{
    std::string text;
    while (text.size() < 2 * TextPages::kPageBytes) {
        text += "\xe2\x82\xac"; // three bytes each: no page has a whole number of them
    }
    const PagedBody paged = pagesOf(text, "text/plain");
    QVERIFY(allPages(paged) == text);
    QVERIFY(paged.pages->count() > 2);
    for (int number = 0; number < paged.pages->count(); ++number) {
        QCOMPARE(paged.pages->page(number)->size() % 3, std::size_t{0});
    }
}

void PagedBodyTest::saysWhatIsWrongWithJson()
{
    std::string text = longArray();
    text.back() = '}';
    const PagedBody paged = pagesOf(text, "application/json");
    QCOMPARE(paged.form, BodyForm::Text);
    QVERIFY(paged.note.starts_with("Not valid JSON: "));
    QVERIFY(allPages(paged) == text);
    const PagedBody two = pagesOf(longArray() + "[]", "application/json");
    QVERIFY(two.note.starts_with("Not valid JSON: "));
}

void PagedBodyTest::showsNoBytes()
{
    const PagedBody paged = pagesOf(std::string(400'000, '\0'), "application/octet-stream");
    QCOMPARE(paged.form, BodyForm::Binary);
    QVERIFY(paged.pages == nullptr);
}

void PagedBodyTest::stops()
{
    WorkState state;
    const std::string text = longArray();
    const PagedBody paged = pagedBody(bodyOf(text), "application/json", state,
                                      [&state](const ShownBody &) { state.isStopped = true; });
    QVERIFY(!paged.isWhole);
    QVERIFY(paged.pages->count() > 0);
    QVERIFY(state.done < text.size());
    const std::string whole = indentedJson(text).value();
    QVERIFY(whole.starts_with(allPages(paged)));
}

void PagedBodyTest::saves()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("body.json")).toStdString();
    const std::string text = longArray();
    WorkState state;
    QVERIFY(saveBody(*bodyOf(text), path, state));
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().toStdString() == text);
    QCOMPARE(state.done.load(), std::uint64_t{text.size()});
    const std::string nowhere = folder.filePath(QStringLiteral("no/folder")).toStdString();
    QVERIFY(!saveBody(*bodyOf(text), nowhere, state));
}

void PagedBodyTest::saysWhyItCannotSave()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("body.json")).toStdString();
    const auto body = bodyOf(std::string(2000, 'x'));
    WorkState state;
    const gw::test::FullDisk full(1000);
    const auto saved = saveBody(*body, path, state);
    QVERIFY(!saved);
    QCOMPARE(saved.error().what, std::string("Could not save: File too large"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void PagedBodyTest::savesNothingAfterAStop()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("body.json"));
    WorkState state;
    state.isStopped = true;
    QVERIFY(!saveBody(*bodyOf(longArray()), path.toStdString(), state));
    QVERIFY(!QFile::exists(path));
}

void PagedBodyTest::keepsNumbersAsTheyCame()
{
    const std::string text = R"([1.10,12345678901234567890,1e2,0.1,12345678901234567890.5])";
    const auto indented = indentedJson(text);
    QVERIFY(indented);
    for (const char *number :
         {"1.10", "12345678901234567890", "1e2", "0.1", "12345678901234567890.5"}) {
        QVERIFY2(indented->find(number) != std::string::npos, number);
    }
    WorkState state;
    const PagedBody found =
        filteredBody(*bodyOf(R"({"a":[{"p":1.10},{"p":2.50}]})"), "$.a[?(@.p > 2)].p", state);
    QCOMPARE(allPages(found), "[\n  2.50\n]");
    QCOMPARE(found.note, "");
}

// As much as is bounded, in pages; every value is found in itself and in all around it.
void PagedBodyTest::boundsWhatAFilterFinds()
{
    constexpr std::uint64_t kMost = std::uint64_t{1} << 20;
    const auto body = bodyOf(longArray());
    WorkState state;
    const PagedBody found = filteredBody(*body, "$..*", state, kMost);
    QVERIFY(found.pages->count() > 10);
    const std::size_t size = allPages(found).size();
    QVERIFY2(size >= kMost && size < 2 * kMost, std::to_string(size).c_str());
    QCOMPARE(found.note, "The filter finds more than 1 MiB: this is the beginning.");
    // All of the body, and nothing of it.
    WorkState another;
    const std::string all = allPages(filteredBody(*body, "$[*]", another));
    QVERIFY(all == QByteArray::fromStdString(indentedJson(longArray()).value())
                       .replace("\\u00e9", "é") // as the parser reads it
                       .toStdString());
    WorkState third;
    QCOMPARE(allPages(filteredBody(*body, "$.none", third)), "[]");
}

void PagedBodyTest::stopsAFilter()
{
    WorkState state;
    state.isStopped = true;
    const PagedBody found = filteredBody(*bodyOf(longArray()), "$..*", state);
    QCOMPARE(allPages(found), "");
    QCOMPARE(found.note, "Cancelled: this is the beginning of what the filter finds.");
}

void PagedBodyTest::changesOnlyTheSpaceBetweenTokens()
{
    const std::string text = R"({"a" :"x\"{,}\\","a":[ ],"b":[{},[1 ,-0]], "\u00e9":null})";
    const auto indented = indentedJson(text);
    QVERIFY(indented);
    QCOMPARE(*indented, R"({
  "a": "x\"{,}\\",
  "a": [],
  "b": [
    {},
    [
      1,
      -0
    ]
  ],
  "\u00e9": null
})");
    QCOMPARE(indentedJson(*indented).value(), *indented);
    QVERIFY(!indentedJson("[1,2"));
    QVERIFY(!indentedJson("[1]]"));
}

GW_TEST(PagedBodyTest)
#include "paged_body_test.moc"
