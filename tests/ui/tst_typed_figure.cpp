#include "typed_figure.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = TypedFigure::Kind;

/// Figures as they are typed.
class TestTypedFigure final : public QObject
{
    Q_OBJECT
private slots:
    void type_letters_showAndMean_data();
    void type_letters_showAndMean();
    void type_whatHasNoPlace_isRefused();
    void erase_takesTheLastOne();
};

namespace {
TypedFigure typed(Kind kind, const QString &letters)
{
    TypedFigure figure(kind);
    for (const QChar letter : letters)
        figure.type(letter);
    return figure;
}

/// In thousandths, minor units or hundredths of a percent; -1 = nothing.
qint64 meaning(const TypedFigure &figure)
{
    switch (figure.kind()) {
    case Kind::Money:
        return figure.money() ? figure.money()->minor() : -1;
    case Kind::Percent:
        return figure.basisPoints().value_or(-1);
    case Kind::Pieces:
    case Kind::Weight:
        return figure.quantity() ? figure.quantity()->thousandths() : -1;
    }
    Q_UNREACHABLE();
}
}

void TestTypedFigure::type_letters_showAndMean_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<qint64>("meant");
    QTest::newRow("nothing") << Kind::Money << QString() << QString() << qint64(-1);
    QTest::newRow("grams") << Kind::Weight << u"337"_s << u"337\u00a0g"_s << qint64(337);
    QTest::newRow("kilograms") << Kind::Weight << u"0.337"_s << u"0.337\u00a0kg"_s << qint64(337);
    QTest::newRow("comma first") << Kind::Weight << u",5"_s << u"0.5\u00a0kg"_s << qint64(500);
    QTest::newRow("no grams") << Kind::Weight << u"0"_s << u"0\u00a0g"_s << qint64(-1);
    QTest::newRow("too heavy") << Kind::Weight << u"9999999"_s << u"999999\u00a0g"_s
                               << qint64(999999);
    QTest::newRow("pence") << Kind::Money << u"210"_s << u"2.10"_s << qint64(210);
    QTest::newRow("pounds") << Kind::Money << u"2.1"_s << u"2.1"_s << qint64(210);
    QTest::newRow("pounds and a point") << Kind::Money << u"3."_s << u"3."_s << qint64(300);
    QTest::newRow("a third decimal") << Kind::Money << u"2.109"_s << u"2.10"_s << qint64(210);
    QTest::newRow("for nothing") << Kind::Money << u"0"_s << u"0.00"_s << qint64(0);
    QTest::newRow("pieces") << Kind::Pieces << u"12"_s << u"12"_s << qint64(12000);
    QTest::newRow("one and a half") << Kind::Pieces << u"1½"_s << u"1½"_s << qint64(1500);
    QTest::newRow("nothing after a half") << Kind::Pieces << u"½3"_s << u"½"_s << qint64(500);
    QTest::newRow("percent") << Kind::Percent << u"12.5"_s << u"12.5\u202f%"_s << qint64(1250);
    QTest::newRow("over a hundred") << Kind::Percent << u"101"_s << u"101\u202f%"_s << qint64(-1);
}

void TestTypedFigure::type_letters_showAndMean()
{
    QFETCH(Kind, kind);
    QFETCH(QString, letters);
    const TypedFigure figure = typed(kind, letters);
    const Figures figures(QLocale(QLocale::English, QLocale::UnitedKingdom), {u"GBP"_s, 2});
    QTEST(figure.shown(figures), "shown");
    QTEST(meaning(figure), "meant");
}

void TestTypedFigure::type_whatHasNoPlace_isRefused()
{
    QVERIFY(!TypedFigure(Kind::Money).type(u'a'));
    QVERIFY(!TypedFigure(Kind::Money).type(u'½'));
    QVERIFY(!TypedFigure(Kind::Pieces).type(u'.'));
    TypedFigure yen(Kind::Money, 0);
    for (const QChar letter : u"12.5"_s)
        yen.type(letter);
    QCOMPARE(yen.money()->minor(), 125);
}

void TestTypedFigure::erase_takesTheLastOne()
{
    TypedFigure figure = typed(Kind::Pieces, u"1½"_s);
    figure.erase();
    QCOMPARE(figure.text(), u"1"_s);
    figure.erase();
    figure.erase();
    QVERIFY(figure.empty());
}

QTEST_APPLESS_MAIN(TestTypedFigure)
#include "tst_typed_figure.moc"
