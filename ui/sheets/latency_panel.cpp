#include "latency_panel.h"

#include "face.h"
#include "name_layout.h"
#include "theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int borderPx = 2;
}

LatencyPanel::LatencyPanel(const Theme &theme, const LatencyMeter &meter, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_meter(meter)
{
    setObjectName(u"latencyPanel"_s);
    stepFont();
    m_tick.setInterval(1s);
    hide();
    connect(&m_tick, &QTimer::timeout, this, &LatencyPanel::refresh);
    connect(&theme, &Theme::changed, this, &LatencyPanel::place);
    refresh();
}

QString LatencyPanel::spanName(LatencyMeter::Span span)
{
    switch (span) {
    case LatencyMeter::Span::TapToPaint:
        return tr("Tap to paint");
    case LatencyMeter::Span::Search:
        return tr("Search");
    case LatencyMeter::Span::Scan:
        return tr("Scan");
    case LatencyMeter::Span::Commit:
        return tr("Save a sale");
    }
    Q_UNREACHABLE();
}

QStringList LatencyPanel::headings()
{
    return {u"p50"_s, u"p95"_s, u"p99"_s, tr("max"), tr("count")};
}

void LatencyPanel::refresh()
{
    std::vector<QStringList> rows;
    QStringList spoken;
    for (const LatencyMeter::Span span : LatencyMeter::spans) {
        const LatencyHistogram times = m_meter.histogram(span);
        rows.push_back({spanName(span), millisecondsText(times.p50()),
                        millisecondsText(times.p95()), millisecondsText(times.p99()),
                        millisecondsText(times.max()), QString::number(times.count())});
        spoken << tr("%1: p99 %2 milliseconds").arg(rows.back().first(), rows.back().at(3));
    }
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    setAccessibleName(tr("How fast this till is"));
    setAccessibleDescription(spoken.join(u", "_s));
    place();
}

void LatencyPanel::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    place();
}

int LatencyPanel::padding() const
{
    return m_theme.unit(3);
}

int LatencyPanel::rowHeight() const
{
    return qRound(m_font.pixelSize() * 1.6);
}

int LatencyPanel::nameWidth() const
{
    const QFontMetricsF metrics(m_font);
    qreal width = metrics.horizontalAdvance(tr("Milliseconds"));
    for (const QStringList &row : m_rows)
        width = std::max(width, metrics.horizontalAdvance(row.first()));
    return qRound(width) + m_theme.unit(4);
}

int LatencyPanel::figureWidth() const
{
    const QFontMetricsF metrics(boldFont());
    qreal width = 0;
    for (const QString &heading : headings())
        width = std::max(width, metrics.horizontalAdvance(heading));
    for (const QStringList &row : m_rows) {
        for (qsizetype i = 1; i < row.size(); ++i)
            width = std::max(width, metrics.horizontalAdvance(row.at(i)));
    }
    return qRound(width) + m_theme.unit(3);
}

QSize LatencyPanel::sizeHint() const
{
    const int rows = int(m_rows.size()) + 1;
    return {nameWidth() + int(headings().size()) * figureWidth() + 2 * padding(),
            rows * rowHeight() + 2 * padding()};
}

bool LatencyPanel::textFits() const
{
    return width() >= sizeHint().width() && m_frame.grid.contains(geometry());
}

QFont LatencyPanel::boldFont() const
{
    return Theme::resized(m_theme.font(Style::Caption, Weight::Bold), m_font.pixelSize());
}

void LatencyPanel::stepFont()
{
    m_font = m_theme.font(Style::Caption);
    for (int px = m_font.pixelSize() - 1;
         px >= leastTextPx && sizeHint().width() > m_frame.grid.width(); --px)
        m_font = Theme::resized(m_font, px);
}

void LatencyPanel::place()
{
    stepFont();
    const QSize size = sizeHint();
    const QRect grid = m_frame.grid;
    const bool basketLeft = m_frame.basket.left() < grid.left();
    setGeometry(basketLeft ? grid.right() + 1 - size.width() : grid.left(), grid.top(),
                size.width(), size.height());
    update();
}

void LatencyPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    raise();
    m_tick.start();
}

void LatencyPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void LatencyPanel::mousePressEvent(QMouseEvent * /*event*/)
{
    emit backAsked();
}

void LatencyPanel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Bg));
    Face face {.fill = m_theme.color(Role::Surface)};
    face.border = m_theme.color(Role::Ink);
    face.borderWidth = borderPx;
    face.radius = m_theme.radius();
    paintFace(painter, rect(), face);
    paintRow(painter, 0, QStringList {tr("Milliseconds")} + headings());
    for (int i = 0; i < int(m_rows.size()); ++i)
        paintRow(painter, i + 1, m_rows.at(size_t(i)));
}

void LatencyPanel::paintRow(QPainter &painter, int row, const QStringList &texts) const
{
    QRectF box(padding(), padding() + row * rowHeight(), nameWidth(), rowHeight());
    painter.setPen(m_theme.color(row == 0 ? Role::Ink2 : Role::Ink));
    painter.setFont(m_font);
    paintLine(painter, box, Qt::AlignLeft, texts.first());
    painter.setFont(boldFont());
    box.moveLeft(padding() + nameWidth());
    box.setWidth(figureWidth());
    for (qsizetype i = 1; i < texts.size(); ++i) {
        paintLine(painter, box, Qt::AlignRight, texts.at(i));
        box.translate(figureWidth(), 0);
    }
}
