// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "definition/definition_drafts.h"
#include "definition/new_definition.h"
#include "window/page.h"
#include "window/page_opener.h"

#include <QTimer>

#include <optional>
#include <stop_token>

class QButtonGroup;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QSplitter;

namespace gw::widgets {
class WorkBar;
}

namespace gw::definition {

// Makes a definition from a template, a URL, an OpenAPI file or a curl command, shows what it will
// be, and opens it as a draft. Thread: GUI; sources are read on the thread pool.
class NewApiPage final : public window::Page {
    Q_OBJECT

public:
    explicit NewApiPage(DefinitionDrafts drafts, QWidget *parent = nullptr);
    ~NewApiPage() override;

    [[nodiscard]] window::PageAddress address() const override;
    [[nodiscard]] QString title() const override { return tr("New API"); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *buildOrigins();
    void buildSources();
    [[nodiscard]] QWidget *buildOutcome();
    void zoomPreview(int steps);
    [[nodiscard]] QLineEdit *addField(const QString &label, const char *name);
    void setOrigin(DefinitionOrigin origin);
    void followEngine();
    [[nodiscard]] DefinitionOrigin origin() const;
    [[nodiscard]] NewDefinitionInput input() const;
    void change();
    void make();
    void end(const Expected<NewDefinition> &made);
    void cancel();
    void present(const Expected<NewDefinition> &made);
    void say();
    void create();
    void chooseFile();

    DefinitionDrafts m_drafts;
    QButtonGroup *m_origins = nullptr;
    QFormLayout *m_form = nullptr;
    QComboBox *m_template = nullptr;
    QLineEdit *m_target = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_file = nullptr;
    QPlainTextEdit *m_command = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_apiId = nullptr;
    QLineEdit *m_listenPath = nullptr;
    widgets::WorkBar *m_work = nullptr;
    QLabel *m_message = nullptr;
    QPushButton *m_create = nullptr;
    QSplitter *m_split = nullptr;
    QScrollArea *m_formArea = nullptr;
    QWidget *m_side = nullptr;
    QPlainTextEdit *m_preview = nullptr;
    int m_zoom = 0; // steps of the preview's letters
    QTimer m_pause; // after the last key
    bool m_isMaking = false;
    bool m_isCancelled = false;   // nobody waits for what is being made
    std::stop_source m_stop;      // of what is being made
    bool m_isStale = true;        // what was made is of another input
    bool m_wantsToCreate = false; // as soon as it is made
    std::optional<NewDefinition> m_made;
    std::optional<Error> m_problem; // why it could not be made
    bool m_wasAsked = false;        // to create it, from this origin
};

// Thread: GUI.
class NewApiPageFactory final : public window::PageFactory {
public:
    explicit NewApiPageFactory(DefinitionDrafts drafts)
        : m_drafts(drafts)
    {
    }

    [[nodiscard]] QString kind() const override { return QStringLiteral("new-api"); }
    [[nodiscard]] window::Page *create(const window::PageAddress &, QWidget *parent) override
    {
        return new NewApiPage(m_drafts, parent);
    }

private:
    DefinitionDrafts m_drafts;
};

} // namespace gw::definition
