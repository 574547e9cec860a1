// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_host.h"
#include "tester/request_page.h"
#include "tester/request_page_factory.h"
#include "window/page_opener.h"

#include <QLabel>
#include <QLineEdit>
#include <QList>
#include <QString>
#include <QTest>
#include <QWidget>

#include <memory>

namespace gw::test {

template <typename Widget>
[[nodiscard]] Widget *named(const QWidget &page, const QString &name)
{
    for (Widget *widget : page.findChildren<Widget *>()) {
        if (widget->accessibleName() == name) {
            return widget;
        }
    }
    return nullptr;
}

[[nodiscard]] inline bool says(const QWidget &page, const QString &words)
{
    bool isSaid = false;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        isSaid |= label->isVisible() && label->text().contains(words);
    }
    return isSaid;
}

// The page of a request in a window of its own, with the keyboard's focus.
[[nodiscard]] inline std::unique_ptr<tester::RequestPage>
shownPage(tester::RequestPageFactory &factory, const QString &subject)
{
    QWidget parent;
    std::unique_ptr<tester::RequestPage> page(static_cast<tester::RequestPage *>(
        factory.create({QStringLiteral("request"), subject}, &parent)));
    page->setParent(nullptr);
    page->resize(960, 700);
    page->show();
    page->activateWindow();
    [&] {
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
    }();
    return page;
}

inline void typeUrl(tester::RequestPage &page, const QString &url)
{
    auto *field = named<QLineEdit>(page, QStringLiteral("URL"));
    field->setFocus();
    QTest::keyClicks(field, url);
}

// A workspace whose engine never comes up.
class SilentHost final : public session::EngineHost {
public:
    void start(const QString &) override {}
    void stop() override {}
};

class OpenedPages final : public window::PageOpener {
public:
    window::Page *open(const window::PageAddress &address) override
    {
        opened = address;
        return nullptr;
    }

    [[nodiscard]] QList<window::Page *> openPages() const override { return pages; }

    window::PageAddress opened;
    QList<window::Page *> pages;
};

} // namespace gw::test
