#include "ctl_shop.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

/// bakehousectl as a shop's owner uses it, from outside.
class TestBakehousectl : public QObject
{
    Q_OBJECT

private slots:
    void help_everyCommand_namesItsOptions_data();
    void help_everyCommand_namesItsOptions();
    void call_wrongWords_isRefusedAndStartsNothing_data();
    void call_wrongWords_isRefusedAndStartsNothing();
    void status_folderWithoutShop_makesNone();
    void import_badRows_namesEachLineAndKeepsNothing();
    void import_firstGoods_retireTheSamplesAndSetTheCurrency();
    void import_knownGoods_keepTheirStock();
    void import_otherCurrencyAfterASale_isRefused();
    void serve_secondOwner_isRefusedByName();
    void serve_hasNoMemoryToWriteAndRun();
    void serve_terminated_endsCleanly();
    void replay_badOption_isRefusedBeforeAnythingStarts_data();
    void replay_badOption_isRefusedBeforeAnythingStarts();
    void replay_unknownGoods_namesLinesAndSellsNothing();
    void replay_seededFile_agreesWithExportAndVerify();
    void verify_changedByHand_namesTheEntry();
    void verify_changedJournal_namesTheEntry();
};

void TestBakehousectl::help_everyCommand_namesItsOptions_data()
{
    QTest::addColumn<QString>("command");
    for (const char *name : {"serve", "status", "import", "export", "replay", "verify", "migrate",
                             "queue", "tls", "move", "backup", "restore"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestBakehousectl::help_everyCommand_namesItsOptions()
{
    QFETCH(const QString, command);
    const CtlShop shop;
    const CommandResult help = shop.run({command, u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.output.contains(u"--data"_s));
    QVERIFY(help.output.contains(command));
    QVERIFY(!QFile::exists(shop.data()));
}

void TestBakehousectl::call_wrongWords_isRefusedAndStartsNothing_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no such command") << QStringList {u"bake"_s};
    QTest::newRow("no such option") << QStringList {u"status"_s, u"--loud"_s};
    QTest::newRow("another command's option") << QStringList {u"verify"_s, u"--json"_s};
    QTest::newRow("import without a file") << QStringList {u"import"_s, u"catalogue"_s};
    QTest::newRow("export of something else") << QStringList {u"export"_s, u"clerks"_s, u"x.csv"_s};
    QTest::newRow("a port out of range") << QStringList {u"serve"_s, u"--port"_s, u"70000"_s};
    QTest::newRow("a move to nowhere") << QStringList {u"move"_s, u"--to"_s, u"http://here"_s};
    QTest::newRow("a move to and back")
        << QStringList {u"move"_s, u"--to"_s, u"postgresql://host/shop"_s, u"--back"_s};
    QTest::newRow("a flow that is none")
        << QStringList {u"serve"_s, u"--orders-flow"_s, u"sideways"_s};
}

void TestBakehousectl::call_wrongWords_isRefusedAndStartsNothing()
{
    QFETCH(const QStringList, words);
    const CtlShop shop;
    const CommandResult result = shop.run(words);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(!result.complaints.isEmpty());
    QVERIFY(!QFile::exists(shop.data()));
}

void TestBakehousectl::status_folderWithoutShop_makesNone()
{
    const CtlShop shop;
    QCOMPARE(shop.run({u"status"_s}).exitCode, 1);
    QVERIFY(!QFile::exists(shop.data()));
}

void TestBakehousectl::import_badRows_namesEachLineAndKeepsNothing()
{
    const CtlShop shop;
    const QString file = shop.write(u"bad.csv"_s,
                                    "name,category,tax_class,price_minor,currency\n"
                                    "Rye,Bread,bread,480,EUR\n"
                                    "Roll,Bread,bread,-5,EUR\n"
                                    ",Bread,bread,90,EUR\n"
                                    "Bun,Bread,bread,90,GBP\n");
    const CommandResult result = shop.run({u"import"_s, u"catalogue"_s, file});
    QCOMPARE(result.exitCode, 1);
    for (const char *line : {"line 3: price_minor", "line 4: name", "line 5: currency"})
        QVERIFY2(result.complaints.contains(QLatin1StringView(line)),
                 qUtf8Printable(result.complaints));
    QVERIFY(!QFile::exists(shop.data())); // The file is read before anything is started.
}

void TestBakehousectl::import_firstGoods_retireTheSamplesAndSetTheCurrency()
{
    CtlShop shop;
    QVERIFY(!shop.serve().isEmpty());
    const int samples = shop.sql(u"SELECT count(*) FROM bakehouse.catalogue_products"_s).toInt();
    QVERIFY(samples >= 20 && samples <= 28);
    QCOMPARE(
        shop.sql(u"SELECT count(*) FROM bakehouse.catalogue_products WHERE on_hand BETWEEN 20000 "
                 "AND 60000"_s)
            .toInt(),
        samples);
    const QString file =
        shop.write(u"goods.csv"_s,
                   "name,category,tax_class,price_minor,currency,stock,allergens,prepared\n"
                   "Rye,Bread,bread,480,CHF,7,rye;wheat,no\n"
                   "Espresso,Drinks,drink,350,CHF,,none,yes\n");
    QCOMPARE(shop.run({u"import"_s, u"catalogue"_s, file}).exitCode, 0);
    QCOMPARE(shop.sql(u"SELECT string_agg(name || on_hand || prepared, ',' ORDER BY id) FROM "
                      "bakehouse.catalogue_products"_s),
             u"Rye7000false,Espresso0true"_s);
    QCOMPARE(shop.sql(u"SELECT currency FROM bakehouse.shop"_s), u"CHF"_s);
}

void TestBakehousectl::import_knownGoods_keepTheirStock()
{
    CtlShop shop;
    QVERIFY(!shop.serve().isEmpty());
    const QByteArray heading = "name,category,tax_class,price_minor,currency";
    const QString first = shop.write(u"1.csv"_s, heading + ",stock\nRye,Bread,bread,480,EUR,12\n");
    const QString second = shop.write(u"2.csv"_s, heading + "\nRye,Bread,bread,510,EUR\n");
    QCOMPARE(shop.run({u"import"_s, u"catalogue"_s, first}).exitCode, 0);
    QCOMPARE(shop.run({u"import"_s, u"catalogue"_s, second}).exitCode, 0);
    QCOMPARE(shop.sql(u"SELECT price_minor || '/' || on_hand FROM bakehouse.catalogue_products"_s),
             u"510/12000"_s);
}

void TestBakehousectl::import_otherCurrencyAfterASale_isRefused()
{
    const CtlShop shop;
    const QString receipts = shop.prepareReplay(3, 11);
    QCOMPARE(shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s}).exitCode, 0);
    const QString file = shop.write(
        u"euro.csv"_s, "name,category,tax_class,price_minor,currency\nRye,Bread,cold,480,EUR\n");
    const CommandResult result = shop.run({u"import"_s, u"catalogue"_s, file});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.complaints.contains(u"currency_fixed"_s), qUtf8Printable(result.complaints));
}

