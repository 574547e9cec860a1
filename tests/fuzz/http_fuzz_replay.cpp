// SPDX-License-Identifier: GPL-3.0-or-later
// Replays a corpus (the rows of the request tests and a few responses) and mutations of it through
// the fuzz targets. Usage: http_fuzz_replay [MUTATIONS-PER-INPUT [SEED]]
#include "engine/http/request_rows.h"
#include "fuzz/fuzz_targets.h"

#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

using Random = std::mt19937;

std::size_t below(Random &random, std::size_t limit)
{
    return limit == 0 ? 0 : random() % limit;
}

const std::vector<std::string> &morsels()
{
    static const std::vector<std::string> kMorsels = {"\r\n",
                                                      "\n",
                                                      "\r",
                                                      " ",
                                                      "\t",
                                                      ":",
                                                      ";",
                                                      ",",
                                                      "0",
                                                      "\r\n\r\n",
                                                      std::string(1, '\0'),
                                                      "\x7f",
                                                      "\x80",
                                                      "#",
                                                      "%",
                                                      "?",
                                                      "/",
                                                      "*",
                                                      "chunked",
                                                      "Content-Length: 3\r\n",
                                                      "0\r\n\r\n",
                                                      "Transfer-Encoding: chunked\r\n",
                                                      "Host: b\r\n",
                                                      "HTTP/1.0",
                                                      "HTTP/1.1",
                                                      "Connection: close\r\n"};
    return kMorsels;
}

std::string mutated(std::string text, Random &random)
{
    for (std::size_t rounds = 1 + below(random, 4); rounds > 0; --rounds) {
        const std::size_t at = below(random, text.size() + 1);
        const std::string &morsel = morsels()[below(random, morsels().size())];
        switch (below(random, 5)) {
        case 0:
            text.insert(at, morsel);
            break;
        case 1:
            text.erase(at, 1 + below(random, 4));
            break;
        case 2:
            text.replace(at, morsel.size(), morsel);
            break;
        case 3:
            text.insert(at, text.substr(below(random, text.size() + 1), 1 + below(random, 30)));
            break;
        default:
            if (at < text.size()) {
                text[at] = static_cast<char>(random());
            }
        }
    }
    return text;
}

std::vector<std::string> responses()
{
    return {
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.0 404 Not Found\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\nX: y\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nraw",
        "HTTP/1.1 500 Oh no\r\n\r\nuntil close",
    };
}

} // namespace

int main(int argc, char **argv)
{
    const int mutations = argc > 1 ? std::atoi(argv[1]) : 100;
    Random random(argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1);
    long count = 0;
    for (const gw::http::test::RequestRow &row : gw::http::test::requestRows()) {
        gw::fuzz::request_parser_fuzz(row.bytes);
        for (int i = 0; row.bytes.size() < 2000 && i < mutations; ++i, ++count) {
            gw::fuzz::request_parser_fuzz(mutated(row.bytes, random));
        }
    }
    for (const std::string &response : responses()) {
        gw::fuzz::response_parser_fuzz(response);
        for (int i = 0; i < 20 * mutations; ++i, ++count) {
            gw::fuzz::response_parser_fuzz(mutated(response, random));
        }
    }
    std::printf("%ld mutations\n", count);
    return 0;
}
