// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/problems_model.h"
#include "window/tab_area.h"

#include <QObject>
#include <QSet>

namespace gw::definition {

// Keeps the rows of the open definitions and of gatewright.conf in the list of problems: they come
// with each judgement of a page's text and go when they are mended or the page closes. Thread: GUI.
class SpecProblems final : public QObject {
    Q_OBJECT

public:
    // Both must outlive this.
    SpecProblems(window::TabArea &tabs, models::ProblemsModel &model, QObject *parent = nullptr);

private:
    void follow();
    template <typename TextPage>
    void take(TextPage *page);

    window::TabArea &m_tabs;
    models::ProblemsModel &m_model;
    QSet<window::Page *> m_pages;
};

} // namespace gw::definition
