#include "settings.h"
#include "settings_files.h"
#include "till_settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Values = QHash<QString, QString>;

/// The five places a setting can come from.
struct Places {
    QByteArray file;
    QByteArray dotEnv;
    Values environment;
    Values commandLine;
};

void write(const QString &path, const QByteArray &content)
{
    if (content.isNull())
        return;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

Result<Settings> load(const Places &places)
{
    const QTemporaryDir folder;
    write(folder.filePath(u"settings.ini"_s), places.file);
    write(folder.filePath(u".env"_s), places.dotEnv);
    return Settings::load(folder.filePath(u"settings.ini"_s), folder.filePath(u".env"_s),
                          places.environment, places.commandLine);
}

}

/// Default < settings file < .env < environment < command line, and what each of them refuses.
class TestSettings : public QObject
{
    Q_OBJECT
private slots:
    void table_everyRow_hasHelpAndAGoodDefault();
    void names_followTheKey();
    void load_fromFivePlaces_takesTheHighest_data();
    void load_fromFivePlaces_takesTheHighest();
    void load_badValue_namesKeyRangeAndPlace_data();
    void load_badValue_namesKeyRangeAndPlace();
    void load_unknownKeyInFile_isRefused();
    void load_directoryInFile_isRefused();
    void load_emptyVariable_countsAsUnset();
    void load_garbageFile_namesLine_data();
    void load_garbageFile_namesLine();
    void load_passwordOnCommandLine_isRefused();
    void print_hidesPassword();
    void range_ofOneNumber_hasTwoEnds();
    void names_areTrimmedAndDifferent();
    void lines_keepTheirBreaks();
    void cashStep_isTheCountrysUnlessSaid_data();
    void cashStep_isTheCountrysUnlessSaid();
    void settingsFile_bothForms_meanTheSame();
    void dotEnv_quotesAndComments_areRead_data();
    void dotEnv_quotesAndComments_areRead();
};

