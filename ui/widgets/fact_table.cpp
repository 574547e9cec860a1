// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fact_table.h"

#include "look/metrics.h"
#include "widgets/fitted_columns.h"
#include "widgets/response_view.h"

#include <QDateTime>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace gw::widgets {

namespace {

QString worded(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

QTreeWidget *factTable(const QString &name, const QStringList &columns, QWidget *parent)
{
    auto *table = new QTreeWidget(parent);
    table->setAccessibleName(name);
    table->setHeaderLabels(columns);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setFrameShape(QFrame::NoFrame);
    new FittedColumns(table);
    return table;
}

void addFact(QTreeWidget &table, const QStringList &texts)
{
    auto *row = new QTreeWidgetItem(&table, texts);
    for (int column = 0; column < texts.size(); ++column) {
        row->setFont(column, look::fixedFont());
        row->setToolTip(column, texts[column]);
    }
}

void fillCookies(QTreeWidget &table, const requests::TransferResult &result)
{
    table.clear();
    for (const std::string &line : result.cookies) {
        const auto cookie = requests::cookieOf(line);
        if (cookie) {
            const QString expires =
                cookie->expires == 0
                    ? ResponseView::tr("with the session")
                    : QDateTime::fromSecsSinceEpoch(cookie->expires).toString(Qt::ISODate);
            addFact(table, {worded(cookie->name), worded(cookie->value), worded(cookie->domain),
                            worded(cookie->path), expires});
        }
    }
}

void fillTls(QTreeWidget &table, const requests::TransferResult &result)
{
    table.clear();
    const requests::TlsFacts &tls = result.tls;
    const requests::ConnectionFacts &connection = result.connection;
    addFact(table, {ResponseView::tr("From"),
                    u"%1:%2"_s.arg(worded(connection.localAddress)).arg(connection.localPort)});
    addFact(table, {ResponseView::tr("To"),
                    u"%1:%2"_s.arg(worded(connection.remoteAddress)).arg(connection.remotePort)});
    addFact(table, {ResponseView::tr("Connection"),
                    connection.isReused ? ResponseView::tr("kept from an earlier request")
                                        : ResponseView::tr("new")});
    if (tls.protocol.empty() && tls.certificates.empty()) {
        addFact(table,
                {ResponseView::tr("TLS"),
                 connection.isReused ? ResponseView::tr("set up by an earlier request, if at all")
                                     : ResponseView::tr("none: the request went in clear text")});
        return;
    }
    addFact(table, {ResponseView::tr("Protocol"), worded(tls.protocol)});
    addFact(table, {ResponseView::tr("Cipher"), worded(tls.cipher)});
    addFact(table, {ResponseView::tr("ALPN"), worded(tls.alpn)});
    addFact(table,
            {ResponseView::tr("Certificate"),
             tls.isVerified ? ResponseView::tr("verified") : ResponseView::tr("not verified")});
    for (const auto &certificate : tls.certificates) {
        for (const auto &[name, value] : certificate) {
            if (name != "Cert") {
                addFact(table, {worded(name), worded(value)});
            }
        }
    }
}

} // namespace gw::widgets
