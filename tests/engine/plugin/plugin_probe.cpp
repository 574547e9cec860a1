// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/plugin_check.h"

int main(int argc, char **argv)
{
    return argc == 2 ? gw::plugin::probeInThisProcess(argv[1]) : 2;
}
