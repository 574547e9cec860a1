// SPDX-License-Identifier: GPL-3.0-or-later
// What a request page does beside sending: copies, repeats, compares, shows a line.
#include "compare/compare_page.h"
#include "environments/environments_page.h"
#include "history/request_history.h"
#include "request_form/code_field.h"
#include "request_form/request_editor.h"
#include "request_form/url_bar.h"
#include "requests/code_export.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "tester/repeat_panel.h"
#include "tester/request_page.h"
#include "tester/request_text.h"
#include "widgets/row_table.h"
#include "widgets/source_editor.h"
#include "widgets/trace_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace gw::tester {

QString RequestPage::entryName(int index) const
{
    const requests::Request &request =
        m_document.file().entries[static_cast<std::size_t>(index)].request;
    return tr("%1 of %2: %3 %4")
        .arg(index + 1)
        .arg(m_document.entryCount())
        .arg(QString::fromStdString(request.method), QString::fromStdString(request.url));
}

void RequestPage::setAnswer(const widgets::ResponseView::Result &result, qint64 historyId)
{
    m_response->showResult(result);
    noteStored(m_services.history.subject(), historyId);
}

void RequestPage::noteStored(const QString &history, qint64 id)
{
    if (std::exchange(m_storedIn, history) != history) {
        m_newest = 0;
    }
    m_previous = std::exchange(m_newest, id);
    m_compare->setEnabled(m_previous != 0);
}

void RequestPage::compare()
{
    if (m_previous == 0) {
        Q_EMIT messageRaised(tr("There is no answer before this one: send the request again"));
        return;
    }
    m_services.opener.open(compare::ComparePage::addressOf(m_storedIn, m_previous, m_newest));
}

void RequestPage::editEnvironments()
{
    auto *page = qobject_cast<environments::EnvironmentsPage *>(
        m_services.opener.open(environments::EnvironmentsPage::pageAddress()));
    if (page != nullptr) {
        page->showEnvironment(m_services.environments.current());
    }
}

void RequestPage::connectTraces()
{
    const std::array<const widgets::TraceView *, 2> traces = {&m_response->trace(),
                                                              m_inspector.get()};
    connect(&m_services.session, &session::EngineSession::capturingChanged, this,
            &RequestPage::followCapture);
    followCapture();
    for (const widgets::TraceView *trace : traces) {
        connect(trace, &widgets::TraceView::sendWanted, this, &RequestPage::send);
        connect(trace, &widgets::TraceView::captureWanted, this,
                [this] { m_services.session.setCapturing(true); });
        connect(trace, &widgets::TraceView::pluginWanted, this,
                [this](const QString &path) { m_services.opener.open({u"plugin"_s, path}); });
        connect(trace, &widgets::TraceView::breakWanted, this, &RequestPage::breakAt);
    }
}

void RequestPage::followCapture()
{
    m_response->setCapturing(m_services.session.isCapturing());
    m_inspector->setCapturing(m_services.session.isCapturing());
}

void RequestPage::breakAt(const client::TrafficRecord &record, const client::TraceStep &step)
{
    if (m_services.breakpoints != nullptr) {
        m_services.breakpoints->add(session::breakpointAt(record, step));
    }
}

void RequestPage::followFile(const QString &path)
{
    if (!m_document.path().isEmpty()) {
        m_document.setPath(path);
    }
    m_address.subject = path;
    if (m_isGone) { // it was only moved
        agreeWith(std::string(m_document.saved()));
        refreshModified();
    }
    Q_EMIT addressChanged();
    Q_EMIT titleChanged();
}

void RequestPage::showLine(int line)
{
    if (m_text != nullptr) {
        m_text->goToLine(line);
        return;
    }
    int index = 0;
    const std::vector<requests::Entry> &entries = m_document.file().entries;
    while (index + 1 < m_document.entryCount() &&
           entries[static_cast<std::size_t>(index) + 1].request.around.line <= line) {
        ++index;
    }
    if (index != m_document.entryIndex()) {
        goToEntry(index);
    }
    const requests::Entry &entry = m_document.entry();
    if (entry.response && entry.response->around.line > 0 && line >= entry.response->around.line) {
        m_editor->showTests(line - entry.response->around.line);
    }
}

