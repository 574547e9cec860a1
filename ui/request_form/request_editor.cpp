// SPDX-License-Identifier: GPL-3.0-or-later
#include "request_form/request_editor.h"

#include "look/metrics.h"
#include "look/palette.h"
#include "request_form/assertions_table.h"
#include "request_form/auth_editor.h"
#include "request_form/body_editor.h"
#include "request_form/code_field.h"
#include "request_form/header_values.h"
#include "request_form/hurl_text.h"
#include "request_form/line_table.h"
#include "request_form/options_table.h"
#include "request_form/url_bar.h"
#include "requests/hurl_reader.h"
#include "requests/hurl_writer.h"
#include "requests/request_builder.h"
#include "requests/template_text.h"
#include "widgets/scrolled.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::request_form {

namespace {

using requests::Entry;
using requests::Request;
using requests::SectionKind;

const QStringList &headerNames()
{
    static const QStringList kNames = {u"Accept"_s,
                                       u"Accept-Encoding"_s,
                                       u"Accept-Language"_s,
                                       u"Authorization"_s,
                                       u"Cache-Control"_s,
                                       u"Connection"_s,
                                       u"Content-Encoding"_s,
                                       u"Content-Type"_s,
                                       u"Cookie"_s,
                                       u"Date"_s,
                                       u"Expect"_s,
                                       u"Forwarded"_s,
                                       u"Host"_s,
                                       u"If-Match"_s,
                                       u"If-Modified-Since"_s,
                                       u"If-None-Match"_s,
                                       u"Origin"_s,
                                       u"Range"_s,
                                       u"Referer"_s,
                                       u"TE"_s,
                                       u"Upgrade"_s,
                                       u"User-Agent"_s,
                                       u"X-Forwarded-For"_s,
                                       u"X-Real-IP"_s,
                                       u"X-Request-ID"_s};
    return kNames;
}

void applyLines(Request &request, SectionKind kind, const LineTable &table)
{
    const std::vector<requests::Line> &lines = table.model().lines();
    const requests::Section *section = findSection(request.sections, kind);
    if (lines.empty() && (section == nullptr || section->lines.empty())) {
        return;
    }
    if (lines.empty()) {
        std::erase_if(request.sections, [kind](const requests::Section &candidate) {
            return candidate.kind == kind;
        });
    } else {
        sectionOf(request.sections, kind).lines = lines;
    }
}

constexpr int kHalf = 1000; // their relation counts

// What an entry expects, as the file spells it.
std::string expectationText(const Entry &entry)
{
    requests::HurlFile file;
    file.entries.push_back({{}, entry.response});
    const std::string request = requests::writeHurl({{{Request(), std::nullopt}}, {}});
    return requests::writeHurl(file).substr(request.size());
}

} // namespace

RequestEditor::RequestEditor(QWidget *parent)
    : QWidget(parent)
    , m_urlBar(new UrlBar(this))
    , m_tabs(new QTabWidget(this))
    , m_query(new LineTable(tr("Parameters"), {}, this, LineTableModel::Rows::Parameters))
    , m_headers(new LineTable(tr("Headers"), headerNames(), this))
    , m_auth(new AuthEditor(this))
    , m_body(new BodyEditor(this))
    , m_cookies(new LineTable(tr("Cookies"), {}, this))
    , m_tests(new CodeField(tr("Expectations"), widgets::CodeLanguage::Hurl, this))
    , m_assertions(new AssertionsTable(*m_tests, this))
    , m_testsPage(new QSplitter(this))
    , m_options(new OptionsTable(this))
{
    buildTabs();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_urlBar);
    layout->addWidget(m_tabs, 1);
    connect(m_urlBar, &UrlBar::edited, this, [this] {
        m_query->model().setUrl(m_urlBar->url());
        takeEdit();
    });
    connect(&m_query->model(), &LineTableModel::edited, this, [this] {
        m_urlBar->replaceUrl(m_query->model().url());
        takeLines();
    });
    for (LineTable *table : {m_headers, m_cookies, &m_options->lines()}) {
        connect(&table->model(), &LineTableModel::edited, this, &RequestEditor::takeLines);
    }
    connect(m_auth, &AuthEditor::edited, this, &RequestEditor::takeCredentials);
    connect(m_body, &BodyEditor::edited, this, &RequestEditor::takeEdit);
    connect(m_tests, &CodeField::edited, this, &RequestEditor::takeEdit);
    for (const CodeField *text : {&m_body->text(), m_tests}) {
        connect(text, &CodeField::zoomed, this, &RequestEditor::zoomed);
    }
    connect(m_tabs, &QTabWidget::currentChanged, this, &RequestEditor::tabChanged);
    connect(m_assertions, &AssertionsTable::refused, this, &RequestEditor::refused);
    showCounts();
}

