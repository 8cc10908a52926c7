#include "board_bench.h"
#include "board_title.h"

#include <QDir>
#include <QHash>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

/// Words as long as German makes them.
class LongWords final : public QTranslator
{
public:
    QString translate(const char * /*context*/, const char *source, const char * /*comment*/,
                      int /*n*/) const override
    {
        static const QHash<QString, QString> words {
            {u"Back to selling"_s, u"Zurück zum Verkauf"_s},
            {u"Orders today"_s, u"Bestellungen heute"_s},
            {u"By state"_s, u"Nach Stand"_s},
            {u"By time"_s, u"Nach Uhrzeit"_s},
            {u"Code, name or phone"_s, u"Code, Name oder Telefon"_s},
            {u"New"_s, u"Neu"_s},
            {u"Accepted"_s, u"Angenommen"_s},
            {u"In the oven"_s, u"Im Backofen"_s},
            {u"Ready"_s, u"Fertig"_s},
            {u"Ready to hand over"_s, u"Abholbereit für Kunden"_s},
            {u"Late"_s, u"Verspätet"_s},
            {u"Next hour"_s, u"Nächste Stunde"_s},
            {u"Later"_s, u"Für später"_s},
            {u"Later today"_s, u"Später am heutigen Tag"_s},
            {u"Tomorrow"_s, u"Morgen"_s},
            {u"After that"_s, u"Danach"_s},
            {u"%n late"_s, u"2 verspätet"_s},
            {u"%n unanswered"_s, u"2 unbeantwortet"_s},
            {u"%n for later"_s, u"30 für später"_s},
            {u"No open order has the code %1."_s, u"Keine offene Bestellung hat den Code %1."_s},
            {u"Accept"_s, u"Annehmen"_s},
            {u"Start"_s, u"Beginnen"_s},
            {u"Hand over"_s, u"Übergeben"_s},
            {u"Hand over, take %1"_s, u"Übergeben, %1 kassieren"_s},
            {u"Not collected"_s, u"Nicht abgeholt"_s},
            {u"Nobody came: close it"_s, u"Niemand kam: abschließen"_s},
            {u"Cancel the order"_s, u"Bestellung stornieren"_s},
            {u"Cancel it: stock comes back"_s, u"Stornieren: Bestand kommt zurück"_s},
            {u"%1 late"_s, u"%1 verspätet"_s},
            {u"Waiting %1"_s, u"Wartet seit %1"_s},
            {u"Paid"_s, u"Bezahlt"_s},
            {u"To pay"_s, u"Zu bezahlen"_s},
            {u"From the web, %1 ago"_s, u"Aus dem Internet, vor %1"_s},
            {u"Phone %1"_s, u"Telefon %1"_s},
            {u"Somebody else was quicker with %1. The board shows how it stands."_s,
             u"Jemand anders war bei %1 schneller. Die Tafel zeigt, wie es jetzt steht."_s},
        };
        return words.value(QString::fromUtf8(source));
    }
};

struct Sample {
    QString code, name, state, time;
    QList<std::pair<int, int>> goods; ///< Product, pieces.
    QString placed = u"20 min"_s;
    int days = 0; ///< Until it is fetched.
};

