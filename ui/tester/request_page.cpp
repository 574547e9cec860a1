// SPDX-License-Identifier: GPL-3.0-or-later
#include "tester/request_page.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "request_form/request_editor.h"
#include "request_form/url_bar.h"
#include "requests/curl_import.h"
#include "session/breakpoints.h"
#include "session/engine_session.h"
#include "session/environments.h"
#include "tester/checks_model.h"
#include "tester/missing_variables.h"
#include "tester/pause_notice.h"
#include "tester/repeat_panel.h"
#include "tester/request_sender.h"
#include "tester/request_text.h"
#include "widgets/fitted_columns.h"
#include "widgets/trace_view.h"
#include "window/banner.h"
#include "window/environment_box.h"
#include "window/page_opener.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QSplitter>
#include <QStandardPaths>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace gw::tester {

RequestPage::RequestPage(const window::PageAddress &address, RequestServices services,
                         QWidget *parent)
    : Page(parent)
    , m_address(address)
    , m_services(std::move(services))
    , m_sender(new RequestSender(m_services.runner, m_services.session, this))
    , m_editor(new request_form::RequestEditor(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_response(new widgets::ResponseView(this))
    , m_inspector(std::make_unique<widgets::TraceView>())
    , m_checks(new ChecksModel(this))
    , m_checksView(new QTreeView(this))
    , m_entries(new QComboBox(this))
    , m_notice(new QLabel(this))
    , m_banner(new window::Banner(this))
    , m_missing(new MissingVariables(this))
    , m_repeat(new RepeatPanel(this))
    , m_check(this, &checkAnswer,
              [this](std::optional<AnswerVerdict> verdict) { takeVerdict(std::move(verdict)); })
{
    buildPage();
    buildActions();
    if (!address.subject.startsWith("untitled:"_L1)) {
        open(address.subject);
    }
    m_wasModified = isModified();
    showEntry();
}

RequestPage::~RequestPage()
{
    m_editor->disconnect(this); // a cell that is being typed into passes it on at its end
}

void RequestPage::buildPage()
{
    m_notice->setWordWrap(true);
    m_notice->setMargin(look::kGap);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notice->hide();
    m_missing->hide();
    auto *environment = new window::EnvironmentBox(m_services.environments, this);
    m_editor->urlBar().addTool(environment);
    m_entries->setAccessibleName(tr("Request of this file"));
    m_checksView->setModel(m_checks);
    m_checksView->setRootIsDecorated(false);
    m_checksView->setUniformRowHeights(true);
    m_checksView->setFrameShape(QFrame::NoFrame);
    new widgets::FittedColumns(m_checksView);
    m_checksView->setAccessibleName(tr("Test results"));
    m_response->addTab(m_checksView, tr("Tests"));
    m_response->addTab(m_repeat, tr("Repeat"));

    setFocusProxy(&m_editor->urlBar());
    m_splitter->addWidget(m_editor);
    m_splitter->addWidget(m_response);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({2 * height(), 3 * height()}); // their relation counts
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_entries);
    layout->addWidget(m_notice);
    layout->addWidget(m_missing);
    layout->addWidget(m_splitter, 1);

    connect(m_editor, &request_form::RequestEditor::edited, this, &RequestPage::takeEdit);
    connect(m_editor, &request_form::RequestEditor::refused, this, &RequestPage::showNotice);
    connect(m_editor, &request_form::RequestEditor::tabChanged, this, &RequestPage::stateChanged);
    connect(m_editor, &request_form::RequestEditor::zoomed, this, &RequestPage::stateChanged);
    m_editor->setVariables([this] { return variableNames(); });
    connect(m_splitter, &QSplitter::splitterMoved, this, &RequestPage::stateChanged);
    connect(m_response, &widgets::ResponseView::stateChanged, this, &RequestPage::stateChanged);
    connect(&m_editor->urlBar(), &request_form::UrlBar::sendWanted, this, &RequestPage::send);
    connect(&m_editor->urlBar(), &request_form::UrlBar::cancelWanted, this, &RequestPage::cancel);
    connect(&m_editor->urlBar(), &request_form::UrlBar::curlPasted, this, &RequestPage::importCurl);
    connectTraces();
    if (m_services.breakpoints != nullptr) {
        new PauseNotice(m_services, *m_sender, *m_banner, this);
    }
    connect(m_sender, &RequestSender::finished, this, &RequestPage::takeResult);
    connect(m_sender, &RequestSender::traced, this, &RequestPage::takeRecord);
    connect(m_sender, &RequestSender::progressed, m_response, &widgets::ResponseView::showProgress);
    connect(m_sender, &RequestSender::headArrived, m_response, &widgets::ResponseView::showHead);
    connect(m_sender, &RequestSender::arrived, m_response, &widgets::ResponseView::showArrived);
    connect(m_repeat, &RepeatPanel::startWanted, this, &RequestPage::repeatAsAsked);
    connect(m_missing, &MissingVariables::given, this, &RequestPage::takeMissing);
    connect(m_missing, &MissingVariables::editWanted, this, &RequestPage::editEnvironments);
    connect(environment, &window::EnvironmentBox::editWanted, this, &RequestPage::editEnvironments);
    connect(m_entries, &QComboBox::activated, this, &RequestPage::goToEntry);
}

QString RequestPage::title() const
{
    if (m_isUnreadable || !m_document.path().isEmpty()) {
        return QFileInfo(m_isUnreadable ? m_address.subject : m_document.path()).completeBaseName();
    }
    const QString url = QString::fromStdString(m_document.entry().request.url);
    const QString path = QUrl(url).path();
    return QString::fromStdString(m_document.entry().request.method) + u' ' +
           (url.isEmpty()    ? tr("new request")
            : path.isEmpty() ? url
                             : path);
}

QString RequestPage::detail() const
{
    return m_isUnreadable ? m_address.subject : m_document.path();
}

QWidget *RequestPage::inspectorWidget()
{
    return m_inspector.get();
}

QIcon RequestPage::icon() const
{
    return look::icon(u"document-send"_s);
}

void RequestPage::showEntry()
{
    m_editor->setEntry(m_document.entry());
    m_entries->clear();
    for (int index = 0; index < m_document.entryCount(); ++index) {
        m_entries->addItem(entryName(index));
    }
    m_entries->setCurrentIndex(m_document.entryIndex());
    m_entries->setVisible(m_document.entryCount() > 1);
    m_checks->setChecks({});
}

void RequestPage::showNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

bool RequestPage::isModified() const
{
    if (m_text != nullptr) {
        return m_isGone || m_text->isModified();
    }
    return m_document.isModified() || m_isGone || m_hasRefusedTests || !m_unread.empty();
}

bool RequestPage::takeEdit()
{
    const QString problem = m_editor->applyTo(m_document.entry());
    m_hasRefusedTests = !problem.isEmpty();
    m_entries->setItemText(m_document.entryIndex(), entryName(m_document.entryIndex()));
    showNotice(problem);
    refreshModified();
    if (m_document.path().isEmpty()) {
        Q_EMIT titleChanged();
    }
    Q_EMIT stateChanged();
    return !m_hasRefusedTests;
}

void RequestPage::refreshModified()
{
    if (m_wasModified != isModified()) {
        m_wasModified = isModified();
        Q_EMIT modifiedChanged();
    }
}

void RequestPage::goToEntry(int index)
{
    if (takeEdit()) {
        m_document.setEntryIndex(index);
        showEntry();
        Q_EMIT stateChanged();
    } else {
        m_entries->setCurrentIndex(m_document.entryIndex());
    }
}

void RequestPage::save()
{
    window::commitTyping(*this);
    if (m_text != nullptr) {
        saveText();
        return;
    }
    if (!isEnabled() || !takeEdit()) {
        return;
    }
    if (m_document.path().isEmpty()) {
        askForPath();
    } else if (!meetsOthers()) {
        saveTo({});
    }
}

void RequestPage::askForPath()
{
    if (findChild<QFileDialog *>() != nullptr) {
        return; // it is asked already
    }
    auto *dialog = new QFileDialog(this, tr("Save the request"), {}, tr("Hurl files (*.hurl)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"hurl"_s);
    const QString workspace = m_services.session.workspace();
    const QString folder = workspace.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : workspace + u"/requests"_s;
    const QString suggested = m_isUnreadable ? m_address.subject : folder + u"/request.hurl"_s;
    dialog->setDirectory(QFileInfo(suggested).path());
    dialog->selectFile(QFileInfo(suggested).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &RequestPage::saveTo);
    dialog->open();
}

void RequestPage::saveTo(const QString &path)
{
    if (!path.isEmpty() && !takeEdit()) {
        return; // typed on beside the dialog, to what cannot be read
    }
    if (path.isEmpty()) {
        makeFolder(m_document.path());
    }
    const auto saved = path.isEmpty() ? m_document.save() : m_document.saveAs(path);
    if (saved && !path.isEmpty()) {
        m_isUnreadable = false;
        m_address.subject = path;
        Q_EMIT addressChanged();
    }
    if (saved) {
        agreeWith(std::string(m_document.saved()));
    }
    showNotice(saved ? QString()
                     : tr("Not saved: %1").arg(QString::fromStdString(saved.error().text())));
    m_wasModified = isModified();
    Q_EMIT titleChanged();
    Q_EMIT modifiedChanged();
    if (saved) {
        Q_EMIT messageRaised(tr("Saved %1").arg(m_document.path()));
    }
}

void RequestPage::importCurl(const QString &command)
{
    const auto import = requests::importCurl(command.toStdString());
    if (!import) {
        showNotice(tr("The curl command cannot be read: %1")
                       .arg(QString::fromStdString(import.error().text())));
        return;
    }
    QStringList notes;
    for (const std::string &note : import->notes) {
        notes.append(QString::fromStdString(note));
    }
    if (!notes.isEmpty()) {
        notes.prepend(tr("Left out of the curl command:"));
    }
    if (const auto count = static_cast<int>(import->further.size()); count > 0) {
        notes.prepend(
            tr("%n further request(s) of the command stand behind this one.", nullptr, count));
        m_document.insertBehind(import->further);
    }
    setRequest(import->request, notes);
}

void RequestPage::setRequest(const requests::Request &request, const QStringList &notes)
{
    const QString refused = m_hasRefusedTests ? m_editor->tests() : QString();
    m_document.entry().request = request;
    showEntry();
    if (!refused.isEmpty()) {
        m_editor->setTests(refused);
    }
    takeEdit();
    showNotice(notes.join(u'\n'));
}

void RequestPage::focusUrl()
{
    m_editor->urlBar().focusUrl();
}

} // namespace gw::tester
