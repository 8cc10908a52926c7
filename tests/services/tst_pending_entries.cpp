#include "pending_entries.h"

#include <QTest>

namespace {

const QUuid firstTill(0x1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
const QUuid secondTill(0x2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);

PendingEntries::Taken pieces(qint64 count)
{
    return {{11, Quantity::fromPieces(count)}};
}

qint64 sum(const PendingEntries &entries)
{
    qint64 total = 0;
    entries.visit([&total](const PendingEntries::Taken &taken) {
        for (const StockLevel &level : taken)
            total += level.onHand.wholePieces();
    });
    return total;
}

qint64 dropped(PendingEntries &entries, const QHash<QUuid, qint64> &heads)
{
    qint64 total = 0;
    entries.drop(heads, [&total](const PendingEntries::Taken &taken) {
        total += taken.front().onHand.wholePieces();
    });
    return total;
}

}

/// Entries that wait for the database: order, doubles, what a head covers.
class TestPendingEntries : public QObject
{
    Q_OBJECT
private slots:
    void add_sameEntryTwice_isOne();
    void add_inAnyOrder_keepsAll();
    void drop_upToHead_leavesTheRest();
    void drop_otherTill_leavesAll();
    void drop_inCopy_leavesOriginal();
};

void TestPendingEntries::add_sameEntryTwice_isOne()
{
    PendingEntries entries;
    QVERIFY(entries.add(firstTill, 5, pieces(2)));
    QVERIFY(!entries.add(firstTill, 5, pieces(2)));
    QVERIFY(entries.add(secondTill, 5, pieces(2)));
    QCOMPARE(entries.size(), 2);
    QCOMPARE(sum(entries), 4);
}

void TestPendingEntries::add_inAnyOrder_keepsAll()
{
    PendingEntries entries;
    for (qint64 sequence = 1; sequence <= 1'000; sequence += 2)
        QVERIFY(entries.add(firstTill, sequence, pieces(1)));
    for (qint64 sequence = 1'000; sequence >= 2; sequence -= 2)
        QVERIFY(entries.add(firstTill, sequence, pieces(1)));
    for (qint64 sequence = 1; sequence <= 1'000; ++sequence)
        QVERIFY(!entries.add(firstTill, sequence, pieces(1)));
    QCOMPARE(sum(entries), 1'000);
    for (qint64 head = 0; head <= 1'000; head += 10) {
        dropped(entries, {{firstTill, head}});
        QCOMPARE(sum(entries), 1'000 - head);
    }
}

void TestPendingEntries::drop_upToHead_leavesTheRest()
{
    PendingEntries entries;
    for (qint64 sequence = 1; sequence <= 200; ++sequence)
        entries.add(firstTill, sequence, pieces(sequence));
    QCOMPARE(dropped(entries, {{firstTill, 100}}), 5'050);
    QCOMPARE(dropped(entries, {{firstTill, 100}}), 0);
    QCOMPARE(entries.size(), 100);
    QCOMPARE(dropped(entries, {{firstTill, 1'000}}), 15'050);
    QCOMPARE(entries.size(), 0);
    QVERIFY(entries.add(firstTill, 1'001, pieces(1)));
}

void TestPendingEntries::drop_otherTill_leavesAll()
{
    PendingEntries entries;
    entries.add(firstTill, 1, pieces(1));
    QCOMPARE(dropped(entries, {{secondTill, 10}}), 0);
    QCOMPARE(entries.size(), 1);
}

void TestPendingEntries::drop_inCopy_leavesOriginal()
{
    PendingEntries entries;
    for (qint64 sequence = 1; sequence <= 70; ++sequence)
        entries.add(firstTill, sequence, pieces(1));
    PendingEntries copy = entries;
    QCOMPARE(dropped(copy, {{firstTill, 65}}), 65);
    copy.add(firstTill, 71, pieces(1));
    QCOMPARE(entries.size(), 70);
    QCOMPARE(copy.size(), 6);
}

QTEST_GUILESS_MAIN(TestPendingEntries)
#include "tst_pending_entries.moc"
