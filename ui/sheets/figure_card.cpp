#include "figure_card.h"

#include "face.h"
#include "name_layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

FigureCard::FigureCard(const Theme &theme, Ground ground, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ground(ground)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FigureCard::show(std::vector<Row> rows)
{
    const bool sameHeight = rows.size() == m_rows.size();
    m_rows = std::move(rows);
    QStringList spoken;
    for (const Row &row : m_rows)
        spoken << u"%1 %2"_s.arg(row.words, row.figure);
    setAccessibleName(spoken.join(u", "_s));
    if (!sameHeight)
        updateGeometry();
    update();
}

QFont FigureCard::wordsFont(const Row &row) const
{
    return m_theme.font(Style::Line, row.strong ? Weight::Bold : Weight::Regular);
}

QFont FigureCard::figureFont(const Row &row) const
{
    return row.strong ? m_theme.font(Style::LineSum, Weight::Black) : m_theme.font(Style::Line);
}

qreal FigureCard::widthOf(const Row &row) const
{
    return QFontMetricsF(wordsFont(row)).horizontalAdvance(row.words) + m_theme.unit(2)
        + QFontMetricsF(figureFont(row)).horizontalAdvance(row.figure);
}

int FigureCard::rowHeight() const
{
    return qRound(m_theme.textPx(Style::LineSum) * 1.5);
}

bool FigureCard::textFits() const
{
    return std::ranges::all_of(
        m_rows, [this](const Row &row) { return widthOf(row) <= width() - 2 * padding(); });
}

QSize FigureCard::sizeHint() const
{
    const int beside = m_ground == Ground::Card ? 2 * m_theme.unit(2) : 0;
    return {qRound(m_theme.px(40)), int(m_rows.size()) * rowHeight() + beside};
}

void FigureCard::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    if (m_ground == Ground::Card) {
        Face face {.fill = m_theme.color(Role::Surface)};
        face.border = m_theme.color(Role::Line);
        face.borderWidth = m_theme.line();
        face.radius = m_theme.radius();
        paintFace(painter, rect(), face);
    }
    QRectF line = QRectF(rect()).adjusted(padding(), 0, -padding(), 0);
    line.setTop((height() - int(m_rows.size()) * rowHeight()) / 2.0);
    line.setHeight(rowHeight());
    for (const Row &row : m_rows) {
        painter.setFont(wordsFont(row));
        painter.setPen(m_theme.color(row.strong ? Role::Ink : Role::Ink2));
        paintLine(painter, line, Qt::AlignLeft, row.words);
        painter.setFont(figureFont(row));
        painter.setPen(m_theme.color(Role::Ink));
        paintLine(painter, line, Qt::AlignRight, row.figure);
        line.translate(0, rowHeight());
    }
}
