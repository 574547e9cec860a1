// SPDX-License-Identifier: GPL-3.0-or-later
// A room's tests are one program, built once: `chain_tests cors_test [arguments of Qt Test]` runs
// cors_test.cpp. Each of its files ends with GW_TEST(Class) in place of Qt's QTEST_MAIN(Class).
#pragma once

#include <QTest>

#include <memory>

namespace gw::test {

struct RoomTest {
    const char *file; // without folders and ending it is the test's name
    std::unique_ptr<QObject> (*make)();
    void (*prepare)() = nullptr; // called before there is an application
};

class RegisteredTest {
public:
    explicit RegisteredTest(const RoomTest &test);
};

} // namespace gw::test

#define GW_JOIN_TOKENS(a, b) a##b
#define GW_TEST_VARIABLE(number) GW_JOIN_TOKENS(registeredTest, number)

// GW_TEST(Class) or GW_TEST(Class, function to call before there is an application)
#define GW_TEST(Class, ...)                                                                        \
    static const gw::test::RegisteredTest GW_TEST_VARIABLE(__COUNTER__)(                           \
        {__FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); },         \
         __VA_ARGS__});
