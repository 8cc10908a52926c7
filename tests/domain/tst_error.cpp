#include "error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// Words of the reasons.
class ErrorTest final : public QObject
{
    Q_OBJECT
private slots:
    void reasonWord_ofEveryReason_isStableAndUnique();
    void describe_ofAnError_namesItsValues();
};

void ErrorTest::reasonWord_ofEveryReason_isStableAndUnique()
{
    QSet<QString> words;
    const int count = int(Error::Reason::Defect) + 1;
    for (int reason = 0; reason < count; ++reason) {
        const QString word = reasonWord(Error::Reason(reason));
        QVERIFY(QRegularExpression(u"^[a-z_]+$"_s).match(word).hasMatch());
        words.insert(word);
    }
    QCOMPARE(words.size(), count);
    QCOMPARE(reasonWord(Error::Reason::UnknownProduct), u"unknown_product"_s);
    QCOMPARE(reasonWord(Error::Reason::TillNotRegistered), u"till_not_registered"_s);
    QCOMPARE(reasonWord(Error::Reason::DatabaseAway), u"database_away"_s);
    QCOMPARE(reasonWord(Error::Reason::Defect), u"defect"_s);
}

void ErrorTest::describe_ofAnError_namesItsValues()
{
    const Error error {.code = Error::Code::Conflict,
                       .reason = Error::Reason::InsufficientStock,
                       .field = u"items[1]"_s,
                       .product = 12,
                       .left = 3,
                       .detail = u"asked for 5"_s};
    QCOMPARE(describe(error),
             u"insufficient_stock, field items[1], product 12, left 3, asked for 5"_s);
    QCOMPARE(describe(Error {.reason = Error::Reason::DatabaseAway}), u"database_away"_s);
}

QTEST_APPLESS_MAIN(ErrorTest)
#include "tst_error.moc"
