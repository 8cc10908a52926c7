#pragma once

#include "fitted_text.h"
#include "keypad.h"
#include "money_bench.h"
#include "segment.h"
#include "tender_sheet.h"
#include "theme.h"

#include <QSignalSpy>

inline const std::vector<PricedGoods> bill840 {{460}, {380}};
inline const std::vector<PricedGoods> bill1590 {{460}, {260}, {180}, {690}};

inline Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

/// A sheet that is shown and past its first moment.
class ShownTender final
{
public:
    explicit ShownTender(MoneyBench &bench, TenderMethod first = TenderMethod::Cash)
        : theme(ThemeSettings {})
        , sheet(theme, *bench.counter, nullptr, bench.clock())
        , sold(bench.counter.get(), &Counter::sold)
    {
        theme.apply(*qApp);
        const CounterFrame frame = counterFrame({.screen = {1920, 1080}});
        sheet.resize(frame.sheet.size());
        sheet.setFrame(frame);
        sheet.setFigures(MoneyBench::figures());
        sheet.begin(first);
        sheet.show();
        must(QTest::qWaitForWindowActive(&sheet), "show the sheet");
        sheet.setFocus();
        bench.now += 1'000;
    }
    void tap(const char *key) { QTest::mouseClick(keyOf(sheet, key), Qt::LeftButton); }
    void digits(const QString &text)
    {
        auto *pad = sheet.findChild<Keypad *>();
        for (const QChar digit : text)
            QTest::mouseClick(pad->key(digit), Qt::LeftButton);
    }
    void choose(int method)
    {
        QTest::mouseClick(sheet.findChild<Segment *>()->word(method), Qt::LeftButton);
    }
    QString text(const char *label)
    {
        return sheet.findChild<FittedText *>(QString::fromLatin1(label))->text();
    }
    /// The payment is done: the receipt.
    Receipt receipt(MoneyBench &bench)
    {
        const bool done = QTest::qWaitFor([this] { return sold.count() > 0; });
        must(done, "sell through the sheet");
        return *bench.counter->lastSale();
    }

    Theme theme;
    TenderSheet sheet;
    QSignalSpy sold;
};
