// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a user starts it, with the state that an earlier run left.
#include "console.h"
#include "definition/spec_page.h"
#include "plugin_check.h"
#include "support/files.h"
#include "tester/request_page.h"
#include "ui/requests/recording_server.h"
#include "widgets/json_editor.h"
#include "window/banner.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using gw::app::Console;
using gw::definition::SpecPage;
using gw::test::Received;
using gw::test::RecordingServer;
using gw::tester::RequestPage;

namespace {

constexpr int kPatience = 60'000; // the machine may be busy

QString addressOf(const RecordingServer &engine)
{
    return QString::fromStdString("http://" + engine.host());
}

// The console in a process that a test ends as it likes: this program once more, called with what
// it is to do and the workspace. It prints what is open, as one line of JSON.
class DrivenConsole final {
public:
    explicit DrivenConsole(const char *workspace)
        : m_console(optionsFor(workspace), m_hasStuckHook)
    {
        m_console.start();
    }

    // Edits a definition and a request side by side, and stays.
    [[nodiscard]] int type()
    {
        auto *definition =
            static_cast<SpecPage *>(m_console.window().open({u"api"_s, u"orders"_s}));
        if (!waitFor([definition] { return !definition->editor()->text().empty(); })) {
            return 1;
        }
        definition->editor()->replaceBy(R"({"name": "half typ)");
        auto *request = static_cast<RequestPage *>(
            m_console.window().open(m_console.window().tabs().untitled(u"request"_s)));
        m_console.window().tabs().moveRight();
        request->setFocus();
        QTest::keyClicks(m_console.window().focusWidget(), u"http://typed/"_s);
        const auto isStored = [] {
            const QByteArray state = gw::test::readFile(qEnvironmentVariable("XDG_STATE_HOME") +
                                                        u"/gatewright/console.json"_s);
            return state.contains("half typ") && state.contains("http://typed/");
        };
        if (!waitFor(isStored)) {
            return 1;
        }
        definition->editor()->setCaret(kCaret); // the caret alone
        print();
        return QApplication::exec();
    }

    // As it came back.
    [[nodiscard]] int tell()
    {
        const auto isBack = [this] {
            const auto *definition = page<SpecPage>();
            return definition != nullptr && !definition->editor()->text().empty() &&
                   page<RequestPage>() != nullptr;
        };
        if (!waitFor(isBack)) {
            return 1;
        }
        print();
        return 0;
    }

    // What stands above the pages at the start.
    [[nodiscard]] int warn()
    {
        m_console.watchForCrashes();
        const QString words = m_console.window().banner().accessibleName();
        std::printf("%s\n", words.toUtf8().constData());
        return 0;
    }

    static constexpr std::size_t kCaret = 3;

private:
    static gw::app::ConsoleOptions optionsFor(const char *workspace)
    {
        gw::app::ConsoleOptions options;
        options.workspace = workspace;
        return options;
    }
    template <typename Condition>
    static bool waitFor(const Condition &condition)
    {
        return QTest::qWaitFor(condition, kPatience);
    }
    template <typename Kind>
    [[nodiscard]] Kind *page()
    {
        for (gw::window::Page *one : m_console.window().tabs().pages()) {
            if (auto *found = qobject_cast<Kind *>(one)) {
                return found;
            }
        }
        return nullptr;
    }
    void print()
    {
        QJsonArray tabs;
        for (const gw::window::Page *one : m_console.window().tabs().pages()) {
            tabs.append(u"%1 %2"_s.arg(one->address().kind, one->address().subject));
        }
        QJsonObject layout = m_console.window().tabs().saveLayout();
        layout.remove(u"sizes"_s);
        const QJsonObject facts{
            {u"tabs"_s, tabs},
            {u"layout"_s, layout},
            {u"text"_s, QString::fromStdString(page<SpecPage>()->editor()->text())},
            {u"caret"_s, static_cast<qint64>(page<SpecPage>()->editor()->caret())},
            {u"url"_s, QString::fromStdString(page<RequestPage>()->document().entry().request.url)},
        };
        std::printf("%s\n", QJsonDocument(facts).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    }

    std::atomic<bool> m_hasStuckHook = false;
    Console m_console;
};

} // namespace

class ConsoleProcessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesTheSecretToTheNamedEngineOnly();
    void comesBackAfterAKill();
    void namesTheHookOfACrash();

private:
    // The home of a user, with what consoles leave there.
    [[nodiscard]] QString path(const char *name) const
    {
        return m_home->filePath(QLatin1String(name));
    }
    [[nodiscard]] QString stateFile() const { return path("state/gatewright/console.json"); }
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments,
                                                  const QString &secret = {}) const;
    // This program as a console: "type", "tell" or "warn".
    [[nodiscard]] std::unique_ptr<QProcess> drive(const QString &what) const;
    static QByteArray lineOf(QProcess &program);
    [[nodiscard]] QProcessEnvironment environment() const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void ConsoleProcessTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

