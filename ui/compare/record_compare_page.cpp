// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/record_compare_page.h"

#include "compare/compare_view.h"
#include "look/format.h"
#include "look/icons.h"
#include "models/record_text.h"
#include "models/traffic_model.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gw::compare {

using client::TrafficRecord;
using models::TrafficModel;

namespace {

// Another engine counts from 1 again.
QString markOf(const TrafficRecord &record)
{
    return u"%1@%2"_s.arg(record.sequence).arg(record.time.toMSecsSinceEpoch());
}

bool isMarked(const TrafficRecord &record, const QString &mark)
{
    return record.sequence == mark.section(u'@', 0, 0).toULongLong() && markOf(record) == mark;
}

QString headOf(const TrafficRecord &record)
{
    return u"%1   %2 %3\n%4   %5   %6"_s.arg(
        look::timeText(record.time), record.method, TrafficModel::text(record, TrafficModel::Path),
        TrafficModel::text(record, TrafficModel::Status), look::durationText(record.total),
        look::byteText(record.bytesOut));
}

} // namespace

RecordComparePage::RecordComparePage(const window::PageAddress &address, TrafficModel &traffic,
                                     QWidget *parent)
    : Page(parent)
    , m_address(address)
    , m_traffic(traffic)
    , m_view(new CompareView(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    m_view->setHead(0, {});
    m_view->setHead(1, {});
    m_view->say(tr("The list of traffic does not hold these requests."));
    connect(&traffic, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { find(first, last); });
    const auto findAmongAll = [this] {
        find(0, m_traffic.rowCount() - 1);
    };
    connect(&traffic, &QAbstractItemModel::modelReset, this, findAmongAll); // another filter
    findAmongAll();
}

window::PageAddress RecordComparePage::addressOf(const TrafficRecord &older,
                                                 const TrafficRecord &newer)
{
    return {u"compare-traffic"_s, markOf(older) + u',' + markOf(newer)};
}

// They may come later: a console that starts again gets what the engine still has.
void RecordComparePage::find(int first, int last)
{
    if (m_records[0] != nullptr && m_records[1] != nullptr) {
        return;
    }
    const QStringList wanted = m_address.subject.split(u',');
    for (int row = first; row <= last; ++row) {
        for (int side = 0; side < 2; ++side) {
            if (isMarked(m_traffic.record(row), wanted.value(side))) {
                m_records.at(static_cast<std::size_t>(side)) = m_traffic.sharedRecord(row);
            }
        }
    }
    if (m_records[0] != nullptr && m_records[1] != nullptr) {
        show(m_records);
    }
}

void RecordComparePage::show(const std::array<Record, 2> &records)
{
    m_view->setHead(0, headOf(*records[0]));
    m_view->setHead(1, headOf(*records[1]));
    m_view->compare([record = records[0]] { return models::recordText(*record); },
                    [record = records[1]] { return models::recordText(*record); });
    Q_EMIT titleChanged();
}

QString RecordComparePage::title() const
{
    return m_records[0] == nullptr || m_records[1] == nullptr
               ? tr("Compare")
               : tr("%1 vs %2")
                     .arg(m_records[0]->method + u' ' + m_records[0]->rawPath,
                          m_records[1]->method + u' ' + m_records[1]->rawPath);
}

QIcon RecordComparePage::icon() const
{
    return look::icon(u"vcs-diff"_s);
}

const TextDiffModel &RecordComparePage::model() const
{
    return m_view->model();
}

} // namespace gw::compare
