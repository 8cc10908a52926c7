#include "ctl_shop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

/// Opening hours from outside: set, shown, refused, and kept until the next start.
class TestCtlHours : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void call_wrongWords_isRefused_data();
    void call_wrongWords_isRefused();
    void change_badInput_saysWhat_data();
    void change_badInput_saysWhat();
    void hours_areSetShownAndCleared();

private:
    CommandResult hours(const QStringList &words) const
    {
        return m_shop.run(QStringList {u"hours"_s} + words);
    }

    QJsonObject shown() const
    {
        return QJsonDocument::fromJson(hours({u"show"_s, u"--json"_s}).output.toUtf8()).object();
    }

    CtlShop m_shop;
};

void TestCtlHours::initTestCase()
{
    QVERIFY(!m_shop.serve({u"--shop-time-zone=Europe/Berlin"_s}).isEmpty());
}

void TestCtlHours::call_wrongWords_isRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("another verb") << QStringList {u"open"_s};
    QTest::newRow("set of no hours") << QStringList {u"set"_s, u"mon"_s};
    QTest::newRow("except of no hours") << QStringList {u"except"_s, u"2026-12-25"_s};
    QTest::newRow("clear of one day") << QStringList {u"clear"_s, u"mon"_s};
    QTest::newRow("a product and no change") << QStringList {u"product"_s, u"1"_s};
}

void TestCtlHours::call_wrongWords_isRefused()
{
    QFETCH(const QStringList, words);
    const CommandResult result = hours(words);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.complaints.contains(u"hours takes"_s));
}

void TestCtlHours::change_badInput_saysWhat_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("word");
    const QString set = u"set"_s;
    const QString except = u"except"_s;
    const QString product = u"product"_s;
    QTest::newRow("no such day") << QStringList {set, u"moon"_s, u"7:00-8:00"_s} << u"days"_s;
    QTest::newRow("no such time") << QStringList {set, u"mon"_s, u"7-8"_s} << u"hours"_s;
    QTest::newRow("overlapping") << QStringList {set, u"mon"_s, u"7:00-9:00,8:00-10:00"_s}
                                 << u"hours"_s;
    QTest::newRow("never open") << QStringList {set, u"all"_s, u"closed"_s} << u"not recorded"_s;
    QTest::newRow("no such date") << QStringList {except, u"2026-02-30"_s, u"closed"_s} << u"day"_s;
    QTest::newRow("a long name") << QStringList {except, u"2026-12-25"_s, u"closed"_s, u"--name"_s,
                                                 QString(61, u'x')}
                                 << u"name"_s;
    QTest::newRow("as usual already")
        << QStringList {except, u"2026-12-25"_s, u"usual"_s} << u"day"_s;
    QTest::newRow("an unknown product")
        << QStringList {product, u"4711"_s, u"--lead"_s, u"1"_s} << u"unknown_product"_s;
    QTest::newRow("a long lead") << QStringList {product, u"1"_s, u"--lead"_s, u"10081"_s}
                                 << u"lead_minutes"_s;
    QTest::newRow("a lead in words")
        << QStringList {product, u"1"_s, u"--lead"_s, u"day"_s} << u"lead_minutes"_s;
    QTest::newRow("no such cut-off")
        << QStringList {product, u"1"_s, u"--cutoff"_s, u"24:00"_s} << u"cutoff"_s;
}

void TestCtlHours::change_badInput_saysWhat()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, word);
    const CommandResult result = hours(words);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.complaints.contains(word), qPrintable(result.complaints));
}

void TestCtlHours::hours_areSetShownAndCleared()
{
    const QString before = hours({}).output; // What was refused has changed nothing.
    QVERIFY(before.contains(u"always open"_s) && !before.contains(u"2026-12-25"_s));
    QCOMPARE(hours({u"set"_s, u"mon-fri"_s, u"7:00-12:30,14:00-18:00"_s}).exitCode, 0);
    const CommandResult set = hours({u"set"_s, u"sat"_s, u"08:00-13:00"_s});
    QVERIFY(set.output.contains(u"mon  07:00-12:30, 14:00-18:00\n"_s));
    QVERIFY(set.output.contains(u"sat  08:00-13:00\nsun  closed\n"_s));
    QVERIFY(hours({u"except"_s, u"2038-12-25"_s, u"closed"_s, u"--name"_s, u"Christmas"_s})
                .output.contains(u"2038-12-25  closed  Christmas\n"_s));
    const QJsonObject json = shown();
    QCOMPARE(json[u"time_zone"_s].toString(), QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    QCOMPARE(json[u"week"_s][u"fri"_s][1][u"from"_s].toString(), u"14:00"_s);
    QCOMPARE(json[u"exceptions"_s][0][u"name"_s].toString(), u"Christmas"_s);
    QCOMPARE(m_shop.sql(u"SELECT count(*) FROM bakehouse.opening_hours"_s), u"11"_s);
    QVERIFY(!hours({u"except"_s, u"2038-12-25"_s, u"usual"_s}).output.contains(u"2038"_s));
    const CommandResult product =
        hours({u"product"_s, u"2"_s, u"--lead"_s, u"90"_s, u"--cutoff"_s, u"17:00"_s});
    QVERIFY2(product.output.contains(u"90 minutes before, by 17:00"_s), qPrintable(product.output));
    QVERIFY(hours({u"product"_s, u"2"_s, u"--cutoff"_s, u"none"_s}).output.contains(u"90"_s));
    QCOMPARE(hours({u"clear"_s}).exitCode, 0);
    QCOMPARE(shown()[u"recorded"_s], QJsonValue(false));
}

QTEST_GUILESS_MAIN(TestCtlHours)
#include "tst_ctl_hours.moc"
