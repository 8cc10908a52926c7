#include "uuid7.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Identifiers that sort by their time.
class Uuid7Test final : public QObject
{
    Q_OBJECT
private slots:
    void makeUuid7_exampleOfTheStandard_isEqual();
    void makeUuid7_anyBits_keepVersionAndVariant_data();
    void makeUuid7_anyBits_keepVersionAndVariant();
    void makeUuid7_laterTime_sortsLater();
};

void Uuid7Test::makeUuid7_exampleOfTheStandard_isEqual()
{
    // RFC 9562, appendix A.6.
    const QUuid uuid = makeUuid7(1'645'557'742'000, 0xCC3, 0x18C4DC0C0C07398F);
    QCOMPARE(uuid.toString(QUuid::WithoutBraces), u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"_s);
}

void Uuid7Test::makeUuid7_anyBits_keepVersionAndVariant_data()
{
    QTest::addColumn<quint64>("bits");
    QTest::newRow("all zero") << quint64(0);
    QTest::newRow("all one") << ~quint64(0);
}

void Uuid7Test::makeUuid7_anyBits_keepVersionAndVariant()
{
    QFETCH(quint64, bits);
    const QUuid uuid = makeUuid7(1'700'000'000'000, bits, bits);
    QCOMPARE(uuid.variant(), QUuid::DCE);
    QCOMPARE(uuid.data3 >> 12, 7);
    QCOMPARE(uuid.toRfc4122().left(6).toHex(), QByteArray("018bcfe56800"));
}

void Uuid7Test::makeUuid7_laterTime_sortsLater()
{
    const QByteArray earlier = makeUuid7(1'700'000'000'000, ~quint64(0), ~quint64(0)).toRfc4122();
    const QByteArray later = makeUuid7(1'700'000'000'001, 0, 0).toRfc4122();
    QVERIFY(earlier < later);
}

QTEST_APPLESS_MAIN(Uuid7Test)
#include "tst_uuid7.moc"
