// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/route_table.h"
#include "support/room_test.h"

using gw::runtime::Route;
using gw::runtime::RouteTable;

namespace {

// Which route, and how much of the path it matched: "1:6"; "-": none.
std::string found(const RouteTable &table, std::string_view path,
                  std::string_view host = "h.example")
{
    const RouteTable::Match match = table.find(host, path);
    return match.route == nullptr
               ? "-"
               : std::to_string(match.route->target) + ':' + std::to_string(match.length);
}

// Targets count from 1.
RouteTable tableOf(std::vector<Route> routes)
{
    std::uint32_t target = 0;
    for (Route &route : routes) {
        route.target = ++target;
    }
    return RouteTable::build(std::move(routes));
}

} // namespace

class RouteTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        QCOMPARE(found(RouteTable(), "/"), std::string("-"));
        QCOMPARE(found(tableOf({}), "/"), std::string("-"));
    }

    void matchesPlainPrefixes()
    {
        const RouteTable table = tableOf({{"", "/test"}, {"", "/slash/"}});
        QCOMPARE(found(table, "/test"), std::string("1:5"));
        QCOMPARE(found(table, "/test/x"), std::string("1:5"));
        QCOMPARE(found(table, "/testing"), std::string("1:5"));
        QCOMPARE(found(table, "/test-foo"), std::string("1:5"));
        QCOMPARE(found(table, "/Test"), std::string("-"));
        QCOMPARE(found(table, "/slash/"), std::string("2:7"));
        QCOMPARE(found(table, "/slash/x"), std::string("2:7"));
        QCOMPARE(found(table, "/slash"), std::string("-"));
        QCOMPARE(found(table, "/"), std::string("-"));
        QCOMPARE(found(table, "*"), std::string("-")); // OPTIONS *
    }

    void rootTakesTheRest()
    {
        const RouteTable table = tableOf({{"", "/"}, {"", "/a/"}});
        QCOMPARE(found(table, "/a"), std::string("1:1"));
        QCOMPARE(found(table, "/a/"), std::string("2:3"));
        QCOMPARE(found(table, "/x/a/"), std::string("1:1"));
    }

    void theLongestWinsWhateverTheOrder()
    {
        const RouteTable table = tableOf({{"", "/a/"}, {"", "/a/b/c/"}, {"", "/a/b/"}});
        QCOMPARE(found(table, "/a/b/c/d"), std::string("2:7"));
        QCOMPARE(found(table, "/a/b/x"), std::string("3:5"));
        QCOMPARE(found(table, "/a/x"), std::string("1:3"));
    }

    void theFirstOfAPathStays()
    {
        const RouteTable table = tableOf({{"", "/a/"}, {"", "/a/"}});
        QCOMPARE(found(table, "/a/"), std::string("1:3"));
    }

    void matchesVariables()
    {
        const RouteTable table =
            tableOf({{"", "/{tenant}/v/"}, {"", "/{id:[0-9]+}/n/"}, {"", "/plain/v/"}, {"", "/"}});
        QCOMPARE(found(table, "/abc/v/get"), std::string("1:7"));
        QCOMPARE(found(table, "/a/b/v/"), std::string("4:1")); // a variable is one segment
        QCOMPARE(found(table, "//v/"), std::string("4:1"));    // and not empty
        QCOMPARE(found(table, "/42/n/x"), std::string("2:6"));
        QCOMPARE(found(table, "/4x/n/x"), std::string("4:1"));
        QCOMPARE(found(table, "/plain/v/"), std::string("3:9")); // longer without its variable
    }

    // A segment with a variable counts nothing: "/{a}/x/" is as long as "/" + "/x/".
    void ranksVariablesByWhatIsLeft()
    {
        const RouteTable table = tableOf({{"", "/{a}/"}, {"", "/{a}/orders/"}, {"", "/ab"}});
        QCOMPARE(found(table, "/zz/orders/1"), std::string("2:11"));
        QCOMPARE(found(table, "/zz/x"), std::string("1:4"));
        QCOMPARE(found(table, "/abc/orders/1"), std::string("2:12"));
        QCOMPARE(found(table, "/abc/x"), std::string("3:3"));
    }

    void variablesAloneStillMatch()
    {
        const RouteTable table = tableOf({{"", "{all:.*}"}});
        QCOMPARE(found(table, "/x"), std::string("1:2"));
    }

    void domainsComeFirst()
    {
        const RouteTable table =
            tableOf({{"", "/long/path/"}, {"a.example", "/"}, {"b.example", "/long/"}});
        QCOMPARE(found(table, "/long/path/x", "a.example"), std::string("2:1"));
        QCOMPARE(found(table, "/long/path/x", "b.example"), std::string("3:6"));
        QCOMPARE(found(table, "/long/path/x", "c.example"), std::string("1:11"));
        // Nothing of its own matches: the routes of every host do.
        QCOMPARE(found(tableOf({{"", "/x/"}, {"b.example", "/y/"}}), "/x/", "b.example"),
                 std::string("1:3"));
    }

    void readsTheHostField()
    {
        const RouteTable table =
            tableOf({{"API.Example", "/"}, {"[::1]", "/"}, {"192.0.2.1", "/"}});
        QCOMPARE(found(table, "/", "api.example"), std::string("1:1"));
        QCOMPARE(found(table, "/", "aPi.eXample:8080"), std::string("1:1"));
        QCOMPARE(found(table, "/", "[::1]:8080"), std::string("2:1"));
        QCOMPARE(found(table, "/", "[::1]"), std::string("2:1"));
        QCOMPARE(found(table, "/", "192.0.2.1:80"), std::string("3:1"));
        QCOMPARE(found(table, "/", "xapi.example"), std::string("-"));
        QCOMPARE(found(table, "/", "api.example.evil.example"), std::string("-"));
        QCOMPARE(found(table, "/", ""), std::string("-"));
    }

    void matchesDomainPatterns()
    {
        const RouteTable table = tableOf(
            {{"{sub}.example", "/"}, {"{n:[0-9]+}.num.test", "/"}, {"api.example", "/own/"}});
        QCOMPARE(found(table, "/", "shop.example"), std::string("1:1"));
        QCOMPARE(found(table, "/", "Shop.Example:8080"), std::string("1:1"));
        QCOMPARE(found(table, "/", "a.b.example"), std::string("-")); // one label
        QCOMPARE(found(table, "/", ".example"), std::string("-"));
        QCOMPARE(found(table, "/", "shop.example.evil.test"), std::string("-"));
        QCOMPARE(found(table, "/", "7.num.test"), std::string("2:1"));
        QCOMPARE(found(table, "/", "x.num.test"), std::string("-"));
        QCOMPARE(found(table, "/own/x", "api.example"), std::string("3:5"));
        QCOMPARE(found(table, "/else", "api.example"),
                 std::string("1:1")); // the pattern fits as well
    }

    void strictRoutesEndAtASlash()
    {
        Route strict{"", "/test", 0, true, false};
        const RouteTable table = tableOf({strict, {"", "/"}});
        QCOMPARE(found(table, "/test"), std::string("1:5"));
        QCOMPARE(found(table, "/test/x"), std::string("1:5"));
        QCOMPARE(found(table, "/testing"), std::string("-")); // and no falling through to "/"
        QCOMPARE(found(table, "/tes"), std::string("2:1"));
    }

    void aliasesSayThatTheyAre()
    {
        Route alias{"", "/id-1/", 0, false, true};
        const RouteTable table = tableOf({{"", "/one/"}, alias});
        QVERIFY(!table.find("h", "/one/x").route->isIdAlias);
        QVERIFY(table.find("h", "/id-1/x").route->isIdAlias);
    }

    void findsEachOfTenThousand()
    {
        constexpr int kCount = 10'000;
        std::vector<Route> routes;
        for (int i = 0; i < kCount; ++i) {
            const std::string number = std::to_string(i);
            // All lengths, prefixes of each other, some with domains and variables.
            std::string path = "/s" + number + (i % 2 == 0 ? "/" : "/deep/er/");
            if (i % 500 == 0) {
                path = "/{x}/v" + number + "/";
            }
            routes.push_back({i % 100 == 1 ? "d" + number + ".example" : "", std::move(path)});
        }
        const RouteTable table = tableOf(routes);
        for (int i = 0; i < kCount; ++i) {
            const Route &route = routes[static_cast<std::size_t>(i)];
            std::string path = route.listenPath;
            if (path.starts_with("/{x}")) {
                path.replace(0, 4, "/abc");
            }
            const std::string host = route.domain.empty() ? "other.example" : route.domain;
            QCOMPARE(found(table, path + "rest", host),
                     std::to_string(i + 1) + ':' + std::to_string(path.size()));
            if (!route.domain.empty()) {
                QCOMPARE(found(table, path, "other.example"), std::string("-"));
            }
        }
        QCOMPARE(found(table, "/s10000/"), std::string("-"));
    }

    void isBuiltFastWithManyVariables()
    {
        std::vector<Route> routes;
        for (int i = 0; i < 2'000; ++i) {
            routes.push_back({"", "/{x}/v" + std::to_string(i) + "/"});
        }
        const RouteTable table = tableOf(std::move(routes));
        QCOMPARE(found(table, "/abc/v1999/x"), std::string("2000:11"));
    }
};

GW_TEST(RouteTableTest)
#include "route_table_test.moc"
