// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/body_view.h"

#include "look/format.h"
#include "look/icons.h"
#include "look/metrics.h"
#include "widgets/arriving_text.h"
#include "widgets/body_pager.h"
#include "widgets/body_saver.h"
#include "widgets/body_text.h"
#include "widgets/empty_text.h"
#include "widgets/json_tree_model.h"
#include "widgets/json_tree_view.h"
#include "widgets/trace_model.h"
#include "widgets/work_bar.h"

#include <QAction>
#include <QBuffer>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QScrollArea>
#include <QStackedWidget>
#include <QSvgRenderer>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

// What a text widget takes without a pause that people notice.
constexpr std::uint64_t kMaxShown = std::uint64_t{1} << 20;
constexpr std::uint64_t kMaxHexShown = std::uint64_t{256} << 10;
constexpr std::uint64_t kMaxTree = std::uint64_t{16} << 20;
constexpr std::uint64_t kMaxSvgBytes = std::uint64_t{1} << 20;
constexpr std::uint64_t kMaxImageBytes = std::uint64_t{16} << 20;
constexpr qint64 kMaxPixels = 40'000'000; // a few bytes can claim to be a picture of any size
constexpr int kMaxImageEdge = 2048;       // larger ones are made smaller

std::string typeOf(const requests::TransferResult &result)
{
    const std::string *type =
        result.head() == nullptr ? nullptr : result.head()->find("Content-Type");
    return type == nullptr ? std::string() : *type;
}

bool isImageType(std::string_view type)
{
    return type.starts_with("image/") && !type.starts_with("image/svg");
}

bool isSvgType(std::string_view type)
{
    return type.starts_with("image/svg");
}

// Null when it is none that can be shown.
QImage drawn(const requests::ResponseBody &svg, QSize &size)
{
    const auto bytes = svg.read(0, kMaxSvgBytes);
    if (!bytes || svg.size() > kMaxSvgBytes) {
        return {};
    }
    QSvgRenderer renderer(QByteArray::fromStdString(*bytes));
    if (!renderer.isValid()) {
        return {};
    }
    size = renderer.defaultSize();
    if (std::max(size.width(), size.height()) > kMaxImageEdge || size.isEmpty()) {
        size = QSizeF(renderer.viewBoxF().size())
                   .scaled(kMaxImageEdge, kMaxImageEdge, Qt::KeepAspectRatio)
                   .toSize();
    }
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (!image.isNull()) {
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter);
    }
    return image;
}

// Null when it is none that can be shown.
QImage decoded(const requests::ResponseBody &body, QSize &size)
{
    const auto bytes = body.read(0, kMaxImageBytes);
    if (!bytes || body.size() > kMaxImageBytes) {
        return {};
    }
    QByteArray array = QByteArray::fromStdString(*bytes);
    QBuffer buffer(&array);
    QImageReader reader(&buffer);
    size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > kMaxPixels) {
        return {};
    }
    if (std::max(size.width(), size.height()) > kMaxImageEdge) {
        reader.setScaledSize(size.scaled(kMaxImageEdge, kMaxImageEdge, Qt::KeepAspectRatio));
    }
    return reader.read();
}

// What was done to have a text that people read.
QStringList readingNotes(const requests::ReadableBody &body, std::uint64_t received)
{
    QStringList notes;
    const auto add = [&notes](const QString &text, const std::string &name) {
        if (!name.empty()) {
            notes.append(text.arg(QString::fromStdString(name)));
        }
    };
    if (!body.packing.empty()) {
        notes.append(BodyView::tr("Unpacked from %1, %2 of %3.")
                         .arg(QString::fromStdString(body.packing), look::byteText(received),
                              look::byteText(body.bytes->size())));
    }
    if (body.isCut) {
        notes.append(BodyView::tr("This is the beginning: no more than %1 are unpacked.")
                         .arg(look::byteText(requests::ReadableBody::kMaxUnpacked)));
    }
    add(BodyView::tr("The data of %1 is damaged, or ends early."), body.damagedPacking);
    add(BodyView::tr("It is packed as \"%1\", which is not unpacked here: the request's option "
                     "\"compressed\" asks for what curl unpacks."),
        body.foreignPacking);
    add(BodyView::tr("Its text came in %1."), body.charset);
    add(BodyView::tr("Its charset \"%1\" is not known: it is read as UTF-8."), body.foreignCharset);
    add(u"%1"_s, body.problem);
    return notes;
}

