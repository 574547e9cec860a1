// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/spec_page.h"
#include "embedded_engine.h"
#include "ui/definition/orders_definition.h"
#include "widgets/json_editor.h"

#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace gw::definition {

inline constexpr int kPatience = 60000;

inline void write(const QString &path, std::string_view text)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
    file.write(text.data(), static_cast<qint64>(text.size()));
}

// A page of one definition, over an engine that serves it.
class SpecPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void editsByFormAndText();
    void editsThePipeline();
    void looksAtPluginsOnAnotherThread();
    void asksAnotherEngineOfItsPlugins();
    void dropsOnThePipeline();
    void appliesAndSays();
    void keepsTheOldVersionWhenTheNewOneBreaks();
    void noticesChangesOutside();
    void keepsAndComparesWhatChangedOutside();
    void bringsADeletedFileBack();
    void rollsBack();
    void menuTellsTheKeysThatApply();
    void comparesWithWhatIsServed();
    void saysWhatIsServedInPart();
    void showsWhatTheEngineRefuses();
    void offersTheMending();
    void saysABrokenTextOnce();
    void undoesAcrossTextAndForm();
    void undoesInThePipelineByKeys();
    void undoesInTheFormByKeys();
    void carriesAHookByKeys();
    void carriesAHookNextToOthers();
    void helpFollowsTextAndForm();
    void removesWhatHasTheKeyboard();
    void mendsFromTheKeyboard();
    void completesFromTheKeyboard();
    void undoesARename();
    void comesBackAsItWas();
    void survivesAKill();
    void keepsADraftWithoutAnEngine();
    void keepsTheDraftOfABrokenFile();
    void keepsADraftOfADeletedApi();
    void asksWhenTheFileChangedMeanwhile();
    void writesOverNothingThatItDoesNotKnow();
    void appliesOnlyToItsOwnWorkspace();
    void appliesWhatIsBeingTyped();

private:
    [[nodiscard]] bool isServed() const
    {
        const client::ApiReport *api = m_session->api(QStringLiteral("orders"));
        return api != nullptr && api->isServing();
    }
    void openPage(session::EngineSession &session);
    void openPage() { openPage(*m_session); }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_page->editor()->text()); }
    [[nodiscard]] QString onDisk() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        for (QPushButton *candidate : m_page->findChildren<QPushButton *>()) {
            if (candidate->text() == name) {
                return candidate;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QString status() const;
    void apply();
    void completeAtTheCaret();
    // To what has the keyboard; false where that is nothing of the page.
    [[nodiscard]] bool press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    [[nodiscard]] bool press(QKeySequence::StandardKey keys);
    [[nodiscard]] int shownDifferences() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::atomic<bool> m_hasStuckHook = false;
    std::unique_ptr<session::EngineSession> m_session;
    std::unique_ptr<editing::DefinitionHistory> m_history;
    std::unique_ptr<SpecPage> m_page;
};

} // namespace gw::definition