/// The orders of look.md's picture; the clock stands at 09:42 in Berlin.
QList<Sample> samples()
{
    const QString requested = u"requested"_s, confirmed = u"confirmed"_s, oven = u"in_production"_s,
                  ready = u"ready"_s;
    return {{u"K7M2P"_s, u"Maya"_s, requested, u"10:15"_s, {{1, 2}, {2, 6}}, u"2 min"_s},
            {u"R4X9C"_s, u"Tom"_s, requested, u"11:00"_s, {{3, 1}, {4, 4}}, u"5 min"_s},
            {u"H3T8W"_s, u"Ida"_s, requested, u"12:30"_s, {{5, 3}}, u"12 min"_s},
            {u"B2N6F"_s, u"Ravi"_s, confirmed, u"09:35"_s, {{6, 1}, {7, 2}}},
            {u"V8D3J"_s, u"Eve"_s, confirmed, u"10:30"_s, {{8, 12}, {1, 2}}},
            {u"P5L7Q"_s, u"Friederike von Hohenstein"_s, confirmed, u"10:45"_s, {{9, 1}}},
            {u"C9W4K"_s, u"Leo"_s, oven, u"10:00"_s, {{1, 4}, {10, 1}}},
            {u"T6H2N"_s, u"Sara"_s, oven, u"10:00"_s, {{11, 8}, {4, 8}}},
            {u"F4J8R"_s, u"Joe"_s, ready, u"09:30"_s, {{1, 1}, {12, 3}}},
            {u"M3Q7D"_s, u""_s, ready, u"09:45"_s, {{13, 2}}},
            {u"L2H9K"_s, u"Otto"_s, confirmed, u"17:30"_s, {{1, 1}}},
            {u"W8B4T"_s, u"Frida"_s, confirmed, u"07:15"_s, {{2, 12}, {3, 2}}, u"1 day"_s, 1},
            {u"D5N3S"_s, u"Amal"_s, confirmed, u"08:00"_s, {{4, 6}}, u"2 days"_s, 26}};
}

}

/// The board at each size, in both languages' lengths and every size of text: nothing is cut off.
/// Pictures to be looked at: build/dev/pictures/orders-*.png.
class TestBoardLook final : public QObject
{
    Q_OBJECT

private slots:
    void board_atEachSize_cutsNothing_data();
    void board_atEachSize_cutsNothing();
    void refusal_atEachSize_cutsNothing();
    void columns_standAsDrawn();

private:
    void fill(BoardBench &bench);
    void grab(BoardBench &bench, const QString &name);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    LongWords m_long;
};

void TestBoardLook::fill(BoardBench &bench)
{
    const QString now = u"timestamptz '2026-03-02 08:42Z'"_s;
    bench.store.clock.set(QDateTime(QDate(2026, 3, 2), QTime(8, 42, 20), Qt::UTC));
    for (const Sample &sample : samples()) {
        NewOrder order = orderOf(1, 1);
        order.lines.clear();
        for (const auto &[product, pieces] : sample.goods)
            order.lines.push_back({product, Quantity::fromPieces(pieces)});
        const Result<PlacedOrder> placed = await(bench.desk.place(order));
        QVERIFY2(placed, qPrintable(sample.code));
        bench.database.execute(
            u"UPDATE bakehouse.orders SET pickup_code = '%1', customer_name = '%2', state = '%3', "
            "pickup_start = p, pickup_end = p, due_at = p - interval '1 h', "
            "placed_at = %5 - interval '%6' "
            "FROM (SELECT timestamptz '2026-03-02 %4+01' + interval '%7 days' AS p) AS pickup "
            "WHERE public_id = %8"_s
                .arg(sample.code, sample.name, sample.state, sample.time, now, sample.placed)
                .arg(sample.days)
                .arg(placed->publicId));
    }
    bench.database.execute(u"UPDATE bakehouse.orders SET source = 'counter', till = "
                           "gen_random_uuid(), seq = 1 WHERE pickup_code IN ('V8D3J', 'M3Q7D')"_s);
    bench.database.execute(u"UPDATE bakehouse.orders SET note = 'No nuts, they are allergic', "
                           "customer_phone = '+49 30 1234567' WHERE pickup_code = 'R4X9C'"_s);
}

void TestBoardLook::grab(BoardBench &bench, const QString &name)
{
    QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
    QVERIFY(
        bench.window.grab().save(QStringLiteral(BAKEHOUSE_PICTURES "/orders-%1.png").arg(name)));
}

