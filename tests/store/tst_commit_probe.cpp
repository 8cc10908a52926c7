#include "commit_probe.h"
#include "why.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The measures give a rate and leave nothing behind.
class TestCommitProbe final : public QObject
{
    Q_OBJECT

private slots:
    void bareCommits_someCommits_givesARate();
    void syncs_someSyncs_givesARate();
    void probes_noFolder_areUnavailable();
};

void TestCommitProbe::bareCommits_someCommits_givesARate()
{
    const QTemporaryDir folder;
    const Result<double> rate = bareCommitsPerSecond(folder.path(), 20);
    QVERIFY2(rate, why(rate));
    QVERIFY(*rate > 0);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestCommitProbe::syncs_someSyncs_givesARate()
{
    const QTemporaryDir folder;
    const Result<double> rate = syncsPerSecond(folder.path(), 20);
    QVERIFY2(rate, why(rate));
    QVERIFY(*rate > 0);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestCommitProbe::probes_noFolder_areUnavailable()
{
    const QString missing = u"/no/such/folder"_s;
    QCOMPARE(bareCommitsPerSecond(missing, 1).error().reason, Error::Reason::DirectoryUnusable);
    QCOMPARE(syncsPerSecond(missing, 1).error().reason, Error::Reason::DirectoryUnusable);
}

QTEST_GUILESS_MAIN(TestCommitProbe)
#include "tst_commit_probe.moc"
