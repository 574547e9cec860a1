// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/prefix_index.h"
#include "support/room_test.h"

using gw::runtime::PrefixIndex;

class PrefixIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInAnEmptyOne()
    {
        const PrefixIndex index;
        QCOMPARE(index.find("/"), PrefixIndex::kNone);
        QCOMPARE(index.find(""), PrefixIndex::kNone);
    }

    void takesTheLongest()
    {
        PrefixIndex index;
        index.insert("/test", 1);
        index.insert("/", 2);
        index.insert("/test/deep/", 3);
        QCOMPARE(index.find("/test/deep/x"), 3U);
        QCOMPARE(index.find("/test/deep"), 1U);
        QCOMPARE(index.find("/testing"), 1U);
        QCOMPARE(index.find("/test"), 1U);
        QCOMPARE(index.find("/tes"), 2U);
        QCOMPARE(index.find("test"), PrefixIndex::kNone);
        QCOMPARE(index.find(""), PrefixIndex::kNone);
    }

    void tellsEqualLengthsApart()
    {
        PrefixIndex index;
        index.insert("/aa/", 1);
        index.insert("/ab/", 2);
        index.insert("/ba/", 3);
        QCOMPARE(index.find("/ab/x"), 2U);
        QCOMPARE(index.find("/ba/x"), 3U);
        QCOMPARE(index.find("/bb/x"), PrefixIndex::kNone);
    }

    void keepsTheFirstOfAPrefix()
    {
        PrefixIndex index;
        index.insert("/a", 1);
        index.insert("/a", 2);
        QCOMPARE(index.find("/a"), 1U);
    }

    void takesAnyBytes()
    {
        using namespace std::string_view_literals;
        PrefixIndex index;
        index.insert("/\0a"sv, 1);
        index.insert("/\xff", 2);
        index.insert("", 3); // starts every text
        QCOMPARE(index.find("/\0ab"sv), 1U);
        QCOMPARE(index.find("/\0b"sv), 3U);
        QCOMPARE(index.find("/\xff/"), 2U);
    }

    // Of a prefix too long for any request the length must not wrap round.
    void survivesAVeryLongPrefix()
    {
        PrefixIndex index;
        const std::string prefix(65'536 + 4, 'a');
        index.insert(prefix, 1);
        index.insert("aa", 2);
        QCOMPARE(index.find("aaaaaaaa"), 2U);
        QCOMPARE(index.find(prefix + "b"), 1U);
    }

    void findsEachOfTenThousand()
    {
        constexpr std::uint32_t kCount = 10'000;
        PrefixIndex index;
        for (std::uint32_t i = 0; i < kCount; ++i) {
            index.insert("/service-" + std::to_string(i) + "/", i);
        }
        for (std::uint32_t i = 0; i < kCount; ++i) {
            const std::string path = "/service-" + std::to_string(i);
            QCOMPARE(index.find(path + "/orders/17"), i);
            QCOMPARE(index.find(path), PrefixIndex::kNone);
        }
        QCOMPARE(index.find("/service-10000/"), PrefixIndex::kNone);
    }
};

GW_TEST(PrefixIndexTest)
#include "prefix_index_test.moc"
