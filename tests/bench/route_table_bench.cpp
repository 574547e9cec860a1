// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to find a route among few and among many listen paths. Both are measured in turns
// in one run, so that a busy machine disturbs them alike; the best round of each counts.
#include "runtime/route_table.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

using gw::runtime::Route;
using gw::runtime::RouteTable;

namespace {

constexpr int kRounds = 25;
constexpr std::size_t kLookups = 200'000; // a round

class Contest {
public:
    explicit Contest(int routes)
    {
        std::vector<Route> list;
        for (int i = 0; i < routes; ++i) {
            const std::string path = "/service-" + std::to_string(100'000 + i) + "/";
            list.push_back({{}, path, static_cast<std::uint32_t>(i)});
            m_paths.push_back(path + "orders/17");
        }
        // A walk through all of them that no cache guesses.
        for (std::size_t i = m_paths.size(); i > 1; --i) {
            std::swap(m_paths[i - 1], m_paths[i * 7919 % m_paths.size()]);
        }
        m_table = RouteTable::build(std::move(list));
    }

    void runRound()
    {
        const auto start = std::chrono::steady_clock::now();
        std::size_t place = 0;
        for (std::size_t i = 0; i < kLookups; ++i) {
            m_sum += m_table.find("gateway.example:8080", m_paths[place]).route->target;
            place = place + 1 == m_paths.size() ? 0 : place + 1;
        }
        const std::chrono::duration<double, std::nano> time =
            std::chrono::steady_clock::now() - start;
        m_best = std::min(m_best, time.count() / static_cast<double>(kLookups));
    }

    [[nodiscard]] double nanoseconds() const { return m_best; }
    [[nodiscard]] std::uint64_t sum() const { return m_sum; }

private:
    RouteTable m_table;
    std::vector<std::string> m_paths;
    double m_best = 1e12;
    std::uint64_t m_sum = 0; // keeps the compiler from leaving the work out
};

} // namespace

int main()
{
    Contest few(10);
    Contest many(10'000);
    for (int i = 0; i < kRounds; ++i) {
        few.runRound();
        many.runRound();
    }
    std::printf("    10 listen paths: %6.1f ns a lookup\n", few.nanoseconds());
    std::printf("10,000 listen paths: %6.1f ns a lookup\n", many.nanoseconds());
    std::printf("ratio: %.2f\n", many.nanoseconds() / few.nanoseconds());
    return few.sum() + many.sum() == 0 ? 1 : 0;
}
