#include "wal_shipper.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 segmentBytes = 16 << 20;

QString segment(int number)
{
    return u"0000000100000000%1"_s.arg(number, 8, 16, QChar(u'0')).toUpper();
}

/// The folder of pg_receivewal, and the target.
struct Place {
    Place()
        : folder(target.path(), u"shop"_s)
    {
        if (!folder.prepare())
            qFatal("no folder");
    }
    void receive(const QString &name, const QByteArray &content) const
    {
        QFile file(spool.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("not written");
    }
    QStringList spooled() const { return QDir(spool.path()).entryList(QDir::Files, QDir::Name); }
    QByteArray shipped(const QString &path) const
    {
        const Result<QByteArray> content = SealedReader::whole(path, {}, 1 << 20);
        return content ? *content : QByteArray("unreadable");
    }

    QTemporaryDir spool;
    QTemporaryDir target;
    WalFolder folder;
};

}

/// The log on its way to the target: each segment once, in a row, nothing overwritten.
class TestWalShipper final : public QObject
{
    Q_OBJECT
private slots:
    void ship_wholeAndPartial_bringsBoth();
    void ship_grownPartial_bringsItAgain();
    void ship_finishedPartial_takesItsPlace();
    void ship_nextInLine_isNoGap();
    void ship_oneMissing_isAGap();
    void ship_behindAnUnfinishedOne_isAGap();
    void ship_otherContent_overwritesNothing();
    void ship_history_comesAlong();
    void ship_targetGone_isSaid();
    void sweep_keepsTheLastOne();
};

void TestWalShipper::ship_wholeAndPartial_bringsBoth()
{
    const Place place;
    place.receive(segment(3), "three");
    place.receive(segment(4) + u".partial"_s, "fo");
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    const Result<WalShipper::Outcome> outcome = shipper.ship();
    QVERIFY(outcome);
    QVERIFY(!outcome->gap && !outcome->forked);
    QCOMPARE(outcome->segments, 2);
    QCOMPARE(place.shipped(place.folder.segmentFile(segment(3))), "three");
    QCOMPARE(place.shipped(place.folder.partialFile(segment(4))), "fo");
    QCOMPARE(place.spooled(), QStringList {segment(4) + u".partial"_s});
    QVERIFY(shipper.holds(segment(3)) && shipper.holds(segment(4)) && !shipper.holds(segment(5)));
    QCOMPARE(place.folder.lastSegment(), segment(4));
}

void TestWalShipper::ship_grownPartial_bringsItAgain()
{
    const Place place;
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    place.receive(segment(4) + u".partial"_s, "f");
    QVERIFY(shipper.ship());
    place.receive(segment(4) + u".partial"_s, "fou");
    QVERIFY(shipper.ship());
    QCOMPARE(place.shipped(place.folder.partialFile(segment(4))), "fou");
}

void TestWalShipper::ship_finishedPartial_takesItsPlace()
{
    const Place place;
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    place.receive(segment(4) + u".partial"_s, "fo");
    QVERIFY(shipper.ship());
    QVERIFY(QFile::remove(place.spool.filePath(segment(4) + u".partial"_s)));
    place.receive(segment(4), "four");
    const Result<WalShipper::Outcome> outcome = shipper.ship();
    QVERIFY(outcome && !outcome->gap && !outcome->forked);
    QCOMPARE(place.folder.segments(), QStringList {segment(4)});
    QVERIFY(place.folder.partials().isEmpty());
}

void TestWalShipper::ship_nextInLine_isNoGap()
{
    const Place place;
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    place.receive(segment(255), "a");
    QVERIFY(shipper.ship());
    place.receive(u"000000010000000100000000.partial"_s, "b");
    const Result<WalShipper::Outcome> outcome = shipper.ship();
    QVERIFY(outcome && !outcome->gap);
}

void TestWalShipper::ship_oneMissing_isAGap()
{
    const Place place;
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    place.receive(segment(3), "three");
    QVERIFY(shipper.ship());
    place.receive(segment(5), "five");
    const Result<WalShipper::Outcome> outcome = shipper.ship();
    QVERIFY(outcome && outcome->gap);
    place.receive(segment(6), "six");
    const Result<WalShipper::Outcome> next = shipper.ship();
    QVERIFY(next && !next->gap);
}

void TestWalShipper::ship_behindAnUnfinishedOne_isAGap()
{
    const Place place;
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    place.receive(segment(3) + u".partial"_s, "thr");
    QVERIFY(shipper.ship());
    QVERIFY(QFile::remove(place.spool.filePath(segment(3) + u".partial"_s)));
    place.receive(segment(4) + u".partial"_s, "fo");
    const Result<WalShipper::Outcome> outcome = shipper.ship();
    QVERIFY(outcome && outcome->gap);
}

void TestWalShipper::ship_otherContent_overwritesNothing()
{
    const Place place;
    {
        WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
        place.receive(segment(3), "three");
        QVERIFY(shipper.ship());
    }
    for (const QString &ending : {u""_s, u".partial"_s}) {
        QFile::remove(place.spool.filePath(segment(3)));
        place.receive(segment(3) + ending, "another history");
        WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
        const Result<WalShipper::Outcome> outcome = shipper.ship();
        QVERIFY(outcome && outcome->forked);
        QCOMPARE(place.shipped(place.folder.segmentFile(segment(3))), "three");
    }
}

void TestWalShipper::ship_history_comesAlong()
{
    const Place place;
    place.receive(u"00000002.history"_s, "1\t0/3000000\tno recovery target\n");
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    QVERIFY(shipper.ship());
    QCOMPARE(place.folder.histories(), QStringList {u"00000002"_s});
}

void TestWalShipper::ship_targetGone_isSaid()
{
    Place place;
    place.receive(segment(3), "three");
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    QVERIFY(place.target.remove());
    const Result<WalShipper::Outcome> outcome = shipper.ship();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, Error::Code::Unavailable);
    QCOMPARE(place.spooled(), QStringList {segment(3)});
}

/// pg_receivewal goes on behind the last file that it finds in its folder.
void TestWalShipper::sweep_keepsTheLastOne()
{
    const Place place;
    for (int number = 3; number < 7; ++number)
        place.receive(segment(number), QByteArray::number(number));
    WalShipper shipper(place.spool.path(), place.folder, segmentBytes);
    QVERIFY(shipper.ship());
    QCOMPARE(place.folder.segments().size(), 4);
    QCOMPARE(place.spooled(), QStringList {segment(6)});
}

QTEST_GUILESS_MAIN(TestWalShipper)
#include "tst_wal_shipper.moc"