QList<window::PageCommand<RequestPage>> RequestPage::commands()
{
    QList<window::PageCommand<RequestPage>> commands;
    const auto add = [&commands](const QString &id, const QString &text, const QKeySequence &keys,
                                 void (RequestPage::*run)()) {
        commands.append(
            {{.id = id, .text = text, .category = tr("Request"), .shortcut = keys}, run});
    };
    add(u"request.send"_s, tr("Send"), Qt::CTRL | Qt::Key_Return, &RequestPage::send);
    add(u"request.cancel"_s, tr("Cancel Request"), Qt::CTRL | Qt::Key_Period, &RequestPage::cancel);
    add(u"request.url"_s, tr("Go to the URL"), Qt::CTRL | Qt::Key_L, &RequestPage::focusUrl);
    add(u"request.repeat"_s, tr("Repeat"), Qt::CTRL | Qt::SHIFT | Qt::Key_Return,
        &RequestPage::repeatAsAsked);
    add(u"request.copyAsCurl"_s, tr("Copy as curl"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        &RequestPage::copyAsCurl);
    add(u"request.duplicateThis"_s, tr("Duplicate this request"), Qt::CTRL | Qt::Key_D,
        &RequestPage::duplicate);
    add(u"request.undo"_s, tr("Undo"), QKeySequence::Undo, &RequestPage::undo);
    add(u"request.redo"_s, tr("Redo"), QKeySequence::Redo, &RequestPage::redo);
    add(u"request.find"_s, tr("Find..."), QKeySequence::Find, &RequestPage::find);
    const auto addEdit = [&commands](const QString &id, const QString &text,
                                     const QKeySequence &keys,
                                     void (widgets::SourceEditor::*run)()) {
        commands.append({{.id = id, .text = text, .category = tr("Request"), .shortcut = keys},
                         [run](RequestPage &page) {
                             page.withText(run);
                         }});
    };
    using widgets::SourceEditor;
    addEdit(u"request.replace"_s, tr("Replace..."), Qt::CTRL | Qt::Key_H,
            &SourceEditor::showReplace);
    addEdit(u"request.complete"_s, tr("Complete"), Qt::CTRL | Qt::Key_Space,
            &SourceEditor::showCandidates);
    addEdit(u"request.zoomIn"_s, tr("Zoom In"), QKeySequence::ZoomIn, &SourceEditor::zoomIn);
    addEdit(u"request.zoomOut"_s, tr("Zoom Out"), QKeySequence::ZoomOut, &SourceEditor::zoomOut);
    addEdit(u"request.resetZoom"_s, tr("Reset Zoom"), Qt::CTRL | Qt::Key_0,
            &SourceEditor::resetZoom);
    commands.append({{.id = u"request.removeRows"_s,
                      .text = tr("Remove the selected rows"),
                      .category = tr("Request"),
                      .shortcut = QKeySequence::Delete,
                      .scope = u"table"_s},
                     &widgets::RowTable::removeSelectedIn});
    add(u"request.saveAnswer"_s, tr("Save the answer..."), {}, &RequestPage::saveAnswer);
    add(u"request.compare"_s, tr("Compare with the answer before"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_M, &RequestPage::compare);
    return commands;
}

std::vector<std::string> RequestPage::variableNames() const
{
    std::vector<std::string> names;
    for (const auto &[name, value] : variables().value_or(m_captured)) {
        names.push_back(name);
    }
    for (const char *made : {"newUuid", "newDate"}) { // with each request
        names.emplace_back(made);
    }
    return names;
}

void RequestPage::withText(void (widgets::SourceEditor::*run)())
{
    if (m_text != nullptr) {
        (m_text->editor().*run)();
    } else if (request_form::CodeField *text = m_editor->openText()) {
        (text->editor().*run)();
    }
}

void RequestPage::undo()
{
    m_editor->undo();
}

void RequestPage::redo()
{
    m_editor->redo();
}

void RequestPage::find()
{
    const bool isInAnswer = m_response->isAncestorOf(QApplication::focusWidget());
    if (m_text != nullptr || (m_editor->openText() != nullptr && !isInAnswer)) {
        withText(&widgets::SourceEditor::showFind);
    } else {
        m_response->showSearch();
    }
}

void RequestPage::nameKeys(const window::KeysOf &keysOf)
{
    const QString send = keysOf(u"request.send"_s);
    const QString url = keysOf(u"request.url"_s);
    m_editor->urlBar().setKeys(send, keysOf(u"request.cancel"_s));
    m_response->setHint(
        (send.isEmpty() ? tr("Send sends the request.") : tr("%1 sends the request.").arg(send)) +
        u' ' +
        (url.isEmpty() ? tr("A curl command pasted into its URL becomes a request.")
                       : tr("%1 moves to its URL; a curl command pasted there becomes a "
                            "request.")
                             .arg(url)));
}

void RequestPage::saveAnswer()
{
    m_response->saveBody();
}

void RequestPage::buildActions()
{
    m_actions = window::makeActions(*this, commands());
    addActions(m_actions);
    widgets::RowTable::giveRemoval(*this, *findChild<QAction *>(u"request.removeRows"_s));
    m_response->setSendAction(findChild<QAction *>(u"request.send"_s));
    m_response->setSaveAction(findChild<QAction *>(u"request.saveAnswer"_s));
    m_compare = m_actions.takeLast(); // it stands in the menu
    buildCopyMenu();
    buildCompareMenu();
}

void RequestPage::buildCopyMenu()
{
    auto *menu = new QMenu(tr("Copy as"), this);
    int number = 0;
    for (const std::string_view name : requests::codeTargetNames()) {
        const auto target = static_cast<requests::CodeTarget>(number++);
        menu->addAction(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), this,
                        [this, target] { copyAs(target); });
    }
    menu->menuAction()->setToolTip(tr("Copy the request as a command or a program"));
    m_actions.append(menu->menuAction());
    m_response->addHeadAction(menu->menuAction());
}

void RequestPage::buildCompareMenu()
{
    m_compare->setText(tr("With the one before"));
    m_compare->setEnabled(false);
    auto *menu = new QMenu(tr("Compare"), this);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillCompareMenu(*menu); });
    menu->menuAction()->setToolTip(
        tr("Compare the answer with the one before or that of another tab, line by line"));
    m_actions.append(menu->menuAction());
    m_response->addHeadAction(menu->menuAction());
}

