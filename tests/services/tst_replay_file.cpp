#include "bakery_goods.h"
#include "replay_file.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QByteArray header = "date,time,receipt,item\n";
const QTimeZone london("Europe/London");

Result<ReplayFile> parse(const QByteArray &rows)
{
    return parseReplayFile(header + rows, *BakeryGoods::goods(), london);
}
}

class TestReplayFile final : public QObject
{
    Q_OBJECT
private slots:
    void parse_receiptsOfOneAndTwoRows_areGrouped();
    void parse_summerTime_isLocal();
    void parse_sameFileTwice_givesSameUuids();
    void parse_otherFile_givesOtherUuids();
    void parse_wholeFile_addsUpWhatItNeeds();
    void parse_columnsInAnotherOrder_areFound();
    void parse_badRow_isNamedByLine_data();
    void parse_badRow_isNamedByLine();
    void parse_manyUnknownItems_namesTwentyAndCounts();
    void parse_goodsNotSoldByThePiece_areRefused();
};

void TestReplayFile::parse_receiptsOfOneAndTwoRows_areGrouped()
{
    const auto file = parse("2016-10-30,09:58:11,1,Bread\n"
                            "2016-10-30,10:05:34,7,Coffee\n"
                            "2016-10-30,10:05:34,7,Coffee\n");
    QVERIFY(file);
    QCOMPARE(file->rows, 3);
    QCOMPARE(file->sales.size(), size_t(2));
    QCOMPARE(file->sales[1].receipt, u"7"_s);
    QCOMPARE(file->sales[1].products,
             std::vector<qint64>({BakeryGoods::coffee, BakeryGoods::coffee}));
    QCOMPARE(file->firstDay, QDate(2016, 10, 30));
}

void TestReplayFile::parse_summerTime_isLocal()
{
    const auto file = parse("2016-10-29,09:58:11,1,Bread\n2016-10-30,09:58:11,2,Bread\n");
    QVERIFY(file);
    QCOMPARE(file->sales[0].soldAt, QDateTime(QDate(2016, 10, 29), QTime(8, 58, 11), Qt::UTC));
    QCOMPARE(file->sales[1].soldAt, QDateTime(QDate(2016, 10, 30), QTime(9, 58, 11), Qt::UTC));
}

void TestReplayFile::parse_sameFileTwice_givesSameUuids()
{
    const QByteArray rows = "2016-10-30,09:58:11,1,Bread\n2016-10-30,09:59:11,2,Bread\n";
    const auto first = parse(rows);
    const auto second = parse(rows);
    QVERIFY(first && second);
    QCOMPARE(first->till, second->till);
    QCOMPARE(first->till, replayTill(header + rows));
    QCOMPARE(first->deliveryKey, second->deliveryKey);
    QCOMPARE(first->sales, second->sales);
    QVERIFY(first->sales[0].uuid != first->sales[1].uuid);
}

void TestReplayFile::parse_otherFile_givesOtherUuids()
{
    const auto first = parse("2016-10-30,09:58:11,1,Bread\n");
    const auto second = parse("2016-10-30,09:58:11,1,Coffee\n");
    QVERIFY(first && second);
    QVERIFY(first->till != second->till);
    QVERIFY(first->deliveryKey != second->deliveryKey);
    QVERIFY(first->sales[0].uuid != second->sales[0].uuid);
}

void TestReplayFile::parse_wholeFile_addsUpWhatItNeeds()
{
    const auto file = parse("2016-10-30,09:58:11,1,Muffin\n"
                            "2016-10-30,09:58:11,1,Bread\n"
                            "2016-10-30,10:05:34,2,Muffin\n");
    QVERIFY(file);
    const std::vector<StockLevel> needed {{BakeryGoods::bread, Quantity::fromPieces(1)},
                                          {BakeryGoods::muffin, Quantity::fromPieces(2)}};
    QCOMPARE(file->needed, needed);
}