requests::ShownBody hexBody(const requests::ResponseBody &body)
{
    const auto bytes = body.read(0, kMaxHexShown);
    if (!bytes) {
        return {requests::BodyForm::Binary, {}, false, bytes.error().text()};
    }
    return {requests::BodyForm::Binary, requests::hexDump(*bytes), body.size() > kMaxHexShown, {}};
}

} // namespace

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_text(new BodyText(this))
    , m_arriving(new ArrivingText(this))
    , m_coming(new EmptyText(this))
    , m_imageArea(new QScrollArea(this))
    , m_image(new QLabel(this))
    , m_tree(new JsonTreeView(this))
    , m_work(new WorkBar(this))
    , m_pager(new BodyPager(*m_text, *m_work, this))
    , m_note(new QLabel(this))
    , m_form(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_apply(m_filter->addAction(look::icon(u"dialog-ok-apply"_s), QLineEdit::TrailingPosition))
    , m_search(new QLineEdit(this))
    , m_found(new QLabel(this))
{
    m_text->setAccessibleName(tr("Body"));
    m_arriving->setAccessibleName(tr("Body that is being received"));
    m_image->setAlignment(Qt::AlignCenter);
    m_image->setAccessibleName(tr("Image"));
    m_imageArea->setWidget(m_image);
    m_imageArea->setWidgetResizable(true);
    m_imageArea->setFrameShape(QFrame::NoFrame);
    buildPager();
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_imageArea);
    m_stack->addWidget(m_arriving);
    m_stack->addWidget(m_coming);
    m_note->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_pager);
    layout->addWidget(m_work);
    auto *saving = new WorkBar(this);
    m_saver = new BodySaver(*saving, this);
    connect(m_saver, &BodySaver::ended, this, &BodyView::showNote);
    layout->addWidget(saving);
    layout->addWidget(buildTools());
}

BodyView::~BodyView() = default;

const JsonTreeModel &BodyView::tree() const
{
    return m_tree->tree();
}

void BodyView::buildPager()
{
    connect(m_tree, &JsonTreeView::filterWanted, this, [this](const QString &path) {
        m_filter->setText(path);
        prepare();
    });
    connect(m_pager, &BodyPager::shown, this, [this] {
        m_stack->setCurrentWidget(m_text);
        m_search->setEnabled(true);
        markLines();
        findAgain();
        Q_EMIT shown();
    });
    connect(m_pager, &BodyPager::noteRaised, this, &BodyView::showNote);
    connect(m_pager, &BodyPager::counted, this, &BodyView::takeCounts);
    connect(m_pager, &BodyPager::refused, this, [this] { m_pager->startBytes(shownBody()); });
}

