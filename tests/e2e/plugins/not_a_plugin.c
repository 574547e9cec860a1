// SPDX-License-Identifier: GPL-3.0-or-later
// A shared library that has nothing to do with the gateway.
int AnyHook(void);

int AnyHook(void)
{
    return 0;
}
