#include "tile_delegate.h"

#include "face.h"
#include "picture_shelf.h"
#include "tile_model.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
// Of look.md, in mm.
constexpr qreal padTopMm = 1.7;
constexpr qreal padSideMm = 1.9;
constexpr qreal padBottomMm = 1.2;
constexpr qreal glyphMm = 8.4;
constexpr qreal pictureMm = 11;
}

TileDelegate::TileDelegate(const Theme &theme, const TileModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

void TileDelegate::setTileSize(QSize tile)
{
    if (m_tile == tile)
        return;
    m_tile = tile;
    forget();
}

void TileDelegate::forget()
{
    m_names.clear();
    m_fits.clear();
    choosePageStyle();
}

qreal TileDelegate::nameWidth() const
{
    return m_tile.width() - 2 * m_theme.px(padSideMm);
}

/// Of all names of a page, of which only some are painted.
bool TileDelegate::fits(const Tile &tile) const
{
    QHash<QString, bool> &known = m_fits[m_nameFont.pixelSize()];
    const auto found = known.constFind(tile.name);
    if (found != known.constEnd())
        return *found;
    return *known.insert(tile.name, nameFits(tile.name, m_nameFont, nameWidth()));
}

bool TileDelegate::namesFit() const
{
    return std::ranges::all_of(
        m_model.tiles(), [this](const Tile &tile) { return tile.product == 0 || fits(tile); });
}

/// Sizes are never mixed on a page: one name that needs a third line, or has a word that is too
/// wide, makes all of them smaller.
void TileDelegate::choosePageStyle()
{
    m_nameFont = m_theme.font(Style::Tile);
    if (namesFit())
        return;
    const QFont small = m_theme.font(Style::TileSmall);
    m_nameFont = small;
    for (int px = small.pixelSize() - 1; !namesFit() && px >= leastTextPx; --px)
        m_nameFont = Theme::resized(small, px);
}

/// Laid out once for each size: a page that was open before opens without a pause.
const NameLayout &TileDelegate::nameOf(const Tile &tile) const
{
    QHash<QString, NameLayout> &names = m_names[m_nameFont.pixelSize()];
    const auto known = names.constFind(tile.name);
    if (known != names.constEnd())
        return *known;
    return *names.insert(tile.name, layOutName(tile.name, m_nameFont, nameWidth()));
}

QSize TileDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                             const QModelIndex & /*index*/) const
{
    return m_tile;
}

void TileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QRectF rect(option.rect.topLeft(), QSizeF(m_tile));
    painter->save();
    if (const Tile *tile = m_model.tileAt(index))
        paintTile(*painter, rect, *tile, index);
    else if (m_arranging)
        paintEmpty(*painter, rect);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus) && m_theme.showsFocus();
    // Inside the tile, because the neighbours' places are not ours to paint on.
    if (focused)
        paintFocusRing(*painter, rect.adjusted(focusRoom, focusRoom, -focusRoom, -focusRoom),
                       m_theme.radius() - 2, m_theme.color(Role::Focus));
    painter->restore();
}

void TileDelegate::paintEmpty(QPainter &painter, const QRectF &rect) const
{
    Face face = keyFace(m_theme);
    face.fill = Qt::NoBrush;
    face.border = m_theme.color(Role::Line);
    face.borderWidth = 2;
    face.dashed = true;
    paintFace(painter, rect, face);
}