QWidget *BodyView::buildTools()
{
    m_form->addItems({tr("Text"), tr("Tree"), tr("Hex"), tr("Image")});
    m_form->setObjectName(u"bodyForm"_s);
    m_form->setAccessibleName(tr("Show the body as"));
    m_filter->setPlaceholderText(tr("JSONPath such as $.headers, then Return"));
    m_filter->setAccessibleName(tr("JSONPath filter"));
    m_filter->setClearButtonEnabled(true);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the body"));
    m_search->setClearButtonEnabled(true);
    m_found->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    connect(m_form, &QComboBox::currentIndexChanged, this, &BodyView::prepare);
    connect(m_form, &QComboBox::currentIndexChanged, this, &BodyView::stateChanged);
    m_apply->setToolTip(tr("Apply the filter (Return)"));
    connect(m_apply, &QAction::triggered, this, &BodyView::prepare);
    connect(m_filter, &QLineEdit::textChanged, this, &BodyView::offerFilter);
    connect(m_filter, &QLineEdit::textChanged, this, &BodyView::stateChanged);
    connect(m_filter, &QLineEdit::returnPressed, this, &BodyView::prepare);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &path) {
        if (path.isEmpty()) {
            prepare();
        }
    });
    connect(m_search, &QLineEdit::textChanged, this, &BodyView::find);
    connect(m_search, &QLineEdit::returnPressed, this, &BodyView::findNext);
    auto *bar = new QWidget(this);
    auto *tools = new QHBoxLayout(bar);
    tools->setContentsMargins(look::kGap, look::kTight, look::kGap, look::kTight);
    tools->setSpacing(look::kGap);
    tools->addWidget(m_form);
    tools->addWidget(m_filter, 2);
    tools->addWidget(m_search, 1);
    tools->addWidget(m_found);
    return bar;
}

BodyView::Form BodyView::form() const
{
    return static_cast<Form>(m_form->currentIndex());
}

void BodyView::setResult(const Result &result)
{
    m_result = result;
    m_record.reset();
    m_readable.reset();
    if (result != nullptr && !requests::needsReading(result->head())) {
        auto body = std::make_shared<requests::ReadableBody>();
        body->bytes = result->body;
        m_readable = std::move(body);
    }
    ++m_run;
    m_isArriving = false; // its text stays until this one can take its place
    if (m_stack->currentWidget() == m_coming) {
        m_stack->setCurrentWidget(m_text);
    }
    prepare();
}

void BodyView::setRecord(const client::TrafficRecord *record)
{
    m_record = record == nullptr ? nullptr : std::make_unique<client::TrafficRecord>(*record);
    markLines();
}

BodyView::Prepared BodyView::prepared(const Question &question)
{
    Prepared done;
    const auto &[received, type, form] = question;
    const requests::ResponseBody &body = *received;
    if (body.size() == 0) {
        done.shown.note = tr("Empty body").toStdString();
        return done;
    }
    if (form == Form::Hex) {
        done.shown = hexBody(body);
        return done;
    }
    if (form == Form::Image || (form == Form::Text && isImageType(type))) {
        done.image = isSvgType(type) ? drawn(body, done.imageSize) : decoded(body, done.imageSize);
        if (done.image.isNull()) {
            done.shown = hexBody(body);
            done.shown.note = tr("The image cannot be shown: it is damaged, of an unknown kind, or "
                                 "too large")
                                  .toStdString();
        }
        return done;
    }
    if (form == Form::Tree) {
        auto tree = requests::jsonTreeOf(body, kMaxTree);
        if (tree) {
            done.shown.form = requests::BodyForm::Json;
            done.tree = std::make_shared<const requests::JsonTree>(*std::move(tree));
            return done;
        }
        done.shown = requests::prettyBody(body, {}, kMaxShown);
        done.shown.note = tree.error().text();
        return done;
    }
    done.shown = requests::prettyBody(body, type, kMaxShown);
    return done;
}

void BodyView::offerFilter()
{
    m_apply->setVisible(m_filter->text() != m_applied);
}

void BodyView::prepare()
{
    if (m_isArriving) {
        return;
    }
    m_applied = m_filter->text();
    offerFilter();
    m_pager->stop();
    if (m_result == nullptr || m_result->body == nullptr) {
        return;
    }
    const bool isFiltered = !m_filter->text().isEmpty();
    if (form() == Form::Hex && !isFiltered &&
        m_result->body->size() > requests::TextPages::kDumpedBytes) {
        ++m_run;
        m_pager->startBytes(m_result->body);
        return;
    }
    if (m_readable == nullptr) {
        makeReadable();
        return;
    }
    const auto body = shownBody();
    if (isFiltered) {
        ++m_run; // what an older run gives is dropped
        m_pager->startFilter(body, m_filter->text().toStdString());
        return;
    }
    const std::string type = typeOf(*m_result);
    if (form() == Form::Text && body->size() > kMaxShown && !isImageType(type)) {
        ++m_run;
        showNote({});
        m_pager->start(body, type);
        return;
    }
    runAside([question = Question{body, type, form()}] { return prepared(question); },
             [this](const Prepared &done) { present(done); });
}

