#include "cluster_switch.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Two renames that count as one: whatever was done of them, the end is the same.
class TestClusterSwitch : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void decide_draft_takesThePlaceAndTheOldIsKept();
    void finish_nothingDecided_changesNothing();
    void finish_endedHalfway_endsAtTheSame_data();
    void finish_endedHalfway_endsAtTheSame();
    void finish_noteChangedByHand_isRefused();
    void asideName_takenToday_isAnother();

private:
    void makeCluster(const QString &name, const QByteArray &content) const;
    QByteArray contentIn(const QString &name) const;
    void write(const QString &path, const QByteArray &content) const;
    QString at(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestClusterSwitch::write(const QString &path, const QByteArray &content) const
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestClusterSwitch::makeCluster(const QString &name, const QByteArray &content) const
{
    QVERIFY(QDir().mkpath(at(name)));
    write(at(name) + u"/PG_VERSION"_s, content);
}

QByteArray TestClusterSwitch::contentIn(const QString &name) const
{
    QFile file(at(name) + u"/PG_VERSION"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestClusterSwitch::decide_draft_takesThePlaceAndTheOldIsKept()
{
    makeCluster(u"cluster"_s, "15");
    makeCluster(u"cluster.tmp-1"_s, "17");
    QVERIFY(ClusterSwitch(m_folder->path()).decide(u"cluster.tmp-1"_s, u"cluster-15-then"_s));
    QCOMPARE(contentIn(u"cluster"_s), "17");
    QCOMPARE(contentIn(u"cluster-15-then"_s), "15");
    QVERIFY(!QFile::exists(at(u"cluster.tmp-1"_s)));
    QVERIFY(!QFile::exists(at(u"cluster.switch"_s)));
    QCOMPARE(ClusterSwitch::kept(m_folder->path()), QStringList {at(u"cluster-15-then"_s)});
}

void TestClusterSwitch::finish_nothingDecided_changesNothing()
{
    makeCluster(u"cluster"_s, "15");
    makeCluster(u"cluster.tmp-1"_s, "17");
    QVERIFY(ClusterSwitch(m_folder->path()).finish());
    QCOMPARE(contentIn(u"cluster"_s), "15");
    QCOMPARE(contentIn(u"cluster.tmp-1"_s), "17");
}

void TestClusterSwitch::finish_endedHalfway_endsAtTheSame_data()
{
    QTest::addColumn<QStringList>("there"); // Folder and content in turn.
    QTest::newRow("after the decision")
        << QStringList {u"cluster"_s, u"15"_s, u"cluster.tmp-1"_s, u"17"_s};
    QTest::newRow("after the first rename")
        << QStringList {u"cluster-15-then"_s, u"15"_s, u"cluster.tmp-1"_s, u"17"_s};
    QTest::newRow("after the second rename")
        << QStringList {u"cluster-15-then"_s, u"15"_s, u"cluster"_s, u"17"_s};
}

void TestClusterSwitch::finish_endedHalfway_endsAtTheSame()
{
    QFETCH(const QStringList, there);
    for (qsizetype i = 0; i < there.size(); i += 2)
        makeCluster(there.at(i), there.at(i + 1).toUtf8());
    write(at(u"cluster.switch"_s), "cluster.tmp-1\ncluster-15-then\n");
    for (int times = 0; times < 2; ++times) {
        QVERIFY(ClusterSwitch(m_folder->path()).finish());
        QCOMPARE(contentIn(u"cluster"_s), "17");
        QCOMPARE(contentIn(u"cluster-15-then"_s), "15");
        QVERIFY(!QFile::exists(at(u"cluster.switch"_s)));
    }
}

void TestClusterSwitch::finish_noteChangedByHand_isRefused()
{
    makeCluster(u"cluster"_s, "15");
    for (const QByteArray &note :
         {QByteArray(), QByteArray("cluster.tmp-1\n"), QByteArray("../other\ncluster-15-then\n"),
          QByteArray("cluster\ncluster-15-then\n")}) {
        write(at(u"cluster.switch"_s), note);
        const Result<void> finished = ClusterSwitch(m_folder->path()).finish();
        QVERIFY(!finished);
        QCOMPARE(finished.error().field, at(u"cluster.switch"_s));
        QCOMPARE(contentIn(u"cluster"_s), "15");
    }
}

void TestClusterSwitch::asideName_takenToday_isAnother()
{
    const ClusterSwitch change(m_folder->path());
    const QString first = change.asideName(15);
    QVERIFY(first.startsWith(u"cluster-15-20"_s));
    makeCluster(first, "15");
    QCOMPARE(change.asideName(15), first + u"-2"_s);
}

QTEST_GUILESS_MAIN(TestClusterSwitch)
#include "tst_cluster_switch.moc"
