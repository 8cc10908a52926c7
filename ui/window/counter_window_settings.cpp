#include "basket_panel.h"
#include "counter.h"
#include "counter_sheets.h"
#include "counter_window.h"
#include "first_run_screen.h"
#include "goods_feed.h"
#include "look_settings.h"
#include "order_times.h"
#include "picture_shelf.h"
#include "scan_desk.h"
#include "scan_filter.h"
#include "sell_screen.h"
#include "settings_book.h"
#include "shop_windows.h"
#include "theme.h"
#include "till.h"

#include <QGuiApplication>
#include <QScreen>
#include <QTimeZone>

using namespace Qt::StringLiterals;

// The part of the window that follows the settings.

namespace {

constexpr qreal mmPerInch = 25.4;

QStringList clerkNames(const QString &text)
{
    QStringList names;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts))
        names << name.trimmed();
    return names;
}

} // namespace

void CounterWindow::connectSettings()
{
    connect(&m_parts.settings, &SettingsBook::changed, this, &CounterWindow::applySettings);
}

void CounterWindow::applySettings()
{
    const Settings &settings = m_parts.settings.settings();
    m_counter->setClerks(clerkNames(settings.text(u"counter.clerks"_s)));
    m_sell->setLowStock(int(settings.integer(u"counter.low_stock"_s)));
    m_sheets->setCashKeys(int(settings.integer(u"cash.keys"_s)));
    applyScanner();
    applyLook();
    applyFigures();
    applyOrders();
}

void CounterWindow::applyScanner()
{
    const Settings &settings = m_parts.settings.settings();
    m_scanFilter->setTiming({.gapMs = int(settings.integer(u"scanner.gap_ms"_s)),
                             .minimumLength = int(settings.integer(u"scanner.minimum_length"_s)),
                             .prefix = settings.text(u"scanner.prefix"_s)});
    if (const auto patterns = scanPatterns(settings.text(u"scanner.patterns"_s)))
        m_scanDesk->setPatterns(*patterns);
}

void CounterWindow::applyOrders()
{
    const Settings &settings = m_parts.settings.settings();
    const auto minutes = [&settings](const QString &key) { return int(settings.integer(key)); };
    const QString volume = settings.text(u"orders.chime"_s);
    m_sheets->setOrderSettings({.answerWithin = minutes(u"orders.answer_minutes"_s),
                                .makeWithin = minutes(u"orders.make_minutes"_s),
                                .ahead = minutes(u"orders.ahead_minutes"_s)},
                               volume == "off"_L1        ? ChimeVolume::Off
                                   : volume == "soft"_L1 ? ChimeVolume::Soft
                                                         : ChimeVolume::Loud);
}

void CounterWindow::applyLook()
{
    const QScreen *screen = this->screen();
    const qreal perMm = screen ? screen->physicalDotsPerInch() / mmPerInch : 0;
    const LookSettings look = lookSettings(m_parts.settings.settings(),
                                           {.window = size(),
                                            .pixelsPerMm = perMm,
                                            .devicePixelRatio = devicePixelRatioF(),
                                            .systemMode = m_parts.systemMode});
    m_parts.theme.set(look.theme);
    m_frame = counterFrame(look.frame);
    m_sell->setGeometry(rect());
    m_sell->setFrame(m_frame, look.hand);
    m_sheets->setFrame(m_frame, size());
    if (m_firstRun)
        m_firstRun->setGeometry(rect());
}

void CounterWindow::applyFigures()
{
    const Catalogue *catalogue = m_goods->catalogue();
    const Currency currency = catalogue ? catalogue->goods().currency : Currency();
    const Figures figures(QLocale(), currency);
    m_sell->setFigures(figures);
    m_sheets->setFigures(figures);
    m_windows->setFigures(figures);
    const Settings &settings = m_parts.settings.settings();
    m_windows->setZone(QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()));
    m_sheets->setReceiptWords({.shopName = settings.text(u"shop.name"_s),
                               .address = settings.text(u"shop.address"_s),
                               .taxNumber = settings.text(u"shop.tax_number"_s),
                               .header = settings.text(u"receipt.header"_s),
                               .footer = settings.text(u"receipt.footer"_s),
                               .clerks = clerkNames(settings.text(u"counter.clerks"_s)),
                               .zone = QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
                               .unitOf = [this](qint64 product) {
                                   const Product *known = m_goods->find(product);
                                   return known ? known->unit : SaleUnit::Piece;
                               }});
}

void CounterWindow::open()
{
    const bool full = m_parts.settings.settings().text(u"ui.fullscreen"_s) == u"yes"_s;
    const QSize available = screen()->availableSize();
    resize(full ? screen()->size() : available);
    if (full)
        showFullScreen();
    else
        show();
    m_windows->openAtStart();
    activateWindow();
    setFocus(Qt::OtherFocusReason);
}
