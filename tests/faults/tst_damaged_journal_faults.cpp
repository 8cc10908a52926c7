#include "bakery_goods.h"
#include "damage.h"
#include "fault_rounds.h"
#include "journal_fixture.h"
#include "snapshot_file.h"
#include "snapshot_text.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int salesAtRest = 30;
constexpr int salesAfter = 25;
constexpr int plannedStartMs = 5'000;

/// A look from outside that holds the journal's log as it is: what is written from then on stays
/// in it.
class Onlooker
{
public:
    explicit Onlooker(const QString &journal)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"onlooker"_s);
        database.setDatabaseName(journal);
        QSqlQuery query(database);
        if (!database.open() || !query.exec(u"BEGIN"_s)
            || !query.exec(u"SELECT count(*) FROM entries"_s) || !query.next())
            qFatal("the journal cannot be looked at");
    }
    ~Onlooker()
    {
        QSqlDatabase::database(u"onlooker"_s).close();
        QSqlDatabase::removeDatabase(u"onlooker"_s);
    }
    Q_DISABLE_COPY_MOVE(Onlooker)
};

}

/// Journal and snapshot with every kind of damage: the till starts soon, or names the file; what
/// was acknowledged is there, or it is said that it is not.
class TestDamagedJournalFaults final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void journal_damaged_losesNoSaleUnsaid();
    void snapshot_damaged_isTheSameOrMadeAnew();

private:
    enum class Judgement { Unharmed, Refused, FoundByVerify };

    void fill(const QString &folder);
    bool sell(Journal &journal, int count);
    QString damageOneOf(const QString &folder, QRandomGenerator &random);
    QString judge(const QString &folder, Judgement &judgement);
    QString judgeContent(Journal &journal, Judgement &judgement);
    static bool isNamed(const Error &error, const QString &folder);

    QTemporaryDir m_folder {memoryTemplate()};
    int m_startLimitMs = plannedStartMs;
    std::vector<Entry> m_entries; ///< What was acknowledged before the damage.
};

void TestDamagedJournalFaults::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
    fill(m_folder.filePath(u"journal"_s));
}

bool TestDamagedJournalFaults::sell(Journal &journal, int count)
{
    for (int i = 0; i < count; ++i) {
        const Result<Receipt> sold = await(journal.append(sale()));
        const bool more = sold && await(journal.append(drawerOpened()))
            && (i % 5 != 0 || await(journal.append(refundOf(*sold))))
            && await(journal.saveBasket(basket()));
        if (!more)
            return false;
    }
    return true;
}

