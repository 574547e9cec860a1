// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gw::app {

// Gives back the memory that only the start needed: free heap, and pages of the program's and its
// libraries' files (relocation, initialisers), which come back from the page cache when they are
// touched again. Call once, when the engine is ready and the window painted. Any thread.
void releaseStartUpPages();

} // namespace gw::app
