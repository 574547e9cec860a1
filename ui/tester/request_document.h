// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/expected.h"
#include "requests/hurl_file.h"

#include <QCoreApplication>
#include <QString>

namespace gw::tester {

// The Hurl file behind a request page, with the entry that is shown. Nothing is written over what
// somebody else has written meanwhile. Thread: GUI; blocks on the disk, briefly.
class RequestDocument final {
    Q_DECLARE_TR_FUNCTIONS(gw::tester::RequestDocument)

public:
    // One without a file, with a GET.
    RequestDocument();
    // A file that cannot be read is an error; nothing is changed then.
    [[nodiscard]] static Expected<RequestDocument> open(const QString &path);

    // What a file holds, requests or not.
    [[nodiscard]] static Expected<std::string> textOf(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; } // empty until it has a file
    [[nodiscard]] QString folder() const;                        // where names of files start
    [[nodiscard]] bool isModified() const;

    void setPath(const QString &path) { m_path = path; } // somebody moved the file there

    [[nodiscard]] int entryCount() const { return static_cast<int>(m_file.entries.size()); }
    [[nodiscard]] int entryIndex() const { return m_entry; }
    void setEntryIndex(int index);
    [[nodiscard]] requests::Entry &entry();
    [[nodiscard]] const requests::Entry &entry() const;
    [[nodiscard]] const requests::HurlFile &file() const { return m_file; }
    // Behind the entry that is shown.
    void insertBehind(std::vector<requests::Request> requests);

    void setFile(requests::HurlFile file); // as unsaved

    // What is on the disk, as far as this document knows.
    [[nodiscard]] const std::string &saved() const { return m_saved; }
    // The disk holds this text, and the user knows: saving may replace it.
    void acknowledge(std::string onDisk) { m_saved = std::move(onDisk); }

    // The text as it would be saved; setText() takes one back, as unsaved.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Expected<void> setText(std::string_view text);
    // Fails when the text could not be read again as these requests.
    [[nodiscard]] Expected<void> checkText() const;
    // Fails like checkText(), and when the file has changed on the disk since it was read.
    [[nodiscard]] Expected<void> save();
    // Gives the document another file, whatever is there. Fails like checkText().
    [[nodiscard]] Expected<void> saveAs(const QString &path);

private:
    QString m_path;
    std::string m_saved; // what is on the disk as far as this document knows
    requests::HurlFile m_file;
    int m_entry = 0;
};

// Beside the file of a request, for its copy.
[[nodiscard]] QString copyPath(const QString &path);

} // namespace gw::tester
