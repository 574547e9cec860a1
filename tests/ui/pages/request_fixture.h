// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/engine_host.h"
#include "window/page_opener.h"

#include <QLabel>
#include <QList>
#include <QString>
#include <QWidget>

namespace gw::pages {

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

} // namespace gw::pages
