#include "journal_reader.h"
#include "kept_shop.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = KeptShop::longMs;
constexpr qint64 promisedMs = 60'000;

/// How many sales had been acknowledged at a time.
struct Sample {
    qsizetype acks = 0;
    QDateTime at;
};

/// A command that reads @p input.
CommandResult answered(const CtlShop &shop, const QStringList &words, const QByteArray &input)
{
    const std::unique_ptr<QProcess> process = shop.start(words);
    process->write(input);
    process->closeWriteChannel();
    const bool ended = process->waitForFinished(CtlShop::commandLimitMs);
    return {.exitCode = ended ? process->exitCode() : -1,
            .output = QString::fromUtf8(process->readAllStandardOutput()),
            .complaints = QString::fromUtf8(process->readAllStandardError())};
}

QDateTime newestCopy(const QString &target)
{
    QDateTime newest;
    QDirIterator files(target + u"/entries"_s, {u"*.entries"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QDateTime written = QFileInfo(files.next()).lastModified();
        newest = newest.isValid() ? std::max(newest, written) : written;
    }
    return newest;
}

/// Entries in all journals below @p data.
qint64 journaled(const QString &data)
{
    qint64 sum = 0;
    for (const QString &till :
         QDir(data + u"/tills"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto reader = JournalReader::open(data + u"/tills/"_s + till);
        if (reader)
            sum += (*reader)->state()->head;
    }
    return sum;
}

}

/// A shop whose machine is lost with everything on it, made anew from its backup target.
class TestRestoreAt final : public QObject
{
    Q_OBJECT
private slots:
    void everythingKilled_losesAMinuteAtMost();
    void restore_killedAtEachStep_endsOldOrNew();
    void keeping_killedAtEachStep_staysRestorable();
    void restore_wronglyCalled_says();
    void backup_laterEntries_comeBack();
    void sealedLog_needsThePassphrase();

private:
    static void goesOn(const KeptShop &kept, const QString &file, int receipts);
};

void TestRestoreAt::everythingKilled_losesAMinuteAtMost()
{
    constexpr int receipts = 800;
    KeptShop kept;
    CtlShop &shop = kept.shop;
    const QString file = shop.prepareReplay(receipts, 31);
    const QString acks = shop.file(u"acks"_s);
    const QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    kept.stock();
    QVERIFY(kept.keptUntil(QDateTime::currentDateTimeUtc()));
    const std::unique_ptr<QProcess> replay =
        shop.start({u"replay"_s, file, u"--speed"_s, u"6000"_s, u"--acks"_s, acks});
    QList<TakenOrder> orders;
    QList<Sample> samples;
    const QDateTime began = QDateTime::currentDateTimeUtc();
    // As long as sales and orders of before have been carried away and others have not.
    do {
        orders.append(kept.order(api));
        QVERIFY(orders.last().number > 0);
        samples.append({.acks = contentOf(acks).count('\n'), .at = orders.last().at});
    } while (kept.until() < began.addMSecs(3'000)
             || newestCopy(kept.target()) < began.addMSecs(7'000));
    replay->kill();
    QVERIFY(replay->waitForFinished());
    kept.lose();
    const QDateTime lostAt = QDateTime::currentDateTimeUtc();

    const QDateTime until = kept.until();
    const QDateTime copied = newestCopy(kept.target());
    QVERIFY2(until.msecsTo(lostAt) <= promisedMs,
             qPrintable(QString::number(until.msecsTo(lostAt))));
    QVERIFY(copied.msecsTo(lostAt) <= promisedMs);
    const CommandResult restored = kept.restore();
    QVERIFY2(restored.exitCode == 0, qUtf8Printable(restored.complaints));
    qInfo("%lld orders, %lld sales acknowledged; the log reached %lld ms before the loss, the "
          "copies %lld ms",
          qint64(orders.size()), qint64(samples.last().acks), until.msecsTo(lostAt),
          copied.msecsTo(lostAt));

    // Copies are begun at most a few seconds before they are there.
    for (const Sample &sample : samples) {
        if (sample.at < copied.addMSecs(-5'000))
            QVERIFY(journaled(shop.data()) >= sample.acks);
    }
    QVERIFY(!shop.serve().isEmpty());
    int checked = 0;
    for (const TakenOrder &order : orders) {
        if (order.at > until)
            continue;
        ++checked;
        QCOMPARE(shop.sql(u"SELECT count(*) FROM bakehouse.orders WHERE public_id = %1"_s.arg(
                     order.number)),
                 u"1"_s);
    }
    QVERIFY(checked > 0);
    goesOn(kept, file, receipts);
}

/// The till goes on where it was, and nobody has to mend anything.
void TestRestoreAt::goesOn(const KeptShop &kept, const QString &file, int receipts)
{
    const CtlShop &shop = kept.shop;
    const CommandResult rest = shop.run({u"replay"_s, file, u"--as-fast-as-possible"_s});
    QVERIFY2(rest.exitCode == 0, qUtf8Printable(rest.complaints));
    QCOMPARE(shop.sql(u"SELECT count(*) || ' ' || max(number) || ' ' || count(DISTINCT till) FROM "
                      "bakehouse.receipts"_s),
             u"%1 %1 1"_s.arg(receipts));
    const CommandResult verify = kept.verify();
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

void TestRestoreAt::restore_killedAtEachStep_endsOldOrNew()
{
    KeptShop kept;
    const QString file = kept.shop.prepareReplay(20, 32);
    QVERIFY(!kept.shop.serve().isEmpty());
    QCOMPARE(kept.shop.run({u"replay"_s, file, u"--as-fast-as-possible"_s}).exitCode, 0);
    QVERIFY(kept.keptUntil(QDateTime::currentDateTimeUtc()));
    kept.lose();
    for (const char *step :
         {"point_in_time.unpacked", "point_in_time.log_unpacked", "point_in_time.recovered",
          "point_in_time.journals", "point_in_time.before_move"}) {
        const CommandResult killed = kept.restore(step);
        QVERIFY2(killed.exitCode == -1, qUtf8Printable(killed.complaints));
        QVERIFY2(!QFileInfo::exists(kept.shop.data()), step);
    }
    QCOMPARE(kept.restore("point_in_time.after_move").exitCode, -1);
    QCOMPARE(journaled(kept.shop.data()), 20);
    const CommandResult verify = kept.verify();
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
    // What is there is never written over.
    const CommandResult again = kept.restore();
    QVERIFY(again.exitCode != 0);
    QVERIFY2(again.complaints.contains(u"not empty"_s), qUtf8Printable(again.complaints));
    QCOMPARE(journaled(kept.shop.data()), 20);
}

void TestRestoreAt::keeping_killedAtEachStep_staysRestorable()
{
    KeptShop kept;
    const QString file = kept.shop.prepareReplay(120, 33);
    for (const char *step : {"base_backup.before_commit", "base_backup.after_commit",
                             "wal_keeper.shipped:2", "entry_copies.written"}) {
        qputenv("BAKEHOUSE_FAILPOINT", step);
        const bool serves = !kept.shop.serve().isEmpty();
        qunsetenv("BAKEHOUSE_FAILPOINT");
        if (serves && QByteArray(step).startsWith("entry"))
            static_cast<void>(
                kept.shop.run({u"replay"_s, file, u"--speed"_s, u"6000"_s, u"--wait"_s, u"1"_s}));
        const auto pid = pid_t(kept.shop.programPid());
        QVERIFY2(QTest::qWaitFor(
                     [pid] {
                         return contentOf(u"/proc/%1/stat"_s.arg(pid)).contains(") Z ")
                             || !QFileInfo::exists(u"/proc/%1"_s.arg(pid));
                     },
                     longMs),
                 step);
        kept.shop.killServer();
    }
    QVERIFY(!kept.shop.serve().isEmpty());
    QCOMPARE(kept.shop.run({u"replay"_s, file, u"--as-fast-as-possible"_s}).exitCode, 0);
    QVERIFY(kept.keptUntil(QDateTime::currentDateTimeUtc()));
    kept.lose();
    const CommandResult restored = kept.restore();
    QVERIFY2(restored.exitCode == 0, qUtf8Printable(restored.complaints));
    QCOMPARE(journaled(kept.shop.data()), 120);
    const CommandResult verify = kept.verify();
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output));
}

void TestRestoreAt::restore_wronglyCalled_says()
{
    const CtlShop shop;
    const CommandResult nowhere = shop.run({u"restore"_s, u"--at"_s, u"latest"_s});
    QCOMPARE(nowhere.exitCode, 2);
    QVERIFY(nowhere.complaints.contains(u"--from"_s));
    const CommandResult empty =
        shop.run({u"restore"_s, u"--at"_s, u"latest"_s, u"--from"_s, shop.file(u"x"_s)});
    QCOMPARE(empty.exitCode, 1);
    QVERIFY(empty.complaints.contains(u"no base backup"_s));
    const CommandResult time =
        shop.run({u"restore"_s, u"--from"_s, shop.file(u"x"_s), u"--at"_s, u"yesterday"_s});
    QCOMPARE(time.exitCode, 2);
    QVERIFY(time.complaints.contains(u"field at"_s));
    const CommandResult both =
        shop.run({u"restore"_s, u"x.backup"_s, u"--at"_s, u"latest"_s, u"--replace"_s});
    QCOMPARE(both.exitCode, 2);
    QVERIFY(both.complaints.contains(u"neither FILE nor --replace"_s));
    const CommandResult list = shop.run({u"restore"_s, u"--list"_s});
    QCOMPARE(list.exitCode, 2);
    QVERIFY(list.complaints.contains(u"--from"_s));
    QVERIFY(!QFileInfo::exists(shop.data()));
}

/// A backup alone would lose what was sold after it, and the till would give its numbers again.
void TestRestoreAt::backup_laterEntries_comeBack()
{
    constexpr int receipts = 300;
    KeptShop kept;
    CtlShop &shop = kept.shop;
    shop.setVariable(u"BAKEHOUSE_BACKUP_WAL"_s, u"no"_s);
    shop.setVariable(u"BAKEHOUSE_BACKUP_DRILL"_s, u"no"_s);
    const QString file = shop.prepareReplay(receipts, 34);
    QVERIFY(!shop.serve().isEmpty());
    QVERIFY(kept.sell(file, 20) > 0);
    const QString backup = kept.backUp();
    QVERIFY(!backup.isEmpty());
    const qsizetype sold = kept.sell(file, 50);
    QVERIFY(sold >= 50 && sold < receipts);
    QVERIFY(kept.copiedAll(journaled(shop.data())));
    kept.lose();
    const CommandResult restored = shop.run({u"restore"_s, backup});
    QVERIFY2(restored.exitCode == 0, qUtf8Printable(restored.complaints));
    QVERIFY2(restored.output.contains(u"wrote after the backup"_s),
             qUtf8Printable(restored.output));
    QVERIFY(journaled(shop.data()) >= sold);
    QVERIFY(!shop.serve().isEmpty());
    goesOn(kept, file, receipts);
    QCOMPARE(shop.stopServer(), 0);
    // Without copies they come from the shop that is set aside.
    QVERIFY(QDir().rename(kept.target() + u"/entries"_s, shop.file(u"elsewhere"_s)));
    const CommandResult replaced = shop.run({u"restore"_s, backup, u"--replace"_s});
    QVERIFY2(replaced.exitCode == 0, qUtf8Printable(replaced.complaints));
    QCOMPARE(journaled(shop.data()), receipts);
}

/// The whole way of an order: nobody who finds the folder can read it, whoever has the passphrase
/// gets it back.
void TestRestoreAt::sealedLog_needsThePassphrase()
{
    KeptShop kept;
    CtlShop &shop = kept.shop;
    const QByteArray secret = "brown bread at dawn\n";
    const CommandResult made =
        answered(shop, {u"backup"_s, u"keys"_s, u"--make"_s}, secret + secret);
    QVERIFY2(made.exitCode == 0, qUtf8Printable(made.complaints));
    static_cast<void>(shop.prepareReplay(1, 36));
    shop.setVariable(u"BAKEHOUSE_BACKUP_DRILL"_s, u"no"_s);
    const QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    kept.stock();
    const TakenOrder order = kept.order(api);
    QVERIFY(order.number > 0);
    const auto keptUntil = [&shop] {
        const QByteArray status = shop.run({u"status"_s, u"--json"_s}).output.toUtf8();
        const QJsonObject backup =
            QJsonDocument::fromJson(status).object().value(u"backup"_s).toObject();
        return QDateTime::fromString(backup.value(u"log"_s).toObject().value(u"until"_s).toString(),
                                     Qt::ISODate);
    };
    QTRY_VERIFY_WITH_TIMEOUT(keptUntil() > order.at, longMs);
    kept.lose();
    QStringList readable;
    QDirIterator files(kept.target(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QByteArray content = contentOf(files.next());
        for (const char *word : {"Test Buyer", "buyer@example.com", "Plain loaf", "CREATE TABLE"}) {
            if (content.contains(word))
                readable.append(files.filePath());
        }
    }
    QVERIFY2(readable.isEmpty(), qUtf8Printable(readable.join(u' ')));

    const QStringList call {u"restore"_s, u"--at"_s, u"latest"_s};
    const CommandResult wrong = answered(shop, call, "brown bread at dusk\n");
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.complaints.contains(u"passphrase"_s), qUtf8Printable(wrong.complaints));
    QVERIFY(!QFileInfo::exists(shop.data()));
    const CommandResult restored = answered(shop, call, secret);
    QVERIFY2(restored.exitCode == 0, qUtf8Printable(restored.complaints));
    QVERIFY(!shop.serve().isEmpty());
    QCOMPARE(shop.sql(u"SELECT customer_name FROM bakehouse.orders WHERE public_id = %1"_s.arg(
                 order.number)),
             u"Test Buyer"_s);
}

QTEST_GUILESS_MAIN(TestRestoreAt)
#include "tst_restore_at.moc"
