// SPDX-License-Identifier: GPL-3.0-or-later
// The console's start: as it was, at first, after a crash.
#include "client/engine_address.h"
#include "console.h"
#include "crash_note.h"
#include "window/banner.h"
#include "window/tab_area.h"
#include "window/tour_bar.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::app {

namespace {

// Those of another console: the user's habits, and for a first start what is open, without its tabs
// and the sizes and the place of its window.
void takeSettings(QJsonObject &state, const QJsonObject &other)
{
    static constexpr std::array kHabits{"colours"_L1, "shortcuts"_L1};
    static constexpr std::array kFirst{"panes"_L1,     "pane"_L1,   "navigator"_L1,
                                       "inspector"_L1, "engine"_L1, "environment"_L1};
    const auto take = [&state, &other](QLatin1StringView name) {
        if (other.contains(name)) {
            state.insert(name, other.value(name));
        }
    };
    if (state.isEmpty()) {
        std::ranges::for_each(kFirst, take);
    }
    std::ranges::for_each(kHabits, take);
}

// What a report of a crash needs, in a file. Returns the words that lead there.
QString keepCrash(const CrashNote &crash, const QString &folder)
{
    const QString path = QDir(folder).filePath(QStringLiteral("last-crash.txt"));
    const QString facts =
        QStringLiteral("Gatewright %1, Qt %2, %3 %4\n%5\nseen %6\n")
            .arg(QCoreApplication::applicationVersion(), QLatin1StringView(qVersion()),
                 QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                 QString::fromStdString(crash.text()),
                 QDateTime::currentDateTime().toString(Qt::ISODate));
    QFile file(path);
    const QByteArray text = facts.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        return Console::tr("To report it, tell what you did before.");
    }
    return Console::tr("To report it, tell what you did before and add %1.").arg(path);
}

} // namespace

QString Console::stateFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericStateLocation) +
           QStringLiteral("/gatewright");
}

void Console::start()
{
    // Pictures and figures begin with the console as it is at first.
    const bool isRemembering = m_options.screenshots.empty() && !m_options.isBench;
    const auto loaded = isRemembering ? m_store->load() : window::SessionStore::Loaded();
    QJsonObject stored = loaded.state;
    const auto &other = m_store->other();
    if (isRemembering && other) {
        takeSettings(stored, other->state);
    }
    QJsonObject engine = stored.value(QLatin1String("engine")).toObject();
    if (!m_options.workspace.empty()) {
        engine.remove(QStringLiteral("attached"));
        engine.insert(QStringLiteral("workspace"), QString::fromStdString(m_options.workspace));
    } else if (!m_options.attach.empty()) {
        nameEngine(engine);
    }
    stored.insert(QStringLiteral("engine"), engine);
    m_environments.setCurrent(stored.value(QLatin1String("environment")).toString());
    m_breakpoints.restoreState(stored.value(QLatin1String("breakpoints")).toObject());
    m_state->restore(stored);
    if (loaded.problem) {
        m_window->banner().showProblem(QStringLiteral("session"), *loaded.problem);
    }
    m_window->show();
    if (!isRemembering) {
        return;
    }
    connect(m_window.get(), &window::MainWindow::stateChanged, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(&m_environments, &session::Environments::changed, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(&m_breakpoints, &session::Breakpoints::rulesEdited, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(m_workspaces, &window::WorkspaceActions::changed, m_store.get(),
            &window::SessionStore::scheduleWrite);
    connect(&m_actions, &window::ActionRegistry::shortcutsChanged, m_store.get(),
            &window::SessionStore::scheduleWrite);
    m_window->setKeeper([this] { return m_store->writeNow(); },
                        [this] { return m_tabSets->hasHiddenChanges(); });
    if (other) {
        tellOfTheOther(*other, engine);
    } else if (loaded.state.isEmpty()) {
        openFirstRequest();
        if (m_options.workspace.empty() && m_options.attach.empty()) { // it leads through the demo
            m_window->tour().start();
        }
    }
}

// Both may serve and edit the same files.
void Console::tellOfTheOther(const window::SessionStore::Other &other, const QJsonObject &engine)
{
    const auto openOf = [](const QJsonObject &where) {
        const QFileInfo folder(where.value(QLatin1String("workspace")).toString());
        return std::pair(where.value(QLatin1String("attached")).toString(),
                         folder.exists() ? folder.canonicalFilePath()
                                         : QDir::cleanPath(folder.filePath()));
    };
    const bool isSame =
        !other.state.isEmpty() && // else it is not known
        openOf(other.state.value(QLatin1String("engine")).toObject()) == openOf(engine);
    const QString who = tr("Another console is open (process %1, since %2)")
                            .arg(other.process)
                            .arg(QLocale().toString(other.since, QLocale::ShortFormat));
    m_window->banner().show(
        window::Banner::Tone::Info, QStringLiteral("other console"),
        isSame ? tr("%1 and works on the same: what one of them saves, the other one shows. Tabs "
                    "and drafts are each one's own.")
                     .arg(who)
               : tr("%1. This one has tabs and drafts of its own.").arg(who));
}

// That of the command line; the secret of the environment is of this one only.
void Console::nameEngine(QJsonObject &engine)
{
    const QUrl url = client::engineUrl(QString::fromStdString(m_options.attach));
    engine.insert(QStringLiteral("attached"), url.toString());
    const QString secret = qEnvironmentVariable("GATEWRIGHT_SECRET");
    if (!secret.isEmpty()) {
        m_workspaces->giveSecret({.url = url, .secret = secret});
    }
}

// The first start: a request of the demo is there to be sent.
void Console::openFirstRequest()
{
    connect(
        &m_session, &session::EngineSession::reportChanged, this,
        [this] {
            const QDir requests(m_session.workspace() + QStringLiteral("/requests"));
            const QStringList files =
                requests.entryList({QStringLiteral("*.hurl")}, QDir::Files, QDir::Name);
            if (!files.isEmpty() && m_window->tabs().pages().isEmpty()) {
                m_window->open({QStringLiteral("request"), requests.filePath(files.first())});
            }
        },
        Qt::SingleShotConnection);
}

void Console::watchForCrashes()
{
    QDir().mkpath(stateFolder());
    const QString file = QDir(stateFolder()).filePath(QStringLiteral("console.crash"));
    if (const auto crash = takeCrashNote(file.toStdString())) {
        const QString words = tr("The console crashed the last time: %1. %2")
                                  .arg(QString::fromStdString(crash->text()),
                                       crash->hook.empty() ? tr("What was open is here again.")
                                                           : tr("That is a hook of a plugin: mend "
                                                                "it, or take it out of its APIs."));
        m_window->banner().show(window::Banner::Tone::Warn, QStringLiteral("crash"),
                                words + QLatin1Char(' ') + keepCrash(*crash, stateFolder()));
    }
    noteCrashes(file.toStdString());
}

} // namespace gw::app
