// SPDX-License-Identifier: GPL-3.0-or-later
// How a RequestPage keeps what is not saved: over restarts, and beside what others write.
#include "base/atomic_file.h"
#include "request_form/request_editor.h"
#include "requests/hurl_reader.h"
#include "tester/request_page.h"
#include "tester/request_state.h"
#include "tester/request_text.h"
#include "window/banner.h"
#include "window/page_opener.h"

#include <QDir>
#include <QFileInfo>
#include <QSplitter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::tester {

namespace {

const QString kOutsideTopic = u"outside"_s;

window::PageAddress untitledBeside(const QList<window::Page *> &pages)
{
    window::PageAddress address;
    for (int number = 1; number == 1 || std::ranges::any_of(pages,
                                                            [&address](const auto *page) {
                                                                return page->address() == address;
                                                            });
         ++number) {
        address = {u"request"_s, u"untitled:%1"_s.arg(number)};
    }
    return address;
}

} // namespace

QJsonObject RequestPage::saveState() const
{
    QJsonObject state{{u"entry"_s, m_document.entryIndex()},
                      {u"editor"_s, m_editor->saveState()},
                      {u"answerTab"_s, m_response->currentTab()},
                      {u"answer"_s, m_response->saveState()},
                      {u"split"_s, QString::fromLatin1(m_splitter->saveState().toBase64())}};
    if (m_text != nullptr) {
        state.insert("caret"_L1, static_cast<qint64>(m_text->caret()));
        if (isModified()) {
            window::Draft{m_text->text(), m_base}.writeTo(state);
        }
    } else if (m_document.isModified() || m_isGone || m_hasRefusedTests) {
        window::Draft{m_document.text(), m_base}.writeTo(state);
        if (!m_document.checkText()) {
            state.insert("requests"_L1, fieldsOf(m_document.file()));
        }
        if (m_hasRefusedTests) {
            state.insert("tests"_L1, m_editor->tests());
        }
    } else if (!m_unread.empty()) {
        window::Draft{m_unread, m_base}.writeTo(state);
    }
    return state;
}

void RequestPage::restoreState(const QJsonObject &state)
{
    const std::optional<window::Draft> draft = window::Draft::from(state);
    if (draft) {
        restoreDraft(*draft, state);
    }
    m_document.setEntryIndex(state["entry"_L1].toInt());
    showEntry();
    if (m_text != nullptr && state.contains("caret"_L1)) {
        m_text->setCaret(static_cast<std::size_t>(state["caret"_L1].toInteger()));
    }
    if (state.contains("tests"_L1)) {
        m_editor->setTests(state["tests"_L1].toString());
        takeEdit();
    }
    m_editor->restoreState(state["editor"_L1].toObject());
    if (state.contains("answerTab"_L1)) {
        m_response->setCurrentTab(state["answerTab"_L1].toInt());
    }
    m_response->restoreState(state["answer"_L1].toObject());
    if (state.contains("split"_L1)) {
        m_splitter->restoreState(QByteArray::fromBase64(state["split"_L1].toString().toLatin1()));
    }
    m_wasModified = isModified();
    Q_EMIT titleChanged();
}

void RequestPage::duplicate()
{
    window::commitTyping(*this);
    if (!isEnabled() || m_text != nullptr) {
        return; // its file cannot be read
    }
    const bool isComplete = takeEdit() && m_unread.empty() && m_document.checkText();
    if (isComplete && !m_document.path().isEmpty()) {
        const QString copy = copyPath(m_document.path());
        if (const auto written = writeFileAtomically(copy.toStdString(), m_document.text());
            !written) {
            showNotice(
                tr("Not duplicated: %1").arg(QString::fromStdString(written.error().text())));
            return;
        }
        m_services.opener.open({u"request"_s, copy});
        return;
    }
    QJsonObject state = saveState();
    if (!window::Draft::from(state)) {
        window::Draft{m_document.text(), m_base}.writeTo(state);
    }
    if (auto *copy = m_services.opener.open(untitledBeside(m_services.opener.openPages()))) {
        copy->restoreState(state);
    }
}