void TestBakehousectl::serve_secondOwner_isRefusedByName()
{
    CtlShop shop;
    QVERIFY(!shop.serve().isEmpty());
    const CommandResult second = shop.run({u"serve"_s, u"--port"_s, u"0"_s});
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.complaints.contains(u"bakehousectl serve"_s),
             qUtf8Printable(second.complaints));
    const CommandResult status = shop.run({u"status"_s, u"--json"_s});
    QCOMPARE(status.exitCode, 0);
    const QJsonObject object = QJsonDocument::fromJson(status.output.toUtf8()).object();
    QCOMPARE(object.value(u"owner"_s).toObject().value(u"program"_s).toString(),
             u"bakehousectl serve"_s);
    QVERIFY(object.value(u"database"_s).toObject().value(u"reachable"_s).toBool());
}

void TestBakehousectl::serve_hasNoMemoryToWriteAndRun()
{
    CtlShop shop;
    QVERIFY(!shop.serve().isEmpty());
    for (const QByteArray &mapping :
         contentOf(u"/proc/%1/maps"_s.arg(shop.programPid())).split('\n')) {
        const QByteArray may = mapping.split(' ').value(1);
        QVERIFY2(!may.startsWith("rwx"), mapping.constData());
    }
    QVERIFY(contentOf(u"/proc/%1/maps"_s.arg(shop.programPid())).contains(" r-xp "));
    QCOMPARE(shop.stopServer(), 0);
}

void TestBakehousectl::serve_terminated_endsCleanly()
{
    CtlShop shop;
    QVERIFY(!shop.serve().isEmpty());
    QVERIFY(shop.serverPid() > 0);
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(!QFile::exists(shop.data() + u"/run.json"_s));
    QVERIFY(!QFile::exists(shop.data() + u"/cluster/postmaster.pid"_s));
}

void TestBakehousectl::replay_badOption_isRefusedBeforeAnythingStarts_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::newRow("no speed at all") << u"speed"_s << u"0"_s;
    QTest::newRow("a speed that is no number") << u"speed"_s << u"nan"_s;
    QTest::newRow("a wait that is no number") << u"wait"_s << u"long"_s;
}

