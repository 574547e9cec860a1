// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_test.h"
#include "window/banner.h"
#include "window/main_window.h"

#include <QPushButton>

using gw::window::MainWindow;
using gw::window::Page;
using gw::window::PageAddress;

namespace {

class UnsavedPage final : public Page {
public:
    using Page::Page;

    [[nodiscard]] PageAddress address() const override { return {QStringLiteral("unsaved"), {}}; }
    [[nodiscard]] QString title() const override { return QStringLiteral("unsaved"); }
    [[nodiscard]] bool isModified() const override { return true; }
};

class UnsavedFactory final : public gw::window::PageFactory {
public:
    [[nodiscard]] QString kind() const override { return QStringLiteral("unsaved"); }
    [[nodiscard]] Page *create(const PageAddress &, QWidget *parent) override
    {
        return new UnsavedPage(parent);
    }
};

} // namespace

class WindowCloseTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void staysWhenDraftsCouldNotBeKept();
};

void WindowCloseTest::staysWhenDraftsCouldNotBeKept()
{
    gw::session::EngineSession session(nullptr);
    gw::window::ActionRegistry actions;
    MainWindow window(session, actions);
    window.addFactory(std::make_unique<UnsavedFactory>());
    window.show();
    bool canKeep = false;
    window.setKeeper([&canKeep]() -> gw::Expected<void> {
        return canKeep ? gw::Expected<void>() : gw::failure("The disk is full");
    });
    QVERIFY(window.close()); // nothing would be lost
    window.show();
    window.open({QStringLiteral("unsaved"), {}});
    QVERIFY(!window.close());
    QVERIFY(window.isVisible());
    QVERIFY(window.banner().isVisible());
    canKeep = true;
    QVERIFY(window.close());
    canKeep = false;
    window.show();
    QVERIFY(!window.close());
    window.banner().findChild<QPushButton *>()->click();
    QVERIFY(!window.isVisible());
}

GW_TEST(WindowCloseTest)
#include "window_close_test.moc"
