// SPDX-License-Identifier: GPL-3.0-or-later
// What systemd hears from a service of Type=notify-reload: sd_notify(3).
#include "e2e/support/gateway_process.h"
#include "e2e/support/workspace.h"
#include "support/room_test.h"

#include <QTemporaryDir>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

// The manager's end of NOTIFY_SOCKET.
class NotifySocket final {
public:
    explicit NotifySocket(const QByteArray &name)
        : m_name(name)
    {
        name.toStdString().copy(m_address.sun_path, sizeof(m_address.sun_path) - 1);
        if (name.startsWith('@')) {
            m_address.sun_path[0] = '\0';
        }
        m_length =
            static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::size_t(name.size()));
        m_isBound = bind(m_socket, reinterpret_cast<const sockaddr *>(&m_address), m_length) == 0;
    }
    ~NotifySocket() { close(m_socket); }
    NotifySocket(const NotifySocket &) = delete;
    NotifySocket &operator=(const NotifySocket &) = delete;

    [[nodiscard]] bool isBound() const { return m_isBound; }
    [[nodiscard]] QString variable() const
    {
        return u"NOTIFY_SOCKET="_s + QString::fromLatin1(m_name);
    }
    // The next datagram; empty when none comes in time.
    [[nodiscard]] QByteArray hear(std::chrono::milliseconds deadline = 10s) const
    {
        pollfd waiting{.fd = m_socket, .events = POLLIN, .revents = 0};
        if (poll(&waiting, 1, static_cast<int>(deadline.count())) != 1) {
            return {};
        }
        std::array<char, 4096> bytes{};
        const ssize_t size = recv(m_socket, bytes.data(), bytes.size(), 0);
        return size > 0 ? QByteArray(bytes.data(), size) : QByteArray();
    }

    // As other units do at boot: says kFilling until nothing more is taken. Returns how often.
    [[nodiscard]] int fill() const
    {
        const int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        int count = 0;
        while (sendto(sender, kFilling.data(), kFilling.size(), MSG_NOSIGNAL,
                      reinterpret_cast<const sockaddr *>(&m_address), m_length) > 0) {
            ++count;
        }
        close(sender);
        return count;
    }
    static constexpr std::string_view kFilling = "another unit";

private:
    QByteArray m_name;
    sockaddr_un m_address{.sun_family = AF_UNIX, .sun_path = {}};
    socklen_t m_length = 0;
    int m_socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool m_isBound = false;
};

} // namespace

class SystemdNoticeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hearsHowTheGatewayIs_data();
    void hearsHowTheGatewayIs();
    void hearsItFromAFullQueueToo();
    void countsWhatServes();
    void hearsNothingOfAStartThatFails();
    void isNotNeeded();
};

void SystemdNoticeTest::hearsHowTheGatewayIs_data()
{
    QTest::addColumn<bool>("isAbstract");
    QTest::newRow("a path") << false;
    QTest::newRow("an abstract name") << true;
}

void SystemdNoticeTest::hearsHowTheGatewayIs()
{
    QFETCH(bool, isAbstract);

    const QTemporaryDir folder;
    const QString path = folder.filePath(u"notify"_s);
    const NotifySocket systemd(((isAbstract ? u"@"_s : QString()) + path).toLocal8Bit());
    QVERIFY(systemd.isBound());
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"one"_s, u"http://127.0.0.1:9/"_s));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.environment = {systemd.variable()}}));
    QCOMPARE(systemd.hear(), "READY=1\nSTATUS=generation 1, APIs: 1");

    // By what systemd sends, and by the time that it compares with its own.
    workspace.writeApi(ApiDefinition(u"two"_s, u"http://127.0.0.1:9/"_s)
                           .hook(HookPlace::Pre, u"plugins/none.so"_s, u"Nothing"_s));
    timespec before{};
    clock_gettime(CLOCK_MONOTONIC, &before);
    gateway.sendSignal(SIGHUP);
    const QByteArray reloading = systemd.hear();
    QVERIFY2(reloading.startsWith("RELOADING=1\nMONOTONIC_USEC="), reloading.constData());
    const qint64 told = reloading.mid(reloading.lastIndexOf('=') + 1).toLongLong();
    QVERIFY(told >= before.tv_sec * 1'000'000LL + before.tv_nsec / 1000);
    QCOMPARE(systemd.hear(), "READY=1\nSTATUS=generation 2, APIs: 2, 1 with errors: see the log");

    gateway.sendSignal(SIGTERM);
    QVERIFY(systemd.hear().startsWith("STOPPING=1\n"));
    QCOMPARE(gateway.waitForEnd(), 0);
}

