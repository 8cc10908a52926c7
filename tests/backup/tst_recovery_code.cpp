#include "recovery_code.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The code that is printed once and typed on a bad day.
class TestRecoveryCode : public QObject
{
    Q_OBJECT

private slots:
    void code_readBack_givesTheSecret();
    void code_typedCarelessly_isForgiven();
    void code_withAnySlip_isRefused();
    void otherText_isNoCode_data();
    void otherText_isNoCode();

private:
    const QByteArray m_secret = QByteArray::fromHex("00112233445566778899aabbccddeeff");
};

void TestRecoveryCode::code_readBack_givesTheSecret()
{
    const QString code = recoveryCodeText(m_secret);
    QCOMPARE(code.size(), 34);
    QCOMPARE(code.split(u'-').size(), 7);
    QCOMPARE(recoveryCodeBytes(code), std::optional(m_secret));
    for (int byte = 0; byte < 256; ++byte) {
        const QByteArray secret(16, char(byte));
        QCOMPARE(recoveryCodeBytes(recoveryCodeText(secret)), std::optional(secret));
    }
}

void TestRecoveryCode::code_typedCarelessly_isForgiven()
{
    QString code = recoveryCodeText(m_secret).toLower();
    QCOMPARE(recoveryCodeBytes(code), std::optional(m_secret));
    code.replace(u'0', u'o').replace(u'1', u'l').replace(u'-', u"  "_s);
    QCOMPARE(recoveryCodeBytes(u' ' + code + u' '), std::optional(m_secret));
}

void TestRecoveryCode::code_withAnySlip_isRefused()
{
    const QString code = recoveryCodeText(m_secret).remove(u'-');
    int accepted = 0;
    for (qsizetype place = 0; place < code.size(); ++place) {
        for (const QChar sign : u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"_s) {
            QString slipped = code;
            slipped[place] = sign;
            if (sign != code.at(place) && recoveryCodeBytes(slipped))
                ++accepted;
        }
    }
    // Twelve bits of check: one slip in four thousand would pass by chance.
    QVERIFY2(accepted <= 2, qPrintable(QString::number(accepted)));
}

void TestRecoveryCode::otherText_isNoCode_data()
{
    QTest::addColumn<QString>("text");
    const QString code = recoveryCodeText(m_secret);
    QTest::newRow("nothing") << QString();
    QTest::newRow("a passphrase") << u"correct horse battery staple"_s;
    QTest::newRow("one sign short") << code.chopped(1);
    QTest::newRow("one sign more") << code + u'0';
    QTest::newRow("a sign that no code has") << u'U' + code.mid(1);
}

void TestRecoveryCode::otherText_isNoCode()
{
    QFETCH(QString, text);
    QVERIFY(!recoveryCodeBytes(text));
}

QTEST_APPLESS_MAIN(TestRecoveryCode)
#include "tst_recovery_code.moc"
