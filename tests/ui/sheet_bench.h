#pragma once

#include "counter.h"
#include "counter_frame.h"
#include "figures.h"
#include "goods_feed.h"
#include "latency_meter.h"
#include "long_words.h"
#include "theme.h"
#include "till_bench.h"
#include "words_fit.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <array>
#include <functional>

/// A counter over a real till with a small shop: pieces, halves, weight, open price. Main thread.
class SheetBench
{
public:
    static constexpr qint64 loaf = 4; ///< 3.45, halves are sold.
    static constexpr qint64 cake = 5; ///< Open price.
    static constexpr qint64 cheese = 6; ///< 12.90 a kilogram.
    static constexpr qint64 pie = 7; ///< Sold out.
    static constexpr std::array sizes {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)};

    explicit SheetBench(const QStringList &clerks = {QStringLiteral("Anna"), QStringLiteral("Ben")})
        : goods((feed(), bench.cache))
        , counter({*bench.till, goods, meter, bench.clock}, clerks)
        , frame(counterFrame({.screen = sizes.front()}))
        , theme({.pixelsPerMm = frame.pixelsPerMm, .frame = frame.frameClass})
    {
        must(bench.registerTill(), "register");
        theme.apply(*qApp);
    }

    /// Time for sheets that drop early taps; each look at it is a second later.
    std::function<qint64()> laterEachTime()
    {
        return [this] { return m_ms += 1000; };
    }
    static Figures figures()
    {
        return {QLocale(QLocale::English, QLocale::UnitedKingdom), {QStringLiteral("GBP"), 2}};
    }
    const BasketLine &line(int index) const { return counter.basket()->lines.at(size_t(index)); }

    /// Makes a widget in both languages, shows it in each frame, text size and mode, and keeps
    /// pictures. Gives back where not all text was seen. @p rectOf says where it lies in the
    /// window.
    template <typename W>
    QStringList lookFaults(const QString &name, const std::function<std::unique_ptr<W>()> &make,
                           const std::function<QRect(const CounterFrame &, QSize)> &rectOf)
    {
        QStringList faults;
        for (const bool longWords : {false, true}) {
            LongWords translator;
            if (longWords)
                QCoreApplication::installTranslator(&translator);
            const std::unique_ptr<W> widget = make();
            for (const QSize &size : sizes) {
                for (const int percent : {100, 150, 200}) {
                    look(*widget, size, {.textPercent = percent}, rectOf);
                    const QString label = QStringLiteral("%1-%2-%3%4")
                                              .arg(name)
                                              .arg(size.width())
                                              .arg(percent)
                                              .arg(longWords ? QStringLiteral("-long") : QString());
                    if (!widget->textFits())
                        faults << label + u' ' + cutOffWords(*widget).join(u'|');
                    keep(*widget, label);
                }
            }
            if (!longWords) {
                look(*widget, sizes.front(), {.mode = Mode::Dark}, rectOf);
                keep(*widget, name + QStringLiteral("-dark"));
                look(*widget, sizes.front(), {.mode = Mode::Contrast}, rectOf);
                keep(*widget, name + QStringLiteral("-contrast"));
            }
            QCoreApplication::removeTranslator(&translator);
        }
        return faults;
    }
    static QRect sheetRect(const CounterFrame &frame, QSize) { return frame.sheet; }
    static QRect windowRect(const CounterFrame &, QSize window) { return {QPoint(), window}; }

    TillBench bench;
    GoodsFeed goods;
    LatencyMeter meter;
    Counter counter;
    CounterFrame frame;
    Theme theme;

private:
    void feed()
    {
        CatalogueRead shop = BakeryGoods::read();
        auto more = std::make_shared<Goods>(*shop.goods);
        const auto add = [&](qint64 id, const QString &name, qint64 price, SaleUnit unit) {
            more->products.push_back(
                BakeryGoods::product(id, name, QStringLiteral("bread"), price));
            more->products.back().unit = unit;
            shop.stock.push_back({id, Quantity::fromThousandths(7500)});
        };
        add(loaf, QStringLiteral("Sourdough rye with sunflower seeds"), 345, SaleUnit::Piece);
        add(cake, QStringLiteral("Other goods"), 0, SaleUnit::OpenPrice);
        add(cheese, QStringLiteral("Cheese"), 1290, SaleUnit::Weight);
        add(pie, QStringLiteral("Mince pie"), 160, SaleUnit::Piece);
        more->products[0].allergens = {QStringLiteral("wheat")};
        more->products[0].description = QStringLiteral("Baked on stone, 750 g.");
        more->products[0].plu = QStringLiteral("12");
        more->products[0].barcode = QStringLiteral("5000112637922");
        more->products[1].allergens = QStringList();
        more->products[2].allergens = {QStringLiteral("wheat"), QStringLiteral("milk"),
                                       QStringLiteral("eggs"), QStringLiteral("hazelnuts")};
        more->products[3].divisible = true;
        more->products[6].available = false;
        shop.goods = more;
        bench.cache.catalogueRead(shop);
    }

    template <typename W>
    void look(W &widget, QSize size, const ThemeSettings &wanted,
              const std::function<QRect(const CounterFrame &, QSize)> &rectOf)
    {
        frame = counterFrame({.screen = size, .textPercent = wanted.textPercent});
        ThemeSettings settings = wanted;
        settings.pixelsPerMm = frame.pixelsPerMm;
        settings.frame = frame.frameClass;
        theme.set(settings);
        widget.setGeometry(rectOf(frame, size));
        widget.setFrame(frame); // Some place themselves.
        widget.show();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    static void keep(QWidget &widget, const QString &label)
    {
        const QString folder = QStringLiteral(BAKEHOUSE_PICTURES) + QStringLiteral("/sheets");
        QDir().mkpath(folder);
        widget.grab().save(folder + QLatin1Char('/') + label + QStringLiteral(".png"));
    }

    qint64 m_ms = 0;
};