// What is lost here is not said again: systemd would end a gateway that serves.
void SystemdNoticeTest::hearsItFromAFullQueueToo()
{
    const QTemporaryDir folder;
    const NotifySocket systemd(folder.filePath(u"notify"_s).toLocal8Bit());
    QVERIFY(systemd.isBound());
    const int filled = systemd.fill();
    QVERIFY(filled > 0);
    const Workspace workspace;
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.environment = {systemd.variable()}}));
    for (int i = 0; i < filled; ++i) {
        QCOMPARE(systemd.hear(), NotifySocket::kFilling);
    }
    QCOMPARE(systemd.hear(), "READY=1\nSTATUS=generation 1, APIs: 0");
    QCOMPARE(gateway.stop(), 0);
}

void SystemdNoticeTest::countsWhatServes()
{
    const QTemporaryDir folder;
    const NotifySocket systemd(folder.filePath(u"notify"_s).toLocal8Bit());
    QVERIFY(systemd.isBound());
    Workspace workspace;
    workspace.writeApi(ApiDefinition(u"stays"_s, u"http://127.0.0.1:9/"_s));
    workspace.writeApi(ApiDefinition(u"goes"_s, u"http://127.0.0.1:9/"_s));
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.environment = {systemd.variable()}}));
    QCOMPARE(systemd.hear(), "READY=1\nSTATUS=generation 1, APIs: 2");

    workspace.removeApi(u"goes"_s);
    workspace.writeApiText(u"broken.json"_s, "{");
    gateway.sendSignal(SIGHUP);
    QVERIFY(systemd.hear().startsWith("RELOADING=1\n"));
    QCOMPARE(systemd.hear(), "READY=1\nSTATUS=generation 2, APIs: 1, 1 with errors: see the log");
    QCOMPARE(gateway.stop(), 0);
}

void SystemdNoticeTest::hearsNothingOfAStartThatFails()
{
    const QTemporaryDir folder;
    const NotifySocket systemd(folder.filePath(u"notify"_s).toLocal8Bit());
    QVERIFY(systemd.isBound());
    const Workspace workspace;
    GatewayProcess first;
    QVERIFY(first.serve(workspace.path()));
    GatewayProcess second;
    const QString taken = u"127.0.0.1:%1"_s.arg(first.port());
    QVERIFY(!second.serve(workspace.path(), {.arguments = {u"--listen"_s, taken},
                                             .environment = {systemd.variable()}}));
    QCOMPARE(second.waitForEnd(), 1);
    QCOMPARE(systemd.hear(0ms), QByteArray());
    QCOMPARE(first.stop(), 0);
}

void SystemdNoticeTest::isNotNeeded()
{
    const Workspace workspace;
    GatewayProcess gateway;
    QVERIFY(gateway.serve(workspace.path(), {.environment = {u"NOTIFY_SOCKET=/none/there"_s}}));
    QVERIFY(gateway.waitForLog({u"level=warn"_s, u"systemd"_s, u"/none/there"_s}));
    gateway.sendSignal(SIGHUP);
    QVERIFY(gateway.waitForLog({u"generation=2"_s}));
    QCOMPARE(gateway.stop(), 0);
}

} // namespace gw::e2e

GW_TEST(gw::e2e::SystemdNoticeTest)
#include "systemd_notice_test.moc"
