// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/key_hash.h"
#include "support/room_test.h"
#include "telemetry/record_completion.h"

namespace gw::telemetry {

using Tags = std::vector<std::string>;

class RecordCompletionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashesKeysWhenAsked()
    {
        AnalyticsRecord record;
        record.apiId = "a1";
        record.orgId = "o1";
        record.apiKey = "key-123456";
        record.hashesKey = true;
        completeRecord(record);
        QCOMPARE(record.apiKey, keyHash("key-123456"));
        QCOMPARE(record.tags, Tags({"key-" + record.apiKey, "org-o1", "api-a1"}));
        QVERIFY(!record.hashesKey);
    }

    void keepsWhatIsHiddenAlready()
    {
        AnalyticsRecord record;
        record.apiKey = "****3456";
        record.tags = {"blue"};
        completeRecord(record);
        QCOMPARE(record.apiKey, std::string("****3456"));
        QCOMPARE(record.tags, Tags({"blue", "key-****3456", "api-"}));
    }

    void tagsNoKeyWhereThereIsNone()
    {
        AnalyticsRecord record;
        record.hashesKey = true;
        record.apiId = "a1";
        completeRecord(record);
        QCOMPARE(record.apiKey, std::string());
        QCOMPARE(record.tags, Tags({"api-a1"}));
    }
};

} // namespace gw::telemetry

GW_TEST(gw::telemetry::RecordCompletionTest)
#include "record_completion_test.moc"
