// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/loop_controls.h"
#include "support/room_test.h"

using namespace gw::request;

namespace {

// "<url> <method> <limit>" of an URL in which "[...]" came with the request.
std::string taken(const std::string &marked)
{
    std::string url;
    std::vector<TextPiece> foreign;
    for (const char c : marked) {
        if (c == '[') {
            foreign.push_back({url.size(), url.size()});
        } else if (c == ']') {
            foreign.back().end = url.size();
        } else {
            url += c;
        }
    }
    const LoopControls controls = takeLoopControls(url, foreign);
    return url + ' ' + controls.method + ' ' + std::to_string(controls.limit);
}

} // namespace

class LoopControlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesControlsOut_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *url, const char *outcome) {
            QTest::newRow(url) << url << outcome;
        };
        row("tyk://a", "tyk://a  5");
        row("tyk://a/p?x=1", "tyk://a/p?x=1  5");
        row("tyk://a/p?method=GET", "tyk://a/p GET 5");
        row("tyk://a/p?method=POST&x=1&loop_limit=2&check_limits=true&y", "tyk://a/p?x=1&y POST 2");
        row("tyk://a/?loop_limit=x", "tyk://a/  5");
        row("tyk://a/?loop_limit=99999999999999", "tyk://a/  5");
        row("tyk://a/?u=b?method=PUT", "tyk://a/?u=b?method=PUT  5");
        // The client gives no controls,
        row("tyk://a/[p?method=DELETE&loop_limit=1]", "tyk://a/p?method=DELETE&loop_limit=1  5");
        row("tyk://a/?x=[1&method=DELETE]", "tyk://a/?x=1&method=DELETE  5");
        row("tyk://a/?[method]=DELETE", "tyk://a/?method=DELETE  5");
        row("tyk://a/?[x&]method=DELETE", "tyk://a/?x&method=DELETE  5");
        // hides none,
        row("tyk://a/[p?x=1]?method=GET", "tyk://a/p?x=1 GET 5");
        row("tyk://a/[p?x]?y=2&method=GET", "tyk://a/p?x&y=2 GET 5");
        row("tyk://a/[p?x=1]&method=GET", "tyk://a/p?x=1 GET 5");
        row("tyk://a/?method=GET&x=[1&method=PUT]", "tyk://a/?x=1&method=PUT GET 5");
        // and may be asked for a value.
        row("tyk://a/?method=[PUT]", "tyk://a/ PUT 5");
    }
    void takesControlsOut()
    {
        QFETCH(QString, url);
        QFETCH(QString, outcome);
        QCOMPARE(taken(url.toStdString()), outcome.toStdString());
    }
};

GW_TEST(LoopControlsTest)
#include "loop_controls_test.moc"
