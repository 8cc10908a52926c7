#include "cluster_folder.h"
#include "ctl_shop.h"
#include "data_directory.h"
#include "server_launch.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// A shop's database of an older PostgreSQL is carried over to a newer one, with real servers of
/// both: Debian's and those of npm, whose folder servers.sh names.
class TestCtlUpgrade : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_shop = std::make_unique<CtlShop>(); }
    void upgrade_newerServer_keepsEverySaleAndTheOldCluster();
    void upgrade_olderMajorThanOurs_isCarriedOverToDebians();
    void upgrade_killedAtEachStep_isOldOrNew();
    void upgrade_faultFromBefore_isCarriedOverAndStillFound();

private:
    static constexpr int receipts = 12;
    static QString servers(int major);
    static QStringList by(int major);
    void sell(const CtlShop &shop, const QStringList &options) const;
    void begin() const;
    QByteArray majorOf(const QString &cluster) const;
    QStringList kept() const;
    void checkBooks(const QStringList &options) const;
    CommandResult killedAt(const char *step) const;

    const CtlShop m_sold; ///< A shop of Debian's server with all sales, copied for each test.
    QString m_file;
    std::unique_ptr<CtlShop> m_shop;
};

QString TestCtlUpgrade::servers(int major)
{
    return u"%1/postgres-%2/native/bin"_s.arg(qEnvironmentVariable("BAKEHOUSE_SERVERS")).arg(major);
}

/// The option that names the servers of @p major.
QStringList TestCtlUpgrade::by(int major)
{
    return {u"--postgres-binaries"_s, servers(major)};
}

void TestCtlUpgrade::initTestCase()
{
    QVERIFY2(QFile::exists(servers(17) + u"/postgres"_s), "run me by servers.sh");
    m_file = m_sold.prepareReplay(receipts, 61);
    sell(m_sold, {});
}

void TestCtlUpgrade::sell(const CtlShop &shop, const QStringList &options) const
{
    const CommandResult sold =
        shop.run(QStringList {u"replay"_s, m_file, u"--as-fast-as-possible"_s} + options);
    QVERIFY2(sold.exitCode == 0, qUtf8Printable(sold.complaints));
}

void TestCtlUpgrade::begin() const
{
    QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, m_sold.data(), m_shop->data()}), 0);
}

QByteArray TestCtlUpgrade::majorOf(const QString &cluster) const
{
    return contentOf(m_shop->data() + u'/' + cluster + u"/PG_VERSION"_s).trimmed();
}

QStringList TestCtlUpgrade::kept() const
{
    return QDir(m_shop->data()).entryList({u"cluster-*"_s}, QDir::Dirs);
}

void TestCtlUpgrade::checkBooks(const QStringList &options) const
{
    const CommandResult verify = m_shop->run(QStringList {u"verify"_s} + options);
    QVERIFY2(verify.exitCode == 0, qUtf8Printable(verify.output + verify.complaints));
    QVERIFY2(verify.output.contains(u"clean; %1 receipts"_s.arg(receipts)),
             qUtf8Printable(verify.output));
}

CommandResult TestCtlUpgrade::killedAt(const char *step) const
{
    qputenv("BAKEHOUSE_FAILPOINT", step);
    const CommandResult result = m_shop->run(QStringList {u"status"_s} + by(17));
    qunsetenv("BAKEHOUSE_FAILPOINT");
    return result;
}

void TestCtlUpgrade::upgrade_newerServer_keepsEverySaleAndTheOldCluster()
{
    begin();
    checkBooks(by(17) + QStringList {u"--postgres-upgrade"_s, u"never"_s});
    QCOMPARE(majorOf(u"cluster"_s), "15");
    QVERIFY(kept().isEmpty());
    const CommandResult first = m_shop->run(QStringList {u"status"_s} + by(17));
    QVERIFY2(first.complaints.contains(u"carried over to PostgreSQL 17"_s),
             qUtf8Printable(first.complaints));
    QVERIFY2(first.output.contains(u"PostgreSQL 17"_s), qUtf8Printable(first.output));
    QVERIFY(first.output.contains(u"old database"_s));
    QCOMPARE(majorOf(u"cluster"_s), "17");
    QCOMPARE(kept().size(), 1);
    QVERIFY(first.complaints.contains(kept().first()));
    QCOMPARE(majorOf(kept().first()), "15");
    checkBooks(by(17));
    // The same till sells on.
    const CommandResult again =
        m_shop->run(QStringList {u"replay"_s, m_file, u"--as-fast-as-possible"_s} + by(17));
    QVERIFY2(again.exitCode == 0, qUtf8Printable(again.complaints));
    checkBooks(by(17));
    QCOMPARE(kept().size(), 1);
}

