#include "await.h"
#include "settings_book.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A folder with a settings file and the book that was opened on it.
struct Shelf {
    explicit Shelf(const QByteArray &file = {}, const QHash<QString, QString> &environment = {},
                   const QHash<QString, QString> &commandLine = {})
        : sources {.settingsFile = folder.filePath(u"settings.ini"_s),
                   .dotEnvFile = folder.filePath(u".env"_s),
                   .environment = environment,
                   .commandLine = commandLine}
    {
        QFile settings(sources.settingsFile);
        if (!file.isEmpty() && settings.open(QIODevice::WriteOnly))
            settings.write(file);
        settings.close();
        book = std::make_unique<SettingsBook>(sources, *Settings::load(sources));
    }
    QByteArray file() const
    {
        QFile settings(sources.settingsFile);
        return settings.open(QIODevice::ReadOnly) ? settings.readAll() : QByteArray();
    }
    QString text(const char *key) const { return book->settings().text(QString::fromLatin1(key)); }

    QTemporaryDir folder;
    const SettingSources sources;
    std::unique_ptr<SettingsBook> book;
};

}

/// Settings changed while the program runs.
class TestSettingsBook : public QObject
{
    Q_OBJECT
private slots:
    void save_good_isWrittenAndTold();
    void save_null_goesBackToTheDefault();
    void save_sameValue_tellsNothing();
    void save_badValue_writesNothingOfAll();
    void save_fixedFromOutside_isRefused_data();
    void save_fixedFromOutside_isRefused();
    void save_unknownKey_isRefused();
    void save_brokenFile_keepsTheOldSettings();
    void save_twiceAtOnce_bothAreKept();
    void save_bookGoes_isWritten();
    void check_saysWhatIsWrong();
};

void TestSettingsBook::save_good_isWrittenAndTold()
{
    const Shelf shelf("# the shop\nshop.name = Corner\n");
    QSignalSpy changed(shelf.book.get(), &SettingsBook::changed);
    QVERIFY(await(shelf.book->save(
        {{u"ui.theme"_s, u"dark"_s}, {u"shop.address"_s, u"Mill Lane 4\nTown"_s}})));
    QCOMPARE(shelf.text("ui.theme"), u"dark"_s);
    QCOMPARE(shelf.text("shop.address"), u"Mill Lane 4\nTown"_s);
    QCOMPARE(shelf.text("shop.name"), u"Corner"_s);
    QCOMPARE(shelf.book->settings().source(u"ui.theme"_s), Settings::Source::File);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toStringList(),
             QStringList({u"shop.address"_s, u"ui.theme"_s}));
    QVERIFY(shelf.file().startsWith("# the shop\nshop.name = Corner\n"));
    QCOMPARE(Settings::load(shelf.sources)->text(u"ui.theme"_s), u"dark"_s);
}

void TestSettingsBook::save_null_goesBackToTheDefault()
{
    const Shelf shelf("ui.theme = dark\n");
    QSignalSpy changed(shelf.book.get(), &SettingsBook::changed);
    QVERIFY(await(shelf.book->save({{u"ui.theme"_s, QString()}})));
    QCOMPARE(shelf.text("ui.theme"), u"light"_s);
    QCOMPARE(shelf.book->settings().source(u"ui.theme"_s), Settings::Source::Default);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shelf.file(), QByteArray());
}

void TestSettingsBook::save_sameValue_tellsNothing()
{
    const Shelf shelf("ui.theme = dark\n");
    QSignalSpy changed(shelf.book.get(), &SettingsBook::changed);
    QVERIFY(await(shelf.book->save({{u"ui.theme"_s, u"dark"_s}})));
    QCOMPARE(changed.count(), 0);
}

void TestSettingsBook::save_badValue_writesNothingOfAll()
{
    const Shelf shelf("ui.theme = dark\n");
    const Result<void> saved =
        await(shelf.book->save({{u"ui.hand"_s, u"left"_s}, {u"ui.theme"_s, u"purple"_s}}));
    QVERIFY(!saved);
    QCOMPARE(saved.error().field, u"ui.theme"_s);
    QVERIFY(saved.error().detail.contains(u"light|dark|contrast|system"_s));
    QCOMPARE(shelf.file(), QByteArray("ui.theme = dark\n"));
    QCOMPARE(shelf.text("ui.hand"), u"right"_s);
}

