// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editing/diagnostics_runner.h"
#include "session/engine_session.h"
#include "spec/definition_schema.h"
#include "window/page_commands.h"
#include "window/page_opener.h"
#include "window/text_file.h"

#include <QJsonArray>

class QLabel;
class QPushButton;

namespace gw::widgets {
class JsonEditor;
}
namespace gw::window {
class Banner;
}

namespace gw::definition {

class FieldHelpView;

// The workspace's gatewright.conf as text, with help, completion and problems from its schema. The
// engine reads it when it starts; saving says which of the changes wait for that. Thread: GUI.
class SettingsFilePage final : public window::Page {
    Q_OBJECT

public:
    explicit SettingsFilePage(session::EngineSession &session, QWidget *parent = nullptr);
    ~SettingsFilePage() override;

    [[nodiscard]] static QList<window::PageCommand<SettingsFilePage>> commands();

    [[nodiscard]] static window::PageAddress pageAddress();
    [[nodiscard]] window::PageAddress address() const override { return pageAddress(); }
    [[nodiscard]] QString title() const override { return QStringLiteral("gatewright.conf"); }
    [[nodiscard]] QString detail() const override { return m_textFile.path(); }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] bool isModified() const override;
    void save() override;
    [[nodiscard]] QWidget *inspectorWidget() override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_commands; }
    void nameKeys(const window::KeysOf &keysOf) override;
    [[nodiscard]] QList<window::QuickEntry> placesOf(const QString &typed) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] widgets::JsonEditor *editor() const { return m_editor; }
    // As SpecProblems writes it: a JSON pointer, or "#123", a place in the text.
    void goTo(const QString &position);
    // Somebody else has written or deleted the file.
    void noteOutside();

Q_SIGNALS:
    void diagnosticsChanged();

private:
    void build();
    void load();
    [[nodiscard]] std::string ownText() const;
    void tellWritten();
    void judge();
    void refresh();
    void restorePlace();

    session::EngineSession &m_session;
    spec::DefinitionSchema m_schema;
    editing::DiagnosticsRunner *m_runner;
    window::Banner *m_banner;
    widgets::JsonEditor *m_editor;
    FieldHelpView *m_help;
    QLabel *m_status;
    QPushButton *m_save;
    QList<QAction *> m_commands;
    window::TextFile m_textFile; // no path: there is no workspace
    std::string m_atStart;       // what the engine read
    struct Place {
        std::size_t caret = 0;
        int top = 0;
        QJsonArray folds;
    };
    std::optional<Place> m_restored; // where the text was left, until it is there
    bool m_wasModified = false;
};

// Thread: GUI.
class SettingsFilePageFactory final : public window::PageFactory {
public:
    explicit SettingsFilePageFactory(session::EngineSession &session)
        : m_session(session)
    {
    }

    [[nodiscard]] QString kind() const override { return SettingsFilePage::pageAddress().kind; }
    [[nodiscard]] QList<window::ActionSpec> commands() const override
    {
        return window::specsOf(SettingsFilePage::commands());
    }
    [[nodiscard]] window::Page *create(const window::PageAddress &, QWidget *parent) override
    {
        return new SettingsFilePage(m_session, parent);
    }

private:
    session::EngineSession &m_session;
};

} // namespace gw::definition
