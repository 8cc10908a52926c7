#include "folded_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Names and typed words are one when a person would say so.
class TestFoldedText final : public QObject
{
    Q_OBJECT

private slots:
    void foldedText_spellings_areOne_data();
    void foldedText_spellings_areOne();
    void foldedText_ofABeginning_isABeginning();
    void foldedWords_partsAtWhatIsNoLetter();
};

void TestFoldedText::foldedText_spellings_areOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("case") << u"ROLL"_s << u"roll"_s;
    QTest::newRow("umlaut") << u"Brötchen"_s << u"brotchen"_s;
    QTest::newRow("umlaut written out") << u"Broetchen"_s << u"brotchen"_s;
    QTest::newRow("umlaut left out") << u"Brotchen"_s << u"brotchen"_s;
    QTest::newRow("umlaut in two characters") << u"Bro\u0308tchen"_s << u"brotchen"_s;
    QTest::newRow("accent") << u"Crème brûlée"_s << u"creme brulee"_s;
    QTest::newRow("sharp s") << u"Süß"_s << u"suss"_s;
    QTest::newRow("capital sharp s") << u"WEIẞBROT"_s << u"weissbrot"_s;
    QTest::newRow("Danish") << u"Smørrebrød"_s << u"smorrebrod"_s;
    QTest::newRow("Turkish") << u"İçli ılık"_s << u"icli ilik"_s;
    QTest::newRow("an e that stands alone") << u"Beet a-e"_s << u"beet a-e"_s;
}

void TestFoldedText::foldedText_spellings_areOne()
{
    QFETCH(const QString, text);
    QFETCH(const QString, folded);
    QCOMPARE(foldedText(text), folded);
}

void TestFoldedText::foldedText_ofABeginning_isABeginning()
{
    const QString name = u"Käse-Aepfel Œuf Blueberry süß-sauer quiche Weißbrot"_s;
    for (qsizetype length = 0; length <= name.size(); ++length)
        QVERIFY(foldedText(name).startsWith(foldedText(name.left(length))));
}

void TestFoldedText::foldedWords_partsAtWhatIsNoLetter()
{
    QCOMPARE(foldedWords(u" Ham & cheese, 0.5 l (Öko)"_s),
             (QStringList {u"ham"_s, u"cheese"_s, u"0"_s, u"5"_s, u"l"_s, u"oko"_s}));
    QCOMPARE(foldedWords(u" -- "_s), QStringList());
}

QTEST_APPLESS_MAIN(TestFoldedText)
#include "tst_folded_text.moc"
