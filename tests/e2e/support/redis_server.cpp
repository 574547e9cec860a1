// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/support/redis_server.h"

#include "support/files.h"

#include <QTest>

#include <csignal>
#include <hiredis/hiredis.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace gw::e2e {

namespace {

std::string textOf(const redisReply &reply)
{
    return reply.type == REDIS_REPLY_INTEGER ? std::to_string(reply.integer)
                                             : std::string(reply.str, reply.len);
}

std::vector<std::string> run(redisContext &context, const std::vector<std::string> &words)
{
    std::vector<const char *> texts;
    std::vector<std::size_t> lengths;
    for (const std::string &word : words) {
        texts.push_back(word.data());
        lengths.push_back(word.size());
    }
    const std::unique_ptr<redisReply, void (*)(void *)> reply(
        static_cast<redisReply *>(redisCommandArgv(&context, static_cast<int>(words.size()),
                                                   texts.data(), lengths.data())),
        freeReplyObject);
    std::vector<std::string> items;
    if (reply == nullptr) {
        return items;
    }
    if (reply->type != REDIS_REPLY_ARRAY) {
        return {textOf(*reply)};
    }
    for (std::size_t i = 0; i < reply->elements; ++i) {
        items.push_back(textOf(*reply->element[i]));
    }
    return items;
}

} // namespace

RedisServer::RedisServer()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    std::signal(SIGPIPE, SIG_IGN); // hiredis writes to servers that have ended
}

RedisServer::~RedisServer()
{
    stop();
}

QString RedisServer::socketPath() const
{
    return m_folder.filePath(u"redis.sock"_s);
}

bool RedisServer::start(const Options &options)
{
    m_password = options.password.toStdString();
    QStringList arguments{u"--port"_s,       QString::number(options.port),
                          u"--unixsocket"_s, socketPath(),
                          u"--save"_s,       QString(),
                          u"--appendonly"_s, u"no"_s,
                          u"--dir"_s,        m_folder.path()};
    if (!options.password.isEmpty()) {
        arguments << u"--requirepass"_s << options.password;
    }
    m_process.start(u"redis-server"_s, arguments + options.arguments);
    return waitForAnswer();
}

bool RedisServer::startSentinel(std::uint16_t port, const QStringList &lines)
{
    m_sentinelPort = port;
    const QString file = m_folder.filePath(u"sentinel.conf"_s);
    const QStringList all =
        QStringList{u"port %1"_s.arg(port), u"dir "_s + m_folder.path()} + lines;
    test::writeFile(file, all.join(u'\n').toUtf8() + '\n');
    m_process.start(u"redis-server"_s, {file, u"--sentinel"_s});
    return waitForAnswer();
}

bool RedisServer::waitForAnswer() const
{
    return QTest::qWaitFor([this] { return ask({"PING"}) == std::vector<std::string>{"PONG"}; },
                           20'000);
}

void RedisServer::stop()
{
    m_process.kill();
    m_process.waitForFinished();
    QFile::remove(socketPath());
}

std::vector<std::string> RedisServer::ask(const std::vector<std::string> &words) const
{
    const std::unique_ptr<redisContext, void (*)(redisContext *)> context(
        m_sentinelPort == 0 ? redisConnectUnix(socketPath().toUtf8().constData())
                            : redisConnect("127.0.0.1", m_sentinelPort),
        redisFree);
    if (context == nullptr || context->err != 0) {
        return {};
    }
    if (!m_password.empty()) {
        static_cast<void>(run(*context, {"AUTH", m_password}));
    }
    return run(*context, words);
}

} // namespace gw::e2e
