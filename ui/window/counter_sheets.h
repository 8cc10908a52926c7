#pragma once

#include "chime.h"
#include "counter_frame.h"
#include "figures.h"
#include "key_table.h"
#include "paper_rows.h"
#include "sheet_stack.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class ChangeSheet;
class ClerkSheet;
class Counter;
class CustomerSheet;
class DiscountSheet;
class GoodsFeed;
class HelpOverlay;
class InfoSheet;
class LatencyPanel;
class LockScreen;
class MoreSheet;
class OrderBell;
class OrdersBoard;
class ParkSheet;
class PriceSheet;
class QuantityPad;
class ReceiptSheet;
class RefundSheet;
class SellScreen;
class SettingsScreen;
class SoldOutSheet;
class TenderSheet;
class UnknownCodeSheet;
struct BoardTiming;
struct CounterParts;

/// Everything that is opened over the tiles: made when it is first asked for, wired to the counter,
/// shown one at a time. Owned by the counter window; main thread.
class CounterSheets final : public QObject
{
    Q_OBJECT
public:
    /// Who the sheets work with; all outlive them.
    struct Parts {
        const CounterParts &counterParts;
        Counter &counter;
        GoodsFeed &goods;
        SellScreen &sell;
    };
    CounterSheets(const Parts &parts, QWidget &window);
    ~CounterSheets() override;

    void setFrame(const CounterFrame &frame, QSize window);
    void setFigures(const Figures &figures);
    void setReceiptWords(const ReceiptWords &words);
    void setCashKeys(int count);
    void setOrderSettings(const BoardTiming &timing, ChimeVolume volume);

    void open(CounterAction action);
    void openTender(TenderMethod method);
    void takeExact(TenderMethod method);
    void openTile(qint64 product);
    void openQuantity();
    void openUnknownCode(const QString &code);
    /// False where no open order has this pick-up code.
    bool openOrder(const QString &code);
    /// A scan while something is open; false when it is not for that.
    bool takeScan(const QString &code);
    /// Whether tiles, keys and scans sell now: nothing is open but what a finished sale shows.
    bool selling() const;
    /// From now on new orders light the badge.
    void watchOrders();
    void closeAll() { m_stack.close(); }
    QWidget *current() const { return m_stack.current(); }

signals:
    void changed(); ///< Something was opened or closed.
    void arrangeAsked();
    void besideAsked(CounterAction action); ///< A window beside the counter's.
    void said(const QString &sentence, bool warning);

private:
    template <typename T, typename... Arguments> T &made(T *&sheet, Arguments &&...arguments);
    template <typename T> void dress(T &sheet);
    void connectCounter();
    TenderSheet &tender();
    ReceiptSheet &receipts();
    QuantityPad &pad();
    InfoSheet &info();
    OrdersBoard &board();
    void openChange(const QUuid &receipt);
    void openRefund(const QUuid &receipt);
    bool openForBasket(CounterAction action);
    void openForShop(CounterAction action);
    void openReceipts();
    void openLast();
    void openSoldOut();
    void openSettings();
    void openMore();
    void toggleLatency();
    void noSale();
    void handOver(qint64 publicId);
    void setAvailable(qint64 product, bool available);
    void showPaid();
    void stackChanged();
    void show(QWidget &sheet, SheetStack::Cover cover = SheetStack::Cover::Tiles);

    const Parts m;
    QWidget &m_window;
    SheetStack m_stack;
    CounterFrame m_frame;
    QSize m_size;
    Figures m_figures;
    ReceiptWords m_words;
    int m_cashKeys = 6;
    std::vector<std::function<void()>> m_dressers;

    TenderSheet *m_tender = nullptr;
    ChangeSheet *m_change = nullptr;
    ReceiptSheet *m_receipts = nullptr;
    RefundSheet *m_refund = nullptr;
    QuantityPad *m_pad = nullptr;
    DiscountSheet *m_discount = nullptr;
    PriceSheet *m_price = nullptr;
    ParkSheet *m_park = nullptr;
    CustomerSheet *m_customer = nullptr;
    ClerkSheet *m_clerks = nullptr;
    InfoSheet *m_info = nullptr;
    MoreSheet *m_more = nullptr;
    SoldOutSheet *m_soldOut = nullptr;
    UnknownCodeSheet *m_unknown = nullptr;
    HelpOverlay *m_help = nullptr;
    LatencyPanel *m_latency = nullptr;
    LockScreen *m_lock = nullptr;
    OrdersBoard *m_board = nullptr;
    OrderBell *m_bell = nullptr; ///< Made with the board.
    SettingsScreen *m_settings = nullptr;
};
