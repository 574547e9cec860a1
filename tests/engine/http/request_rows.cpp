// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/request_rows.h"

#include <vector>

namespace gw::http::test {

namespace {

using namespace std::string_literals;

std::string repeated(const std::string &text, int count)
{
    std::string all;
    for (int i = 0; i < count; ++i) {
        all += text;
    }
    return all;
}

// A request with these lines between Host and the empty line.
std::string with(const std::string &lines)
{
    return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

std::string post(const std::string &lines, const std::string &body)
{
    return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n" + body;
}

std::string chunked(const std::string &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

std::string target(const std::string &text)
{
    return "GET " + text + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

std::string line(const std::string &text)
{
    return text + "\r\nHost: a\r\n\r\n";
}

std::string host(const std::string &value)
{
    return "GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n";
}

void addRequestLines(std::vector<RequestRow> &rows)
{
    const RequestRow more[] = {
        {"plain", line("GET / HTTP/1.1"), kAccepted, "GET / a []"},
        {"HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", kAccepted, "GET /  []"},
        {"one empty line before", "\r\n" + line("GET / HTTP/1.1"), kAccepted, "GET / a []"},
        {"two empty lines before", "\r\n\r\n" + line("GET / HTTP/1.1"), 400, ""},
        {"bare LF before", "\n" + line("GET / HTTP/1.1"), 400, ""},
        {"bare CR before", "\r" + line("GET / HTTP/1.1"), 400, ""},
        {"blank before", " " + line("GET / HTTP/1.1"), 400, ""},
        {"tab before", "\t" + line("GET / HTTP/1.1"), 400, ""},
        {"method HEAD", line("HEAD /x HTTP/1.1"), kAccepted, "HEAD /x a []"},
        {"method POST without body", line("POST / HTTP/1.1"), kAccepted, "POST / a []"},
        {"method PUT", line("PUT / HTTP/1.1"), kAccepted, ""},
        {"method DELETE", line("DELETE / HTTP/1.1"), kAccepted, ""},
        {"method PATCH", line("PATCH / HTTP/1.1"), kAccepted, ""},
        {"method OPTIONS", line("OPTIONS / HTTP/1.1"), kAccepted, ""},
        {"method TRACE", line("TRACE / HTTP/1.1"), kAccepted, ""},
        {"method PROPFIND", line("PROPFIND / HTTP/1.1"), kAccepted, ""},
        {"method M-SEARCH", line("M-SEARCH / HTTP/1.1"), kAccepted, ""},
        {"method QUERY", line("QUERY / HTTP/1.1"), kAccepted, ""},
        {"method VERSION-CONTROL", line("VERSION-CONTROL / HTTP/1.1"), kAccepted, ""},
        {"method nobody knows", line("PURGEX / HTTP/1.1"), kAccepted, "PURGEX / a []"},
        {"method of signs", line("!#$%&'*+-.^_`|~ / HTTP/1.1"), kAccepted, ""},
        {"method in lower case is another method", line("get / HTTP/1.1"), kAccepted, "get / a []"},
        {"method SOURCE with ICE", line("SOURCE / ICE/1.0"), 400, ""},
        {"RTSP", line("GET / RTSP/1.0"), 400, ""},
        {"method CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501, ""},
        {"method too long", line(std::string(40, 'A') + " / HTTP/1.1"), 501, ""},
        {"method with a control byte", line("G\x01T / HTTP/1.1"), 400, ""},
        {"method with NUL", line("G\0T / HTTP/1.1"s), 400, ""},
        {"method with a colon", line("GET: / HTTP/1.1"), 400, ""},
        {"method with a bracket", line("G(T / HTTP/1.1"), 400, ""},
        {"method with a high byte", line("G\xc3T / HTTP/1.1"), 400, ""},
        {"method missing", line(" / HTTP/1.1"), 400, ""},
        {"TLS hello", "\x16\x03\x01\x02\x00\x01\x00"s, 400, ""},
        {"two blanks after the method", line("GET  / HTTP/1.1"), 400, ""},
        {"tab after the method", line("GET\t/ HTTP/1.1"), 400, ""},
        {"two blanks before the version", line("GET /  HTTP/1.1"), 400, ""},
        {"tab before the version", line("GET /\tHTTP/1.1"), 400, ""},
        {"blank after the version", line("GET / HTTP/1.1 "), 400, ""},
        {"tab after the version", line("GET / HTTP/1.1\t"), 400, ""},
        {"word after the version", line("GET / HTTP/1.1 x"), 400, ""},
        {"HTTP/0.9", "GET /\r\n\r\n", 400, ""},
        {"HTTP/0.9 with a blank", "GET / \r\n\r\n", 400, ""},
        {"version 0.9 written", line("GET / HTTP/0.9"), 505, ""},
        {"version 1.2", line("GET / HTTP/1.2"), 505, ""},
        {"version 2.0", line("GET / HTTP/2.0"), 505, ""},
        {"version 9.9", line("GET / HTTP/9.9"), 505, ""},
        {"version 1.10", line("GET / HTTP/1.10"), 400, ""},
        {"version 01.1", line("GET / HTTP/01.1"), 400, ""},
        {"version 1", line("GET / HTTP/1"), 400, ""},
        {"version 1.x", line("GET / HTTP/1.x"), 400, ""},
        {"version with a blank", line("GET / HTTP/1. 1"), 400, ""},
        {"version in lower case", line("GET / http/1.1"), 400, ""},
        {"version of another protocol", line("GET / HTTPS/1.1"), 400, ""},
        {"version misspelt", line("GET / HTP/1.1"), 400, ""},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, ""},
        {"request line ends in LF", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400, ""},
        {"request line ends in CR", "GET / HTTP/1.1\rHost: a\r\n\r\n", 400, ""},
        {"request line ends in CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400, ""},
        {"request line only", "GET / HTTP/1.1\r\n", kIncomplete, ""},
        {"nothing", "", kIncomplete, ""},
        {"half a method", "GE", kIncomplete, ""},
        {"half a version", "GET / HTTP/1", kIncomplete, ""},
    };
    rows.insert(rows.end(), std::begin(more), std::end(more));
}

void addTargets(std::vector<RequestRow> &rows)
{
    const RequestRow more[] = {
        {"target raw", target("/a%20b/../c//d?x=%zz&y=1"), kAccepted,
         "GET /a%20b/../c//d?x=%zz&y=1 a []"},
        {"target with two slashes", target("//admin/secret"), kAccepted, "GET //admin/secret a []"},
        {"target with all signs", target("/-._~!$&'()*+,;=:@/[]|\\^`{}\"<>"), kAccepted, ""},
        {"target with a question mark twice", target("/?a?b"), kAccepted, "GET /?a?b a []"},
        {"target with a fragment", target("/a#b"), 400, ""},
        {"target with a fragment in the query", target("/a?b#c"), 400, ""},
        {"target with a high byte", target("/\xc3\xa4"), 400, ""},
        {"target with a control byte", target("/a\x01"), 400, ""},
        {"target with NUL", target("/a\0b"s), 400, ""},
        {"target with DEL", target("/a\x7f"), 400, ""},
        {"target with a tab", target("/a\tb"), 400, ""},
        {"target with a blank", target("/a b"), 400, ""},
        {"target with a bare CR", target("/a\rb"), 400, ""},
        {"target with a broken escape", target("/a%zz"), 400, ""},
        {"target with a cut escape", target("/a%2"), 400, ""},
        {"target missing", "GET HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""},
        {"target relative", target("foo"), 400, ""},
        {"target begins with a query", target("?a"), 400, ""},
        {"target is an authority", target("a:80"), 400, ""},
        {"target star for GET", target("*"), 400, ""},
        {"target star for OPTIONS", line("OPTIONS * HTTP/1.1"), kAccepted, "OPTIONS * a []"},
        {"target star and more", line("OPTIONS *x HTTP/1.1"), 400, ""},
        {"target absolute", target("http://b/p?q"), kAccepted, "GET /p?q b []"},
        {"target absolute with a port", target("http://b:81/p"), kAccepted, "GET /p b:81 []"},
        {"target absolute https", target("HTTPS://b/p"), kAccepted, "GET /p b []"},
        {"target absolute without a path", target("http://b"), kAccepted, "GET / b []"},
        {"target absolute with a query only", target("http://b?q"), kAccepted, "GET /?q b []"},
        {"target absolute OPTIONS", line("OPTIONS http://b HTTP/1.1"), kAccepted, "OPTIONS * b []"},
        {"target absolute in HTTP/1.0", "GET http://b/p HTTP/1.0\r\n\r\n", kAccepted,
         "GET /p b []"},
        {"target absolute without Host", "GET http://b/p HTTP/1.1\r\n\r\n", 400, ""},
        {"target absolute of another scheme", target("ftp://b/p"), 400, ""},
        {"target absolute with a user", target("http://u@b/p"), 400, ""},
        {"target absolute without a host", target("http:///p"), 400, ""},
        {"target absolute with a bad port", target("http://b:x/p"), 400, ""},
        {"target absolute with a fragment", target("http://b/p#f"), 400, ""},
        {"target absolute with IPv6", target("http://[::1]:80/"), kAccepted, "GET / [::1]:80 []"},
        {"target at the limit", target("/" + std::string(8 * 1024 - 1, 'a')), kAccepted, ""},
        {"target over the limit", target("/" + std::string(8 * 1024, 'a')), 414, ""},
        {"target over the limit, bad byte behind", target("/" + std::string(9000, 'a') + "\x01"),
         414, ""},
        {"target over the limit, bad byte before", target("/\x01" + std::string(9000, 'a')), 400,
         ""},
        {"target over the limit and no end", "GET /" + std::string(9000, 'a'), 414, ""},
    };
    rows.insert(rows.end(), std::begin(more), std::end(more));
}

void addHosts(std::vector<RequestRow> &rows)
{
    const RequestRow more[] = {
        {"Host with a port", host("example.org:8080"), kAccepted, "GET / example.org:8080 []"},
        {"Host with an empty port", host("a:"), kAccepted, ""},
        {"Host address", host("127.0.0.1"), kAccepted, ""},
        {"Host IPv6", host("[::1]:80"), kAccepted, ""},
        {"Host with blanks around", host("  a \t"), kAccepted, "GET / a []"},
        {"Host with an underscore", host("my_host"), kAccepted, ""},
        {"Host missing", "GET / HTTP/1.1\r\n\r\n", 400, ""},
        {"Host twice", host("a\r\nHost: a"), 400, ""},
        {"Host twice, other case", host("a\r\nhOST: b"), 400, ""},
        {"Host twice in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400, ""},
        {"Host empty", host(""), 400, ""},
        {"Host only a port", host(":80"), 400, ""},
        {"Host with a user", host("u@a"), 400, ""},
        {"Host with a slash", host("a/b"), 400, ""},
        {"Host with a blank", host("a b"), 400, ""},
        {"Host with a comma list", host("a, b"), 400, ""},
        {"Host with a port over 65535", host("a:65536"), 400, ""},
        {"Host with letters in the port", host("a:8x"), 400, ""},
        {"Host with two ports", host("a:1:2"), 400, ""},
        {"Host with an open bracket", host("[::1"), 400, ""},
        {"Host with text behind the bracket", host("[::1]x"), 400, ""},
        {"Host with a backslash", host("a\\b"), 400, ""},
        {"Host with a fragment", host("a#b"), 400, ""},
        {"Host with a query", host("a?b"), 400, ""},
        {"Host with a high byte", host("\xc3\xa4"), 400, ""},
        {"Host with a broken escape", host("a%z1"), 400, ""},
    };
    rows.insert(rows.end(), std::begin(more), std::end(more));
}

void addFields(std::vector<RequestRow> &rows)
{
    const RequestRow more[] = {
        {"field without a value", with("X:\r\n"), kAccepted, ""},
        {"field with blanks only", with("X: \t \r\n"), kAccepted, ""},
        {"field without a blank", with("X:y\r\n"), kAccepted, ""},
        {"field with a tab inside", with("X: a\tb\r\n"), kAccepted, ""},
        {"field with high bytes", with("X: \xc3\xa4\r\n"), kAccepted, ""},
        {"field name of signs", with("!#$%&'*+-.^_`|~1a: y\r\n"), kAccepted, ""},
        {"blank before the colon", with("X : y\r\n"), 400, ""},
        {"tab before the colon", with("X\t: y\r\n"), 400, ""},
        {"blank in the name", with("X Y: z\r\n"), 400, ""},
        {"name empty", with(": y\r\n"), 400, ""},
        {"name with a control byte", with("X\x01: y\r\n"), 400, ""},
        {"name with NUL", with("X\0: y\r\n"s), 400, ""},
        {"name with a high byte", with("X\xc3: y\r\n"), 400, ""},
        {"name with a bracket", with("X(: y\r\n"), 400, ""},
        {"name with a quote", with("\"X\": y\r\n"), 400, ""},
        {"line without a colon", with("Xyz\r\n"), 400, ""},
        {"value with NUL", with("X: a\0b\r\n"s), 400, ""},
        {"value with a control byte", with("X: a\x01"s + "b\r\n"), 400, ""},
        {"value with a vertical tab", with("X: a\x0b"s + "b\r\n"), 400, ""},
        {"value with DEL", with("X: a\x7f\r\n"), 400, ""},
        {"value with an escape", with("X: \x1b[0m\r\n"), 400, ""},
        {"value with a bare CR", with("X: a\rb\r\n"), 400, ""},
        {"value with a bare LF", with("X: a\nY: b\r\n"), 400, ""},
        {"value ends in CR CR LF", with("X: a\r\r\n"), 400, ""},
        {"folded with a blank", with("X: a\r\n b\r\n"), 400, ""},
        {"folded with a tab", with("X: a\r\n\tb\r\n"), 400, ""},
        {"folded after an empty value", with("X:\r\n b\r\n"), 400, ""},
        {"folded and empty", with("X: a\r\n \r\n"), 400, ""},
        {"folded Content-Length", post("Content-Length:\r\n 3\r\n", "abc"), 400, ""},
        {"folded Transfer-Encoding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400,
         ""},
        {"first line begins with a blank", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400, ""},
        {"empty line is LF", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400, ""},
        {"empty line is CR", "GET / HTTP/1.1\r\nHost: a\r\n\rx", 400, ""},
        {"empty line has a blank", "GET / HTTP/1.1\r\nHost: a\r\n \r\n\r\n", 400, ""},
        {"100 fields", with(repeated("X: y\r\n", 99)), kAccepted, ""},
        {"101 fields", with(repeated("X: y\r\n", 100)), 431, ""},
        {"101st field broken", with(repeated("X: y\r\n", 99) + "X Y: z\r\n"), 400, ""},
        {"101 fields and no end", "GET / HTTP/1.1\r\n" + repeated("X: y\r\n", 101), 431, ""},
        {"head at the limit",
         with("X: " + std::string(32 * 1024 - 16 - 9 - 3 - 2 - 2, 'a') + "\r\n"), kAccepted, ""},
        {"head over the limit",
         with("X: " + std::string(32 * 1024 - 16 - 9 - 3 - 2 - 2 + 1, 'a') + "\r\n"), 431, ""},
        {"head over the limit, bad byte behind", with("X: " + std::string(33000, 'a') + "\x01\r\n"),
         431, ""},
        {"head over the limit and no end", with("X: " + std::string(33000, 'a')), 431, ""},
        {"name over the limit", with(std::string(33000, 'a')), 431, ""},
        {"Expect", post("Expect: 100-continue\r\nContent-Length: 1\r\n", "x"), kAccepted, ""},
        {"Expect something else", with("Expect: 200-maybe\r\n"), 417, ""},
        {"Upgrade", with("Connection: Upgrade\r\nUpgrade: websocket\r\n"), kAccepted, ""},
        {"Upgrade with a body",
         post("Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n", "abc"), kAccepted,
         "POST / a [abc]"},
        {"Connection close with a body", post("Connection: close\r\nContent-Length: 3\r\n", "abc"),
         kAccepted, "POST / a [abc]"},
    };
    rows.insert(rows.end(), std::begin(more), std::end(more));
}

void addLengths(std::vector<RequestRow> &rows)
{
    const auto length = [](const std::string &value, const std::string &body) {
        return post("Content-Length:" + value + "\r\n", body);
    };
    const auto coding = [](const std::string &value) {
        return post("Transfer-Encoding:" + value + "\r\n", "3\r\nabc\r\n0\r\n\r\n");
    };
    const std::string both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n";
    const std::string bothOtherWay = "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n";
    const RequestRow more[] = {
        {"length 3", length(" 3", "abc"), kAccepted, "POST / a [abc]"},
        {"length 0", length(" 0", ""), kAccepted, "POST / a []"},
        {"length with zeros", length(" 003", "abc"), kAccepted, "POST / a [abc]"},
        {"length with blanks around", length(" \t3 ", "abc"), kAccepted, "POST / a [abc]"},
        {"length of a GET", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", kAccepted,
         "GET / a [abc]"},
        {"length longer than what came", length(" 5", "abc"), kIncomplete, ""},
        {"length +3", length(" +3", "abc"), 400, ""},
        {"length -3", length(" -3", "abc"), 400, ""},
        {"length -0", length(" -0", ""), 400, ""},
        {"length hex", length(" 0x3", "abc"), 400, ""},
        {"length with a point", length(" 3.0", "abc"), 400, ""},
        {"length with an underscore", length(" 1_0", "abc"), 400, ""},
        {"length with a blank", length(" 1 0", "abc"), 400, ""},
        {"length in words", length(" three", "abc"), 400, ""},
        {"length quoted", length(" \"3\"", "abc"), 400, ""},
        {"length empty", length("", "abc"), 400, ""},
        {"length blank", length(" ", "abc"), 400, ""},
        {"length list of the same", length(" 3, 3", "abc"), 400, ""},
        {"length list of two", length(" 3, 4", "abc"), 400, ""},
        {"length with a comma", length(" 3,", "abc"), 400, ""},
        {"length with NUL", length(" 3\0"s, "abc"), 400, ""},
        {"length with a vertical tab", length(" \x0b"s + "3", "abc"), 400, ""},
        {"length 2^63", length(" 9223372036854775808", "abc"), 400, ""},
        {"length 2^64", length(" 18446744073709551616", "abc"), 400, ""},
        {"length 2^64+3", length(" 18446744073709551619", "abc"), 400, ""},
        {"length twice", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400, ""},
        {"length 0 and 3", post("Content-Length: 0\r\nContent-Length: 3\r\n", "abc"), 400, ""},
        {"coding chunked", coding(" chunked"), kAccepted, "POST / a [abc]"},
        {"coding in capitals", coding(" CHUNKED"), kAccepted, "POST / a [abc]"},
        {"coding with blanks around", coding("  chunked "), kAccepted, "POST / a [abc]"},
        {"coding with tabs around", coding(" \tchunked\t"), 400, ""},
        {"coding with length", post(both, "3\r\nabc\r\n0\r\n\r\n"), 400, ""},
        {"coding before length", post(bothOtherWay, "3\r\nabc\r\n0\r\n\r\n"), 400, ""},
        {"coding with length 0",
         post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
        {"coding xchunked", coding(" xchunked"), 400, ""},
        {"coding chunkedx", coding(" chunkedx"), 400, ""},
        {"coding identity", coding(" identity"), 400, ""},
        {"coding gzip", coding(" gzip"), 400, ""},
        {"coding gzip, chunked", coding(" gzip, chunked"), 400, ""},
        {"coding chunked, gzip", coding(" chunked, gzip"), 400, ""},
        {"coding chunked, identity", coding(" chunked, identity"), 400, ""},
        {"coding chunked, chunked", coding(" chunked, chunked"), 400, ""},
        {"coding with a leading comma", coding(" ,chunked"), 400, ""},
        {"coding with a trailing comma", coding(" chunked,"), 400, ""},
        {"coding with a parameter", coding(" chunked;q=1"), 400, ""},
        {"coding quoted", coding(" \"chunked\""), 400, ""},
        {"coding with a vertical tab", coding(" \x0b"s + "chunked"), 400, ""},
        {"coding with NUL", coding(" chunked\0"s), 400, ""},
        {"coding empty", coding(""), 400, ""},
        {"coding with a blank before the colon",
         post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400, ""},
        {"coding twice",
         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400,
         ""},
        {"coding twice, one unknown",
         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n", "0\r\n\r\n"), 400, ""},
        {"coding in HTTP/1.0",
         "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, ""},
    };
    rows.insert(rows.end(), std::begin(more), std::end(more));
}

void addChunks(std::vector<RequestRow> &rows)
{
    const std::string end = "0\r\n\r\n";
    const RequestRow more[] = {
        {"chunks", chunked("3\r\nabc\r\n2\r\nde\r\n" + end), kAccepted, "POST / a [abcde]"},
        {"chunk size in hex", chunked("A\r\n0123456789\r\n" + end), kAccepted,
         "POST / a [0123456789]"},
        {"chunk size in small hex", chunked("a\r\n0123456789\r\n" + end), kAccepted, ""},
        {"chunk size with zeros", chunked("0003\r\nabc\r\n" + end), kAccepted, "POST / a [abc]"},
        {"last chunk of zeros", chunked("3\r\nabc\r\n000\r\n\r\n"), kAccepted, "POST / a [abc]"},
        {"no chunk", chunked(end), kAccepted, "POST / a []"},
        {"chunk with line breaks inside", chunked("4\r\n\r\n\r\n\r\n" + end), kAccepted, ""},
        {"chunk extension", chunked("3;a=b\r\nabc\r\n" + end), kAccepted, "POST / a [abc]"},
        {"chunk extension without a value", chunked("3;a\r\nabc\r\n" + end), kAccepted, ""},
        {"chunk extension quoted", chunked("3;a=\"b c\"\r\nabc\r\n" + end), kAccepted, ""},
        {"chunk extension on the last", chunked("0;a=b\r\n\r\n"), kAccepted, "POST / a []"},
        {"trailers", chunked("3\r\nabc\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n"), kAccepted, ""},
        {"end missing", chunked("3\r\nabc\r\n"), kIncomplete, ""},
        {"last line break missing", chunked("3\r\nabc\r\n0\r\n"), kIncomplete, ""},
        {"chunk size empty", chunked("\r\nabc\r\n" + end), 400, ""},
        {"chunk size in letters", chunked("zz\r\nabc\r\n" + end), 400, ""},
        {"chunk size negative", chunked("-3\r\nabc\r\n" + end), 400, ""},
        {"chunk size with plus", chunked("+3\r\nabc\r\n" + end), 400, ""},
        {"chunk size with 0x", chunked("0x3\r\nabc\r\n" + end), 400, ""},
        {"chunk size with a blank before", chunked(" 3\r\nabc\r\n" + end), 400, ""},
        {"chunk size with a blank behind", chunked("3 \r\nabc\r\n" + end), 400, ""},
        {"chunk size with a tab behind", chunked("3\t\r\nabc\r\n" + end), 400, ""},
        {"chunk size with an underscore", chunked("1_0\r\nabc\r\n" + end), 400, ""},
        {"chunk size over 2^64", chunked("10000000000000003\r\nabc\r\n" + end), 400, ""},
        {"chunk size ends in LF", chunked("3\nabc\r\n" + end), 400, ""},
        {"chunk size ends in CR", chunked("3\rabc\r\n" + end), 400, ""},
        {"chunk ends in LF", chunked("3\r\nabc\n" + end), 400, ""},
        {"chunk ends in CR", chunked("3\r\nabc\r" + end), 400, ""},
        {"chunk without an end", chunked("3\r\nabc" + end), 400, ""},
        {"chunk longer than its size", chunked("3\r\nabcd\r\n" + end), 400, ""},
        {"chunk shorter than its size", chunked("4\r\nabc\r\n" + end), 400, ""},
        {"extension with a bare LF", chunked("3;a\nabc\r\n" + end), 400, ""},
        {"extension with a bare CR", chunked("3;a\rb\r\nabc\r\n" + end), 400, ""},
        {"extension with a control byte", chunked("3;a=\x01\r\nabc\r\n" + end), 400, ""},
        {"extension with NUL", chunked("3;a=\0\r\nabc\r\n"s + end), 400, ""},
        {"extension quoted with a line break", chunked("3;a=\"\r\n\"\r\nabc\r\n" + end), 400, ""},
        {"extension quoted with a bare LF", chunked("3;a=\"\n\"\r\nabc\r\n" + end), 400, ""},
        {"last chunk ends in LF", chunked("3\r\nabc\r\n0\n\n"), 400, ""},
        {"text instead of the last line", chunked("3\r\nabc\r\n0\r\nxx"), kIncomplete, ""},
        {"request instead of the last line", chunked("0\r\nGET /x HTTP/1.1\r\n\r\n"), 400, ""},
        {"trailer with a blank before the colon", chunked("0\r\nX : y\r\n\r\n"), 400, ""},
        {"trailer with a control byte", chunked("0\r\nX: a\x01\r\n\r\n"), 400, ""},
        {"trailer folded", chunked("0\r\nX: a\r\n b\r\n\r\n"), 400, ""},
        {"trailer line ends in LF", chunked("0\r\nX: a\n\r\n"), 400, ""},
        {"101 trailers", chunked("0\r\n" + repeated("X: y\r\n", 101) + "\r\n"), 400, ""},
        {"trailers over the limit", chunked("0\r\nX: " + std::string(9000, 'a') + "\r\n\r\n"), 400,
         ""},
        {"trailer name over the limit", chunked("0\r\n" + std::string(9000, 'a')), 400, ""},
        {"extension over the limit",
         chunked("3;a=" + std::string(17000, 'a') + "\r\nabc\r\n" + end), 400, ""},
        {"extension without end", chunked("3;a=" + std::string(17000, 'a')), 400, ""},
        {"zeros before the size without end", chunked(std::string(17000, '0')), 400, ""},
        {"a flood of one-byte chunks", chunked(repeated("1\r\nx\r\n", 10000) + end), 400, ""},
        {"some one-byte chunks", chunked(repeated("1\r\nx\r\n", 1000) + end), kAccepted, ""},
    };
    rows.insert(rows.end(), std::begin(more), std::end(more));
}

} // namespace

std::span<const RequestRow> requestRows()
{
    static const std::vector<RequestRow> kRows = [] {
        std::vector<RequestRow> rows;
        addRequestLines(rows);
        addTargets(rows);
        addHosts(rows);
        addFields(rows);
        addLengths(rows);
        addChunks(rows);
        return rows;
    }();
    return kRows;
}

} // namespace gw::http::test
