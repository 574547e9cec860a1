// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shipping/fake_redis.h"

#include <chrono>

namespace gw::shipping {

using namespace std::chrono_literals;

namespace {

std::string bulk(const std::string &text)
{
    return "$" + std::to_string(text.size()) + "\r\n" + text + "\r\n";
}

} // namespace

FakeRedis::FakeRedis(Answers answers)
    : m_answers(std::move(answers))
    , m_server([this](e2e::Socket &connection) { talk(connection); })
{
}

int FakeRedis::count(const std::string &command) const
{
    const std::lock_guard lock(m_mutex);
    const auto place = m_counts.find(command);
    return place == m_counts.end() ? 0 : place->second;
}

void FakeRedis::talk(e2e::Socket &connection)
{
    for (auto words = receiveCommand(connection); !words.empty();
         words = receiveCommand(connection)) {
        const auto answer = m_answers.find(words.front());
        {
            const std::lock_guard lock(m_mutex);
            ++m_counts[words.front()];
        }
        if (answer != m_answers.end() && answer->second.empty()) {
            while (!connection.receive(4096, 60s).empty()) {
            }
            return;
        }
        connection.send(answer == m_answers.end() ? ":1\r\n" : answer->second);
    }
}

std::string masterAt(const RedisAddress &address)
{
    return "*2\r\n" + bulk(address.host) + bulk(std::to_string(address.port));
}

std::vector<std::string> receiveCommand(e2e::Socket &connection)
{
    const auto number = [&connection]() -> std::size_t {
        const auto line = connection.receiveUntil("\r\n"); // "*2" or "$4"
        return line && line->size() > 3 ? std::stoul(line->substr(1)) : 0;
    };
    std::vector<std::string> words;
    for (std::size_t left = number(); left > 0; --left) {
        auto word = connection.receiveExactly(number());
        if (!word || !connection.receiveUntil("\r\n")) {
            return {};
        }
        words.push_back(std::move(*word));
    }
    return words;
}

} // namespace gw::shipping
