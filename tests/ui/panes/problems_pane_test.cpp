// SPDX-License-Identifier: GPL-3.0-or-later
#include "panes/problems_pane.h"
#include "support/room_test.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTableView>

#include <algorithm>

using gw::models::ProblemsModel;
using gw::panes::ProblemsPane;
using gw::session::EngineSession;

namespace {

class RefusingHost final : public gw::session::EngineHost {
public:
    void start(const QString &) override
    {
        Q_EMIT failed({"listen_port is 99999", "/orders/gatewright.conf", "Take a smaller one"});
    }
    void stop() override {}
};

} // namespace

class ProblemsPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leadsToTheSettingsOfAnEngineThatDidNotStart();
};

void ProblemsPaneTest::leadsToTheSettingsOfAnEngineThatDidNotStart()
{
    EngineSession session(std::make_unique<RefusingHost>());
    ProblemsModel model;
    ProblemsPane pane(session, model);
    pane.show();
    const auto says = [&pane](const QString &words) {
        const auto labels = pane.findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&words](const QLabel *label) { return label->text().contains(words); });
    };
    QVERIFY(!says(QStringLiteral("every API")));
    session.openWorkspace(QStringLiteral("/orders"));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.problem(0).text,
             QStringLiteral("The engine did not start: listen_port is 99999"));
    QCOMPARE(model.problem(0).where, QStringLiteral("/orders/gatewright.conf"));
    QCOMPARE(model.problem(0).remedy, QStringLiteral("Take a smaller one"));
    const QSignalSpy opened(&pane, &ProblemsPane::openWanted);
    Q_EMIT pane.findChild<QTableView *>()->activated(model.index(0, 0));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).value<gw::window::PageAddress>().kind,
             QStringLiteral("settings-file"));
    QCOMPARE(pane.badge(), QStringLiteral("1"));
}

GW_TEST(ProblemsPaneTest)
#include "problems_pane_test.moc"