void TestCtlUpgrade::upgrade_olderMajorThanOurs_isCarriedOverToDebians()
{
    // No Bakehouse makes such a cluster any more, so it is made by hand, as an older one did.
    const Result<DataDirectory> directory = DataDirectory::prepare(m_shop->data());
    QVERIFY(directory);
    const ClusterFolder folder(directory->path());
    const Result<ServerAccount> account = ServerAccount::forCluster(folder.path());
    QVERIFY(account);
    const Result<QString> draft = folder.makeDraft(*account);
    QVERIFY(draft);
    const ServerLaunch launch {.binaries = {.folder = servers(14), .major = 14},
                               .account = *account,
                               .folder = folder,
                               .pause = [](int) { return true; }};
    QVERIFY(launch.initialise(*draft));
    QVERIFY(folder.accept(*draft, *account));
    qputenv("BAKEHOUSE_POSTGRES_BINARIES", servers(14).toUtf8());
    m_shop->prepareReplay(receipts, 61);
    sell(*m_shop, {});
    checkBooks({});
    qunsetenv("BAKEHOUSE_POSTGRES_BINARIES");
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", servers(14).toUtf8() + ':' + path); // Where systems put it.
    const CommandResult first = m_shop->run({u"status"_s});
    QVERIFY2(first.complaints.contains(u"of PostgreSQL 14 is carried over"_s),
             qUtf8Printable(first.complaints));
    QVERIFY(majorOf(u"cluster"_s).toInt() > 14);
    QCOMPARE(kept().size(), 1);
    QCOMPARE(majorOf(kept().first()), "14");
    qputenv("PATH", path);
    checkBooks({});
}

void TestCtlUpgrade::upgrade_killedAtEachStep_isOldOrNew()
{
    begin();
    for (const char *step : {"upgrade.made", "copy.portion", "upgrade.copied", "upgrade.checked"}) {
        QVERIFY2(killedAt(step).exitCode == -1, step);
        QCOMPARE(majorOf(u"cluster"_s), "15");
        QVERIFY2(!QFile::exists(m_shop->data() + u"/cluster.switch"_s), step);
    }
    checkBooks({}); // The old server still runs it.
    QVERIFY(killedAt("upgrade.decided").exitCode == -1);
    QCOMPARE(majorOf(u"cluster"_s), "15");
    QVERIFY(killedAt("upgrade.aside").exitCode == -1);
    QVERIFY(!QFile::exists(m_shop->data() + u"/cluster"_s));
    QVERIFY(killedAt("upgrade.placed").exitCode == -1);
    QCOMPARE(majorOf(u"cluster"_s), "17");
    checkBooks(by(17));
    QVERIFY(!QFile::exists(m_shop->data() + u"/cluster.switch"_s));
    QCOMPARE(kept().size(), 1);
    QCOMPARE(majorOf(kept().first()), "15");
    QVERIFY(QDir(m_shop->data()).entryList({u"cluster.tmp*"_s}, QDir::Dirs).isEmpty());
}

void TestCtlUpgrade::upgrade_faultFromBefore_isCarriedOverAndStillFound()
{
    begin();
    QVERIFY(!m_shop->serve().isEmpty());
    m_shop->sql(u"UPDATE bakehouse.receipts SET total_minor = total_minor + 1 WHERE seq = 3"_s);
    QCOMPARE(m_shop->stopServer(), 0);
    const CommandResult before = m_shop->run({u"verify"_s});
    QCOMPARE(before.exitCode, 1);
    const CommandResult after = m_shop->run(QStringList {u"verify"_s} + by(17));
    QVERIFY2(after.complaints.contains(u"carried over to PostgreSQL 17"_s),
             qUtf8Printable(after.complaints));
    QCOMPARE(after.exitCode, 1);
    // Further lines say what could be read and how long it took.
    const auto findings = [](const QString &said) {
        return said.split(u'\n').filter(QRegularExpression(u"^till .*receipt 1-3"_s));
    };
    QVERIFY(!findings(before.output).isEmpty());
    QCOMPARE(findings(after.output), findings(before.output));
}

QTEST_GUILESS_MAIN(TestCtlUpgrade)
#include "tst_ctl_upgrade.moc"
