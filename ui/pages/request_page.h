// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/request_document.h"
#include "requests/entry_check.h"
#include "requests/value.h"
#include "widgets/response_view.h"
#include "window/page.h"

class QComboBox;
class QLabel;
class QTimer;
class QTreeView;

namespace gw::requests {
class RequestRunner;
}

namespace gw::widgets {
class TraceView;
}

namespace gw::session {
class EngineSession;
}

namespace gw::pages {

class ChecksModel;
class RequestEditor;
class RequestSender;

// One request: written above, answered below. Thread: GUI.
class RequestPage final : public window::Page {
    Q_OBJECT

public:
    // The session must outlive the page.
    RequestPage(const window::PageAddress &address, std::shared_ptr<requests::RequestRunner> runner,
                session::EngineSession &session, QWidget *parent);
    ~RequestPage() override;

    [[nodiscard]] window::PageAddress address() const override { return m_address; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override { return m_document.path(); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] bool isModified() const override { return m_document.isModified(); }
    void save() override;
    [[nodiscard]] QWidget *inspectorWidget() override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_actions; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    void send();
    void cancel();
    void importCurl(const QString &command);
    [[nodiscard]] const widgets::ResponseView &response() const { return *m_response; }
    [[nodiscard]] const ChecksModel &checks() const { return *m_checks; }
    [[nodiscard]] const RequestDocument &document() const { return m_document; }

private:
    void buildPage();
    void buildActions();
    QAction *addAction(const QString &text, const QKeySequence &keys, void (RequestPage::*run)());
    void open(const QString &path);
    void takeEdit();
    void showEntry();
    void showNotice(const QString &text);
    void focusUrl();
    void copyAsCurl();
    [[nodiscard]] requests::Variables variables() const;
    void takeResult(const widgets::ResponseView::Result &result);
    void takeRecord(const client::TrafficRecord &record);
    void showChecks(const requests::TrafficRecord *record);

    window::PageAddress m_address;
    session::EngineSession &m_session;
    RequestDocument m_document;
    RequestSender *m_sender;
    RequestEditor *m_editor;
    widgets::ResponseView *m_response;
    std::unique_ptr<widgets::TraceView> m_inspector; // the inspector borrows it
    ChecksModel *m_checks;
    QTreeView *m_checksView;
    QComboBox *m_entries;
    QLabel *m_notice;
    QList<QAction *> m_actions;
    requests::Variables m_captured; // what earlier entries of the file gave
    std::vector<std::string> m_cookies;
    bool m_wasModified = false;
};

} // namespace gw::pages
