// SPDX-License-Identifier: GPL-3.0-or-later
#include "definition/reload_page.h"

#include "look/icons.h"
#include "look/metrics.h"
#include "session/api_subject.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace gw::definition {

using models::ReloadModel;
using session::EngineSession;

ReloadPage::ReloadPage(EngineSession &session, window::PageOpener &opener, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_summary(new QLabel(this))
    , m_table(new QTableView(this))
{
    m_summary->setContentsMargins(look::kMargin, look::kGap, look::kMargin, look::kGap);
    m_summary->setWordWrap(true);
    m_table->setModel(&m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Files of the last reload"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(look::rowHeight());
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_table, &QTableView::activated, this, [this, &opener](const QModelIndex &index) {
        const client::ApiReport &api = m_model.api(index.row());
        const QString subject = session::apiSubject(m_session.report().apis, api);
        if (!subject.isEmpty() && api.state != client::ApiState::Removed) {
            opener.open({QStringLiteral("api"), subject});
        }
    });
    connect(&session, &EngineSession::reportChanged, this, &ReloadPage::refresh);
    refresh();
}

QIcon ReloadPage::icon() const
{
    return look::icon(QStringLiteral("view-refresh"));
}

void ReloadPage::refresh()
{
    const client::ReloadReport &report = m_session.report();
    m_model.setReport(report.generation == 0 ? client::ReloadReport() : report);
    m_summary->setText(report.generation == 0 ? tr("No engine has loaded files yet.")
                                              : models::summaryOf(report));
    for (const int column : {ReloadModel::Outcome, ReloadModel::Api, ReloadModel::File}) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, m_table->columnWidth(column) + look::kMargin);
    }
}

} // namespace gw::definition