void RequestEditor::buildTabs()
{
    m_tabs->setDocumentMode(true);
    m_headers->setValues(&headerValues);
    m_tests->setObjectName(u"testsText"_s);
    m_tests->setPlaceholder(
        u"HTTP 200\n[Asserts]\njsonpath \"$.headers.Foo\" == \"Bar\"\n# gatewright: plugin AddFooBarHeader ran"_s);
    m_tabs->addTab(m_query, {});
    m_tabs->addTab(m_headers, {});
    m_tabs->addTab(widgets::scrolled(m_auth, m_tabs), {});
    m_tabs->addTab(m_body, {});
    m_testsPage->addWidget(m_tests);
    m_testsPage->addWidget(m_assertions);
    m_testsPage->setChildrenCollapsible(true);
    m_testsPage->setSizes({kHalf, kHalf}); // the editor that is still to come asks for no room
    m_tabs->addTab(m_testsPage, {});
    m_tabs->addTab(m_cookies, {});
    m_tabs->addTab(m_options, {});
    m_tabs->setCurrentWidget(m_headers);
    for (QWidget *page : {static_cast<QWidget *>(m_body), static_cast<QWidget *>(m_testsPage)}) {
        page->installEventFilter(this);
    }
    connect(m_tabs, &QTabWidget::currentChanged, this, &RequestEditor::fitTabs);
    fitTabs();
}

// Of tables less than they ask for: a small window has an answer and panes to show as well. A text
// is of no use in less than it asks for.
void RequestEditor::fitTabs()
{
    const QWidget *page = m_tabs->currentWidget();
    const bool isText = page == m_body || page == m_testsPage;
    m_tabs->setMinimumHeight(m_tabs->tabBar()->sizeHint().height() +
                             std::max(look::headerHeight() + look::rowHeight(),
                                      isText ? page->minimumSizeHint().height() : 0));
}

bool RequestEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tabs->currentWidget() && event->type() == QEvent::LayoutRequest) {
        fitTabs(); // another kind of body, or a find bar that opens
    }
    return QWidget::eventFilter(watched, event);
}

void RequestEditor::setEntry(const Entry &entry)
{
    const QScopedValueRollback guard(m_isSetting, true);
    const Request &request = entry.request;
    m_urlBar->setTarget(QString::fromStdString(request.method), shownText(request.url));
    m_query->model().setUrl(shownText(request.url));
    m_query->model().setLines(linesOf(request.sections, SectionKind::Query));
    m_headers->model().setLines(request.headers);
    m_cookies->model().setLines(linesOf(request.sections, SectionKind::Cookies));
    m_options->lines().model().setLines(linesOf(request.sections, SectionKind::Options));
    m_auth->setRequest(request);
    m_body->setRequest(request);
    m_tests->load(expectationText(entry));
    m_testsAsSet = m_tests->text(); // other line ends than those of the file
    m_responseAsSet = entry.response;
    showCounts();
}

QString RequestEditor::applyTo(Entry &entry) const
{
    Request &request = entry.request;
    request.method = m_urlBar->method().toStdString();
    const QString url = m_urlBar->url().trimmed();
    if (url != shownText(request.url)) {
        request.url = requests::spellValue(url.toStdString());
    }
    applyLines(request, SectionKind::Query, *m_query);
    request.headers = m_headers->model().lines();
    applyLines(request, SectionKind::Cookies, *m_cookies);
    applyLines(request, SectionKind::Options, m_options->lines());
    m_body->applyTo(request);
    m_auth->applyTo(request);
    const std::string tests = m_tests->text();
    if (tests == m_testsAsSet) {
        entry.response = m_responseAsSet;
        return {};
    }
    if (tests.find_first_not_of(" \t\r\n") == std::string::npos) {
        entry.response.reset();
        return {};
    }
    const auto file = requests::readHurl("GET http://x\n" + tests + "\n");
    if (!file || file->entries.size() != 1 || !file->entries[0].response) {
        return file ? tr("Expectations begin with a line such as HTTP 200")
                    : QString::fromStdString(file.error().text());
    }
    entry.response = file->entries[0].response;
    return {};
}

QString RequestEditor::tests() const
{
    return QString::fromStdString(m_tests->text());
}

void RequestEditor::setTests(const QString &text)
{
    m_tests->replaceBy(text.toStdString());
}

