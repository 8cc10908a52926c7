#include "total_panel.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace {
// Of look.md, in mm.
constexpr qreal sideMm = 2.4;
constexpr qreal topMm = 1.6;
constexpr qreal bottomMm = 1.8;
constexpr qreal wordMm = 5.4;
constexpr qreal rowLine = 1.45; // of the text's size
constexpr qreal leastFigureMm = 12;
constexpr qreal signShare = 0.42; // of the figure
constexpr qreal figureLine = 0.95;
}

TotalPanel::TotalPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("totalPanel"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, [this] {
        arrange();
        update();
    });
}

void TotalPanel::show(Content content)
{
    if (m_content == content)
        return;
    m_content = std::move(content);
    const QString amount = m_content.signBefore ? m_content.sign + m_content.figure
                                                : m_content.figure + u' ' + m_content.sign;
    setAccessibleName(m_content.words + u' ' + amount);
    arrange();
    updateGeometry();
    update();
}

qreal TotalPanel::side() const
{
    return m_theme.px(sideMm);
}

int TotalPanel::rowHeight() const
{
    return qRound(m_theme.textPx(Style::Body) * rowLine);
}

/// The largest figure that leaves room for word and sign.
void TotalPanel::arrange()
{
    const qreal wordWidth = QFontMetricsF(Theme::resized(m_theme.font(Style::Line, Weight::Bold),
                                                         qRound(m_theme.px(wordMm))))
                                .horizontalAdvance(m_content.words);
    const qreal room = width() - 2 * side() - wordWidth - m_theme.unit(3);
    const int least = qRound(m_theme.px(leastFigureMm));
    const QFont font = m_theme.font(Style::Total);
    m_figurePx = m_theme.textPx(Style::Total);
    while (m_figurePx > least) {
        const QFontMetricsF figure(Theme::resized(font, m_figurePx));
        const QFontMetricsF sign(Theme::resized(font, qRound(m_figurePx * signShare)));
        const qreal wide = figure.horizontalAdvance(m_content.figure)
            + sign.horizontalAdvance(m_content.sign) + m_figurePx * 0.12;
        if (wide <= room)
            break;
        --m_figurePx;
    }
}

int TotalPanel::neededHeight() const
{
    return qRound(m_theme.px(topMm + bottomMm)) + int(m_content.rows.size()) * rowHeight()
        + qRound(m_theme.textPx(Style::Total) * figureLine);
}

QSize TotalPanel::sizeHint() const
{
    return {width(), neededHeight()};
}

void TotalPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void TotalPanel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Slate));
    if (m_theme.settings().mode == Mode::Dark)
        painter.fillRect(0, 0, width(), 1, m_theme.color(Role::Line));
    const QRectF inner = QRectF(rect()).adjusted(side(), m_theme.px(topMm), -side(), 0);

    painter.setFont(m_theme.font(Style::Body));
    painter.setPen(m_theme.color(Role::Slate2));
    qreal top = inner.top();
    for (const Row &row : m_content.rows) {
        const QRectF line(inner.left(), top, inner.width(), rowHeight());
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, row.words);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.figure);
        top += rowHeight();
    }

    const QFont figureFont = Theme::resized(m_theme.font(Style::Total), m_figurePx);
    const QFont signFont =
        Theme::resized(m_theme.font(Style::Total, Weight::Bold), qRound(m_figurePx * signShare));
    const QFontMetricsF figure(figureFont);
    const QFontMetricsF sign(signFont);
    const qreal base = height() - m_theme.px(bottomMm) - figure.descent() * 0.42;
    const qreal gap = m_figurePx * 0.1;
    const qreal signWidth = sign.horizontalAdvance(m_content.sign);
    const qreal figureWidth = figure.horizontalAdvance(m_content.figure);
    const qreal figureLeft =
        inner.right() - figureWidth - (m_content.signBefore ? 0 : signWidth + gap);
    painter.setFont(figureFont);
    painter.setPen(m_theme.color(m_content.quiet ? Role::Quiet : Role::SlateInk));
    painter.drawText(QPointF(figureLeft, base), m_content.figure);
    painter.setFont(signFont);
    painter.setPen(m_theme.color(m_content.quiet ? Role::Quiet : Role::Slate2));
    painter.drawText(
        QPointF(m_content.signBefore ? figureLeft - gap - signWidth : inner.right() - signWidth,
                base),
        m_content.sign);
    painter.setFont(
        Theme::resized(m_theme.font(Style::Line, Weight::Bold), qRound(m_theme.px(wordMm))));
    painter.setPen(m_theme.color(Role::SlateInk));
    painter.drawText(QPointF(inner.left(), base), m_content.words);
}
