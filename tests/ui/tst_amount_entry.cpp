#include "amount_entry.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What the digits of a till mean.
class AmountEntryTest final : public QObject
{
    Q_OBJECT
private slots:
    void amount_ofTypedLetters_isMeant_data();
    void amount_ofTypedLetters_isMeant();
    void erase_takesTheLastLetter();
};

void AmountEntryTest::amount_ofTypedLetters_isMeant_data()
{
    QTest::addColumn<QString>("letters");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<qint64>("minor");
    QTest::newRow("digits from the right") << u"2040"_s << 2 << qint64(2040);
    QTest::newRow("a point") << u"20."_s << 2 << qint64(2000);
    QTest::newRow("a comma and one digit") << u"20,4"_s << 2 << qint64(2040);
    QTest::newRow("a third decimal is not taken") << u"20.405"_s << 2 << qint64(2040);
    QTest::newRow("a second point is not taken") << u"2.0.5"_s << 2 << qint64(205);
    QTest::newRow("no decimals") << u"500"_s << 0 << qint64(500);
    QTest::newRow("a point without decimals") << u"5.0"_s << 0 << qint64(50);
    QTest::newRow("three decimals") << u"1.5"_s << 3 << qint64(1500);
    QTest::newRow("letters are no amount") << u"1a2"_s << 2 << qint64(12);
    QTest::newRow("no more than nine digits") << u"1234567891"_s << 2 << qint64(123'456'789);
    QTest::newRow("nothing") << QString() << 2 << qint64(0);
}

void AmountEntryTest::amount_ofTypedLetters_isMeant()
{
    QFETCH(QString, letters);
    QFETCH(int, decimals);
    QFETCH(qint64, minor);
    AmountEntry entry(decimals);
    for (const QChar letter : letters)
        entry.type(QString(letter));
    QCOMPARE(entry.amount().minor(), minor);
    QCOMPARE(entry.empty(), letters.isEmpty());
}

void AmountEntryTest::erase_takesTheLastLetter()
{
    AmountEntry entry;
    QVERIFY(entry.type(u"2"_s));
    QVERIFY(entry.type(u"00"_s));
    QCOMPARE(entry.amount().minor(), qint64(200));
    entry.erase();
    QCOMPARE(entry.amount().minor(), qint64(20));
    QVERIFY(entry.type(u"."_s));
    QCOMPARE(entry.amount().minor(), qint64(2000));
    entry.erase();
    QCOMPARE(entry.amount().minor(), qint64(20));
    entry.clear();
    QVERIFY(entry.empty());
}

QTEST_MAIN(AmountEntryTest)
#include "tst_amount_entry.moc"