void TestSettings::table_everyRow_hasHelpAndAGoodDefault()
{
    const Result<Settings> settings = load({});
    QVERIFY(settings);
    for (const SettingRow &row : Settings::table()) {
        QVERIFY(!row.help.isEmpty());
        QVERIFY(!row.group.isEmpty());
        QCOMPARE(Settings::row(row.key), &row);
        QCOMPARE(settings->source(row.key), Settings::Source::Default);
    }
    QCOMPARE(settings->text(u"shop.day_start"_s), u"04:00"_s);
    QCOMPARE(settings->integer(u"api.port"_s), 5'000);
    QVERIFY(!settings->text(u"shop.time_zone"_s).isEmpty());
    QVERIFY(!settings->text(u"data.directory"_s).isEmpty());
}

void TestSettings::names_followTheKey()
{
    QCOMPARE(Settings::environmentName(u"orders.flow"_s), u"BAKEHOUSE_ORDERS_FLOW"_s);
    QCOMPARE(Settings::optionName(u"orders.processing_seconds"_s),
             u"--orders-processing-seconds"_s);
    QCOMPARE(Settings::environmentName(u"data.directory"_s), u"BAKEHOUSE_DATA"_s);
    QCOMPARE(Settings::optionName(u"data.directory"_s), u"--data"_s);
    QCOMPARE(Settings::environmentName(u"database.url"_s), u"DATABASE_URL"_s);
    QCOMPARE(Settings::optionName(u"database.url"_s), u"--database"_s);
}

void TestSettings::load_fromFivePlaces_takesTheHighest_data()
{
    QTest::addColumn<int>("highest"); // How many of the places, from the lowest, name a port.
    QTest::addColumn<qint64>("port");
    QTest::addColumn<Settings::Source>("source");
    QTest::newRow("default") << 0 << qint64(5'000) << Settings::Source::Default;
    QTest::newRow("settings file") << 1 << qint64(5'001) << Settings::Source::File;
    QTest::newRow(".env") << 2 << qint64(5'002) << Settings::Source::DotEnv;
    QTest::newRow("environment") << 3 << qint64(5'003) << Settings::Source::Environment;
    QTest::newRow("command line") << 4 << qint64(5'004) << Settings::Source::CommandLine;
}

void TestSettings::load_fromFivePlaces_takesTheHighest()
{
    QFETCH(int, highest);
    QFETCH(qint64, port);
    QFETCH(Settings::Source, source);
    Places places;
    if (highest >= 1)
        places.file = "api.port = 5001\n";
    if (highest >= 2)
        places.dotEnv = "BAKEHOUSE_API_PORT=5002\n";
    if (highest >= 3)
        places.environment = {{u"BAKEHOUSE_API_PORT"_s, u"5003"_s}};
    if (highest >= 4)
        places.commandLine = {{u"api.port"_s, u"5004"_s}};
    const Result<Settings> settings = load(places);
    QVERIFY(settings);
    QCOMPARE(settings->integer(u"api.port"_s), port);
    QCOMPARE(settings->source(u"api.port"_s), source);
}

void TestSettings::load_badValue_namesKeyRangeAndPlace_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("range");
    QTest::newRow("port too high") << u"api.port"_s << u"65536"_s << u"0-65535"_s;
    QTest::newRow("port as a word") << u"api.port"_s << u"http"_s << u"0-65535"_s;
    QTest::newRow("port with a sign") << u"api.port"_s << u"+80"_s << u"0-65535"_s;
    QTest::newRow("port far too high")
        << u"api.port"_s << u"99999999999999999999"_s << u"0-65535"_s;
    QTest::newRow("rate without a burst") << u"api.rate_reads"_s << u"20/s"_s << u"20/s burst 60"_s;
    QTest::newRow("proxy by its name")
        << u"api.trusted_proxies"_s << u"proxy.local"_s << u"127.0.0.1, 10.0.0.0/8"_s;
    QTest::newRow("host with a port") << u"api.host_names"_s << u"shop.example:80"_s << u"0-32"_s;
    QTest::newRow("other flow") << u"orders.flow"_s << u"fast"_s << u"automatic|staff"_s;
    QTest::newRow("range turned") << u"orders.processing_seconds"_s << u"15-5"_s << u"0-86400"_s;
    QTest::newRow("range of three") << u"orders.processing_seconds"_s << u"1-2-3"_s << u"0-86400"_s;
    QTest::newRow("no zone") << u"shop.time_zone"_s << u"Europe/Bakehouse"_s << u"time zone"_s;
    QTest::newRow("no time") << u"shop.day_start"_s << u"25:00"_s << u"04:00"_s;
    QTest::newRow("no address") << u"api.listen"_s << u"example.com"_s << u"127.0.0.1"_s;
    QTest::newRow("half an address") << u"api.listen"_s << u"127.0.0.256"_s << u"127.0.0.1"_s;
    QTest::newRow("name with a bell") << u"shop.name"_s << u"Bake\ahouse"_s << u"1-100"_s;
    QTest::newRow("no database") << u"database.url"_s << u"mysql:"_s << u"PostgreSQL"_s;
}

void TestSettings::load_badValue_namesKeyRangeAndPlace()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, range);
    const Places fromEnvironment {.environment = {{Settings::environmentName(key), value}}};
    const Places fromCommandLine {.commandLine = {{key, value}}};
    for (const Places &places : {fromEnvironment, fromCommandLine}) {
        const Result<Settings> settings = load(places);
        QVERIFY(!settings);
        const Error error = settings.error();
        QCOMPARE(error.code, Error::Code::Invalid);
        QCOMPARE(error.reason, Error::Reason::BadField);
        QCOMPARE(error.field, key);
        QVERIFY2(error.detail.contains(range), qPrintable(error.detail));
        const QString name = places.commandLine.isEmpty() ? Settings::environmentName(key)
                                                          : Settings::optionName(key);
        QVERIFY2(error.detail.contains(name), qPrintable(error.detail));
        QVERIFY2(!error.detail.contains(u'\a'), qPrintable(error.detail));
    }
}

void TestSettings::load_unknownKeyInFile_isRefused()
{
    const Result<Settings> settings = load({.file = "[orders]\nflaw = staff\n"});
    QVERIFY(!settings);
    QCOMPARE(settings.error().field, u"orders.flaw"_s);
    QVERIFY(load({.dotEnv = "BAKEHOUSE_OTHER=1\nPOSTGRES_USER=x\n"}));
}

void TestSettings::load_directoryInFile_isRefused()
{
    const Result<Settings> settings = load({.file = "data.directory = /elsewhere\n"});
    QVERIFY(!settings);
    QCOMPARE(settings.error().field, u"data.directory"_s);
    QCOMPARE(load({.environment = {{u"BAKEHOUSE_DATA"_s, u"/else where/ü"_s}}})
                 ->text(u"data.directory"_s),
             u"/else where/ü"_s);
}

void TestSettings::load_emptyVariable_countsAsUnset()
{
    const Result<Settings> settings =
        load({.dotEnv = "DATABASE_URL=\n", .environment = {{u"BAKEHOUSE_API_PORT"_s, QString()}}});
    QVERIFY(settings);
    QCOMPARE(settings->source(u"database.url"_s), Settings::Source::Default);
    QCOMPARE(settings->source(u"api.port"_s), Settings::Source::Default);
}

void TestSettings::load_garbageFile_namesLine_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<qint64>("line");
    QTest::newRow("no equals sign") << QByteArray("# shop\napi.port = 1\nnonsense\n") << qint64(3);
    QTest::newRow("no name") << QByteArray("= 5\n") << qint64(1);
    QTest::newRow("open quote") << QByteArray("shop.name = \"Corner\n") << qint64(1);
    QTest::newRow("text after the quote") << QByteArray("shop.name = \"A\" B\n") << qint64(1);
    QTest::newRow("not UTF-8") << QByteArray("\nshop.name = \xff\xfe\n") << qint64(2);
    QTest::newRow("zero bytes") << QByteArray("a\0b=1\n", 6) << qint64(1);
    QTest::newRow("open section") << QByteArray("\n\n[orders\n") << qint64(3);
}

void TestSettings::load_garbageFile_namesLine()
{
    QFETCH(QByteArray, file);
    QFETCH(qint64, line);
    const Result<Settings> settings = load({.file = file});
    QVERIFY(!settings);
    QCOMPARE(settings.error().reason, Error::Reason::BadRow);
    QCOMPARE(settings.error().left, std::optional(line));
    QVERIFY(settings.error().field.endsWith(u"settings.ini"_s));
}

void TestSettings::load_passwordOnCommandLine_isRefused()
{
    const QString plain = u"postgresql://till@db/bakehouse"_s;
    QVERIFY(load({.commandLine = {{u"database.url"_s, plain}}}));
    for (const QString &secret :
         {u"postgresql://till:hush@db/bakehouse"_s, u"host=db user=till password=hush"_s,
          u"postgresql://till@db/bakehouse?password=hush"_s}) {
        const Result<Settings> settings = load({.commandLine = {{u"database.url"_s, secret}}});
        QVERIFY(!settings);
        QCOMPARE(settings.error().field, u"database.url"_s);
        QVERIFY(settings.error().detail.contains(u"DATABASE_URL"_s));
        QVERIFY(!settings.error().detail.contains(u"hush"_s));
    }
}

void TestSettings::print_hidesPassword()
{
    const Result<Settings> settings =
        load({.environment = {{u"DATABASE_URL"_s, u"postgresql://till:hush@db/bakehouse"_s}}});
    QVERIFY(settings);
    const QString text = settings->print().join(u'\n');
    QVERIFY(!text.contains(u"hush"_s));
    QVERIFY(text.contains(u"database.url = postgresql://"_s));
    QVERIFY(text.contains(u"# environment"_s));
    QCOMPARE(settings->print().size(), qsizetype(Settings::table().size()));
}

void TestSettings::range_ofOneNumber_hasTwoEnds()
{
    const QString key = u"orders.processing_seconds"_s;
    using Ends = std::pair<qint64, qint64>;
    QCOMPARE(load({})->range(key), Ends(5, 15));
    QCOMPARE(load({.file = "orders.processing_seconds = 8"})->range(key), Ends(8, 8));
    QCOMPARE(load({.file = "orders.processing_seconds = 0"})->range(key), Ends(0, 0));
    QCOMPARE(load({.file = "orders.processing_seconds = 1 - 2"})->range(key), Ends(1, 2));
}

void TestSettings::names_areTrimmedAndDifferent()
{
    const QString key = u"counter.clerks"_s;
    QCOMPARE(load({})->names(key), QStringList());
    QCOMPARE(load({.file = "counter.clerks = Zoë ,, Ann  Lee,\n"})->names(key),
             QStringList({u"Zoë"_s, u"Ann Lee"_s}));
    QVERIFY(!load({.file = "counter.clerks = Zoë,Zoë\n"}));
    QVERIFY(!load({.file = "counter.clerks = " + QByteArray(31, 'x')}));
    QByteArray many = "counter.clerks = ";
    for (int clerk = 0; clerk < 21; ++clerk)
        many += QByteArray::number(clerk) + ',';
    QVERIFY(!load({.file = many}));
}

void TestSettings::lines_keepTheirBreaks()
{
    const Result<Settings> settings =
        load({.file = "shop.address = \"Mill Lane 4\\nTown\"\nshop.tax_number = \n"});
    QVERIFY(settings);
    QCOMPARE(settings->text(u"shop.address"_s), u"Mill Lane 4\nTown"_s);
    QVERIFY(settings->print().join(u'\n').contains(u"Mill Lane 4 / Town"_s));
    QVERIFY(!load({.file = "shop.name = \"a\\nb\"\n"}));
}

void TestSettings::cashStep_isTheCountrysUnlessSaid_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<qint64>("stepMinor");
    QTest::newRow("nothing said") << QByteArray() << qint64(1);
    QTest::newRow("Swiss coins") << QByteArray("shop.country = CH\n") << qint64(5);
    QTest::newRow("Swedish coins") << QByteArray("shop.country = SE\n") << qint64(100);
    QTest::newRow("said") << QByteArray("shop.country = CH\ncash.round_to = 0.10\n") << qint64(10);
    QTest::newRow("said to be none")
        << QByteArray("shop.country = CH\ncash.round_to = 0.01\n") << qint64(1);
}

void TestSettings::cashStep_isTheCountrysUnlessSaid()
{
    QFETCH(const QByteArray, file);
    QFETCH(const qint64, stepMinor);
    QCOMPARE(tillSettingsOf(*load({.file = file})).cashStep.minor(), stepMinor);
}

void TestSettings::settingsFile_bothForms_meanTheSame()
{
    const auto flat =
        parseSettingsFile("; shop\norders.flow = staff # board\nshop.name='Corner # 1'\n");
    const auto sections = parseSettingsFile(
        "\xef\xbb\xbf[orders]\r\nflow=staff\r\n[shop]\r\nname=\"Corner # 1\"\r\n");
    QVERIFY(flat);
    QVERIFY(sections);
    QCOMPARE(*flat, *sections);
    QCOMPARE(flat->value(u"shop.name"_s), u"Corner # 1"_s);
}

void TestSettings::dotEnv_quotesAndComments_areRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << QByteArray("A=b c") << u"b c"_s;
    QTest::newRow("blanks around") << QByteArray("  A =  b  ") << u"b"_s;
    QTest::newRow("export") << QByteArray("export A=b") << u"b"_s;
    QTest::newRow("comment after") << QByteArray("A=b # c") << u"b"_s;
    QTest::newRow("hash inside") << QByteArray("A=b#c") << u"b#c"_s;
    QTest::newRow("single quotes") << QByteArray("A='b \\n # c'") << u"b \\n # c"_s;
    QTest::newRow("double quotes")
        << QByteArray("A=\"b \\\"c\\\" \\\\ # d\" # e") << u"b \"c\" \\ # d"_s;
    QTest::newRow("no expansion") << QByteArray("A=$HOME`id`") << u"$HOME`id`"_s;
    QTest::newRow("equals inside") << QByteArray("A=host=db user=x") << u"host=db user=x"_s;
    QTest::newRow("empty") << QByteArray("A=") << QString();
    QTest::newRow("last counts") << QByteArray("A=1\nA=2") << u"2"_s;
}

void TestSettings::dotEnv_quotesAndComments_areRead()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, value);
    const Result<QHash<QString, QString>> values = parseDotEnv(line);
    QVERIFY(values);
    QCOMPARE(values->size(), 1);
    QCOMPARE(values->value(u"A"_s), value);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
