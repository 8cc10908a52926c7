#include "ctl_shop.h"
#include "damage.h"
#include "fault_rounds.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int plannedStartMs = 5'000;

const QByteArray settings = "# Settings of the shop, as an owner writes them.\n"
                            "[shop]\nname = \"Zum Ofen\"\ntime_zone = Europe/Berlin\n"
                            "day_start = 04:00\n\n"
                            "[orders]\nflow = staff\nprocessing_seconds = 5-15\n"
                            "[api]\nport = 5005\nlisten = 127.0.0.1\n"
                            "[cash]\nround_to = 0.05 # as the coins are\n";
const QByteArray environment = "# For the service.\n"
                               "BAKEHOUSE_API_PORT=5006\n"
                               "export BAKEHOUSE_SHOP_NAME=\"Ofen & Söhne\"\n"
                               "BAKEHOUSE_ORDERS_FLOW='automatic'\n"
                               "BAKEHOUSE_DISK_MINIMUM_FREE_MB=500\n";

}

/// The files that say where and how a shop runs, with every kind of damage: the program starts
/// soon, or names the file.
class TestDamagedSettingsFaults final : public QObject
{
    Q_OBJECT
private slots:
    void settings_damaged_startOrNameTheFile_data();
    void settings_damaged_startOrNameTheFile();
    void runFile_damaged_isNamedAndMadeAnew();

private:
    static CommandResult timed(const CtlShop &shop, const QStringList &words,
                               const FaultRounds &plan);
};

/// Ends the test when it takes longer than a start may.
CommandResult TestDamagedSettingsFaults::timed(const CtlShop &shop, const QStringList &words,
                                               const FaultRounds &plan)
{
    QElapsedTimer time;
    time.start();
    CommandResult result = shop.run(words);
    if (time.elapsed() > plan.limitMs(plannedStartMs))
        result.exitCode = -1;
    return result;
}

void TestDamagedSettingsFaults::settings_damaged_startOrNameTheFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("the settings file") << u"shop/settings.ini"_s << settings;
    QTest::newRow("the environment file") << u".env"_s << environment;
}

void TestDamagedSettingsFaults::settings_damaged_startOrNameTheFile()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    const FaultRounds plan = FaultRounds::read(10, 5);
    QRandomGenerator random(plan.seed);
    const CtlShop shop;
    QVERIFY(QDir().mkpath(shop.data()));
    const QString file = shop.write(name, content);
    QCOMPARE(shop.run({u"--print-settings"_s}).exitCode, 0);
    int named = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        shop.write(name, content);
        const QString damage = damageFile(file, random);
        const CommandResult result = timed(shop, {u"--print-settings"_s}, plan);
        const bool refused =
            result.exitCode == 2 && result.complaints.contains(QFileInfo(name).fileName());
        QVERIFY2(result.exitCode == 0 || refused,
                 qPrintable(u"round %1, %2: exit code %3, %4"_s.arg(round)
                                .arg(damage)
                                .arg(result.exitCode)
                                .arg(result.complaints)));
        named += refused ? 1 : 0;
    }
    QVERIFY(named > 0);
    noteFaults({.part = QTest::currentDataTag(), .faults = plan.rounds});
}

void TestDamagedSettingsFaults::runFile_damaged_isNamedAndMadeAnew()
{
    const FaultRounds plan = FaultRounds::read(10, 5);
    QRandomGenerator random(plan.seed);
    CtlShop shop;
    const QString api = shop.serve();
    QVERIFY(!api.isEmpty());
    const QString file = u"shop/run.json"_s;
    const QByteArray content = contentOf(shop.file(file));
    const auto parts = [](const CommandResult &status) {
        const QJsonObject whole = QJsonDocument::fromJson(status.output.toUtf8()).object();
        return std::pair(whole.value(u"owner"_s), whole.value(u"database"_s));
    };
    const QStringList status {u"status"_s, u"--json"_s};
    const CommandResult undamaged = shop.run(status);
    QCOMPARE(undamaged.exitCode, 0);
    int named = 0;
    for (int round = 0; round < plan.rounds; ++round) {
        shop.write(file, content);
        const QString damage = damageFile(shop.file(file), random);
        const CommandResult result = timed(shop, status, plan);
        const bool refused = result.exitCode == 1 && result.complaints.contains(u"run.json"_s);
        const bool same = result.exitCode == 0 && parts(result).first == parts(undamaged).first;
        QVERIFY2(same || refused,
                 qPrintable(u"round %1, %2: exit code %3, %4"_s.arg(round)
                                .arg(damage)
                                .arg(result.exitCode)
                                .arg(result.complaints)));
        named += refused ? 1 : 0;
    }
    QVERIFY(named > 0);
    shop.write(file, content.first(content.size() / 2));
    shop.killServer();
    QVERIFY(!shop.serve().isEmpty());
    QCOMPARE(shop.run(status).exitCode, 0);
    noteFaults({.part = "damaged run.json", .faults = plan.rounds});
}

QTEST_GUILESS_MAIN(TestDamagedSettingsFaults)
#include "tst_damaged_settings_faults.moc"