void RequestPage::restoreDraft(const window::Draft &draft, const QJsonObject &state)
{
    const bool isText = !state.contains("requests"_L1) && !state.contains("tests"_L1);
    const bool hasFile = m_text != nullptr || !m_document.path().isEmpty();
    const bool isOther = draft.base != m_base;
    if (isText && hasFile && ((m_text != nullptr && !isOther) || !requests::readHurl(draft.text))) {
        if (m_text == nullptr) {
            showText(m_document.saved());
        }
        m_text->setText(draft.text);
        if (isOther) {
            m_base = draft.base;
            askWhose(std::string(m_text->saved()));
        }
        return;
    }
    leaveText(); // the draft has requests
    if (state.contains("requests"_L1)) {
        m_document.setFile(fileOfFields(state["requests"_L1].toArray()));
    } else if (const auto set = m_document.setText(draft.text); !set) {
        m_unread = draft.text;
        showNotice(QString::fromStdString(set.error().text()));
        return;
    }
    if (m_isUnreadable) {
        setEnabled(true);
        showNotice(tr("%1 cannot be read. Here is what was not saved; saving it asks for a name.")
                       .arg(m_address.subject));
    } else if (!m_document.path().isEmpty() && draft.base != m_base) {
        m_base = draft.base;
        offerOutside(std::string(m_document.saved()));
    }
}

void RequestPage::offerOutside(const std::string &theirs)
{
    if (m_isUnreadable && m_text == nullptr) {
        if (!isModified()) {
            open(m_address.subject); // it may be mended
            showEntry();
            Q_EMIT titleChanged();
        }
        return;
    }
    const std::string mine = m_text != nullptr ? m_text->text() : m_document.text();
    if (m_text != nullptr && (!isModified() || theirs == mine)) {
        reload(theirs); // as requests, if they are some
    } else if (theirs == mine || window::DraftBase::of(theirs, {}) == m_base) {
        keepMine(theirs); // the page wrote it, or it is again what the page was made from
    } else {
        askWhose(theirs);
    }
}

void RequestPage::askWhose(const std::string &theirs)
{
    m_isGone = false;
    m_theirs = theirs;
    const QString name = QFileInfo(m_address.subject).fileName();
    m_banner->show(
        window::Banner::Tone::Warn, kOutsideTopic,
        isModified()
            ? tr("%1 has changed on the disk, and has changes here that are not saved.").arg(name)
            : tr("%1 has changed on the disk.").arg(name));
    m_banner->offer(tr("Reload"), [this, theirs] { reload(theirs); });
    m_banner->offer(tr("Keep mine"), [this, theirs] {
        keepMine(theirs);
        Q_EMIT stateChanged();
    });
    refreshModified();
}

bool RequestPage::meetsOthers()
{
    const auto onDisk = RequestDocument::textOf(m_address.subject);
    const std::string &known = m_text != nullptr ? m_text->saved() : m_document.saved();
    if (m_theirs || (onDisk && *onDisk != known)) {
        offerOutside(onDisk.value_or(m_theirs.value_or(std::string())));
    }
    if (m_theirs) {
        Q_EMIT messageRaised(tr("Not saved: %1 has changed on the disk. Reload it or keep yours")
                                 .arg(QFileInfo(m_address.subject).fileName()));
    }
    return m_theirs.has_value();
}

void RequestPage::offerGone(const QString &kept)
{
    if ((m_isUnreadable && m_text == nullptr) || m_isGone) {
        return; // nothing is here, or what is told first says more
    }
    m_isGone = true;
    m_theirs.reset();
    const QString name = QFileInfo(m_address.subject).fileName();
    m_banner->show(
        window::Banner::Tone::Warn, kOutsideTopic,
        kept.isEmpty()
            ? tr("%1 was deleted outside this window. What is here stands nowhere else.").arg(name)
            : tr("You deleted %1; what was saved is kept in %2. What you changed since "
                 "stands only here.")
                  .arg(name, kept));
    m_banner->offer(tr("Save again"), [this] { save(); });
    m_banner->offer(tr("Close without saving"), [this] { Q_EMIT closeWanted(); });
    refreshModified();
    Q_EMIT stateChanged();
}

// That of a deleted file may be gone as well.
void RequestPage::makeFolder(const QString &path) const
{
    if (m_isGone) {
        QDir().mkpath(QFileInfo(path).absolutePath());
    }
}

// The disk holds that text, and the page may write over it.
void RequestPage::agreeWith(const std::string &theirs)
{
    m_isGone = false;
    m_theirs.reset();
    m_banner->hide(kOutsideTopic);
    if (m_text != nullptr) {
        m_text->acknowledge(theirs);
    } else {
        m_document.acknowledge(theirs);
    }
    m_base = window::DraftBase::of(theirs, {});
}

void RequestPage::keepMine(const std::string &theirs)
{
    agreeWith(theirs);
    refreshModified();
}

void RequestPage::reload(const std::string &theirs)
{
    if (m_text == nullptr && !m_document.setText(theirs)) {
        showText(theirs);
    }
    agreeWith(theirs);
    if (m_text != nullptr) {
        m_text->setText(theirs);
        takeSavedText(theirs);
        return;
    }
    m_hasRefusedTests = false;
    showNotice({});
    showEntry();
    refreshModified();
    Q_EMIT titleChanged();
    Q_EMIT stateChanged();
}

} // namespace gw::tester
