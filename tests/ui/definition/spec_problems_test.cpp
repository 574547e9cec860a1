// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/settings_file_page.h"
#include "definition/spec_problems.h"
#include "session/engine_session.h"
#include "support/files.h"
#include "support/room_test.h"
#include "ui/page_fixture.h"
#include "widgets/json_editor.h"

#include <QTemporaryDir>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace gw;
using definition::SettingsFilePage;
using definition::SpecProblems;

namespace {

constexpr int kUnknownKeys = 1500;

std::size_t allocatedBytes()
{
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// A line for each of the keys, which the schema does not know.
QByteArray settingsWithUnknownKeys()
{
    QByteArray text = "{\n";
    for (int i = 0; i < kUnknownKeys; ++i) {
        text += "  \"unknown_" + QByteArray::number(i) + "\": \"" + QByteArray(150, 'x') + "\",\n";
    }
    return text + "  \"listen_port\": 8080\n}\n";
}

} // namespace

class SpecProblemsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void holdsTheTextOnce();
    void mendsOnlyTheTextThatWasJudged();

private:
    void open(const QByteArray &text);
    [[nodiscard]] QString textNow() const
    {
        return QString::fromStdString(m_page->editor()->text());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<window::TabArea> m_tabs;
    std::unique_ptr<models::ProblemsModel> m_problems;
    std::unique_ptr<SpecProblems> m_rows;
    SettingsFilePage *m_page = nullptr; // the tabs'
};

void SpecProblemsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<session::EngineSession>(std::make_unique<test::SilentHost>());
    m_tabs = std::make_unique<window::TabArea>();
    m_problems = std::make_unique<models::ProblemsModel>();
    m_rows = std::make_unique<SpecProblems>(*m_tabs, *m_problems);
}

void SpecProblemsTest::cleanup()
{
    m_rows.reset();
    m_problems.reset();
    m_tabs.reset();
    m_session.reset();
    m_folder.reset();
}

void SpecProblemsTest::open(const QByteArray &text)
{
    test::writeFile(m_folder->filePath(u"gatewright.conf"_s), text);
    m_session->openWorkspace(m_folder->path());
    m_page = new SettingsFilePage(*m_session);
    m_tabs->add(m_page);
}

// Each row has a mending; 1,500 copies of the text would be hundreds of megabytes.
void SpecProblemsTest::holdsTheTextOnce()
{
    const QByteArray text = settingsWithUnknownKeys();
    open(text);
    const std::size_t before = allocatedBytes();
    QTRY_COMPARE_WITH_TIMEOUT(m_problems->rowCount(), kUnknownKeys, 60000);
    const std::size_t after = allocatedBytes();
    for (int row = 0; row < kUnknownKeys; ++row) {
        const models::Problem &problem = m_problems->problem(row);
        QVERIFY(problem.fix);
        QVERIFY2(problem.where.startsWith(
                     u"gatewright.conf, line %1, /unknown_%2"_s.arg(row + 2).arg(row)),
                 qPrintable(problem.where));
    }
#ifndef GATEWRIGHT_SANITIZED // they keep what is freed
    QVERIFY2(after < before + static_cast<std::size_t>(text.size()) * 100,
             qPrintable(QString::number(after - before)));
#else
    Q_UNUSED(before);
    Q_UNUSED(after);
#endif
}

void SpecProblemsTest::mendsOnlyTheTextThatWasJudged()
{
    open("{\"listen_prt\": 8080}\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_problems->rowCount(), 1, 60000);
    const models::Problem problem = m_problems->problem(0);
    m_page->editor()->replaceBy("{\"listen_prt\": 9090}\n");
    problem.fix();
    QCOMPARE(textNow(), u"{\"listen_prt\": 9090}\n"_s);
    m_page->editor()->undo();
    problem.fix();
    QCOMPARE(textNow(), u"{\"listen_port\": 8080}\n"_s);
}

GW_TEST(SpecProblemsTest)
#include "spec_problems_test.moc"