// Goes on with prepare().
void BodyView::makeReadable()
{
    runAside(
        [result = m_result] {
            return std::make_shared<const requests::ReadableBody>(
                requests::readableBody(result->body, result->head()));
        },
        [this](const std::shared_ptr<const requests::ReadableBody> &body) {
            m_readable = body;
            prepare();
        });
}

std::shared_ptr<const requests::ResponseBody> BodyView::shownBody() const
{
    const bool isReceived = form() == Form::Hex && m_filter->text().isEmpty();
    return isReceived || m_readable == nullptr ? m_result->body : m_readable->bytes;
}

template <typename Work, typename Done>
void BodyView::runAside(Work work, Done done)
{
    const quint64 run = ++m_run;
    const QPointer<BodyView> self(this);
    QThreadPool::globalInstance()->start([self, run, work = std::move(work),
                                          done = std::move(done)] {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, run, done, result = work()] {
            if (self && self->m_run == run) {
                done(result);
            }
        });
    });
}

void BodyView::present(const Prepared &prepared)
{
    const bool isDump = prepared.shown.form == requests::BodyForm::Binary;
    if (isDump && prepared.shown.isCut && prepared.shown.note.empty()) {
        m_pager->startBytes(shownBody()); // page by page, all of it
        return;
    }
    QString note = QString::fromStdString(prepared.shown.note);
    if (prepared.shown.isCut && note.isEmpty()) {
        note = tr("The beginning of %1. Save it to have all of it.")
                   .arg(look::byteText(shownBody()->size()));
    }
    m_tree->setTree(prepared.tree);
    if (!prepared.image.isNull()) {
        m_image->setPixmap(QPixmap::fromImage(prepared.image));
        note =
            tr("%1 x %2 pixels").arg(prepared.imageSize.width()).arg(prepared.imageSize.height());
        m_stack->setCurrentWidget(m_imageArea);
    } else if (prepared.tree != nullptr) {
        if (prepared.tree->isCut) {
            note = tr("The tree shows the first %1 values.")
                       .arg(look::countText(prepared.tree->nodes.size()));
        }
        m_stack->setCurrentWidget(m_tree);
    } else {
        showText(prepared.shown);
    }
    m_search->setEnabled(m_stack->currentWidget() != m_imageArea);
    showNote(note);
    findAgain();
    Q_EMIT shown();
}

// Where the echo shows a header that a step added, the line says whose it is.
void BodyView::markLines()
{
    QHash<int, QString> marks;
    const QList<client::TraceStep> steps =
        m_record == nullptr ? QList<client::TraceStep>() : m_record->trace;
    for (const client::TraceStep &step : steps) {
        for (const client::TraceChange &change : step.changes) {
            const int line = change.subject == "request header"_L1 &&
                                     change.kind != client::TraceChange::Kind::Removed
                                 ? m_text->lineOfMember(change.name)
                                 : -1;
            if (line >= 0) {
                marks.insert(line, change.kind == client::TraceChange::Kind::Added
                                       ? tr("added by %1").arg(step.shortName())
                                       : tr("changed by %1").arg(step.shortName()));
            }
        }
    }
    m_text->setMarks(marks);
}

void BodyView::showNote(const QString &note)
{
    QStringList notes;
    if (m_readable != nullptr && form() != Form::Hex) {
        notes = readingNotes(*m_readable, m_result->body->size());
    }
    if (!note.isEmpty()) {
        notes.append(note);
    }
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

} // namespace gw::widgets