void TestSettingsBook::save_fixedFromOutside_isRefused_data()
{
    QTest::addColumn<bool>("byCommandLine");
    QTest::newRow("environment") << false;
    QTest::newRow("command line") << true;
}

void TestSettingsBook::save_fixedFromOutside_isRefused()
{
    QFETCH(const bool, byCommandLine);
    const Shelf shelf = byCommandLine
        ? Shelf("ui.theme = dark\n", {}, {{u"ui.theme"_s, u"contrast"_s}})
        : Shelf("ui.theme = dark\n", {{u"BAKEHOUSE_UI_THEME"_s, u"contrast"_s}});
    QVERIFY(shelf.book->fixedFromOutside(u"ui.theme"_s));
    QVERIFY(!shelf.book->fixedFromOutside(u"ui.hand"_s));
    const Result<void> saved = await(shelf.book->save({{u"ui.theme"_s, u"light"_s}}));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, Error::Code::Conflict);
    QCOMPARE(saved.error().field, u"ui.theme"_s);
    QVERIFY(await(shelf.book->save({{u"ui.hand"_s, u"left"_s}})));
    QCOMPARE(shelf.text("ui.theme"), u"contrast"_s);
}

void TestSettingsBook::save_unknownKey_isRefused()
{
    const Shelf shelf;
    for (const QString &key : {u"ui.colour"_s, u"data.directory"_s}) {
        const Result<void> saved = await(shelf.book->save({{key, u"x"_s}}));
        QVERIFY(!saved);
        QCOMPARE(saved.error().field, key);
    }
    QCOMPARE(shelf.file(), QByteArray());
}

void TestSettingsBook::save_brokenFile_keepsTheOldSettings()
{
    const Shelf shelf("ui.theme = dark\n");
    QFile file(shelf.sources.settingsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("somebody typed here\n");
    file.close();
    const Result<void> saved = await(shelf.book->save({{u"ui.theme"_s, u"light"_s}}));
    QVERIFY(!saved);
    QCOMPARE(saved.error().reason, Error::Reason::BadRow);
    QCOMPARE(shelf.text("ui.theme"), u"dark"_s);
    QCOMPARE(shelf.file(), QByteArray("somebody typed here\n"));
}

void TestSettingsBook::save_twiceAtOnce_bothAreKept()
{
    const Shelf shelf;
    const auto first = shelf.book->save({{u"ui.theme"_s, u"dark"_s}});
    const auto second = shelf.book->save({{u"ui.hand"_s, u"left"_s}});
    QVERIFY(await(first));
    QVERIFY(await(second));
    QCOMPARE(shelf.file(), QByteArray("ui.theme = dark\nui.hand = left\n"));
    QCOMPARE(shelf.text("ui.hand"), u"left"_s);
    QCOMPARE(shelf.text("ui.theme"), u"dark"_s);
}

void TestSettingsBook::save_bookGoes_isWritten()
{
    Shelf shelf;
    const auto saved = shelf.book->save({{u"ui.theme"_s, u"dark"_s}});
    shelf.book.reset();
    QCOMPARE(shelf.file(), QByteArray("ui.theme = dark\n"));
    const Result<void> outcome = await(saved);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().reason, Error::Reason::Cancelled);
}

void TestSettingsBook::check_saysWhatIsWrong()
{
    const Shelf shelf;
    QVERIFY(shelf.book->check(u"cash.keys"_s, u"4"_s));
    QVERIFY(shelf.book->check(u"cash.keys"_s, QString()));
    const Result<void> checked = shelf.book->check(u"cash.keys"_s, u"9"_s);
    QVERIFY(!checked);
    QCOMPARE(checked.error().field, u"cash.keys"_s);
    QVERIFY(checked.error().detail.contains(u"3-6"_s));
    QVERIFY(shelf.book->check(u"shop.country"_s, u""_s));
    QVERIFY(!shelf.book->check(u"shop.country"_s, u"XX"_s));
}

QTEST_GUILESS_MAIN(TestSettingsBook)
#include "tst_settings_book.moc"
