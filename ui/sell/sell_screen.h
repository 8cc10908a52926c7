#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "hourly_sales.h"

#include <QWidget>

#include <vector>

class BasketPanel;
class BottomBar;
class CategoryRail;
class ClerkBar;
class Clock;
class Counter;
class GoodsFeed;
class LatencyMeter;
class PictureShelf;
class SearchResults;
class Theme;
class TileGrid;
class TileModel;
class TopBar;

/// The screen on which everything is sold: bars, rail, tiles, basket, each in its frame, and the
/// search over the tiles. What covers the tiles otherwise is the window's. Owned by the counter
/// window; main thread.
class SellScreen final : public QWidget
{
    Q_OBJECT
public:
    struct Parts {
        Counter &counter;
        GoodsFeed &goods;
        LatencyMeter &meter;
        PictureShelf &pictures;
        const Clock &clock;
    };
    SellScreen(const Theme &theme, const Parts &parts, QWidget *parent = nullptr);

    void setFrame(const CounterFrame &frame, Hand hand);
    void setFigures(const Figures &figures);
    void setLowStock(int pieces);
    /// What sells at which hour, for the "now" keys.
    void setHourlySales(std::vector<HourlySales> sales);
    void setArranging(bool arranging);
    bool arranging() const;
    /// The top bar alone, over the whole width, above a board or the settings.
    void setBarAlone(bool alone);
    /// The hour may have changed.
    void tick();

    TopBar &topBar() { return *m_topBar; }
    BasketPanel &basket() { return *m_basket; }
    BottomBar &bottomBar() { return *m_bottomBar; }
    CategoryRail &rail() { return *m_rail; }
    ClerkBar &clerkBar() { return *m_clerkBar; }
    TileGrid &grid() { return *m_grid; }
    bool searching() const; ///< Results are shown.
    bool searchInUse() const; ///< Or the field has the keys.
    void beginSearch(const QString &text);
    void endSearch();
    bool textFits() const;

signals:
    void tileHeld(qint64 product);
    void tilesMoved(const QString &page, int from, int to);
    /// A category, a tile or the search was used: what covers the tiles may go.
    void tilesWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectParts();
    void connectSearch();
    void place();
    void showPage();
    void showTyped();
    void searchFor(const QString &text);
    void sellFound(qint64 product);
    std::vector<qint64> placesOf(const QString &page) const;

    const Theme &m_theme;
    Counter &m_counter;
    GoodsFeed &m_goods;
    const Clock &m_clock;
    CounterFrame m_frame;
    Hand m_hand = Hand::Right;
    std::vector<HourlySales> m_sales;
    int m_hour = -1;
    bool m_barAlone = false;

    TileModel *m_tiles;
    TopBar *m_topBar;
    ClerkBar *m_clerkBar;
    CategoryRail *m_rail;
    TileGrid *m_grid;
    SearchResults *m_results;
    BasketPanel *m_basket;
    BottomBar *m_bottomBar;
};
