// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/newest_run.h"
#include "requests/code_export.h"
#include "requests/value.h"
#include "tester/answer_check.h"
#include "tester/request_document.h"
#include "tester/request_services.h"
#include "widgets/response_view.h"
#include "window/draft.h"
#include "window/page.h"
#include "window/page_commands.h"

class QComboBox;
class QLabel;
class QMenu;
class QSplitter;
class QTimer;
class QTreeView;

namespace gw::widgets {
class SourceEditor;
class TraceView;
} // namespace gw::widgets

namespace gw::window {
class Banner;
}

namespace gw::request_form {
class RequestEditor;
}

namespace gw::tester {

class ChecksModel;
class MissingVariables;
class RepeatPanel;
class RequestSender;
class RequestText;

// One request: written above, answered below. Thread: GUI.
class RequestPage final : public window::Page {
    Q_OBJECT

public:
    RequestPage(const window::PageAddress &address, RequestServices services, QWidget *parent);
    ~RequestPage() override;

    [[nodiscard]] static QList<window::PageCommand<RequestPage>> commands();

    [[nodiscard]] window::PageAddress address() const override { return m_address; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override;
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] bool isModified() const override;
    void save() override;
    [[nodiscard]] QWidget *inspectorWidget() override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_actions; }
    void nameKeys(const window::KeysOf &keysOf) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    // The file holds a text that somebody else wrote; the user says whose goes on.
    void offerOutside(const std::string &theirs);
    // The file was deleted: what it held is only here. kept: where the console has put the saved
    // text; empty: somebody else deleted it.
    void offerGone(const QString &kept = {});
    // Its file was moved there.
    void followFile(const QString &path);
    void send();
    void cancel();
    void compare(); // the answer with the one before
    void repeat(int times);
    // As it is shown: beside its file, or in a tab without one.
    void duplicate();
    void copyAsCurl() { copyAs(requests::CodeTarget::Curl); }
    void saveAnswer(); // to a file
    void importCurl(const QString &command);
    // Shows the request of the file that has this line, and the line if it is an expectation.
    void showLine(int line);
    // Puts another request in the place of the one that is shown, with notes for the user.
    void setRequest(const requests::Request &request, const QStringList &notes);
    // Shows an answer that was had before.
    void setAnswer(const widgets::ResponseView::Result &result, qint64 historyId);
    [[nodiscard]] const widgets::ResponseView &response() const { return *m_response; }
    [[nodiscard]] const ChecksModel &checks() const { return *m_checks; }
    [[nodiscard]] const RequestDocument &document() const { return m_document; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildPage();
    void askForPath();
    void saveTo(const QString &path); // empty: its own file
    void buildActions();
    void open(const QString &path);
    // In the place of the request, until the file can be read.
    void showText(std::string saved);
    void leaveText();
    void showParts();
    void saveText();
    void takeSavedText(const std::string &text);
    // Of a file that has changed on the disk.
    void askWhose(const std::string &theirs);
    void keepMine(const std::string &theirs);
    // Asks whose text goes on, and says that nothing is saved, where the file has another's.
    [[nodiscard]] bool meetsOthers();
    // False when the expectations cannot be read; the page says why.
    bool takeEdit();
    void showEntry();
    [[nodiscard]] QString entryName(int index) const; // in the list of the file's requests
    // Stays with the entry that is shown while its expectations cannot be read.
    void goToEntry(int index);
    void restoreDraft(const window::Draft &draft, const QJsonObject &state);
    void reload(const std::string &theirs);
    void agreeWith(const std::string &theirs);
    void makeFolder(const QString &path) const;
    void refreshModified();
    void forgetOtherCaptures();
    void showNotice(const QString &text);
    void focusUrl();
    void undo();
    void redo();
    void find(); // in the text that is edited, or in the answer
    // Does it with the text that is edited; nothing where none is shown.
    void withText(void (widgets::SourceEditor::*run)());
    void buildCopyMenu();
    void buildCompareMenu();
    void fillCompareMenu(QMenu &menu);
    void copyAs(requests::CodeTarget target);
    void repeatAsAsked();
    void editEnvironments();
    void connectTraces();
    void followCapture();
    void breakAt(const client::TrafficRecord &record, const client::TraceStep &step);
    void noteStored(const QString &history, qint64 id);
    [[nodiscard]] Expected<requests::Variables> variables() const;
    [[nodiscard]] std::vector<std::string> variableNames() const;
    // With every variable resolved; says why when it cannot be made, and asks for what is missing.
    [[nodiscard]] std::optional<requests::HttpRequest> prepared();
    void takeMissing(const QList<std::pair<QString, QString>> &variables);
    void takeResult(const widgets::ResponseView::Result &result);
    void takeRecord(const client::TrafficRecord &record);
    void check(std::optional<requests::TrafficRecord> record);
    void takeVerdict(std::optional<AnswerVerdict> verdict);

    window::PageAddress m_address;
    RequestServices m_services;
    RequestDocument m_document;
    RequestSender *m_sender;
    request_form::RequestEditor *m_editor;
    QSplitter *m_splitter;
    widgets::ResponseView *m_response;
    std::unique_ptr<widgets::TraceView> m_inspector; // the inspector borrows it
    ChecksModel *m_checks;
    QTreeView *m_checksView;
    QComboBox *m_entries;
    RequestText *m_text = nullptr; // while its file cannot be read as requests
    QLabel *m_notice;
    window::Banner *m_banner;
    MissingVariables *m_missing;
    RepeatPanel *m_repeat;
    QList<QAction *> m_actions;
    requests::Variables m_captured; // what earlier entries of the file gave
    // The environment and the engine that they are of: they go to no other.
    std::pair<QString, QString> m_capturedIn;
    std::pair<QString, QString> m_sentIn;
    std::vector<std::string> m_cookies;
    requests::Entry m_sentEntry; // that the answer is for, as the file spells it
    requests::HttpRequest m_sent;
    editing::NewestRun<AnswerQuestion, AnswerVerdict> m_check;
    bool m_sendsLater = false; // when the check has ended: the request may need what it captures
    QString m_storedIn;        // whose history has the answers
    qint64 m_newest = 0;       // ids of the last two answers in it; 0: none
    qint64 m_previous = 0;
    QAction *m_compare = nullptr;
    bool m_wasModified = false;
    bool m_isUnreadable = false; // its file; nothing may be written over it
    bool m_isGone = false;       // its file, since it was read
    bool m_hasRefusedTests = false;
    window::DraftBase m_base;            // what the requests were made from
    std::optional<std::string> m_theirs; // while the user is asked whose text goes on
    std::string m_unread;                // of the session, that could not be read
};

} // namespace gw::tester
