// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/control/service_fixture.h"
#include "support/room_test.h"

#include <fstream>

using namespace gw::control;
using testing::HttpReply;
using testing::ServiceFixture;

namespace {

constexpr std::string_view kRequest = "    > ";
constexpr std::string_view kReply = "    < ";
constexpr std::string_view kAnything = "…";

// Whether the text is as written, where "…" stands for any text.
bool isAsWritten(std::string_view text, std::string_view written)
{
    const std::size_t first = written.find(kAnything);
    if (first == std::string_view::npos) {
        return text == written;
    }
    if (!text.starts_with(written.substr(0, first))) {
        return false;
    }
    text.remove_prefix(first);
    written.remove_prefix(first + kAnything.size());
    while (true) {
        const std::size_t next = written.find(kAnything);
        if (next == std::string_view::npos) {
            return text.ends_with(written);
        }
        const std::size_t place = text.find(written.substr(0, next));
        if (place == std::string_view::npos) {
            return false;
        }
        text.remove_prefix(place + next);
        written.remove_prefix(next + kAnything.size());
    }
}

// Cuts the first word off.
std::string word(std::string &text)
{
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string result = text.substr(0, end);
    text.erase(0, std::min(text.size(), end + 1));
    return result;
}

void pauseOne(gw::runtime::PauseDesk &desk)
{
    gw::proxy::PausedRequest request;
    request.breakpoint = "b1";
    request.requestId = "r-1";
    request.apiId = "orders";
    request.apiName = "Orders";
    request.step = "AddFooBarHeader";
    request.client = "127.0.0.1:4444";
    request.request.method = "GET";
    request.request.target = "/orders/1";
    request.request.fields = {{"Host", "h"}, {"Authorization", "(hidden)"}};
    QCOMPARE(desk.pause(std::move(request), [](const gw::proxy::PauseEnd &) {}), 1U);
}

} // namespace

// The examples of engine/control/README.md, in order, against a server.
class ReadmeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyExampleIsTrue();
};

void ReadmeTest::everyExampleIsTrue()
{
    ServiceFixture service;
    service.engine.store("orders", R"({"name":"Orders","api_id":"orders"})");
    service.engine.report.duration = std::chrono::microseconds(1500);
    service.engine.records = {testing::tracedRecord(1), testing::tracedRecord(2)};
    PluginRow &row = service.engine.rows.emplace_back();
    row.path = "/p/post.so";
    row.file = "/p/post_1.so";
    row.symbol = "AddFooBarHeader";
    row.kind = "request";
    row.abi = "1.0";
    row.generation = 2;
    row.isLoaded = true;
    row.users = {"orders"};
    row.calls = 10;
    row.failures = 1;
    row.time.p99Ns = 4096;
    bundle::BundleReport bundle;
    bundle.name = "orders.zip";
    bundle.sha256 = "ab";
    bundle.isSigned = true;
    bundle.fetchedAt = std::chrono::sys_seconds(std::chrono::seconds(1'790'000'000));
    bundle.heardAt = bundle.fetchedAt;
    service.engine.bundleRows = {{bundle, {{"orders", "ab"}}}};
    service.engine.desk.setWatched(true);

    std::ifstream page(CONTROL_README);
    std::string line;
    HttpReply reply;
    int examples = 0;
    while (std::getline(page, line)) {
        if (line.starts_with(kRequest)) {
            std::string rest = line.substr(kRequest.size());
            const std::string method = word(rest);
            const std::string target = word(rest);
            if (target == "/tyk/reload") {
                service.engine.report.apis = {
                    testing::apiReport("orders", gw::runtime::ApiState::Loaded)};
                service.engine.report.apis.front().changes = {"definition"};
                service.engine.report.apis.front().steps = {"VersionCheck", "AddFooBarHeader"};
            }
            if (target == "/tyk/paused" && method == "GET") {
                pauseOne(service.engine.desk);
            }
            reply = service.send({.method = method, .target = target, .body = rest});
        } else if (line.starts_with(kReply)) {
            std::string rest = line.substr(kReply.size());
            QCOMPARE(std::to_string(reply.status), word(rest));
            QVERIFY2(isAsWritten(reply.body, rest + "\n"),
                     ("\nserver: " + reply.body + "page:   " + rest).c_str());
            ++examples;
        }
    }
    QCOMPARE(examples, 40);
}

GW_TEST(ReadmeTest)
#include "readme_test.moc"
