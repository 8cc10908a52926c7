#include "board_column.h"

#include "badge.h"
#include "face.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {
// Of look.md, in units of 0.75 mm.
constexpr qreal headUnits = 17;
constexpr qreal padUnits = 4.5;
}

BoardColumn::BoardColumn(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_list(new CardList(theme, this))
{
    connect(&theme, &Theme::changed, this, [this] {
        arrange();
        update();
    });
}

void BoardColumn::setTitle(const QString &icon, const QString &title)
{
    m_icon = icon;
    m_title = title;
    arrange();
    update();
}

void BoardColumn::setCards(const std::vector<OrderCard> &cards)
{
    m_list->setCards(cards);
    m_list->setAccessibleName(tr("%1, orders: %2").arg(m_title, count()));
    arrange();
    update();
}

bool BoardColumn::textFits() const
{
    return m_layout.fits && m_list->textFits();
}

/// The title in one line or two, smaller where it must be.
void BoardColumn::arrange()
{
    const qreal pad = m_theme.unit(padUnits);
    const qreal icon = m_theme.iconPx() + m_theme.unit(2);
    const QSizeF pill = pillSize(m_theme, count());
    const qreal room = width() - 2 * pad - icon - pill.width() - m_theme.unit(2);
    QFont font = m_theme.font(Style::Tile, Weight::Black);
    m_layout = layOutName(m_title, font, room);
    while (!m_layout.fits && font.pixelSize() > m_theme.textPx(Style::Caption)) {
        font = Theme::resized(font, font.pixelSize() - 1);
        m_layout = layOutName(m_title, font, room);
    }
    const qreal needed = std::max(m_layout.height(), pill.height()) + m_theme.unit(4);
    m_neededHead = std::max(m_theme.unit(headUnits) - m_theme.gap(), int(std::ceil(needed)));
    const int head = std::max(m_neededHead, m_head);
    m_titleBox = {pad + icon, 0, room, qreal(head)};
    m_pill = {QPointF(width() - pad - pill.width(), std::round((head - pill.height()) / 2)), pill};
    m_list->setGeometry(0, head, width(), height() - head - m_theme.unit(1));
}

void BoardColumn::setHead(int height)
{
    if (m_head == height)
        return;
    m_head = height;
    arrange();
    update();
}

void BoardColumn::resizeEvent(QResizeEvent *)
{
    arrange();
}

void BoardColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Face face {.fill = m_theme.color(Role::Sunk), .radius = qreal(m_theme.radius())};
    if (m_theme.isContrast()) {
        face.border = m_theme.color(Role::Line);
        face.borderWidth = m_theme.line();
    }
    paintFace(painter, rect(), face);
    const QColor ink = m_theme.color(Role::Ink);
    const int icon = m_theme.iconPx();
    painter.drawPixmap(
        QPointF(m_theme.unit(padUnits), std::round(m_titleBox.center().y() - icon / 2.0)),
        m_theme.icon(m_icon, ink, icon, devicePixelRatioF()));
    painter.setPen(ink);
    m_layout.paint(painter, m_titleBox, Qt::AlignLeft | Qt::AlignVCenter);
    paintPill(painter, m_theme, m_pill, count());
}
