#pragma once

#include "poster_maker.h"
#include "tokens.h"

#include <QString>

class BackupBoard;
class CatalogueCache;
class Clock;
class FirstRun;
class GoodsDesk;
class HoursDesk;
class HttpsDesk;
class LatencyMeter;
class OrderDesk;
class OrderFeed;
class PictureDesk;
class SettingsBook;
class ShopState;
class Theme;
class TicketDesk;
class Till;

/// Everything below that the counter's window uses; all of it outlives the window.
struct CounterParts {
    Theme &theme;
    Till &till;
    CatalogueCache &cache;
    GoodsDesk &goodsDesk;
    HoursDesk &hours;
    PictureDesk &pictureDesk;
    OrderDesk &orders;
    OrderFeed &orderFeed;
    TicketDesk &tickets;
    HttpsDesk &https;
    const BackupBoard &backups;
    SettingsBook &settings;
    ShopState &state;
    FirstRun &firstRun;
    LatencyMeter &meter;
    const Clock &clock;
    Mode systemMode = Mode::Light; ///< For the theme "as the system".
    QString pictures; ///< Folder with pictures of goods.
    PosterMaker poster = {}; ///< Of the customers' page.
    QString seenOrders; ///< File of the orders that somebody looked at; empty: none is kept.
};
