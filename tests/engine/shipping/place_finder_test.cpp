// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping/place_finder.h"
#include "support/files.h"
#include "support/log_file.h"
#include "support/place_file.h"
#include "support/room_test.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace gw::shipping {

using test::PlaceFile;
using test::writeFile;

class PlaceFinderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = std::make_unique<test::LogFile>();
    }

    void findsPlaces()
    {
        writeFile(file(), PlaceFile::bytes());
        PlaceFinder finder(file().toStdString(), m_log->log());
        const auto place = finder.find("81.2.69.142");
        QVERIFY2(place != nullptr, m_log->text().constData());
        QCOMPARE(place->countryCode, std::string("GB"));
        QCOMPARE(place->cityId, 2643743U);
        QCOMPARE(place->cityNames.size(), 2U);
        QCOMPARE(place->cityNames.at("en"), std::string("London"));
        QCOMPARE(place->cityNames.at("fr"), std::string("Londres"));
        QCOMPARE(place->latitude, 51.5142);
        QCOMPARE(place->longitude, -0.0931);
        QCOMPARE(place->timeZone, std::string("Europe/London"));
        for (const char *unknown : {"82.0.0.1", "127.0.0.1", "::1", "", "no address"}) {
            QVERIFY2(finder.find(unknown) == nullptr, unknown);
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray whole = PlaceFile::bytes();
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("something else") << QByteArray(5000, 'x');
        QTest::newRow("cut off") << whole.first(whole.size() - 20);
    }

    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, content);

        if (!content.isEmpty()) {
            writeFile(file(), content);
        }
        PlaceFinder finder(file().toStdString(), m_log->log());
        QVERIFY(finder.find("81.2.69.142") == nullptr);
        QVERIFY(finder.find("81.2.69.142") == nullptr);
        QCOMPARE(m_log->text().count("Records do not tell where clients are"), 1);
        QVERIFY(m_log->text().contains("places.mmdb"));
    }

    void takesANewFileAfterAnHour()
    {
        const PlaceFinder::Clock::time_point start = PlaceFinder::Clock::now();
        const auto hours = [start](int count) {
            return start + count * PlaceFinder::kInterval;
        };
        const auto city = [](const std::unique_ptr<telemetry::Place> &place) {
            return place == nullptr ? std::string() : place->cityNames["en"];
        };
        writeFile(file(), PlaceFile::bytes());
        PlaceFinder finder(file().toStdString(), m_log->log());
        QCOMPARE(city(finder.find("81.0.0.1", start)), std::string("London"));

        // Emptied in place, under a gateway that reads it.
        QFile broken(file());
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.close();
        QCOMPARE(city(finder.find("81.0.0.1", start)), std::string("London"));
        QCOMPARE(city(finder.find("81.0.0.1", hours(1))), std::string("London"));
        QVERIFY(m_log->text().contains("The older data base of places goes on being used"));
        QVERIFY(m_log->text().contains("places.mmdb: The data base of places cannot be used"));
        QVERIFY(!m_log->text().contains("Records do not tell where clients are"));

        writeFile(file(), PlaceFile::bytes("Londinium"));
        QCOMPARE(city(finder.find("81.0.0.1", hours(1))), std::string("London"));
        QCOMPARE(city(finder.find("81.0.0.1", hours(2))), std::string("Londinium"));
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"places.mmdb"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::LogFile> m_log;
};

} // namespace gw::shipping

GW_TEST(gw::shipping::PlaceFinderTest)
#include "place_finder_test.moc"
