// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/copy_folder.h"
#include "support/room_test.h"

#include <QTemporaryDir>

#include <optional>

using gw::plugin::CopyFolder;
namespace fs = std::filesystem;

class CopyFolderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesEachItsOwn()
    {
        const QTemporaryDir state;
        const fs::path wanted = fs::path(state.path().toStdString()) / "plugins";
        std::optional first = CopyFolder::take(wanted);
        QCOMPARE(first->path(), wanted);
        const CopyFolder second = CopyFolder::take(wanted);
        QCOMPARE(second.path(), fs::path(wanted.string() + "-2"));
        const CopyFolder third = CopyFolder::take(wanted);
        QCOMPARE(third.path(), fs::path(wanted.string() + "-3"));
        QVERIFY(fs::is_directory(third.path()));
        first.reset();
        QCOMPARE(CopyFolder::take(wanted).path(), wanted);
    }

    void takesWhatCannotBeMade()
    {
        const QTemporaryDir state;
        const fs::path wanted("/dev/null/plugins"); // as an engine without a state folder
        QCOMPARE(CopyFolder::take(wanted).path(), wanted);
    }
};

GW_TEST(CopyFolderTest)
#include "copy_folder_test.moc"
