#pragma once

#include "counter_frame.h"
#include "counter_keys.h"
#include "counter_parts.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class Counter;
class CounterSheets;
class FirstRunScreen;
class GoodsFeed;
class PictureShelf;
class ScanDesk;
class ScanFilter;
class SellScreen;
class ShopWindows;
class TapMeter;

/// The counter: one window with the sell screen and what is opened over it. Gives keys, scans and
/// changes of settings to whom they concern. Owned by main; main thread.
class CounterWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit CounterWindow(const CounterParts &parts);
    ~CounterWindow() override;

    /// In full screen or as a window, as the settings say.
    void open();
    Counter &counter() { return *m_counter; }
    GoodsFeed &goods() { return *m_goods; }
    SellScreen &sellScreen() { return *m_sell; }
    CounterSheets &sheets() { return *m_sheets; }
    ShopWindows &windows() { return *m_windows; }
    const CounterFrame &frame() const { return m_frame; }
    /// As a key of the table does.
    void act(CounterAction action);

protected:
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectSell();
    void connectCounter();
    void connectScanner();
    void connectSettings();
    void openBeside(CounterAction action);
    void applySettings();
    void applyLook();
    void applyFigures();
    void applyScanner();
    void applyOrders();
    void readHourlySales();
    void openFirstRun();
    void scanned(const QString &code);
    void say(const QString &sentence, bool warning);
    bool takeTyped(const QKeyEvent &event);
    bool typesNow() const;
    void actOnLine(CounterAction action);
    void back();
    void moveTile(const QString &page, int from, int to);
    void arrange(bool on);
    void chooseLine(int by);

    const CounterParts m_parts;
    const CounterKeys m_keys;
    CounterFrame m_frame;
    GoodsFeed *m_goods;
    Counter *m_counter;
    ScanDesk *m_scanDesk;
    PictureShelf *m_pictures;
    SellScreen *m_sell;
    CounterSheets *m_sheets;
    ShopWindows *m_windows;
    FirstRunScreen *m_firstRun = nullptr;
    ScanFilter *m_scanFilter;
    TapMeter *m_tapMeter;
    QElapsedTimer m_sinceScan; ///< Valid until its line is painted.
    QTimer m_tick;
    QString m_typedBefore; ///< To take a scan's first character back.
    QString m_searchBefore;
};
