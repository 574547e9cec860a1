// SPDX-License-Identifier: GPL-3.0-or-later
// How a RequestPage shows a file that cannot be read as requests: as text, until it can.
#include "base/atomic_file.h"
#include "request_form/request_editor.h"
#include "request_form/url_bar.h"
#include "requests/hurl_reader.h"
#include "tester/missing_variables.h"
#include "tester/request_page.h"
#include "tester/request_text.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace gw::tester {

namespace {

// Of any text.
const QStringList kTextCommands = {
    QStringLiteral("request.find"), QStringLiteral("request.replace"),
    QStringLiteral("request.zoomIn"), QStringLiteral("request.zoomOut"),
    QStringLiteral("request.resetZoom")};

} // namespace

void RequestPage::open(const QString &path)
{
    auto document = RequestDocument::open(path);
    m_isUnreadable = !document;
    if (document) {
        m_document = *std::move(document);
        m_base = window::DraftBase::of(m_document.saved(), {});
        showNotice({});
        leaveText();
    } else if (const auto text = RequestDocument::textOf(path)) {
        showText(*text);
    } else {
        showNotice(QString::fromStdString(document.error().text()));
    }
    setEnabled(!m_isUnreadable || m_text != nullptr);
}

void RequestPage::showText(std::string saved) // by value: the document goes
{
    m_isUnreadable = true;
    m_hasRefusedTests = false;
    m_document = RequestDocument();
    m_base = window::DraftBase::of(saved, {});
    showNotice({});
    if (m_text != nullptr) {
        m_text->acknowledge(saved);
        m_text->setText(saved);
        return;
    }
    m_text = new RequestText(this);
    m_text->load(saved);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_text, 1);
    m_text->show(); // a layout would do it later
    showParts();
    connect(m_text, &RequestText::saveWanted, this, &RequestPage::save);
    connect(m_text, &RequestText::edited, this, [this] {
        refreshModified();
        Q_EMIT stateChanged();
    });
}

void RequestPage::leaveText()
{
    if (auto *text = std::exchange(m_text, nullptr)) {
        const bool hadFocus = text->isAncestorOf(focusWidget());
        text->disconnect(this);
        text->hide();
        text->deleteLater(); // it may be what asked
        showParts();
        if (hadFocus) {
            setFocus();
        }
    }
}

// What sends and copies needs a request.
void RequestPage::showParts()
{
    const bool isText = m_text != nullptr;
    m_splitter->setVisible(!isText);
    m_missing->hide();
    for (QAction *action : std::as_const(m_actions)) {
        action->setEnabled(!isText || kTextCommands.contains(action->objectName()));
    }
    setFocusProxy(isText ? static_cast<QWidget *>(m_text) : &m_editor->urlBar());
}

void RequestPage::saveText()
{
    const QString path = m_address.subject;
    const std::string text = m_text->text();
    if (meetsOthers() || m_text == nullptr) {
        return; // it is asked, or the others' requests are shown
    }
    makeFolder(path);
    if (const auto written = writeFileAtomically(path.toStdString(), text); !written) {
        showNotice(tr("Not saved: %1").arg(QString::fromStdString(written.error().text())));
        return;
    }
    takeSavedText(text);
    Q_EMIT messageRaised(tr("Saved %1").arg(path));
}

// The file holds this text, which is the one that is shown.
void RequestPage::takeSavedText(const std::string &text)
{
    agreeWith(text);
    showNotice({});
    if (requests::readHurl(text)) {
        open(m_address.subject);
        showEntry();
        Q_EMIT titleChanged();
    }
    refreshModified();
    Q_EMIT stateChanged();
}

} // namespace gw::tester