QProcessEnvironment ConsoleProcessTest::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"config", "data", "state", "cache"}) {
        environment.insert(u"XDG_%1_HOME"_s.arg(QString::fromLatin1(name).toUpper()), path(name));
    }
    return environment;
}

std::unique_ptr<QProcess> ConsoleProcessTest::start(const QStringList &arguments,
                                                    const QString &secret) const
{
    QProcessEnvironment surroundings = environment();
    if (!secret.isEmpty()) {
        surroundings.insert(u"GATEWRIGHT_SECRET"_s, secret);
    }
    auto program = std::make_unique<QProcess>();
    program->setProcessEnvironment(surroundings);
    program->setProcessChannelMode(QProcess::ForwardedChannels);
    program->start(QStringLiteral(CONSOLE_BINARY), arguments);
    return program;
}

std::unique_ptr<QProcess> ConsoleProcessTest::drive(const QString &what) const
{
    auto program = std::make_unique<QProcess>();
    program->setProcessEnvironment(environment());
    program->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program->start(QCoreApplication::applicationFilePath(), {what, path("workspace")});
    return program;
}

QByteArray ConsoleProcessTest::lineOf(QProcess &program)
{
    while (!program.canReadLine() && program.waitForReadyRead(kPatience)) {
    }
    return program.readLine();
}

void ConsoleProcessTest::givesTheSecretToTheNamedEngineOnly()
{
    RecordingServer named;
    RecordingServer restored;
    std::string secrets; // of the requests that came, each followed by a dot
    const auto hasCome = [&secrets](RecordingServer &engine) {
        for (const Received &request : engine.take()) {
            secrets += request.values("X-Tyk-Authorization") + '.';
        }
        return !secrets.empty();
    };
    const QJsonObject engine{{u"attached"_s, addressOf(restored)},
                             {u"engines"_s, QJsonArray{addressOf(restored)}}};
    const QByteArray state = QJsonDocument(QJsonObject{{u"engine"_s, engine}}).toJson();
    gw::test::writeFile(stateFile(), state);
    auto program = start({u"--attach"_s, addressOf(named)}, u"hush"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hasCome(named), kPatience);
    QVERIFY2(secrets.starts_with("hush\n."), secrets.c_str());
    secrets.clear();
    QVERIFY(!hasCome(restored));
    program->kill();
    QVERIFY(program->waitForFinished(kPatience));

    gw::test::writeFile(stateFile(), state);
    program = start({}, u"hush"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hasCome(restored), kPatience);
    QVERIFY2(secrets.find("hush") == std::string::npos, secrets.c_str());
    program->kill();
    QVERIFY(program->waitForFinished(kPatience));
}

