// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTest>

#include <string>
#include <string_view>

// Rows carry text as std::string, so that comparisons say what differs.
Q_DECLARE_METATYPE(std::string)

namespace QTest {

template <>
inline char *toString(const std::string &text)
{
    return qstrdup(text.c_str());
}

} // namespace QTest

#define GW_COMPARE_TEXT(actual, expected) QCOMPARE(std::string(actual), std::string(expected))
