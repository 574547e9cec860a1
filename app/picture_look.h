// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/appearance.h"

#include <QSize>

#include <optional>
#include <string_view>
#include <vector>

namespace gw::app {

// How the window looks in a picture.
struct PictureLook {
    look::SchemeChoice scheme = look::SchemeChoice::Light;
    QSize size;
};

// "light,960x600" or "dark,1440x900".
[[nodiscard]] std::optional<PictureLook> pictureLookOf(std::string_view words);
[[nodiscard]] std::vector<PictureLook> allPictureLooks();

} // namespace gw::app
