// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/hook_card.h"
#include "form/pipeline_view.h"
#include "look/format.h"
#include "support/room_test.h"
#include "ui/definition/orders_definition.h"

#include <QApplication>
#include <QDrag>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace gw::form {

class PipelineViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheTimesOfItsOwnFiles_data();
    void showsTheTimesOfItsOwnFiles();
    void tellsTheSlotsOfAFunctionApart();
    void aCardIsDraggedByTheMouse();
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
    hook.kind = QStringLiteral("request");
    hook.state = client::PluginState::Loaded;
    hook.calls = hook.time.count = 7;
    hook.time.p50 = std::chrono::microseconds(84);
    hook.time.p99 = std::chrono::microseconds(320);
    view.setTimes({hook});
    const QList<QLabel *> labels = view.findChildren<QLabel *>();
    const bool isShown = std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text() == QStringLiteral("p50 %1   p99 %2   7 calls")
                                    .arg(look::durationText(std::chrono::microseconds(84)),
                                         look::durationText(std::chrono::microseconds(320)));
    });
    QCOMPARE(isShown, isOwn);
}

// One place of a function is wrong: the other one's row says nothing of it.
void PipelineViewTest::tellsTheSlotsOfAFunctionApart()
{
    PipelineView view({.files = [] { return std::vector<std::string>(); },
                       .symbols =
                           [](const std::string &) {
                               return std::vector<std::string>();
                           }});
    auto document = spec::JsonDocument::parse(
        R"({"custom_middleware": {"post": [{"name": "Add", "path": "a.so"}],
            "response": [{"name": "Add", "path": "a.so"}]}})");
    QVERIFY(document);
    view.setDocument(std::make_shared<const spec::JsonDocument>(std::move(*document)));
    client::PluginHook good;
    good.path = QStringLiteral("a.so");
    good.symbol = QStringLiteral("Add");
    good.kind = QStringLiteral("request");
    good.state = client::PluginState::Loaded;
    good.calls = good.time.count = 7;
    client::PluginHook bad = good;
    bad.kind = QStringLiteral("response");
    bad.state = client::PluginState::Failed;
    bad.reason = QStringLiteral("no hook of a response");
    const auto says = [&view](const char *slot, const QString &words) {
        const auto *part = view.findChild<QWidget *>(QLatin1String(slot));
        const QList<QLabel *> labels = part->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&words](const QLabel *label) { return label->text().contains(words); });
    };
    for (const QList<client::PluginHook> &hooks :
         {QList<client::PluginHook>{good, bad}, QList<client::PluginHook>{bad, good}}) {
        view.setTimes(hooks);
        QVERIFY(says("post", QStringLiteral("7 calls")));
        QVERIFY(says("response", bad.reason));
    }
}

void PipelineViewTest::aCardIsDraggedByTheMouse()
{
    PipelineView view({.files = [] { return std::vector<std::string>(); },
                       .symbols =
                           [](const std::string &) {
                               return std::vector<std::string>();
                           }});
    auto document = spec::JsonDocument::parse(std::string(kDefinition));
    QVERIFY(document);
    view.setDocument(std::make_shared<const spec::JsonDocument>(std::move(*document)));
    view.resize(500, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *card = view.findChild<HookCard *>();
    QVERIFY(card != nullptr);
    QTimer meanwhile; // here a drag ends at once, elsewhere it goes on until it is let go
    connect(&meanwhile, &QTimer::timeout, &meanwhile, &QDrag::cancel);
    meanwhile.start();
    const auto carried = [&view] { // they live until the next event
        std::vector<QByteArray> found;
        for (const QDrag *drag : view.findChildren<QDrag *>()) {
            found.push_back(drag->mimeData()->data(QLatin1StringView(HookCard::kMimeType)));
        }
        return found;
    };
    const QPoint edge(2, card->height() / 2); // none of its fields
    const auto move = [card, edge](int distance, Qt::MouseButtons buttons) {
        const QPointF at = edge + QPoint(distance, 0);
        QMouseEvent event(QEvent::MouseMove, at, card->mapToGlobal(at), Qt::NoButton, buttons,
                          Qt::NoModifier);
        QApplication::sendEvent(card, &event);
    };
    const int far = QApplication::startDragDistance();
    QTest::mousePress(card, Qt::LeftButton, {}, edge);
    move(far - 1, Qt::LeftButton); // a hand that is not quite still
    QVERIFY(carried().empty());
    move(far, Qt::LeftButton);
    const QByteArray own = card->toMime()->data(QLatin1StringView(HookCard::kMimeType));
    QCOMPARE(carried(), std::vector<QByteArray>{own});
    QVERIFY(own.endsWith("/custom_middleware/post/0"));
    QTest::mouseRelease(card, Qt::LeftButton, {}, edge);
    QTRY_VERIFY(carried().empty());
    move(2 * far, Qt::NoButton); // nothing is held
    QVERIFY(carried().empty());
}

} // namespace gw::form

GW_TEST(gw::form::PipelineViewTest)
#include "pipeline_view_test.moc"