void TileDelegate::paintTile(QPainter &painter, const QRectF &rect, const Tile &tile,
                             const QModelIndex &index) const
{
    const CategoryLook look = m_theme.category(tile.category);
    const bool pressed = index == m_pressed || index == m_picked;
    Face face = tileFace(m_theme, look, pressed ? Press::Down : Press::Up);
    if (tile.soldOut && !m_theme.isContrast()) {
        face.fill = m_theme.stripes();
        face.edge = m_theme.color(Role::Edge);
    } else if (tile.soldOut) {
        face.dashed = true;
        face.borderWidth = 3;
    }
    paintFace(painter, rect, face);

    const qreal band = m_theme.isContrast() && !tile.soldOut ? face.bandHeight : 0;
    QRectF inner = rect.adjusted(m_theme.px(padSideMm), m_theme.px(padTopMm) + band,
                                 -m_theme.px(padSideMm), -m_theme.px(padBottomMm) - m_theme.edge());
    inner.translate(0, pressedDrop(face));
    painter.setPen(m_theme.color(tile.soldOut ? Role::Ink2 : Role::Ink));
    nameOf(tile).paint(painter, inner);
    if (!tile.soldOut) {
        painter.setFont(m_theme.font(Style::Price));
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignBottom, tile.price);
    }
    paintCorner(painter, roomOfCorner(inner, tile), tile);
    const bool underFinger = index == m_pressed || (m_theme.showsFocus() && index == m_focused);
    if (!m_pill.isEmpty() && underFinger) {
        const QSizeF size = pillSize(m_theme, m_pill);
        const qreal pad = m_theme.unit(2);
        paintPill(painter, m_theme,
                  {QPointF(rect.right() - pad - size.width(), rect.top() + pad), size}, m_pill);
    }
}

/// Right of the price; above it where the price leaves too little for what is said there.
QRectF TileDelegate::roomOfCorner(const QRectF &inner, const Tile &tile) const
{
    if (tile.soldOut)
        return inner;
    const QFontMetricsF price(m_theme.font(Style::Price));
    QRectF room = inner;
    room.setLeft(inner.left() + price.horizontalAdvance(tile.price) + m_theme.unit(1));
    qreal widest = 0;
    for (const Badge &badge : badgesOf(tile))
        widest = std::max(widest, badgeSize(m_theme, badge).width());
    return widest <= room.width() ? room : inner.adjusted(0, 0, 0, -price.capHeight() * 1.5);
}

std::vector<Badge> TileDelegate::badgesOf(const Tile &tile) const
{
    if (tile.soldOut)
        return {{BadgeKind::SoldOut, tr("Sold out"), BadgeIcon::Shown, {}}};
    const BadgeIcon icon =
        m_theme.frame() == FrameClass::Wide ? BadgeIcon::Shown : BadgeIcon::Dropped;
    std::vector<Badge> badges;
    if (!tile.left.isEmpty())
        badges.push_back({BadgeKind::Low, tile.left, icon, {}});
    if (!tile.allergen.isEmpty())
        badges.push_back({BadgeKind::Allergen, tile.allergen, BadgeIcon::Shown, {}});
    return badges;
}

/// The lower right says the most important thing: sold out, else badges, else picture, else glyph.
void TileDelegate::paintCorner(QPainter &painter, const QRectF &inner, const Tile &tile) const
{
    const std::vector<Badge> badges = badgesOf(tile);
    if (badges.empty()) {
        paintGlyph(painter, inner, tile);
        return;
    }
    qreal bottom = inner.bottom();
    for (const Badge &badge : badges) {
        const QSizeF size = badgeSize(m_theme, badge);
        paintBadge(painter, m_theme,
                   {QPointF(inner.right() - size.width(), bottom - size.height()), size}, badge);
        bottom -= size.height() + m_theme.unit(1);
    }
}

void TileDelegate::paintGlyph(QPainter &painter, const QRectF &inner, const Tile &tile) const
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int pictureSide = qRound(m_theme.px(pictureMm));
    const QPixmap picture =
        m_pictures ? m_pictures->picture(tile.name, tile.picture, pictureSide, ratio) : QPixmap();
    if (!picture.isNull() && pictureSide <= inner.width()) {
        const QRectF place(inner.right() - pictureSide, inner.bottom() - pictureSide, pictureSide,
                           pictureSide);
        QPainterPath round;
        round.addRoundedRect(place, m_theme.radius(), m_theme.radius());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(round, Qt::IntersectClip);
        painter.drawPixmap(place.toRect(), picture);
        painter.setClipping(false);
        return;
    }
    const int side = qRound(m_theme.px(glyphMm));
    if (side > inner.width())
        return; // A long price needs the room.
    const QPixmap glyph =
        m_theme.icon(tile.glyph, m_theme.category(tile.category).strong, side, ratio);
    painter.drawPixmap(qRound(inner.right()) - side, qRound(inner.bottom()) - side, glyph);
}
