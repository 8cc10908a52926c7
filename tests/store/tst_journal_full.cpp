#include "failing_steps.h"
#include "journal_fixture.h"
#include "why.h"

#include <QFile>
#include <QTest>

#include <sys/mount.h>

using namespace Qt::StringLiterals;

namespace {

QString ballastIn(const QString &folder)
{
    return folder + u"/ballast"_s;
}

/// A disk that is full as long as the ballast lies on it, and again after a number of further
/// writes.
class FullDisk final : public SqliteFaults
{
public:
    explicit FullDisk(QString folder)
        : m_folder(std::move(folder))
    {
    }
    int before(const QString &name) override
    {
        if (!full || name != "sqlite_commit"_L1)
            return 0;
        if (QFile::exists(ballastIn(m_folder)))
            return FailingSteps::diskFull;
        return --commitsLeft < 0 ? FailingSteps::diskFull : 0;
    }
    int after(const QString &) override { return 0; }

    std::atomic<bool> full = false;
    std::atomic<int> commitsLeft = 0;

private:
    const QString m_folder;
};

/// A disk of its own in memory, where the machine lets us have one.
class SmallDisk final
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(folder)
        , m_mounted(::mount("none", folder.toUtf8().constData(), "tmpfs", 0, "size=100m") == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.toUtf8().constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool mounted() const { return m_mounted; }
    void fill()
    {
        QFile file(m_folder + u"/filler"_s);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered));
        for (const QByteArray &block : {QByteArray(65536, 'x'), QByteArray(512, 'x')}) {
            while (file.write(block) == block.size()) { }
        }
    }
    void empty() { QVERIFY(QFile::remove(m_folder + u"/filler"_s)); }

private:
    const QString m_folder;
    const bool m_mounted;
};

}

/// A full disk: the ballast carries the sales on, then they are refused with nothing half kept.
class TestJournalFull final : public QObject
{
    Q_OBJECT

private slots:
    void pretendedFull_ballastCarriesOn_thenRefuses();
    void smallDiskFull_ballastCarriesOn_thenRefuses();

private:
    qint64 sellUntilRefused(Journal &journal, qint64 most);
    void checkAfterwards(Journal &journal, qint64 sold);
};

/// Gives the number of sales kept; the one after them was refused for sure.
qint64 TestJournalFull::sellUntilRefused(Journal &journal, qint64 most)
{
    for (qint64 sold = 0; sold < most; ++sold) {
        const Basket taken = basket();
        journal.saveBasket(taken);
        const Result<Receipt> kept = await(journal.append(sale(taken.uuid)));
        if (kept)
            continue;
        if (kept.error().reason != Error::Reason::JournalUnwritable)
            qWarning().noquote() << describe(kept.error());
        return sold;
    }
    return most;
}

void TestJournalFull::checkAfterwards(Journal &journal, qint64 sold)
{
    QVERIFY(await(journal.verify()));
    QCOMPARE(journal.state().lastNumber, sold);
    QCOMPARE(await(journal.append(sale()))->number, sold + 1);
    QVERIFY(await(journal.verify()));
}

void TestJournalFull::pretendedFull_ballastCarriesOn_thenRefuses()
{
    const QTemporaryDir folder;
    FullDisk disk(folder.path());
    const std::unique_ptr<Journal> journal = registered(folder.path(), &disk);
    QVERIFY(QFile::exists(ballastIn(folder.path())));
    QCOMPARE(await(journal->append(sale()))->number, qint64(1));

    disk.commitsLeft = 5;
    disk.full = true;
    QCOMPARE(await(journal->append(sale()))->number, qint64(2)); // In the room of the ballast.
    disk.commitsLeft = 0;
    const Result<Receipt> refused = await(journal->append(sale()));
    QCOMPARE(refused.error().reason, Error::Reason::JournalUnwritable);
    QCOMPARE(await(journal->checkWritable()).error().reason, Error::Reason::JournalUnwritable);

    disk.full = false;
    checkAfterwards(*journal, 2);
    QTRY_VERIFY(QFile::exists(ballastIn(folder.path()))); // Made anew when there is nothing to do.
}

void TestJournalFull::smallDiskFull_ballastCarriesOn_thenRefuses()
{
    const QTemporaryDir folder;
    SmallDisk disk(folder.path());
    if (!disk.mounted()) {
        qInfo("no right to mount a small disk here: the pretended one stands for it");
        pretendedFull_ballastCarriesOn_thenRefuses();
        return;
    }
    const QString tills = folder.path() + u"/till"_s;
    std::unique_ptr<Journal> journal = registered(tills);
    QVERIFY(journal);
    QVERIFY(QFile::exists(ballastIn(tills)));

    disk.fill();
    const qint64 first = sellUntilRefused(*journal, 3'000);
    QCOMPARE(first, qint64(3'000));
    QVERIFY2(!QFile::exists(ballastIn(tills)), "the sales should have needed the ballast");
    QVERIFY(await(journal->checkWritable()));
    disk.fill();
    const qint64 second = sellUntilRefused(*journal, 100'000);
    QVERIFY(second < 100'000);
    QCOMPARE(await(journal->checkWritable()).error().reason, Error::Reason::JournalUnwritable);

    disk.empty();
    checkAfterwards(*journal, first + second);
    QTRY_VERIFY(QFile::exists(ballastIn(tills)));
    journal.reset();
    const auto again = opened(tills);
    QVERIFY2(again, why(again));
    checkAfterwards(**again, first + second + 1);
}

QTEST_GUILESS_MAIN(TestJournalFull)
#include "tst_journal_full.moc"
