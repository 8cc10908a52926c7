#pragma once

#include <QElapsedTimer>
#include <QTableView>
#include <QTimer>

class PictureShelf;
class Theme;
class TileDelegate;
class TileModel;

/// The grid of tiles: a tap sells, a long press asks, a drag scrolls. In layout mode two taps move
/// a tile. Paints places of a model, so ten thousand goods cost what is seen of them. Owned by the
/// sell screen; main thread.
class TileGrid final : public QTableView
{
    Q_OBJECT
public:
    enum class Use { Selling, Arranging };

    TileGrid(const Theme &theme, TileModel &model, QWidget *parent = nullptr);

    void setTileSize(QSize tile, int gap);
    void setPictures(PictureShelf &pictures);
    /// The model shows another page: from its top, names laid out anew.
    void pageChanged();
    void setUse(Use use);
    Use use() const { return m_use; }
    /// The typed quantity, shown on the tile under the finger or the focus; empty = none.
    void setTypedPill(const QString &text);
    /// Where the tile of @p place stands, in the grid's own coordinates.
    QRect tileRect(int place) const;
    bool textFits() const; ///< For tests: every name in two lines.

signals:
    void tapped(qint64 product);
    void held(qint64 product); ///< A long press, or the menu key.
    void moved(int fromPlace, int toPlace); ///< While arranging.

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void press(const QModelIndex &index, const QPoint &where);
    void letGo();
    void arrange(int place);
    void holdOver();
    void restyle();

    const Theme &m_theme;
    TileModel &m_model;
    TileDelegate *m_delegate;
    Use m_use = Use::Selling;
    QTimer m_hold;
    QPersistentModelIndex m_pressed;
    QPoint m_pressedAt;
    int m_scrolledFrom = 0;
    bool m_dragging = false;
    bool m_typing = false; // A number waits for its tile.
    int m_picked = -1; // The place of the tile that is about to move.
};
