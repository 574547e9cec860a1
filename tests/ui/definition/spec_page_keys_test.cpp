// SPDX-License-Identifier: GPL-3.0-or-later
// What a SpecPage does at keys and buttons, and how it comes back.
#include "definition/definition_source.h"
#include "definition/spec_problems.h"
#include "form/definition_form.h"
#include "form/pipeline_view.h"
#include "ui/definition/spec_page_test.h"
#include "window/banner.h"

#include <QApplication>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <cstdlib>

namespace gw::definition {

void SpecPageTest::saysWhatIsServedInPart()
{
    std::string text(kDefinition);
    text.replace(text.find("AddFooBarHeader.so"), 15, "Missing");
    text.replace(text.find("/orders/"), 8, "/others/"); // this is the version that serves
    m_page->editor()->replaceBy(text);
    int answers = 0;
    connect(m_page->findChild<DefinitionSource *>(), &DefinitionSource::served, m_page.get(),
            [&answers, &text](const std::string &served) { answers += served == text ? 1 : 0; });
    const QSignalSpy told(m_page.get(), &window::Page::messageRaised);
    apply();
    // Also when the page has asked the engine what it serves.
    QTRY_VERIFY_WITH_TIMEOUT(
        m_session->api(QStringLiteral("orders"))->state == client::ApiState::Degraded, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(answers > 0, kPatience);
    QCOMPARE(told.first().first().toString(), SpecPage::tr("saved, served in part"));
    QString said;
    for (const QLabel *label : m_page->findChild<window::Banner *>()->findChildren<QLabel *>()) {
        said += label->isVisible() ? label->text() : QString();
    }
    QVERIFY2(said.contains(QStringLiteral("saved and served, but not all of it works")),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Missing.so")), qPrintable(said));

    // It is said until the library is there.
    const QString plugins = m_folder->filePath(QStringLiteral("workspace/plugins/"));
    QVERIFY(QFile::copy(plugins + QStringLiteral("AddFooBarHeader.so"),
                        plugins + QStringLiteral("Missing.so")));
    m_session->reload();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->findChild<window::Banner *>()->isVisible(), kPatience);
    QVERIFY(isServed());
    QCOMPARE(m_session->api(QStringLiteral("orders"))->listenPath, QStringLiteral("/others/"));
}

void SpecPageTest::offersTheMending()
{
    std::string broken(kDefinition);
    broken.replace(broken.find("true},"), 6, "true,},");
    m_page->editor()->replaceBy(broken);
    apply();
    auto *banner = m_page->findChild<window::Banner *>();
    QVERIFY(banner->isVisible());
    const QString mend = SpecPage::tr("%1, and apply").arg(QStringLiteral("Remove the comma"));
    QTRY_VERIFY_WITH_TIMEOUT(button(mend) != nullptr, kPatience);
    QVERIFY(button(SpecPage::tr("Show problem")) != nullptr);
    button(mend)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!banner->isVisible(), kPatience);
    QCOMPARE(onDisk(), QString::fromUtf8(kDefinition.data()));
    QVERIFY(!m_page->isModified());
}

// The page and the engine find the same; the page knows the place and the mending.
void SpecPageTest::saysABrokenTextOnce()
{
    window::TabArea tabs;
    models::ProblemsModel problems;
    SpecPage *page = m_page.get();
    tabs.add(m_page.release());
    const SpecProblems rows(tabs, problems);
    QString broken = QString::fromUtf8(kDefinition.data());
    broken.remove(broken.indexOf(u','), 1);
    page->editor()->replaceBy(broken.toStdString());
    QSignalSpy said(page, &window::Page::messageRaised);
    page->save();
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(models::problemsOf(m_session->report()).size(), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(problems.rowCount(), 1, kPatience);
    problems.setProblems(QStringLiteral("engine"), models::problemsOf(m_session->report()));
    QCOMPARE(problems.rowCount(), 1);
    QCOMPARE(problems.problem(0).fixName, QStringLiteral("Insert a comma"));
}

// The text shows no mistake by itself: the engine tells of a hook, or of what stands in no text.
void SpecPageTest::showsWhatTheEngineRefuses()
{
    std::string refused(kDefinition);
    refused.replace(refused.find("\"AddFooBarHeader\""), 17, "\"Nobody\"");
    m_page->editor()->replaceBy(refused);
    apply();
    QVERIFY(button(SpecPage::tr("Show problem")) != nullptr);
    QSignalSpy pane(m_page.get(), &window::Page::paneWanted);
    m_page->editor()->setCaret(0);
    button(SpecPage::tr("Show problem"))->click();
    QCOMPARE(m_page->editor()->caretPointer(), std::string("/custom_middleware/post/0"));
    QCOMPARE(pane.size(), 0);

    std::string bundled(kDefinition);
    bundled.insert(bundled.find("\"api_id\""), "\"custom_middleware_bundle\": \"b.zip\", ");
    m_page->editor()->replaceBy(bundled);
    apply();
    QVERIFY(button(SpecPage::tr("Show problem")) != nullptr);
    button(SpecPage::tr("Show problem"))->click();
    QCOMPARE(pane.size(), 1);
    QCOMPARE(pane.front().front().toString(), QStringLiteral("problems"));
}

void SpecPageTest::undoesAcrossTextAndForm()
{
    m_page->setMode(SpecPage::Mode::Both);
    widgets::JsonEditor &editor = *m_page->editor();
    editor.setCaret(0);
    QTest::keyClicks(editor.focusProxy(), QStringLiteral(" "));
    const QString typed = text();
    QCOMPARE(typed, u' ' + QString::fromUtf8(kDefinition.data()));
    auto *target = m_page->form()->findChild<QLineEdit *>(QStringLiteral("/proxy/target_url"));
    target->setText(QStringLiteral("http://127.0.0.1:9/"));
    Q_EMIT target->editingFinished();
    const QString both = text();
    QVERIFY(both.contains(QStringLiteral("127.0.0.1:9/")));
    QWidget *area = editor.focusProxy();
    QTest::keyClick(area, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text(), typed);
    QTRY_COMPARE_WITH_TIMEOUT(target->text(), QStringLiteral("http://127.0.0.1:1/"), kPatience);
    QTest::keyClick(area, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(text(), QString::fromUtf8(kDefinition.data()));
    editor.redo();
    editor.redo();
    QCOMPARE(text(), both);
    QTRY_COMPARE_WITH_TIMEOUT(target->text(), QStringLiteral("http://127.0.0.1:9/"), kPatience);
}

void SpecPageTest::mendsFromTheKeyboard()
{
    std::string text(kDefinition);
    text.replace(text.find("\"use_keyless\""), 13, "\"use_keyles\"");
    m_page->editor()->replaceBy(text);
    const auto isJudged = [this] {
        return std::ranges::any_of(m_page->diagnostics(), [](const editing::Diagnostic &one) {
            return one.pointer == "/use_keyles" && !one.fixes.empty();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isJudged(), kPatience);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->editor()->setFocus();
    QTest::keyClick(m_page->editor()->focusProxy(), Qt::Key_F8); // "own field"
    QTest::keyClick(m_page->editor()->focusProxy(), Qt::Key_F8);
    bool hasMenu = false;
    QTimer waiting; // the menu has an event loop of its own
    waiting.start(std::chrono::milliseconds(10));
    connect(&waiting, &QTimer::timeout, this, [&hasMenu, &waiting] {
        const QPointer<QMenu> menu(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
        if (menu != nullptr) {
            hasMenu = true;
            waiting.stop();
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
        }
        if (menu != nullptr) {
            menu->close();
        }
    });
    QTest::keyClick(m_page->editor()->focusProxy(), Qt::Key_Return, Qt::AltModifier);
    QVERIFY(hasMenu);
    QCOMPARE(this->text(), QString::fromUtf8(kDefinition.data()));
}

void SpecPageTest::completeAtTheCaret()
{
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->editor()->setFocus();
    QWidget *area = m_page->editor()->focusProxy();
    QTest::keyClick(area, Qt::Key_Space, Qt::ControlModifier);
    QTest::keyClick(area, Qt::Key_Return);
}

void SpecPageTest::completesFromTheKeyboard()
{
    std::string text(kDefinition);
    const std::string place = "\"use_keyless\": true,";
    const std::size_t at = text.find(place);
    text.replace(at, place.size(), "\"use_keyl");
    m_page->editor()->replaceBy(text);
    m_page->editor()->setCaret(at + 9);
    completeAtTheCaret();
    QVERIFY2(this->text().contains(QStringLiteral("\"use_keyless\": ")), qPrintable(this->text()));
}

// The files are where the engine is: there is no workspace here.
void SpecPageTest::asksAnotherEngineOfItsPlugins()
{
    session::EngineSession attached(nullptr);
    attached.attach(m_session->address());
    QTRY_COMPARE_WITH_TIMEOUT(attached.state(), session::EngineSession::State::Connected,
                              kPatience);
    openPage(attached);
    QTRY_COMPARE_WITH_TIMEOUT(text(), QString::fromUtf8(kDefinition.data()), kPatience);
    const auto messages = [this] {
        QStringList all;
        for (const editing::Diagnostic &diagnostic : m_page->diagnostics()) {
            if (diagnostic.pointer.starts_with("/custom_middleware/post/0")) {
                all.append(QString::fromStdString(diagnostic.message));
            }
        }
        return all;
    };
    std::string text(kDefinition);
    const std::string symbol = "\"AddFooBarHeader\"";
    const std::size_t at = text.find(symbol);
    text.replace(at, symbol.size(), "\"AddFooBar\"");
    m_page->editor()->replaceBy(text);
    QTRY_COMPARE_WITH_TIMEOUT(
        messages(),
        QStringList{QStringLiteral("\"plugins/AddFooBarHeader.so\" does not export \"AddFooBar\"")},
        kPatience);

    m_page->editor()->setCaret(at + std::string("\"AddFooBar").size());
    completeAtTheCaret();
    QCOMPARE(this->text(), QString::fromUtf8(kDefinition.data()));
    QTRY_COMPARE_WITH_TIMEOUT(messages(), QStringList(), kPatience);

    const std::string file = "AddFooBarHeader.so";
    text = kDefinition;
    text.replace(text.find(file), file.size(), "Other.so");
    m_page->editor()->replaceBy(text);
    const QString missing = QStringLiteral("There is no file \"plugins/Other.so\"; the API answers "
                                           "500 here");
    QTRY_COMPARE_WITH_TIMEOUT(messages(), QStringList{missing}, kPatience);
    m_page.reset();
}

void SpecPageTest::undoesARename()
{
    QSignalSpy said(m_page.get(), &window::Page::messageRaised);
    m_page->rename(QStringLiteral("Renamed"));
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kPatience);
    QVERIFY(onDisk().contains(QStringLiteral("\"Renamed\"")));
    m_page->editor()->undo();
    QCOMPARE(text(), QString::fromUtf8(kDefinition.data()));
    apply();
    QCOMPARE(onDisk(), QString::fromUtf8(kDefinition.data()));
}

void SpecPageTest::comesBackAsItWas()
{
    std::string text = "{\n";
    for (int i = 0; i < 300; ++i) {
        text += "  \"member " + std::to_string(i) + "\": 1,\n";
    }
    m_page->editor()->replaceBy(text + "  \"last\": {\n    \"a\": 1\n  }\n}\n");
    m_page->setMode(SpecPage::Mode::Both);
    auto *views = qobject_cast<QTabWidget *>(m_page->pipeline()->parentWidget()->parentWidget());
    QVERIFY(views != nullptr);
    views->setCurrentWidget(m_page->pipeline());
    auto *split = qobject_cast<QSplitter *>(m_page->editor()->parentWidget());
    QVERIFY(split != nullptr);
    split->setSizes({600, 300});
    m_page->editor()->setZoomLevel(3);
    m_page->editor()->setCaret(text.find("member 130"));
    m_page->editor()->setFolds({301});
    QCOMPARE(m_page->editor()->folds(), QJsonArray{301});
    m_page->editor()->setTopLine(121);
    const QList<int> sizes = split->sizes();
    const int top = m_page->editor()->topLine();
    const std::size_t caret = m_page->editor()->caret();
    QVERIFY(top > 100 && sizes.at(0) > sizes.at(1));

    const QJsonObject state = m_page->saveState();
    m_page = std::make_unique<SpecPage>(
        SpecServices{*m_session, *m_history, spec::DefinitionSchema::ofApiDefinitions(), {}},
        QStringLiteral("orders"));
    m_page->restoreState(state);
    m_page->resize(960, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isModified(), kPatience);
    QCOMPARE(m_page->mode(), SpecPage::Mode::Both);
    QVERIFY(m_page->pipeline()->isVisible());
    QCOMPARE(m_page->editor()->zoomLevel(), 3);
    const auto *now = qobject_cast<QSplitter *>(m_page->editor()->parentWidget());
    QVERIFY(std::abs(now->sizes().at(0) - sizes.at(0)) <= 2); // rounded
    QCOMPARE(m_page->editor()->caret(), caret);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->editor()->topLine(), top, kPatience);
    QCOMPARE(m_page->editor()->folds(), QJsonArray{301});
}

} // namespace gw::definition
