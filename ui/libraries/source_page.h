// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/build_model.h"
#include "session/engine_session.h"
#include "window/draft.h"
#include "window/page_commands.h"
#include "window/page_opener.h"
#include "window/text_file.h"

#include <QFileSystemWatcher>

#include <functional>

class QPushButton;

namespace gw::widgets {
class ElidedLabel;
class SourceEditor;
} // namespace gw::widgets
namespace gw::window {
class Banner;
}

namespace gw::libraries {

// What a source page works with.
struct SourceServices {
    session::EngineSession &session;
    // Compiles a source or a project; the path as BuildPane takes it.
    std::function<void(const QString &root)> build;
    // What the last build said of a file.
    std::function<QList<models::BuildModel::Mark>(const QString &file)> marks;
};

// The source of a plugin as text: edited, saved, and built into the library beside it. Thread: GUI.
class SourcePage final : public window::Page {
    Q_OBJECT

public:
    SourcePage(const SourceServices &services, const QString &file, QWidget *parent = nullptr);
    ~SourcePage() override;

    [[nodiscard]] static QList<window::PageCommand<SourcePage>> commands();

    [[nodiscard]] static window::PageAddress addressOf(const QString &file);
    [[nodiscard]] window::PageAddress address() const override { return addressOf(m_file); }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString detail() const override { return m_file; }
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] bool isModified() const override;
    void save() override;
    [[nodiscard]] QList<QAction *> pageActions() override { return m_commands; }
    [[nodiscard]] QList<window::QuickEntry> placesOf(const QString &typed) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] widgets::SourceEditor *editor() const { return m_editor; }
    void goToLine(int line); // the first is 1
    // Shows again what the last build said of this file.
    void refreshMarks();

public Q_SLOTS:
    void build(); // of what is saved: saves first

private:
    void arrange();
    void load();
    void watch();
    [[nodiscard]] bool write();
    void refresh();

    SourceServices m_services;
    QString m_file;
    window::Banner *m_banner;
    widgets::SourceEditor *m_editor;
    widgets::ElidedLabel *m_path;
    QPushButton *m_build;
    QList<QAction *> m_commands;
    QFileSystemWatcher m_watcher;
    window::TextFile m_textFile;
    bool m_isThere = false; // the file could be read
    bool m_wasModified = false;
};

// Thread: GUI.
class SourcePageFactory final : public window::PageFactory {
public:
    explicit SourcePageFactory(SourceServices services)
        : m_services(std::move(services))
    {
    }

    [[nodiscard]] QString kind() const override { return SourcePage::addressOf({}).kind; }
    [[nodiscard]] QList<window::ActionSpec> commands() const override
    {
        return window::specsOf(SourcePage::commands());
    }
    [[nodiscard]] window::Page *create(const window::PageAddress &address, QWidget *parent) override
    {
        return new SourcePage(m_services, address.subject, parent);
    }

private:
    SourceServices m_services;
};

} // namespace gw::libraries
