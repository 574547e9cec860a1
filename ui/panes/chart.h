// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "look/icons.h"

#include <QString>
#include <QVector>
#include <QWidget>

#include <vector>

class QAction;
class QCPGraph;
class QCPItemStraightLine;
class QCustomPlot;
class QLabel;

namespace gw::widgets {
class EmptyText;
}

namespace gw::panes {

// One chart over time: thin lines, a light grid, the unit on the axis, the values under the
// pointer. By keys: Left, Right, Home and End go to a second and its values, Escape back to the
// newest; + and - zoom, Shift with Left and Right moves. Thread: GUI.
class Chart final : public QWidget {
    Q_OBJECT

public:
    struct Line {
        QString name;
        look::Tint tint = look::Tint::Info;
        bool isDashed = false;
    };

    Chart(const QString &title, const QString &unit, const std::vector<Line> &lines,
          QWidget *parent = nullptr);

    // values[line][at]; times: seconds since the epoch, ascending. NaN is a gap.
    void setValues(const QVector<double> &times, const std::vector<QVector<double>> &values);
    void setSpan(double from, double to);
    // What stands there while all values are 0; see EmptyText.
    void setEmptyText(const QString &text, QAction *action = nullptr);

Q_SIGNALS:
    // The user zoomed or moved: stop following.
    void spanChosen(double from, double to);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    // Of seconds between seconds without a value: a line has no length there.
    [[nodiscard]] QCPGraph *lonePoints(std::size_t line) const;
    void applyLook();
    void fitTicks();
    [[nodiscard]] int legendWidth() const;
    void showValuesAt(double seconds);
    void showNewest();
    // To the second that is so many behind the marked one.
    void step(int count);
    void mark(double seconds);
    void zoom(double factor);
    void showFocus();

    QCustomPlot *m_plot;
    QLabel *m_legend;
    widgets::EmptyText *m_empty;
    std::vector<Line> m_lines;
    QString m_title;
    QString m_unit;
    bool m_isSetting = false;
    QVector<double> m_times;
    double m_marked;             // second that keys have chosen; NaN: the newest
    QCPItemStraightLine *m_mark; // where it is
};

} // namespace gw::panes
