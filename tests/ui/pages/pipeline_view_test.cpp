// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/pipeline_view.h"
#include "support/room_test.h"
#include "ui/pages/orders_definition.h"

#include <QLabel>

#include <algorithm>

namespace gw::pages {

class PipelineViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheTimesOfItsOwnFiles_data();
    void showsTheTimesOfItsOwnFiles();
};

void PipelineViewTest::showsTheTimesOfItsOwnFiles_data()
{
    QTest::addColumn<QString>("path"); // as the engine tells it
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("the same") << QStringLiteral("plugins/AddFooBarHeader.so") << true;
    QTest::newRow("otherwise spelled") << QStringLiteral("./plugins//AddFooBarHeader.so") << true;
    QTest::newRow("of a bundle") << QStringLiteral("/state/bundles/ab/plugins/AddFooBarHeader.so")
                                 << false;
    QTest::newRow("another") << QStringLiteral("plugins/Other.so") << false;
}

void PipelineViewTest::showsTheTimesOfItsOwnFiles()
{
    QFETCH(QString, path);
    QFETCH(bool, isOwn);

    PipelineView view({.files = [] { return std::vector<std::string>(); },
                       .symbols =
                           [](const std::string &) {
                               return std::vector<std::string>();
                           }});
    auto document = spec::JsonDocument::parse(std::string(kDefinition));
    QVERIFY(document);
    view.setDocument(std::make_shared<const spec::JsonDocument>(std::move(*document)));
    client::PluginHook hook;
    hook.path = path;
    hook.symbol = QStringLiteral("AddFooBarHeader");
    hook.state = client::PluginState::Loaded;
    hook.calls = hook.time.count = 7;
    view.setTimes({hook});
    const QList<QLabel *> labels = view.findChildren<QLabel *>();
    const bool isShown = std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(QLatin1String("7 calls"));
    });
    QCOMPARE(isShown, isOwn);
}

} // namespace gw::pages

GW_TEST(gw::pages::PipelineViewTest)
#include "pipeline_view_test.moc"