void TestBakehousectl::replay_badOption_isRefusedBeforeAnythingStarts()
{
    QFETCH(const QString, option);
    QFETCH(const QString, value);
    const CtlShop shop;
    const QString file = shop.write(u"r.csv"_s, "date,time,receipt,item\n");
    const CommandResult result = shop.run({u"replay"_s, file, u"--"_s + option, value});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.complaints.contains(option), qUtf8Printable(result.complaints));
    QVERIFY(!QFile::exists(shop.data()));
}

void TestBakehousectl::replay_unknownGoods_namesLinesAndSellsNothing()
{
    const CtlShop shop;
    shop.prepareReplay(1, 3);
    const QString file = shop.write(u"odd.csv"_s,
                                    "date,time,receipt,item\n2024-03-01,08:00:00,1,Plain loaf\n"
                                    "2024-03-01,08:01:00,2,Moon cheese\n");
    const CommandResult result = shop.run({u"replay"_s, file, u"--as-fast-as-possible"_s});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.complaints.contains(u"line 3"_s)
                 && result.complaints.contains(u"Moon cheese"_s),
             qUtf8Printable(result.complaints));
    QVERIFY(shop.run({u"status"_s}).output.contains(u"receipts       0"_s));
}

void TestBakehousectl::replay_seededFile_agreesWithExportAndVerify()
{
    const CtlShop shop;
    const QString receipts = shop.prepareReplay(200, 5);
    const QString acks = shop.file(u"acks"_s);
    const CommandResult replay =
        shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s, u"--acks"_s, acks});
    QVERIFY2(replay.exitCode == 0, qUtf8Printable(replay.complaints));
    const CommandResult again =
        shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s, u"--acks"_s, acks});
    QCOMPARE(again.exitCode, 0);
    QVERIFY(again.output.contains(u"sold by this run          0"_s));

    const QString out = shop.file(u"out.csv"_s);
    QCOMPARE(shop.run({u"export"_s, u"receipts"_s, out}).exitCode, 0);
    const QList<QHash<QString, QString>> rows = csvRows(out);
    QCOMPARE(rows.size(), 200);
    const QByteArrayList lines = contentOf(acks).split('\n');
    for (int i = 0; i < rows.size(); ++i) {
        const auto &row = rows.at(i);
        QCOMPARE(row.value(u"number"_s), QString::number(i + 1));
        QCOMPARE(QString::fromUtf8(lines.value(i)),
                 row.value(u"source_key"_s) + u' ' + row.value(u"number"_s) + u' '
                     + row.value(u"total_minor"_s));
    }
    const CommandResult verify = shop.run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

void TestBakehousectl::verify_changedByHand_namesTheEntry()
{
    CtlShop shop;
    const QString receipts = shop.prepareReplay(10, 8);
    QVERIFY(!shop.serve().isEmpty());
    QCOMPARE(shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s}).exitCode, 0);
    QCOMPARE(shop.run({u"verify"_s}).exitCode, 0);
    shop.sql(u"UPDATE bakehouse.receipts SET total_minor = total_minor + 1 WHERE seq = 4"_s);
    const CommandResult verify = shop.run({u"verify"_s});
    QCOMPARE(verify.exitCode, 1);
    QVERIFY2(verify.output.section(u'\n', 0, 0).contains(u'4'), qUtf8Printable(verify.output));
}

void TestBakehousectl::verify_changedJournal_namesTheEntry()
{
    CtlShop shop;
    const QString receipts = shop.prepareReplay(10, 9);
    QVERIFY(!shop.serve().isEmpty());
    QCOMPARE(shop.run({u"replay"_s, receipts, u"--as-fast-as-possible"_s}).exitCode, 0);
    QDirIterator journals(shop.data() + u"/tills"_s, {u"journal.sqlite"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
    QVERIFY(journals.hasNext());
    {
        QSqlDatabase journal = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        journal.setDatabaseName(journals.next());
        QVERIFY(journal.open());
        QSqlQuery change(journal);
        QVERIFY(change.exec(u"UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), "
                            "'\"change\":0', '\"change\":1') AS BLOB) WHERE seq = 6"_s));
        QCOMPARE(change.numRowsAffected(), 1);
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    const CommandResult verify = shop.run({u"verify"_s});
    QCOMPARE(verify.exitCode, 1);
    QVERIFY2(verify.output.contains(u"entry 6"_s), qUtf8Printable(verify.output));
}

QTEST_GUILESS_MAIN(TestBakehousectl)
#include "tst_bakehousectl.moc"
