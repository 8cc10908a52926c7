#include "business_day.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The shop's day around its start and the nights of the time change.
class BusinessDayTest final : public QObject
{
    Q_OBJECT
private slots:
    void businessDay_ofAMoment_isTheShopsDay_data();
    void businessDay_ofAMoment_isTheShopsDay();
    void businessDay_everyQuarterHourOfAYear_neverGoesBack();
};

void BusinessDayTest::businessDay_ofAMoment_isTheShopsDay_data()
{
    QTest::addColumn<QString>("utc");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDate>("expected");
    const QByteArray berlin("Europe/Berlin");
    QTest::newRow("at noon") << u"2026-07-01T10:00:00Z"_s << berlin << QDate(2026, 7, 1);
    QTest::newRow("a minute before four")
        << u"2026-07-01T01:59:00Z"_s << berlin << QDate(2026, 6, 30);
    QTest::newRow("at four") << u"2026-07-01T02:00:00Z"_s << berlin << QDate(2026, 7, 1);
    QTest::newRow("before four of the short night")
        << u"2026-03-29T01:59:59Z"_s << berlin << QDate(2026, 3, 28);
    QTest::newRow("at four of the short night")
        << u"2026-03-29T02:00:00Z"_s << berlin << QDate(2026, 3, 29);
    QTest::newRow("first half past two of the long night")
        << u"2026-10-25T00:30:00Z"_s << berlin << QDate(2026, 10, 24);
    QTest::newRow("second half past two")
        << u"2026-10-25T01:30:00Z"_s << berlin << QDate(2026, 10, 24);
    QTest::newRow("at four of the long night")
        << u"2026-10-25T03:00:00Z"_s << berlin << QDate(2026, 10, 25);
    QTest::newRow("Edinburgh in winter")
        << u"2016-10-30T09:58:11Z"_s << QByteArray("Europe/London") << QDate(2016, 10, 30);
    QTest::newRow("far ahead of UTC")
        << u"2026-01-01T16:00:00Z"_s << QByteArray("Pacific/Kiritimati") << QDate(2026, 1, 2);
}

void BusinessDayTest::businessDay_ofAMoment_isTheShopsDay()
{
    QFETCH(QString, utc);
    QFETCH(QByteArray, zone);
    QFETCH(QDate, expected);
    QCOMPARE(businessDay(QDateTime::fromString(utc, Qt::ISODate), QTimeZone(zone)), expected);
}

void BusinessDayTest::businessDay_everyQuarterHourOfAYear_neverGoesBack()
{
    const QTimeZone zone("Europe/Berlin");
    QDateTime moment(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    QDate before = businessDay(moment, zone);
    for (int quarter = 0; quarter < 366 * 24 * 4; ++quarter) {
        moment = moment.addSecs(15 * 60);
        const QDate day = businessDay(moment, zone);
        QVERIFY(day == before || day == before.addDays(1));
        before = day;
    }
    QCOMPARE(before, QDate(2027, 1, 2));
}

QTEST_APPLESS_MAIN(BusinessDayTest)
#include "tst_business_day.moc"
