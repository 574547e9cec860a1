// SPDX-License-Identifier: GPL-3.0-or-later
// `gatewright-console --screenshot`, with the one look that --only asks for.
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 240'000; // it compiles a plugin; the machine may be busy
constexpr QSize kSize(960, 600);

struct Outcome {
    int code = -1;
    QByteArray errors;
};

Outcome run(const QStringList &arguments)
{
    QProcess program;
    program.start(QStringLiteral(CONSOLE_BINARY), arguments);
    if (!program.waitForFinished(kPatienceMs)) {
        return {-1, "it did not end: " + program.readAllStandardError()};
    }
    return {program.exitCode(), program.readAllStandardError()};
}

// Where pages and panes are: without the menu, the tool bar and the status line.
QImage middleOf(const QImage &picture)
{
    return picture.copy(picture.rect().adjusted(0, 80, 0, -40));
}

bool isOneColor(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != image.pixel(0, 0)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

class ConsolePicturesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEveryPageAndPane();
    void endsWithThePictureThatIsTaken_data();
    void endsWithThePictureThatIsTaken();
    void refusesOtherLooks_data();
    void refusesOtherLooks();
};

void ConsolePicturesTest::showsEveryPageAndPane()
{
    const QTemporaryDir folder;
    const Outcome outcome =
        run({u"--screenshot"_s, folder.path(), u"--only"_s, u"light,960x600"_s});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QStringList panes{u"traffic"_s, u"logs"_s,  u"problems"_s, u"metrics"_s,
                            u"build"_s,   u"tests"_s, u"history"_s};
    const QStringList pages{
        u"settings"_s,       u"settings-file"_s,   u"api-text"_s,      u"api-both"_s,
        u"api-pipeline"_s,   u"api-form"_s,        u"api-changes"_s,   u"api-history"_s,
        u"new-api"_s,        u"request-unsent"_s,  u"request-raw"_s,   u"request-headers"_s,
        u"request-trace"_s,  u"request-timing"_s,  u"request-tls"_s,   u"request-log"_s,
        u"compare"_s,        u"plugin"_s,          u"environments"_s,  u"reload"_s,
        u"new-plugin"_s,     u"source"_s,          u"connect"_s,       u"tour"_s,
        u"commands"_s,       u"go-to-anything"_s,  u"build-errors"_s,  u"problems-found"_s,
        u"engine-lost"_s,    u"request-missing"_s, u"plugin-failed"_s, u"older-log"_s,
        u"compare-traffic"_s};
    QHash<QByteArray, QString> seen; // by what is to be seen
    for (const QString &name : panes + pages) {
        const QString file = folder.filePath(name + u"-light-960x600.png"_s);
        const QImage picture(file);
        QVERIFY2(!picture.isNull(), qPrintable(file));
        if (name != "connect"_L1) { // is a window of its own
            QCOMPARE(picture.size(), kSize);
        }
        const QImage middle = name == "connect"_L1 ? picture : middleOf(picture);
        QVERIFY2(!isOneColor(middle), qPrintable(name));
        // A page that did not come leaves the picture before it.
        const QByteArray bytes(reinterpret_cast<const char *>(middle.constBits()),
                               middle.sizeInBytes());
        QVERIFY2(!seen.contains(bytes), qPrintable(name + u" is "_s + seen.value(bytes)));
        seen.insert(bytes, name);
    }
    const QStringList all = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(all.filter(u"-light-960x600.png"_s).size(), all.size()); // of one look only
}

void ConsolePicturesTest::endsWithThePictureThatIsTaken_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void ConsolePicturesTest::endsWithThePictureThatIsTaken()
{
    QFETCH(const int, signal);
    const QTemporaryDir folder;
    QProcess program;
    program.setReadChannel(QProcess::StandardError);
    program.start(QStringLiteral(CONSOLE_BINARY), {u"--screenshot"_s, folder.path()});
    QByteArray said;
    const auto tells = [&](QByteArrayView words) {
        program.waitForReadyRead(kPatienceMs);
        said += program.readAllStandardError();
        return said.contains(words) || program.state() == QProcess::NotRunning;
    };
    while (!tells("2 of ")) {
    }
    ::kill(static_cast<pid_t>(program.processId()), signal);
    QVERIFY(program.waitForFinished(kPatienceMs));
    said += program.readAllStandardError();
    QVERIFY2(program.exitStatus() == QProcess::NormalExit, said.constData());
    QVERIFY2(program.exitCode() == 128 + signal, said.constData());
    static const QRegularExpression line(u"^(\\d+) of (\\d+): (\\S+)\n"_s,
                                         QRegularExpression::MultilineOption);
    int pictures = 0;
    for (const QRegularExpressionMatch &match : line.globalMatch(QString::fromUtf8(said))) {
        QCOMPARE(match.captured(1).toInt(), ++pictures);
        QVERIFY(match.captured(2).toInt() > 100);
        QVERIFY(QFile::exists(folder.filePath(match.captured(3))));
    }
    QVERIFY2(pictures >= 2 && pictures < 20, said.constData()); // of some 400
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), pictures);
}

void ConsolePicturesTest::refusesOtherLooks_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a colour") << QStringList{u"--screenshot"_s, u"x"_s, u"--only"_s,
                                             u"pink,960x600"_s};
    QTest::newRow("no size") << QStringList{u"--screenshot"_s, u"x"_s, u"--only"_s, u"dark"_s};
    QTest::newRow("no pictures") << QStringList{u"--only"_s, u"dark,960x600"_s};
}

void ConsolePicturesTest::refusesOtherLooks()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments);
    QVERIFY(outcome.code > 0);
    QVERIFY2(outcome.errors.contains("--only"), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(ConsolePicturesTest)
#include "console_pictures_test.moc"
