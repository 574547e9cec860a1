// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_values.h"
#include "editing/plugin_sources.h"
#include "look/icons.h"

#include <QAbstractItemModel>
#include <QList>
#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace gw::models {

// Kind of an entry that opens nothing but runs the command that its subject names.
inline constexpr QLatin1StringView kCommandEntry("command");

// One entry of the navigator.
struct NavigatorEntry {
    QString key; // unique among its siblings
    QString text;
    QString badge = {};  // the state as a word: "degraded"; empty when all is well
    QString detail = {}; // tool tip
    QString icon = {};   // Breeze's name; empty: a disc in the tint's colour
    look::Tint tint = look::Tint::Secondary;
    QString kind = {}; // of the page that it opens; empty: none
    QString subject = {};
    std::vector<NavigatorEntry> children = {};
    bool isRenamable = false;

    friend bool operator==(const NavigatorEntry &, const NavigatorEntry &) = default;
};

// The navigator's tree: sections with what is in them. Entries are matched by their keys, so that a
// refresh moves neither selection nor what is expanded. Thread: GUI.
class NavigatorModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    // CountRole: of what is in it, without the way to something.
    enum Role { BadgeRole = Qt::UserRole, TintRole, KindRole, SubjectRole, KeyRole, CountRole };

    explicit NavigatorModel(QObject *parent = nullptr);
    ~NavigatorModel() override;

    // Sections stand in the order of their first appearance.
    void setSection(NavigatorEntry section);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    // Only asks; the entry changes when its section is set anew.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    // Requests and plugins can be dragged; requests be dropped on the folders of collections.
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                       int column, const QModelIndex &parent) const override;
    // Only asks, like setData().
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    // The user typed another name for an entry whose isRenamable is set.
    void renameWanted(const QString &kind, const QString &subject, const QString &name);
    // The user dropped a request's file on another folder.
    void moveWanted(const QString &path, const QString &folder);

private:
    struct Node;

    [[nodiscard]] bool isFolder(const QModelIndex &index) const;
    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    using Entries = std::vector<NavigatorEntry>;

    void update(const QModelIndex &at, Node &node, NavigatorEntry entry);
    void removeMissing(const QModelIndex &at, Node &node, const Entries &wanted);
    void updateChildren(const QModelIndex &at, Node &node, Entries wanted);
    void insert(const QModelIndex &at, Node &node, int row, std::span<NavigatorEntry> entries);
    void moveTo(const QModelIndex &at, Node &node, int row, const QString &key);
    [[nodiscard]] static std::unique_ptr<Node> made(NavigatorEntry entry, Node *parent);

    std::unique_ptr<Node> m_root;
};

// In place of what a section does not have: an entry that makes the first. Others stay as they are.
[[nodiscard]] NavigatorEntry withWay(NavigatorEntry section, const QString &text,
                                     const QString &command);

// Whether what an engine said last still holds: of one that was lost nothing is known.
enum class Heard : std::uint8_t { Now, Before };

// What stands in the sections.
[[nodiscard]] NavigatorEntry apiSection(const QList<client::ApiReport> &apis,
                                        Heard heard = Heard::Now);
// What lies in a workspace's folder of plugins.
struct PluginFolder {
    std::vector<std::string> libraries; // as definitions name them
    std::vector<editing::PluginSource> sources;
    bool isUseKnown = true; // an engine has told which of the libraries APIs use
    Heard heard = Heard::Now;
};
// Reads folders. workspace: empty when none is open here.
[[nodiscard]] PluginFolder pluginFolderOf(const QString &workspace);
// The libraries of the hooks, then those that no API uses, and sources that were not built.
[[nodiscard]] NavigatorEntry pluginSection(const QList<client::PluginHook> &hooks,
                                           const PluginFolder &folder = {});
// The folder's .hurl files and the folders below it; where it has none, the way to the first.
[[nodiscard]] NavigatorEntry collectionSection(const QString &folder);
// The gateway's own settings; empty: no workspace is open here.
[[nodiscard]] NavigatorEntry gatewaySection(const QString &settingsFile);

} // namespace gw::models
