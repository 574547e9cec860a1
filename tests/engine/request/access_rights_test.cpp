// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/access_rights.h"
#include "support/room_test.h"

#include <algorithm>
#include <memory>
#include <string>

using namespace gw::request;

namespace {

// With apostrophes for quotes.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::string kRights = json("{'a':{'versions':['v1'],'allowed_urls':["
                                 "{'url':'/x/(y|z)','methods':['GET']},"
                                 "{'url':'/(','methods':['GET']}]},'b':{}}");

} // namespace

class AccessRightsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheEntryOfAnApi()
    {
        const auto rights = readRights(kRights, "a");
        QVERIFY(rights != nullptr);
        QCOMPARE(rights->versions, std::vector<std::string>{"v1"});
        QVERIFY(rights->isRestricted);
        QCOMPARE(rights->allowedUrls.size(), 1U); // the other one is no expression
        QVERIFY(rights->allowedUrls.front().pattern.matches("/x/z"));
        QVERIFY(!readRights(kRights, "b")->isRestricted);
        QVERIFY(readRights(kRights, "c") == nullptr);
        QVERIFY(readRights("{", "a") == nullptr);
    }

    // Nothing but patterns that match nothing: everything is closed, not open.
    void staysRestrictedWithBrokenPatterns()
    {
        const auto rights =
            readRights(json("{'a':{'allowed_urls':[{'url':'(','methods':['GET']}]}}"), "a");
        QVERIFY(rights->isRestricted);
        QVERIFY(rights->allowedUrls.empty());
    }

    void compilesEachTextOnce()
    {
        RightsCache cache;
        const auto first = cache.find(kRights, "a");
        QVERIFY(first != nullptr);
        QCOMPARE(cache.find(kRights, "a"), first);
        QVERIFY(cache.find(kRights, "b") != first);
        QVERIFY(cache.find(kRights, "none") == nullptr);
        QVERIFY(cache.find(kRights + " ", "a") != first);
    }

    void forgetsInsteadOfGrowing()
    {
        RightsCache cache;
        const std::weak_ptr<const ApiRights> first = cache.find(kRights, "a");
        QVERIFY(!first.expired());
        const std::string padding(100'000, ' ');
        for (int i = 0; i < 20; ++i) {
            QVERIFY(cache.find(kRights + padding + std::string(std::size_t(i), ' '), "a"));
        }
        QVERIFY(first.expired());
        QVERIFY(cache.find(kRights + std::string(2'000'000, ' '), "a") != nullptr); // too large
    }
};

GW_TEST(AccessRightsTest)
#include "access_rights_test.moc"