void RequestEditor::setVariables(const VariableNames &names)
{
    m_body->setVariables(names);
    m_tests->setCandidates("_-{[#=!<>", [names](std::string_view text, std::size_t caret) {
        return hurlCandidates(text, caret, names);
    });
}

CodeField *RequestEditor::openText() const
{
    for (CodeField *text : {&m_body->text(), m_tests}) {
        if (text->isVisible()) {
            return text;
        }
    }
    return nullptr;
}

// Of the text that is open. On the page of the body it is the history of its text, also while
// another kind hides that.
CodeField *RequestEditor::textWithHistory() const
{
    return m_tabs->currentWidget() == m_body ? &m_body->text() : openText();
}

void RequestEditor::undo()
{
    if (CodeField *text = textWithHistory()) {
        text->editor().undo();
    }
}

void RequestEditor::redo()
{
    if (CodeField *text = textWithHistory()) {
        text->editor().redo();
    }
}

void RequestEditor::showTests(int line)
{
    m_tabs->setCurrentWidget(m_testsPage);
    // Blank lines and comments may stand before the response's own first line.
    const QStringList lines = tests().split(u'\n');
    qsizetype first = 0;
    while (first + 1 < lines.size() &&
           (lines[first].trimmed().isEmpty() || lines[first].startsWith(u'#'))) {
        ++first;
    }
    const auto last = static_cast<int>(lines.size()) - 1;
    widgets::SourceEditor &editor = m_tests->editor();
    editor.selectLine(std::clamp(static_cast<int>(first) + line, 0, last) + 1);
    editor.setFocus(Qt::OtherFocusReason);
}

QJsonObject RequestEditor::saveState() const
{
    QJsonObject state{{u"tab"_s, m_tabs->currentIndex()}, {u"url"_s, m_urlBar->caret()}};
    for (const auto &[name, text] :
         {std::pair(u"body"_s, &m_body->text()), {u"tests"_s, m_tests}}) {
        state.insert(name, static_cast<qint64>(text->caret()));
        if (text->zoomLevel() != 0) {
            state.insert(name + u"Zoom"_s, text->zoomLevel());
        }
    }
    return state;
}

void RequestEditor::restoreState(const QJsonObject &state)
{
    if (state.isEmpty()) {
        return;
    }
    m_tabs->setCurrentIndex(state["tab"_L1].toInt());
    m_urlBar->setCaret(state["url"_L1].toInt());
    for (const auto &[name, text] :
         {std::pair(u"body"_s, &m_body->text()), {u"tests"_s, m_tests}}) {
        text->setCaret(static_cast<std::size_t>(std::max(qint64{0}, state[name].toInteger())));
        text->setZoomLevel(state[name + u"Zoom"_s].toInt());
    }
}

Request RequestEditor::tables() const
{
    Request request;
    request.headers = m_headers->model().lines();
    applyLines(request, SectionKind::Query, *m_query);
    applyLines(request, SectionKind::Options, m_options->lines());
    return request;
}

void RequestEditor::takeLines()
{
    m_auth->takeLines(tables());
    takeEdit();
}

// Credentials are lines of the tables as well.
void RequestEditor::takeCredentials()
{
    Request request = tables();
    m_auth->moveTo(request);
    m_headers->model().setLines(request.headers);
    m_query->model().setLines(linesOf(request.sections, SectionKind::Query));
    m_options->lines().model().setLines(linesOf(request.sections, SectionKind::Options));
    takeEdit();
}

void RequestEditor::takeEdit()
{
    if (!m_isSetting) {
        showCounts();
        Q_EMIT edited();
    }
}

void RequestEditor::showCounts()
{
    const auto counted = [](const QString &name, int count) {
        return count == 0 ? name : u"%1 %2"_s.arg(name).arg(count);
    };
    const auto marked = [](const QString &name, const QString &what) {
        return what.isEmpty() ? name : u"%1: %2"_s.arg(name, what);
    };
    m_tabs->setTabText(0, counted(tr("Params"), m_query->model().activeCount()));
    m_tabs->setTabText(1, counted(tr("Headers"), m_headers->model().activeCount()));
    m_tabs->setTabText(2, marked(tr("Auth"), m_auth->summary()));
    m_tabs->setTabText(3, marked(tr("Body"), m_body->summary()));
    m_tabs->setTabText(4, tr("Tests"));
    m_tabs->setTabText(5, counted(tr("Cookies"), m_cookies->model().activeCount()));
    m_tabs->setTabText(6, counted(tr("Options"), m_options->lines().model().activeCount()));
}

} // namespace gw::request_form
