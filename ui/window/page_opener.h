// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/action_registry.h"
#include "window/page.h"

#include <memory>

namespace gw::window {

class PageOpener;

// Makes the pages of one kind.
class PageFactory {
public:
    virtual ~PageFactory() = default;

    [[nodiscard]] virtual QString kind() const = 0;
    // What each of them has an action for, named by the command's id. Their keys are the user's.
    [[nodiscard]] virtual QList<ActionSpec> commands() const { return {}; }
    // What pages of this kind show that can be gone to by its name. The opener outlives them.
    [[nodiscard]] virtual QList<QuickEntry> places(PageOpener &opener) const
    {
        Q_UNUSED(opener)
        return {};
    }
    // parent: never null. The result is the parent's.
    [[nodiscard]] virtual Page *create(const PageAddress &address, QWidget *parent) = 0;
};

// Opens pages; the window implements it.
class PageOpener {
public:
    virtual ~PageOpener() = default;

    // Raises the page when it is open, else makes it. Null when nothing makes pages of this kind.
    virtual Page *open(const PageAddress &address) = 0;
    // Those that are open, in the order of their tabs.
    [[nodiscard]] virtual QList<Page *> openPages() const { return {}; }
};

} // namespace gw::window
