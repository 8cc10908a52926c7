#include "disk_watch.h"
#include "health_desk.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The room on the disk: known, and told when it runs short.
class TestDiskWatch : public QObject
{
    Q_OBJECT
private slots:
    void start_findsTheRoom();
    void room_tooLittle_isToldOnce();
    void folder_gone_keepsTheLastFigure();
};

void TestDiskWatch::start_findsTheRoom()
{
    const QTemporaryDir folder;
    DiskWatch watch({.folder = folder.path(), .minimumBytes = 1});
    QCOMPARE(watch.freeBytes(), -1);
    watch.start();
    QTRY_VERIFY(watch.freeBytes() > 0);
    QVERIFY(!watch.low());
}

void TestDiskWatch::room_tooLittle_isToldOnce()
{
    const QTemporaryDir folder;
    DiskWatch watch({.folder = folder.path(),
                     .minimumBytes = qint64(1) << 60,
                     .every = std::chrono::milliseconds(5)});
    QSignalSpy looked(&watch, &DiskWatch::looked);
    static const QRegularExpression told(u"the disk is almost full: \\d+ MB are free"_s);
    QTest::ignoreMessage(QtWarningMsg, told);
    QTest::failOnWarning(QRegularExpression(u"."_s)); // Any further one.
    watch.start();
    QTRY_VERIFY(looked.count() >= 3);
    QVERIFY(watch.low());
}

void TestDiskWatch::folder_gone_keepsTheLastFigure()
{
    QTemporaryDir folder;
    DiskWatch watch(
        {.folder = folder.path(), .minimumBytes = 1, .every = std::chrono::milliseconds(5)});
    QSignalSpy looked(&watch, &DiskWatch::looked);
    watch.start();
    QTRY_VERIFY(watch.freeBytes() > 0);
    QVERIFY(folder.remove());
    const auto before = looked.count();
    QTRY_VERIFY(looked.count() >= before + 2);
    QVERIFY(watch.freeBytes() > 0);
    QVERIFY(!freeDiskBytes(folder.path()));
}

QTEST_GUILESS_MAIN(TestDiskWatch)
#include "tst_disk_watch.moc"