void TestReplayFile::parse_columnsInAnotherOrder_areFound()
{
    const auto file = parseReplayFile("item,receipt,Time,date\nBread,1,09:58:11,2016-10-30\n",
                                      *BakeryGoods::goods(), london);
    QVERIFY(file);
    QCOMPARE(file->sales.front().products.front(), BakeryGoods::bread);
}

void TestReplayFile::parse_badRow_isNamedByLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("line");
    const QByteArray good = header + "2016-10-30,09:58:11,1,Bread\n";
    QTest::newRow("no such day") << QByteArray(good + "2016-02-30,09:58:11,2,Bread\n") << qint64(3);
    QTest::newRow("no such time") << QByteArray(good + "2016-10-30,25:58:11,2,Bread\n")
                                  << qint64(3);
    QTest::newRow("blank in the receipt")
        << QByteArray(good + "2016-10-30,09:58:11,2 3,Bread\n") << qint64(3);
    QTest::newRow("no receipt") << QByteArray(good + "2016-10-30,09:58:11,,Bread\n") << qint64(3);
    QTest::newRow("a field is missing")
        << QByteArray(good + "2016-10-30,09:58:11,2\n") << qint64(3);
    QTest::newRow("unknown item") << QByteArray(good + "2016-10-30,09:58:11,2,Anvil\n")
                                  << qint64(3);
    QTest::newRow("no VAT rate yet")
        << QByteArray(good + "2010-10-30,09:58:11,2,Bread\n") << qint64(3);
    QTest::newRow("receipt comes back")
        << QByteArray(good + "2016-10-30,09:59:11,2,Bread\n2016-10-30,09:58:11,1,Bread\n")
        << qint64(4);
    QTest::newRow("two times in one receipt")
        << QByteArray(good + "2016-10-30,09:58:12,1,Bread\n") << qint64(3);
    QTest::newRow("open quote") << QByteArray(good + "2016-10-30,\"09:58:12,1,Bread\n")
                                << qint64(3);
    QTest::newRow("a column is missing")
        << QByteArray("date,time,receipt\n2016-10-30,09:58:12,1\n") << qint64(1);
    QTest::newRow("nothing in it") << header << qint64(1);
}

void TestReplayFile::parse_badRow_isNamedByLine()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, line);
    const auto file = parseReplayFile(text, *BakeryGoods::goods(), london);
    QVERIFY(!file);
    QCOMPARE(file.error().code, Error::Code::Invalid);
    QCOMPARE(file.error().reason, Error::Reason::BadRow);
    QCOMPARE(file.error().left.value_or(0), line);
    QVERIFY2(file.error().detail.startsWith(u"line %1: "_s.arg(line)),
             qPrintable(file.error().detail));
}

void TestReplayFile::parse_manyUnknownItems_namesTwentyAndCounts()
{
    QByteArray rows;
    for (int receipt = 1; receipt <= 33; ++receipt)
        rows += "2016-10-30,09:58:11," + QByteArray::number(receipt) + ",Anvil\n";
    const auto file = parse(rows);
    QVERIFY(!file);
    const QStringList lines = file.error().detail.split(u'\n');
    QCOMPARE(lines.size(), 21);
    QCOMPARE(lines.front(), u"line 2: unknown item \"Anvil\""_s);
    QCOMPARE(lines.back(), u"and 13 more, 33 in all"_s);
}

void TestReplayFile::parse_goodsNotSoldByThePiece_areRefused()
{
    Goods goods = *BakeryGoods::goods();
    goods.products.front().unit = SaleUnit::OpenPrice;
    const auto file = parseReplayFile(header + "2016-10-30,09:58:11,1,Bread\n", goods, london);
    QVERIFY(!file);
    QCOMPARE(file.error().detail.section(u'\n', 0, 0),
             u"line 2: \"Bread\" is not sold by the piece"_s);
}

QTEST_GUILESS_MAIN(TestReplayFile)
#include "tst_replay_file.moc"
