#include "upload_pace.h"

#include <QTest>

class TestUploadPace final : public QObject
{
    Q_OBJECT
private slots:
    void took_nobodyElse_longBatchesWithoutRest();
    void took_othersOrder_shortBatchesAndRests();
    void took_othersStop_takesAllAgain();
    void took_slowDisk_restsNoLongerThanThat();
};

static constexpr int costUs = 100; // of an entry, each of which becomes an order

/// Batches until their length has settled; @p others orders are placed meanwhile, each time.
static void run(UploadPace &pace, int batches, qint64 &lastOrder, int others)
{
    for (int i = 0; i < batches; ++i) {
        const int entries = pace.entries();
        lastOrder += entries + others;
        pace.took({.entries = entries,
                   .orders = entries,
                   .microseconds = 500 + entries * costUs,
                   .lastOrder = lastOrder});
    }
}

void TestUploadPace::took_nobodyElse_longBatchesWithoutRest()
{
    UploadPace pace;
    qint64 lastOrder = 1'000;
    pace.took({.entries = 1, .orders = 1, .microseconds = 600, .lastOrder = lastOrder});
    run(pace, 10, lastOrder, 0);
    QVERIFY2(pace.entries() >= 90, qPrintable(QString::number(pace.entries())));
    QCOMPARE(pace.restUs(), 0);
}

void TestUploadPace::took_othersOrder_shortBatchesAndRests()
{
    UploadPace pace;
    qint64 lastOrder = 0;
    pace.took({.entries = 1, .orders = 1, .microseconds = 600, .lastOrder = ++lastOrder});
    run(pace, 10, lastOrder, 1);
    QVERIFY2(pace.entries() <= 30, qPrintable(QString::number(pace.entries())));
    QVERIFY(pace.restUs() >= 2 * 2'500);
}

void TestUploadPace::took_othersStop_takesAllAgain()
{
    UploadPace pace;
    qint64 lastOrder = 0;
    run(pace, 5, lastOrder, 3);
    QVERIFY(pace.restUs() > 0);
    run(pace, 40, lastOrder, 0);
    QCOMPARE(pace.restUs(), 0);
    QVERIFY2(pace.entries() >= 90, qPrintable(QString::number(pace.entries())));
}

void TestUploadPace::took_slowDisk_restsNoLongerThanThat()
{
    UploadPace pace;
    pace.took({.entries = 50, .orders = 50, .microseconds = 900'000, .lastOrder = 50});
    pace.took({.entries = 50, .orders = 50, .microseconds = 900'000, .lastOrder = 200});
    QCOMPARE(pace.restUs(), 100'000);
}

QTEST_GUILESS_MAIN(TestUploadPace)
#include "tst_upload_pace.moc"
