// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_bench.h"

#include "bench_lists.h"
#include "bench_responses.h"
#include "definition/spec_page.h"
#include "panes/list_view.h"
#include "panes/problems_pane.h"
#include "request_form/url_bar.h"
#include "wait_until.h"
#include "widgets/json_editor.h"
#include "window/pane_dock.h"
#include "window/session_store.h"
#include "window/tab_area.h"

#include <QApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace gw::app {

namespace {

constexpr int kTypingMs = 50;  // from one to the next
constexpr int kOpenedMs = 300; // of a page that was opened
constexpr QChar kTyped(u'\u0078');

void type(QWidget &field, Qt::Key key, QChar letter)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, QString(letter));
    QCoreApplication::sendEvent(&field, &press);
}

// The most letters in a row.
std::size_t longestRun(const QByteArray &text, char letter)
{
    std::size_t longest = 0;
    std::size_t now = 0;
    for (const char one : text) {
        now = one == letter ? now + 1 : 0;
        longest = std::max(longest, now);
    }
    return longest;
}

} // namespace

ConsoleBench::ConsoleBench(Console &console, const QElapsedTimer &sinceStart,
                           const BenchSizes &sizes)
    : m_console(console)
    , m_sinceStart(sinceStart)
    , m_sizes(sizes)
{
}

int ConsoleBench::run()
{
    const auto report = measure();
    if (!report) {
        std::fprintf(stderr, "gatewright-console: the engine did not start: %s\n",
                     m_console.session().problem().text().c_str());
        return 1;
    }
    std::fputs(QJsonDocument(*report).toJson().constData(), stdout);
    return 0;
}

std::optional<QJsonObject> ConsoleBench::measure()
{
    measureStart();
    if (!waitUntil([this] { return m_console.session().report().generation > 0; })) {
        return std::nullopt;
    }
    measureMemory();
    measureDiagnostics();
    measureWorkspaces(m_console, m_report, m_sizes);
    measureSession();
    measureTraffic(m_console, m_report, m_sizes);
    measureLog(m_console, m_report, m_sizes);
    measureResponses(m_report, m_sizes);
    return QJsonObject{
        {QStringLiteral("version"), QApplication::applicationVersion()},
        {QStringLiteral("platform"), QApplication::platformName()},
        {QStringLiteral("cores"), QThread::idealThreadCount()},
        {QStringLiteral("figures"), m_report.figures()},
    };
}

// The window is shown and painted, and the event loop turns: what is typed arrives.
void ConsoleBench::measureStart()
{
    m_console.window().repaint();
    QCoreApplication::processEvents();
    note("start until it takes typing", milliseconds(m_sinceStart), "ms", 150);
}

void ConsoleBench::measureMemory()
{
    runFor(m_sizes.idleMs);
    note("memory, idle with the demo", residentMegabytes(), "MB", 70);
}

// Typing, with the session written as it always is: how old the oldest letter gets that a kill
// would lose.
void ConsoleBench::measureSession()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("console.json"));
    window::SessionStore store(path, [this] { return m_console.state(); });
    QObject::connect(&m_console.window(), &window::MainWindow::stateChanged, &store,
                     &window::SessionStore::scheduleWrite);
    const window::Page *page =
        m_console.window().open(m_console.window().tabs().untitled(QStringLiteral("request")));
    auto *bar = page->findChild<request_form::UrlBar *>();
    auto *field = qobject_cast<QLineEdit *>(bar->focusProxy());
    QElapsedTimer clock;
    clock.start();
    std::vector<double> typedAt; // by letter
    double oldest = 0;
    while (typedAt.size() < m_sizes.letters) {
        type(*field, Qt::Key_X, kTyped);
        typedAt.push_back(milliseconds(clock));
        runFor(kTypingMs);
        QFile file(path);
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const std::size_t kept = isOpen ? longestRun(file.readAll(), kTyped.toLatin1()) : 0;
        if (kept < typedAt.size()) {
            oldest = std::max(oldest, milliseconds(clock) - typedAt[kept]);
        }
    }
    note("oldest letter that a kill would lose", oldest, "ms", 2000);
}

// From the last key, with the pause that the editor waits for, until Problems shows what is wrong:
// the name of a hook that the plugin does not have.
void ConsoleBench::measureDiagnostics()
{
    auto *problems = m_console.window().findChild<panes::ProblemsPane *>();
    m_console.window().panes().show(problems);
    auto *page = qobject_cast<definition::SpecPage *>(
        m_console.window().open({QStringLiteral("api"), QStringLiteral("my_api_name")}));
    const QObject listener;
    bool isJudged = false;
    QObject::connect(page, &definition::SpecPage::diagnosticsChanged, &listener,
                     [&isJudged] { isJudged = true; });
    page->setMode(definition::SpecPage::Mode::Text);
    widgets::JsonEditor &editor = *page->editor();
    const std::string hook = "\"SendCurrentTime\"";
    if (!waitUntil([&] { return isJudged && editor.text().find(hook) != std::string::npos; })) {
        std::fprintf(stderr, "gatewright-console: the demo's my_api_name has no %s\n",
                     hook.c_str());
        return;
    }
    runFor(kOpenedMs);
    editor.setCaret(editor.text().find(hook) + 1);
    auto *view = problems->findChild<panes::ListView *>();
    const QString name = kTyped + QStringLiteral("SendCurrentTime");
    const auto isToldOf = [view, &name] {
        const QModelIndex first = view->model()->index(0, 0);
        return !view->model()->match(first, Qt::DisplayRole, name, 1, Qt::MatchContains).isEmpty();
    };
    QElapsedTimer timer;
    timer.start();
    type(*editor.focusProxy(), Qt::Key_X, kTyped);
    if (waitUntil(isToldOf)) {
        view->viewport()->repaint();
        note("definition judged, from the last key", milliseconds(timer), "ms", 100);
    }
    m_console.window().tabs().drop(page);
}

void ConsoleBench::note(const char *name, double measured, const char *unit, double goal)
{
    m_report.note(name, measured, unit, goal);
}

} // namespace gw::app