/// Leaves a journal at rest in "rest", and in "killed" one whose last sales stand in its log alone.
void TestDamagedJournalFaults::fill(const QString &folder)
{
    {
        const std::unique_ptr<Journal> journal = registered(folder);
        QVERIFY(journal && sell(*journal, salesAtRest));
    }
    const std::unique_ptr<Journal> journal = registered(folder);
    QVERIFY(journal);
    const Onlooker onlooker(folder + u"/journal.sqlite"_s);
    QVERIFY(sell(*journal, salesAfter));
    const auto entries = await(journal->entriesAfter(0, 10'000));
    QVERIFY(entries);
    m_entries = *entries;
    copyFolder(folder, m_folder.filePath(u"killed"_s));
}

QString TestDamagedJournalFaults::damageOneOf(const QString &folder, QRandomGenerator &random)
{
    static const std::array<QString, 8> files {u"journal.sqlite"_s,     u"journal.sqlite"_s,
                                               u"journal.sqlite"_s,     u"journal.sqlite-wal"_s,
                                               u"journal.sqlite-wal"_s, u"journal.sqlite-wal"_s,
                                               u"journal.sqlite-shm"_s, u"journal.head"_s};
    QString file;
    do
        file = folder + u'/' + files[random.bounded(quint32(files.size()))];
    while (QFileInfo(file).size() == 0);
    return damageFile(file, random);
}

bool TestDamagedJournalFaults::isNamed(const Error &error, const QString &folder)
{
    const bool named = error.reason == Error::Reason::JournalUnwritable
        || error.reason == Error::Reason::JournalForked;
    return named && (error.field.startsWith(folder) || error.left.has_value());
}

/// What is wrong with how the till takes the damage; empty when all is as it should be.
QString TestDamagedJournalFaults::judge(const QString &folder, Judgement &judgement)
{
    QElapsedTimer time;
    time.start();
    Result<std::unique_ptr<Journal>> journal = opened(folder);
    if (time.elapsed() > m_startLimitMs)
        return u"the start took %1 ms"_s.arg(time.elapsed());
    judgement = Judgement::Refused;
    if (!journal)
        return isNamed(journal.error(), folder) ? QString() : describe(journal.error());
    if (const QString fault = judgeContent(**journal, judgement); !fault.isEmpty())
        return fault;
    const Result<Receipt> next = await((*journal)->append(sale()));
    if (!next)
        return isNamed(next.error(), folder) ? QString() : describe(next.error());
    journal->reset();
    const Result<std::unique_ptr<Journal>> again = opened(folder);
    if (!again)
        return isNamed(again.error(), folder) ? QString() : describe(again.error());
    return await((*again)->entryOf(next->uuid)) ? QString() : u"the next sale is gone, unsaid"_s;
}

QString TestDamagedJournalFaults::judgeContent(Journal &journal, Judgement &judgement)
{
    if (journal.state().head < qint64(m_entries.size()))
        return u"entries are missing, unsaid: it ends at %1"_s.arg(journal.state().head);
    const auto entries = await(journal.entriesAfter(0, 10'000));
    const Result<void> chain = await(journal.verify());
    judgement = chain ? Judgement::Unharmed : Judgement::FoundByVerify; // By entry, or by file.
    const bool same = entries && *entries == m_entries;
    return same || !chain ? QString() : u"entries differ, and verify finds nothing"_s;
}

void TestDamagedJournalFaults::journal_damaged_losesNoSaleUnsaid()
{
    FaultRounds plan = FaultRounds::read(40);
    if (plan.form == FaultRounds::Form::Long)
        plan.rounds += plan.rounds / 5; // A thousand of all files together.
    m_startLimitMs = plan.limitMs(plannedStartMs);
    QRandomGenerator random(plan.seed);
    std::array<int, 3> judgements {};
    for (int round = 0; round < plan.rounds; ++round) {
        const QTemporaryDir folder(memoryTemplate());
        const QString copy = folder.filePath(u"till"_s);
        copyFolder(m_folder.filePath(round % 3 == 0 ? u"journal"_s : u"killed"_s), copy);
        const QString damage = damageOneOf(copy, random);
        Judgement judgement {};
        const QString fault = judge(copy, judgement);
        QVERIFY2(fault.isEmpty(), qPrintable(u"round %1, %2: %3"_s.arg(round).arg(damage, fault)));
        ++judgements[size_t(judgement)];
    }
    qInfo("%d unharmed, %d refused by name, %d found by verify", judgements[0], judgements[1],
          judgements[2]);
    QVERIFY(judgements[0] > 0 && judgements[1] > 0);
    noteFaults({.part = "damaged journals", .faults = plan.rounds});
}

void TestDamagedJournalFaults::snapshot_damaged_isTheSameOrMadeAnew()
{
    const FaultRounds plan = FaultRounds::read(20, 4);
    QRandomGenerator random(plan.seed);
    const CatalogueRead read = BakeryGoods::read();
    const auto same = [&read](const Result<CatalogueRead> &found) {
        return found && goodsText(*found->goods) == goodsText(*read.goods)
            && stockText(*found) == stockText(read);
    };
    int madeAnew = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        const QTemporaryDir folder(memoryTemplate());
        const QString path = folder.filePath(u"catalogue.sqlite"_s);
        QVERIFY(await(SnapshotFile(path).save(read)));
        const QString damage = damageFile(path, random);
        SnapshotFile snapshot(path);
        const Result<CatalogueRead> found = await(snapshot.load());
        const bool sound = same(found) || (!found && found.error().code == Error::Code::NotFound);
        QVERIFY2(sound, qPrintable(u"round %1, %2"_s.arg(round).arg(damage)));
        madeAnew += found ? 0 : 1;
        QVERIFY(await(snapshot.save(read)));
        QVERIFY2(same(await(snapshot.load())), qPrintable(damage));
    }
    QVERIFY(madeAnew > 0);
    noteFaults({.part = "damaged snapshots", .faults = plan.rounds});
}

QTEST_GUILESS_MAIN(TestDamagedJournalFaults)
#include "tst_damaged_journal_faults.moc"