void RequestPage::fillCompareMenu(QMenu &menu)
{
    menu.clear();
    menu.addAction(m_compare);
    menu.addSeparator();
    bool isAlone = true;
    for (window::Page *page : m_services.opener.openPages()) {
        const auto *other = qobject_cast<RequestPage *>(page);
        if (other == nullptr || other == this || other->m_newest == 0 || m_newest == 0 ||
            other->m_storedIn != m_storedIn) {
            continue;
        }
        isAlone = false;
        menu.addAction(other->title().replace(u'&', QStringLiteral("&&")), this,
                       [this, older = std::min(m_newest, other->m_newest),
                        newer = std::max(m_newest, other->m_newest)] {
                           m_services.opener.open(
                               compare::ComparePage::addressOf(m_storedIn, older, newer));
                       });
    }
    if (isAlone) {
        menu.addAction(m_newest == 0 ? tr("There is no answer here yet")
                                     : tr("No other tab has an answer"))
            ->setEnabled(false);
    }
}

void RequestPage::copyAs(requests::CodeTarget target)
{
    const auto request = prepared();
    if (!request) {
        return;
    }
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(requests::exportCode(*request, target)));
    const std::string_view name = requests::codeTargetNames()[static_cast<std::size_t>(target)];
    Q_EMIT messageRaised(
        tr("Copied the request as %1")
            .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))));
}

void RequestPage::repeat(int times)
{
    m_repeat->setCount(times);
    repeatAsAsked();
}

void RequestPage::repeatAsAsked()
{
    auto request = prepared();
    if (!request) {
        return;
    }
    request->cookies = m_cookies;
    m_response->showTab(m_repeat);
    m_repeat->start(*request);
}

} // namespace gw::tester
