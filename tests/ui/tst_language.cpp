#include "language.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The language of the counter, with the translations that are embedded.
class TestLanguage : public QObject
{
    Q_OBJECT
private slots:
    void code_systemSpeaksOurs_data();
    void code_systemSpeaksOurs();
    void choose_german_translates();
    void choose_english_countsInEnglish();
    void choose_same_tellsNothing();
    void end_takesTheWordsBack();
};

void TestLanguage::code_systemSpeaksOurs_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QLocale>("system");
    QTest::addColumn<QString>("code");
    QTest::newRow("set") << u"de"_s << QLocale(QLocale::English) << u"de"_s;
    QTest::newRow("German of Austria")
        << u"system"_s << QLocale(QLocale::German, QLocale::Austria) << u"de"_s;
    QTest::newRow("one that we do not speak") << u"system"_s << QLocale(QLocale::French) << u"en"_s;
    QTest::newRow("none") << u"system"_s << QLocale::c() << u"en"_s;
}

void TestLanguage::code_systemSpeaksOurs()
{
    QFETCH(QString, setting);
    QFETCH(QLocale, system);
    QTEST(languageCode(setting, system), "code");
}

void TestLanguage::choose_german_translates()
{
    Language language;
    QSignalSpy changed(&language, &Language::changed);
    language.choose(u"de"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QCoreApplication::translate("Switch", "Yes"), u"Ja"_s);
    QCOMPARE(QLocale().language(), QLocale::German);
    QCOMPARE(QLocale().decimalPoint(), u","_s);
    language.choose(u"en"_s);
    QCOMPARE(QCoreApplication::translate("Switch", "Yes"), u"Yes"_s);
    QCOMPARE(language.locale().decimalPoint(), u"."_s);
}

void TestLanguage::choose_english_countsInEnglish()
{
    Language language;
    language.choose(u"en"_s);
    const char *const text = "%n sales are safe on this till. Web orders wait.";
    QCOMPARE(QCoreApplication::translate("TroubleWatch", text, nullptr, 1),
             u"1 sale is safe on this till. Web orders wait."_s);
    QCOMPARE(QCoreApplication::translate("TroubleWatch", text, nullptr, 2),
             u"2 sales are safe on this till. Web orders wait."_s);
}

void TestLanguage::choose_same_tellsNothing()
{
    Language language;
    language.choose(u"de"_s);
    QSignalSpy changed(&language, &Language::changed);
    language.choose(u"de"_s);
    QCOMPARE(changed.count(), 0);
}

void TestLanguage::end_takesTheWordsBack()
{
    {
        Language language;
        language.choose(u"de"_s);
    }
    QCOMPARE(QCoreApplication::translate("Switch", "Yes"), u"Yes"_s);
}

QTEST_GUILESS_MAIN(TestLanguage)
#include "tst_language.moc"
