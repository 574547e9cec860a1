// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/log_pane.h"
#include "panes/metrics_pane.h"
#include "panes/traffic_pane.h"
#include "support/files.h"
#include "support/room_test.h"

#include <QAction>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPaneExportWait = 20'000;

// What a file has in it after the pane's command.
template <typename Pane>
QByteArray exported(Pane &pane, const QString &command)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"export"_s);
    const QSignalSpy said(&pane, &Pane::messageRaised);
    for (QAction *action : pane.template findChildren<QAction *>()) {
        if (action->text() == command) {
            action->trigger();
        }
    }
    auto *dialog = pane.template findChild<QFileDialog *>();
    if (dialog == nullptr) {
        return "there is no dialog";
    }
    Q_EMIT dialog->fileSelected(path);
    delete dialog;
    if (!QTest::qWaitFor([&said] { return !said.isEmpty(); }, kPaneExportWait) ||
        said.first().first().toString() != u"Wrote "_s + path) {
        return "it is not written";
    }
    return gw::test::readFile(path);
}

} // namespace

class PaneExportsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheLog();
    void writesTraffic();
    void writesMetrics();

private:
    gw::session::EngineSession m_session{nullptr};
};

void PaneExportsTest::writesTheLog()
{
    gw::panes::LogPane pane(m_session);
    gw::client::LogLine line;
    line.message = u"one"_s;
    gw::client::LogLine other;
    other.message = u"two \u00e4"_s;
    pane.model().add({line, other}, 0);
    const QByteArrayList lines = exported(pane, u"Export"_s).split('\n');
    QCOMPARE(lines.size(), 3); // the last one is ended
    QVERIFY(lines[0].endsWith(" : one"));
    QVERIFY(lines[1].endsWith(" : two \xc3\xa4"));
}

void PaneExportsTest::writesTraffic()
{
    gw::panes::TrafficPane pane(m_session);
    gw::client::TrafficRecord record;
    record.method = u"GET"_s;
    record.rawPath = u"/a"_s;
    pane.model().add({record, record}, 0);
    const QByteArrayList lines = exported(pane, u"Export as &CSV..."_s).split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[2].contains(",GET,/a,"));
    const auto har = QJsonDocument::fromJson(exported(pane, u"Export as &HAR..."_s));
    QCOMPARE(har[u"log"_s][u"entries"_s].toArray().size(), 2);
}

void PaneExportsTest::writesMetrics()
{
    gw::panes::MetricsPane pane(m_session);
    gw::client::EngineMetrics metrics;
    const QDateTime start = QDateTime::currentDateTime();
    metrics.uptimeSeconds = 1;
    pane.series().add(metrics, start);
    metrics.uptimeSeconds = 2;
    metrics.requests = 7;
    pane.series().add(metrics, start.addSecs(1));
    const QByteArrayList lines = exported(pane, u"Export"_s).split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[1].endsWith(",7,0,0,0,0,0,,,,0,0\r"), lines[1]);
}

GW_TEST(PaneExportsTest)
#include "pane_exports_test.moc"
