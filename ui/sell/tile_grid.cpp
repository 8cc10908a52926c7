#include "tile_grid.h"

#include "picture_shelf.h"
#include "theme.h"
#include "tile_delegate.h"
#include "tile_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

namespace {
constexpr int holdMs = 600;
constexpr qreal dragMm = 4; // A finger is not a pin.
}

TileGrid::TileGrid(const Theme &theme, TileModel &model, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_delegate(new TileDelegate(theme, model, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setObjectName(QStringLiteral("tileGrid"));
    setProperty("part", QStringLiteral("tiles"));
    setAccessibleName(tr("Goods"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // A finger drags; the grid never narrows.
    setTabKeyNavigation(false);
    setAutoScroll(false);
    for (QHeaderView *header : {horizontalHeader(), verticalHeader()}) {
        header->hide();
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setMinimumSectionSize(1);
    }
    m_hold.setSingleShot(true);
    m_hold.setInterval(holdMs);
    connect(&m_hold, &QTimer::timeout, this, &TileGrid::holdOver);
    connect(&theme, &Theme::changed, this, &TileGrid::restyle);
    connect(&theme.keyboard(), &KeyboardUse::changed, viewport(), qOverload<>(&QWidget::update));
}

void TileGrid::restyle()
{
    m_delegate->forget();
    viewport()->update();
}

void TileGrid::setTileSize(QSize tile, int gap)
{
    // A section holds the tile and the gap after it; the delegate paints the tile only.
    m_delegate->setTileSize(tile);
    horizontalHeader()->setDefaultSectionSize(tile.width() + gap);
    verticalHeader()->setDefaultSectionSize(tile.height() + gap);
    viewport()->update();
}

void TileGrid::setPictures(PictureShelf &pictures)
{
    m_delegate->setPictures(&pictures);
    connect(&pictures, &PictureShelf::changed, viewport(), qOverload<>(&QWidget::update));
}

void TileGrid::pageChanged()
{
    m_delegate->choosePageStyle();
    verticalScrollBar()->setValue(0);
    if (!currentIndex().isValid())
        setCurrentIndex(m_model.indexOfPlace(0));
    viewport()->update();
}

bool TileGrid::textFits() const
{
    return m_delegate->namesFit();
}

void TileGrid::setUse(Use use)
{
    m_use = use;
    m_picked = -1;
    m_delegate->setArranging(use == Use::Arranging);
    m_delegate->setPicked({});
    viewport()->update();
}

void TileGrid::setTypedPill(const QString &text)
{
    m_typing = !text.isEmpty();
    m_delegate->setPill(text);
    if (currentIndex().isValid())
        update(currentIndex());
    if (m_pressed.isValid())
        update(m_pressed);
}

QRect TileGrid::tileRect(int place) const
{
    const QRect cell = visualRect(m_model.indexOfPlace(place));
    return {cell.topLeft(), m_delegate->tileSize()};
}

void TileGrid::press(const QModelIndex &index, const QPoint &where)
{
    m_pressed = index;
    m_pressedAt = where;
    m_scrolledFrom = verticalScrollBar()->value();
    m_dragging = false;
    m_delegate->setPressed(index);
    setCurrentIndex(index);
    m_delegate->setFocused(index);
    update(index);
    m_hold.start();
}

void TileGrid::letGo()
{
    m_hold.stop();
    const QModelIndex index = m_pressed;
    m_pressed = QModelIndex();
    m_delegate->setPressed({});
    if (index.isValid())
        update(index);
}

void TileGrid::mousePressEvent(QMouseEvent *event)
{
    const QPoint where = event->position().toPoint();
    const QModelIndex index = indexAt(where);
    const bool onTile = index.isValid() && tileRect(m_model.placeOf(index)).contains(where);
    if (event->button() != Qt::LeftButton || !onTile) {
        letGo();
        m_pressedAt = where;
        m_scrolledFrom = verticalScrollBar()->value();
        return;
    }
    press(index, where);
}

void TileGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event); // Two quick taps are two pieces.
}

void TileGrid::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const int way = event->position().toPoint().y() - m_pressedAt.y();
    const bool far =
        (event->position().toPoint() - m_pressedAt).manhattanLength() > m_theme.px(dragMm);
    if (far && !m_dragging) {
        m_dragging = true;
        letGo();
    }
    if (m_dragging)
        verticalScrollBar()->setValue(m_scrolledFrom - way);
}

void TileGrid::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = m_pressed;
    letGo();
    m_dragging = false;
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    if (m_use == Use::Arranging)
        arrange(m_model.placeOf(index));
    else if (const Tile *tile = m_model.tileAt(index))
        emit tapped(tile->product);
}

void TileGrid::holdOver()
{
    const Tile *tile = m_pressed.isValid() ? m_model.tileAt(m_pressed) : nullptr;
    letGo();
    if (tile && m_use == Use::Selling)
        emit held(tile->product);
}

void TileGrid::arrange(int place)
{
    const bool filled = m_model.tileAt(m_model.indexOfPlace(place)) != nullptr;
    const int from = m_picked;
    m_picked = from < 0 && filled ? place : -1;
    m_delegate->setPicked(m_model.indexOfPlace(m_picked));
    viewport()->update();
    if (from >= 0 && from != place)
        emit moved(from, place);
}

void TileGrid::keyPressEvent(QKeyEvent *event)
{
    const Tile *tile = m_model.tileAt(currentIndex());
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_typing || !m_theme.showsFocus()) {
            event->ignore(); // A typed number and Enter is a PLU; a scanner's Enter sells nothing.
            break;
        }
        [[fallthrough]];
    case Qt::Key_Space:
        if (m_use == Use::Arranging)
            arrange(m_model.placeOf(currentIndex()));
        else if (tile)
            emit tapped(tile->product);
        break;
    case Qt::Key_Menu:
        if (tile)
            emit held(tile->product);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QTableView::keyPressEvent(event);
        m_delegate->setFocused(currentIndex());
        viewport()->update();
        break;
    default:
        event->ignore(); // Digits and letters belong to the window.
    }
}

void TileGrid::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid())
        setCurrentIndex(m_model.indexOfPlace(0));
    m_delegate->setFocused(currentIndex());
}
