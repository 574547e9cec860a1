// SPDX-License-Identifier: GPL-3.0-or-later
// How a body was looked at, and where it is kept.
#include "widgets/body_saver.h"
#include "widgets/body_view.h"

#include <QComboBox>
#include <QFileDialog>
#include <QJsonObject>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gw::widgets {

QJsonObject BodyView::saveState() const
{
    return {{u"form"_s, m_form->currentIndex()}, {u"filter"_s, m_filter->text()}};
}

void BodyView::restoreState(const QJsonObject &state)
{
    m_form->setCurrentIndex(std::clamp(state["form"_L1].toInt(), 0, m_form->count() - 1));
    m_filter->setText(state["filter"_L1].toString());
    prepare();
}

void BodyView::save()
{
    if (m_result == nullptr || m_result->body == nullptr) {
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Save the body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // The body that is shown now; another answer may have come when a name is chosen.
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, body = m_result->body](const QString &path) { m_saver->save(body, path); });
    dialog->open();
}

} // namespace gw::widgets
