// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gw::look {

// Sizes in device-independent pixels, on a grid of 4.
inline constexpr int kTight = 4;         // inside a control
inline constexpr int kGap = 8;           // between controls
inline constexpr int kMargin = 12;       // around a page
inline constexpr int kGroupGap = 16;     // between groups
inline constexpr int kRowHeight = 22;    // of a table
inline constexpr int kHeaderHeight = 26; // of a table
inline constexpr int kControlHeight = 28;
inline constexpr int kTitleHeight = 28; // of a panel
inline constexpr int kIconSize = 16;
inline constexpr int kSplitter = 1;
inline constexpr int kFormWidth = 640; // forms are never wider

// Milliseconds without a key press until a filter is applied.
inline constexpr int kFilterPauseMs = 150;

// Set on the one button of a page that does what the page is for.
inline constexpr const char *kPrimaryProperty = "gatewrightPrimary";

// A row of a table: kRowHeight, or more where the font needs it. Thread: GUI.
[[nodiscard]] int rowHeight();
[[nodiscard]] int headerHeight();

} // namespace gw::look
