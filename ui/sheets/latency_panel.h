#pragma once

#include "counter_frame.h"
#include "latency_meter.h"

#include <QFont>
#include <QTimer>
#include <QWidget>

#include <vector>

class Theme;

/// How fast this till is: the percentiles of what a clerk waits for, in milliseconds, read once a
/// second while it shows. Places itself in the grid's upper corner, away from the basket. Owned by
/// the counter window; main thread.
class LatencyPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LatencyPanel)
public:
    LatencyPanel(const Theme &theme, const LatencyMeter &meter, QWidget *parent);

    void setFrame(const CounterFrame &frame);
    bool textFits() const;
    QSize sizeHint() const override;

signals:
    void backAsked(); ///< A tap.

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    static QString spanName(LatencyMeter::Span span);
    static QStringList headings();
    void refresh();
    void place();
    void paintRow(QPainter &painter, int row, const QStringList &texts) const;
    void stepFont();
    QFont boldFont() const;
    int padding() const;
    int rowHeight() const;
    int nameWidth() const;
    int figureWidth() const;

    const Theme &m_theme;
    const LatencyMeter &m_meter;
    CounterFrame m_frame;
    QTimer m_tick;
    QFont m_font; ///< Steps down where the grid is narrow.
    std::vector<QStringList> m_rows; ///< Name, then a figure for each heading.
};
