#include "request_rate.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Rates as the settings write them.
class TestRequestRate : public QObject
{
    Q_OBJECT

private slots:
    void requestRate_readsWhatItWrites_data();
    void requestRate_readsWhatItWrites();
    void requestRate_badText_isRefused_data();
    void requestRate_badText_isRefused();
};

void TestRequestRate::requestRate_readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::addColumn<RequestRate>("rate");
    const auto row = [](const char *text, const char *written, const RequestRate &rate) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(written) << rate;
    };
    row("20/s burst 60", "20/s burst 60", {20, 1'000, 60});
    row("30 / min  burst 10", "30/min burst 10", {30, 60'000, 10});
    row("1/h burst 1000000", "1/h burst 1000000", {1, 3'600'000, 1'000'000});
    row("unlimited", "unlimited", {});
}

void TestRequestRate::requestRate_readsWhatItWrites()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    QFETCH(RequestRate, rate);
    const Result<RequestRate> read = requestRate(text);
    QVERIFY(read);
    QCOMPARE(*read, rate);
    QCOMPARE(requestRateText(*read), written);
}

void TestRequestRate::requestRate_badText_isRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "20", "20/s", "burst 60", "0/s burst 60", "20/s burst 0", "-1/s burst 1",
          "20/d burst 1", "20/s burst", "1.5/s burst 1", "1000001/s burst 1", "1/s burst 9999999",
          "99999999999/s burst 1", "20/s burst 60\n", "Unlimited", "٣/s burst 3"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestRequestRate::requestRate_badText_isRefused()
{
    QFETCH(QString, text);
    const Result<RequestRate> read = requestRate(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Invalid);
    QVERIFY(read.error().detail.startsWith(u"must be "_s));
}

QTEST_GUILESS_MAIN(TestRequestRate)
#include "tst_request_rate.moc"
