// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/plugin/fixtures.h"
#include "plugin/elf_reader.h"
#include "support/room_test.h"

#include <algorithm>
#include <cstring>
#include <random>

using namespace gw::plugin;

class ElfReaderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatALibrarySays()
    {
        const auto elf = readElf(bytesOf(fixture("good_1")), "good_1");
        QVERIFY2(elf, elf ? "" : elf.error().text().c_str());
        QCOMPARE(elf->machine, ownMachine());
        QVERIFY(std::ranges::count(elf->needed, "libc.so.6") == 1);
        QVERIFY(std::ranges::count(elf->symbols, "gw_hook_Nothing") == 1);
        QVERIFY(std::ranges::count(elf->symbols, "gw_plugin_abi") == 1);
        QVERIFY(!elf->isGoProgram);
        QVERIFY(std::ranges::count(elf->notes, "Gatewright", &ElfNote::owner) >= 5);
    }

    void leavesUndefinedSymbolsOut()
    {
        const auto elf = readElf(bytesOf(fixture("unresolved")), "unresolved");
        QVERIFY(elf);
        QVERIFY(std::ranges::count(elf->symbols, "function_that_nobody_defines") == 0);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("message");
        const auto patched = [](std::size_t offset, char value) {
            const auto bytes = bytesOf(fixture("good_1"));
            QByteArray copy(reinterpret_cast<const char *>(bytes.data()),
                            static_cast<qsizetype>(bytes.size()));
            copy[static_cast<qsizetype>(offset)] = value;
            return copy;
        };
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("script") << QByteArray("#!/bin/sh\n") << QStringLiteral("script");
        QTest::newRow("windows") << QByteArray("MZ\x90") << QStringLiteral("Windows");
        QTest::newRow("archive") << QByteArray("!<arch>\n") << QStringLiteral("static");
        QTest::newRow("zip") << QByteArray("PK\x03\x04") << QStringLiteral("ZIP");
        QTest::newRow("text") << QByteArray("hello") << QStringLiteral("no ELF file");
        QTest::newRow("header only") << QByteArray("\x7f"
                                                   "ELF\x02\x01\x01")
                                     << QStringLiteral("cut off");
        QTest::newRow("32 bit") << patched(4, 1) << QStringLiteral("32-bit");
        QTest::newRow("big endian") << patched(5, 2) << QStringLiteral("big-endian");
        QTest::newRow("program") << patched(16, 2) << QStringLiteral("a program");
        QTest::newRow("object file") << patched(16, 1) << QStringLiteral("object file");
        const bool isX86 = ownMachine() == 62;
        QTest::newRow("other machine")
            << patched(18, static_cast<char>(isX86 ? 183 : 62))
            << (isX86 ? QStringLiteral("Built for aarch64, this is x86_64")
                      : QStringLiteral("Built for x86_64, this is"));
    }
    void namesWhatIsWrong()
    {
        QFETCH(const QByteArray, start);
        QFETCH(const QString, message);
        const auto elf = readElf(
            std::as_bytes(std::span(start.constData(), static_cast<std::size_t>(start.size()))),
            "file.so");
        QVERIFY(!elf);
        QCOMPARE(elf.error().where, std::string("file.so"));
        QVERIFY2(QString::fromStdString(elf.error().what).contains(message),
                 elf.error().what.c_str());
    }

    // Any cut and any damage is read without a crash; the sanitizer preset looks at every access.
    void survivesDamage()
    {
        const auto whole = bytesOf(fixture("wrong_major"));
        for (std::size_t size = 0; size < whole.size(); size += 1 + size / 64) {
            (void)readElf(std::span(whole).first(size), "cut");
        }
        std::mt19937 random(20261123);
        for (int round = 0; round < 2000; ++round) {
            auto damaged = whole;
            for (int i = 0; i < 8; ++i) {
                const std::size_t reach = i < 6 ? 512 : damaged.size();
                damaged[random() % reach] = static_cast<std::byte>(random() & 0xff);
            }
            std::memcpy(damaged.data(), whole.data(), 20); // still ELF, so that it goes on
            (void)readElf(damaged, "damaged");
        }
    }

    void saysWhenTheFileIsCutOff()
    {
        const auto whole = bytesOf(fixture("good_1"));
        const auto elf = readElf(std::span(whole).first(whole.size() / 2), "half.so");
        QVERIFY(!elf);
        QVERIFY2(elf.error().what.find("cut off") != std::string::npos, elf.error().what.c_str());
    }

    // The table of sections stands at the end of most files, but not of all, and need not be there.
    void saysWhenASegmentIsCutOff()
    {
        auto file = bytesOf(fixture("good_1"));
        std::fill_n(file.begin() + 40, 8, std::byte{0}); // e_shoff
        std::fill_n(file.begin() + 60, 2, std::byte{0}); // e_shnum
        QVERIFY(readElf(file, "whole.so"));
        file.resize(4096); // all tables, but not the code: debug information may be most of a file
        const auto elf = readElf(file, "half.so");
        QVERIFY(!elf);
        QVERIFY2(elf.error().what.find("cut off") != std::string::npos, elf.error().what.c_str());
    }
};

GW_TEST(ElfReaderTest)
#include "elf_reader_test.moc"