void TestBoardLook::board_atEachSize_cutsNothing_data()
{
    QTest::addColumn<QSize>("screen");
    QTest::addColumn<Mode>("mode");
    QTest::newRow("1920-light") << QSize(1920, 1080) << Mode::Light;
    QTest::newRow("1920-dark") << QSize(1920, 1080) << Mode::Dark;
    QTest::newRow("1366-light") << QSize(1366, 768) << Mode::Light;
    QTest::newRow("1366-contrast") << QSize(1366, 768) << Mode::Contrast;
    QTest::newRow("1024-light") << QSize(1024, 768) << Mode::Light;
    QTest::newRow("1024-dark") << QSize(1024, 768) << Mode::Dark;
}

void TestBoardLook::board_atEachSize_cutsNothing()
{
    QFETCH(QSize, screen);
    QFETCH(Mode, mode);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    for (const bool lengthy : {false, true}) {
        if (lengthy)
            QApplication::installTranslator(&m_long);
        BoardBench bench(m_cluster);
        fill(bench);
        const QString name = tag + (lengthy ? u"-long"_s : QString());
        for (const int percent : {100, 125, 150, 200}) {
            bench.fit(screen, percent, mode);
            QVERIFY(bench.open());
            QTRY_COMPARE(bench.cards(0).rowCount(), 3);
            if (!bench.board.textFits())
                grab(bench, u"fault-"_s + name + QString::number(percent));
            QVERIFY2(bench.board.textFits(), qPrintable(name + u' ' + QString::number(percent)));
            if (percent == 100 || percent == 200)
                grab(bench, percent == 100 ? name : name + u"-large"_s);
        }
        bench.fit(screen, 100, mode);
        const qint64 second = bench.cards(0).cards().at(1).publicId;
        QVERIFY(bench.tap(second, CardAct::More));
        QVERIFY(bench.tap(second, CardAct::AskCancel));
        QVERIFY2(bench.board.textFits(), qPrintable(name));
        grab(bench, name + u"-more"_s);
        bench.board.chooseSort(BoardSort::ByTime);
        QVERIFY2(bench.board.textFits(), qPrintable(name));
        grab(bench, name + u"-time"_s);
        bench.board.chooseSort(BoardSort::Later);
        QVERIFY2(bench.board.textFits(), qPrintable(name));
        for (int day = 0; day < columnCount(BoardSort::Later); ++day)
            QCOMPARE(bench.cards(day).rowCount(), 1);
        grab(bench, name + u"-later"_s);
        QApplication::removeTranslator(&m_long);
    }
}

/// Somebody else was quicker: the sentence fits, if need be over the rest of the head.
void TestBoardLook::refusal_atEachSize_cutsNothing()
{
    QApplication::installTranslator(&m_long);
    for (const QSize screen : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
        for (const int percent : {100, 150, 200}) {
            BoardBench bench(m_cluster);
            fill(bench);
            bench.fit(screen, percent);
            QVERIFY(bench.open());
            QTRY_COMPARE(bench.cards(0).rowCount(), 3);
            bench.database.execute(u"UPDATE bakehouse.orders SET state = 'ready'"_s);
            QVERIFY(bench.tap(bench.cards(0).cards().front().publicId, CardAct::Advance));
            QTRY_VERIFY(!bench.board.findChild<BoardTitle *>()->notice().isEmpty());
            const QString name = u"refused-%1-%2"_s.arg(screen.width()).arg(percent);
            QVERIFY2(bench.board.textFits(), qPrintable(name));
            grab(bench, name);
        }
    }
    QApplication::removeTranslator(&m_long);
}

/// Frames within one unit of the design: four columns, padding 20, gap 12, head 92.
void TestBoardLook::columns_standAsDrawn()
{
    BoardBench bench(m_cluster);
    QVERIFY(bench.open());
    for (int i = 0; i < mostColumns; ++i) {
        const QRect column = bench.board.column(i).geometry();
        QVERIFY(qAbs(column.x() - (20 + i * (461 + 12))) <= 4);
        QVERIFY(qAbs(column.width() - 461) <= 4);
        QVERIFY(qAbs(column.y() - 92) <= 4);
    }
}

QTEST_MAIN(TestBoardLook)
#include "tst_board_look.moc"
