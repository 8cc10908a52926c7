#pragma once

#include "fitted_text.h"
#include "money_bench.h"
#include "notice_card.h"
#include "refund_reasons.h"
#include "refund_sheet.h"
#include "segment.h"
#include "theme.h"

#include <QListView>
#include <QSignalSpy>

/// A sheet that is shown and past its first moment.
class ShownRefund
{
public:
    ShownRefund(MoneyBench &bench, const Receipt &original)
        : theme(ThemeSettings {})
        , sheet(theme, *bench.counter, nullptr, bench.clock())
        , refunded(&sheet, &RefundSheet::refunded)
    {
        theme.apply(*qApp);
        const CounterFrame frame = counterFrame({.screen = {1920, 1080}});
        sheet.resize(frame.sheet.size());
        sheet.setFrame(frame);
        sheet.setFigures(MoneyBench::figures());
        sheet.show();
        must(QTest::qWaitForWindowActive(&sheet), "show the sheet");
        begin(original);
        bench.now += 1'000;
    }
    void begin(const Receipt &original)
    {
        sheet.begin(original);
        sheet.setFocus();
        const bool read = QTest::qWaitFor([this] {
            return sheet.draft().known() || !sheet.findChild<NoticeCard *>()->words().isEmpty();
        });
        must(read, "ask what is left");
    }
    void tap(const char *key) { QTest::mouseClick(keyOf(sheet, key), Qt::LeftButton); }
    void tapRow(int row)
    {
        const QRect place = sheet.list().visualRect(sheet.list().model()->index(row, 0));
        QTest::mouseClick(sheet.list().viewport(), Qt::LeftButton, {},
                          place.topLeft() + QPoint(60, 20));
        QCoreApplication::processEvents();
    }
    void choose(int reason)
    {
        QTest::mouseClick(sheet.findChild<RefundReasons *>()->word(reason), Qt::LeftButton);
    }
    void payBy(int method)
    {
        QTest::mouseClick(sheet.findChild<Segment *>()->word(method), Qt::LeftButton);
    }
    QString sum() { return sheet.findChild<FittedText *>(QStringLiteral("refundSum"))->text(); }
    Receipt refund(MoneyBench &bench)
    {
        must(QTest::qWaitFor([this] { return refunded.count() > 0; }), "refund");
        return bench.receipts().front();
    }

    Theme theme;
    RefundSheet sheet;
    QSignalSpy refunded;
};
