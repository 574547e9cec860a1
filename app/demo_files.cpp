// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo_files.h"

#include "base/atomic_file.h"
#include "base/file_digest.h"
#include "spec/definition_folder.h"

#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <QStandardPaths>

#include <filesystem>

namespace gw::app {

namespace fs = std::filesystem;

namespace {

fs::path shippedDemo()
{
    return fs::path(QCoreApplication::applicationDirPath().toStdString()) / ".." / "share" /
           "gatewright" / "demo";
}

// A plugin, or a bundle of plugins.
bool isBuilt(const fs::path &file)
{
    return file.extension() == ".so" || file.extension() == ".zip";
}

// Replaces by rename: a file that runs somewhere must not be written in place.
void copyFile(const fs::path &from, const fs::path &to)
{
    fs::path draft = to;
    draft += ".part";
    fs::copy_file(from, draft, fs::copy_options::overwrite_existing);
    fs::rename(draft, to);
}

// Remembers which plugins and bundles were copied, each by its digest: "<hex> <name>" a line. One
// that has another digest in the meantime was built again by the user.
class CopiedPlugins final {
public:
    explicit CopiedPlugins(const fs::path &folder)
        : m_file(folder / ".copied")
    {
        QFile file(m_file);
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                const qsizetype blank = line.indexOf(' ');
                if (blank > 0) {
                    m_digests.insert(line.sliced(blank + 1), line.first(blank));
                }
            }
        }
    }

    // What is there is replaced only by a newer one, and only where nobody else wrote it.
    void update(const fs::path &shipped, const fs::path &target)
    {
        const QByteArray name = QByteArray::fromStdString(target.filename().string());
        const QByteArray wanted = fileDigest(QString::fromStdString(shipped.string()));
        const QByteArray there = fileDigest(QString::fromStdString(target.string()));
        const QByteArray copied = m_digests.value(name);
        if (there == wanted) {
            m_digests.insert(name, wanted);
            return;
        }
        if (!there.isEmpty() && !copied.isEmpty() && there != copied) {
            return;
        }
        if (!there.isEmpty() && copied.isEmpty()) { // nobody knows whose it is
            fs::copy_file(target, fs::path(target).concat(".before"),
                          fs::copy_options::overwrite_existing);
        }
        copyFile(shipped, target);
        m_digests.insert(name, wanted);
    }

    [[nodiscard]] Expected<void> save() const
    {
        QByteArray text;
        for (auto each = m_digests.begin(); each != m_digests.end(); ++each) {
            text += each.value() + ' ' + each.key() + '\n';
        }
        return writeFileAtomically(m_file.string(), text.toStdString());
    }

private:
    fs::path m_file;
    QMap<QByteArray, QByteArray> m_digests; // by name
};

Expected<void> copyMissing(const fs::path &from, const fs::path &to)
{
    fs::create_directories(to / "plugins");
    CopiedPlugins plugins(to / "plugins");
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(from)) {
        const fs::path target = to / fs::relative(entry.path(), from);
        if (entry.is_directory()) {
            fs::create_directories(target);
        } else if (isBuilt(target)) {
            plugins.update(entry.path(), target);
        } else if (!fs::exists(target)) {
            copyFile(entry.path(), target);
        }
    }
    return plugins.save();
}

} // namespace

std::string demoFolder()
{
    const fs::path data =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString();
    return (data / "gatewright" / "demo").string();
}

std::set<std::string> demoApiIds()
{
    std::set<std::string> ids;
    const spec::DefinitionFolder folder((shippedDemo() / "apps").string());
    const auto files = folder.readAll();
    for (const spec::StoredDefinition &file :
         files.value_or(std::vector<spec::StoredDefinition>())) {
        if (file.definition) {
            ids.insert(file.definition->apiId);
        }
    }
    return ids;
}

bool isDemoWorkspace(const std::string &folder)
{
    std::error_code isMissing;
    return fs::equivalent(folder, demoFolder(), isMissing);
}

Expected<std::string> prepareDemoWorkspace()
{
    const fs::path shipped = shippedDemo();
    if (!fs::exists(shipped)) {
        return failure("The demo workspace is not installed", shipped.lexically_normal().string(),
                       "Reinstall, or give a workspace instead of --demo");
    }
    const fs::path copy = demoFolder();
    try {
        if (auto copied = copyMissing(shipped, copy); !copied) {
            return tl::unexpected(copied.error());
        }
    } catch (const fs::filesystem_error &error) {
        return failure(error.code().message(), error.path1().string());
    }
    return copy.string();
}

} // namespace gw::app