void ConsoleProcessTest::comesBackAfterAKill()
{
    gw::test::writeFile(path("workspace/apps/orders.json"),
                        R"({"name": "Orders", "api_id": "orders",
  "use_keyless": true, "proxy": {"listen_path": "/orders/", "target_url": "http://127.0.0.1:1/"},
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}}})");
    gw::test::writeFile(path("workspace/gatewright.conf"), R"({"listen_port": 0})");
    auto program = drive(u"type"_s);
    const QByteArray before = lineOf(*program);
    const QJsonObject facts = QJsonDocument::fromJson(before).object();
    QCOMPARE(facts[u"text"_s].toString(), u"{\"name\": \"half typ"_s);
    QCOMPARE(facts[u"url"_s].toString(), u"http://typed/"_s);
    QCOMPARE(facts[u"caret"_s].toInt(), static_cast<int>(DrivenConsole::kCaret));
    QCOMPARE(facts[u"layout"_s][u"groups"_s].toArray().size(), 2);
    // What was done last is what is stored last.
    const auto storedCaret = [this] {
        const QJsonObject state = QJsonDocument::fromJson(gw::test::readFile(stateFile())).object();
        for (const QJsonValue &page : state[u"pages"_s].toArray()) {
            if (page[u"kind"_s] == u"api"_s) {
                return page[u"state"_s][u"caret"_s].toInt(-1);
            }
        }
        return -1;
    };
    QTRY_COMPARE_WITH_TIMEOUT(storedCaret(), static_cast<int>(DrivenConsole::kCaret), kPatience);
    program->kill(); // SIGKILL
    QVERIFY(program->waitForFinished(kPatience));
    QCOMPARE(program->exitStatus(), QProcess::CrashExit);

    program = drive(u"tell"_s);
    QCOMPARE(lineOf(*program), before);
    QVERIFY(program->waitForFinished(kPatience));
    QCOMPARE(program->exitCode(), 0);
}

// A hook takes the whole console along: the standard error names it, and the next start does.
void ConsoleProcessTest::namesTheHookOfACrash()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("Sanitizers tell of crashes themselves");
#endif
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const quint16 port = free.serverPort();
    free.close();
    gw::test::writeFile(path("workspace/gatewright.conf"),
                        R"({"listen_port": )" + QByteArray::number(port) + '}');
    gw::test::writeFile(path("workspace/apps/crash.json"), R"({"name": "Crash", "api_id": "crash",
  "use_keyless": true, "proxy": {"listen_path": "/crash/", "target_url": "http://127.0.0.1:1/"},
  "custom_middleware": {"driver": "goplugin", "pre": [{"name": "Crash", "path": "plugins/crash.so"}]},
  "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}}})");
    QVERIFY(QDir(path("workspace")).mkpath(u"plugins"_s));
    QVERIFY(QFile::copy(QStringLiteral(CRASH_PLUGIN), path("workspace/plugins/crash.so")));
    const QByteArray told = "SIGABRT in GoPluginMiddleware:plugins/crash.so:Crash";
    QProcess program;
    program.setProcessEnvironment(environment());
    program.start(QStringLiteral(CONSOLE_BINARY), {path("workspace")});
    QTcpSocket client;
    const auto isServing = [&client, port] {
        client.connectToHost(QHostAddress::LocalHost, port);
        return client.waitForConnected();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isServing(), kPatience);
    client.write("GET /crash/ HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(client.waitForBytesWritten(kPatience));
    QVERIFY(program.waitForFinished(kPatience));
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.contains(QByteArray("gatewright: crashed, " + told)), said.constData());

    auto next = drive(u"warn"_s);
    const QByteArray warned = lineOf(*next);
    const QByteArray begin = "The console crashed the last time: " + told + ". That is a hook";
    QVERIFY2(warned.startsWith(begin), warned);
    const QString facts = path("state/gatewright/last-crash.txt");
    QVERIFY2(warned.contains(facts.toUtf8()), warned);
    QVERIFY(gw::test::readFile(facts).contains(told));
    QVERIFY(next->waitForFinished(kPatience));
    next = drive(u"warn"_s);
    QCOMPARE(lineOf(*next), "\n"); // it was said
    QVERIFY(next->waitForFinished(kPatience));
}

int main(int argc, char **argv)
{
    // The engine loads each plugin in a child process first: this program, called like this.
    if (argc == 4 && std::string_view(argv[1]) == "plugin") {
        return gw::app::probePlugin(argv[3]);
    }
    const std::string_view what = argc == 3 ? argv[1] : "";
    if (what == "type" || what == "tell" || what == "warn") {
        QApplication application(argc, argv);
        DrivenConsole console(argv[2]);
        return what == "type" ? console.type() : what == "tell" ? console.tell() : console.warn();
    }
    QCoreApplication application(argc, argv);
    ConsoleProcessTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "console_process_test.moc"
