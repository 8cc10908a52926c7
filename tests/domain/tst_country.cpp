#include "catalogue.h"
#include "country.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

/// The countries of the first start: whole, well-formed, and right where the trade's rules say so.
class TestCountry : public QObject
{
    Q_OBJECT
private slots:
    void countries_areSortedAndWhole();
    void rates_everyCountry_rulesBothModesToday();
    void rate_isTheUsualOne_data();
    void rate_isTheUsualOne();
    void cashStep_followsTheCoins_data();
    void cashStep_followsTheCoins();
    void countryOf_unknownCode_isNone();
};

void TestCountry::countries_areSortedAndWhole()
{
    QStringList codes;
    for (const Country &country : countries()) {
        codes.append(country.code);
        static const QRegularExpression currency(u"\\A[A-Z]{3}\\z"_s);
        QVERIFY(currency.match(country.currency).hasMatch());
        QCOMPARE(country.decimals, currencyDecimals(country.currency));
        QVERIFY(country.cashStep > Money());
        QCOMPARE(country.language.size(), 2);
    }
    QCOMPARE(codes,
             u"AT AU BE CA CH CZ DE DK ES FI FR GB IE IT LU NL NO NZ PL PT SE US"_s.split(u' '));
}

void TestCountry::rates_everyCountry_rulesBothModesToday()
{
    const QDate today(2026, 1, 1);
    for (const Country &country : countries()) {
        const TaxTable table(country.rates);
        const auto what = [](const TaxRate &rate) {
            return std::tuple(rate.taxClass, rate.mode, rate.validFrom);
        };
        const auto twice = std::ranges::adjacent_find(table.rates(), {}, what);
        QVERIFY2(twice == table.rates().end(), qPrintable(country.code));
        for (const QString &taxClass : {u"food"_s, u"drink"_s}) {
            for (const TaxMode mode : {TaxMode::TakeAway, TaxMode::EatIn}) {
                const std::optional<int> rate = table.rateBp(taxClass, mode, today);
                QVERIFY2(rate && *rate >= 0 && *rate <= 2500, qPrintable(country.code));
            }
        }
    }
}

void TestCountry::rate_isTheUsualOne_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("taxClass");
    QTest::addColumn<TaxMode>("mode");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<int>("rateBp");
    const QDate lastYear(2025, 12, 31);
    const QDate thisYear(2026, 1, 1);
    const auto row = [](const char *name, const char *code, const char *taxClass, TaxMode mode,
                        QDate day, int rateBp) {
        QTest::newRow(name) << QString::fromLatin1(code) << QString::fromLatin1(taxClass) << mode
                            << day << rateBp;
    };
    row("German food to go", "DE", "food", TaxMode::TakeAway, thisYear, 700);
    row("German food eaten in, before 2026", "DE", "food", TaxMode::EatIn, lastYear, 1900);
    row("German food eaten in, since 2026", "DE", "food", TaxMode::EatIn, thisYear, 700);
    row("a German drink", "DE", "drink", TaxMode::EatIn, thisYear, 1900);
    row("British cold food to go", "GB", "food", TaxMode::TakeAway, thisYear, 0);
    row("British food eaten in", "GB", "food", TaxMode::EatIn, thisYear, 2000);
    row("Swiss food to go", "CH", "food", TaxMode::TakeAway, thisYear, 260);
    row("Swiss food eaten in", "CH", "food", TaxMode::EatIn, thisYear, 810);
    row("American food", "US", "food", TaxMode::EatIn, thisYear, 0);
}

void TestCountry::rate_isTheUsualOne()
{
    QFETCH(const QString, code);
    QFETCH(const QString, taxClass);
    QFETCH(const TaxMode, mode);
    QFETCH(const QDate, day);
    QFETCH(const int, rateBp);
    QVERIFY(countryOf(code));
    const TaxTable table(countryOf(code)->rates);
    QCOMPARE(table.rateBp(taxClass, mode, day).value_or(-1), rateBp);
}

void TestCountry::cashStep_followsTheCoins_data()
{
    QTest::addColumn<QString>("codes");
    QTest::addColumn<qint64>("stepMinor");
    QTest::newRow("cents") << u"GB DE AT FR LU ES PT PL US"_s << qint64(1);
    QTest::newRow("five") << u"CH NL BE FI IE IT CA AU"_s << qint64(5);
    QTest::newRow("ten") << u"NZ"_s << qint64(10);
    QTest::newRow("half a crown") << u"DK"_s << qint64(50);
    QTest::newRow("a crown") << u"SE NO CZ"_s << qint64(100);
}

void TestCountry::cashStep_followsTheCoins()
{
    QFETCH(const QString, codes);
    QFETCH(const qint64, stepMinor);
    for (const QString &code : codes.split(u' '))
        QCOMPARE(countryOf(code)->cashStep.minor(), stepMinor);
}

void TestCountry::countryOf_unknownCode_isNone()
{
    QVERIFY(!countryOf(u"XX"_s));
    QVERIFY(!countryOf(QString()));
}

QTEST_GUILESS_MAIN(TestCountry)
#include "tst_country.moc"
