#include "api_document.h"
#include "error_answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

/// The description of the API as it is built in. What it says is held against live answers in
/// tests/contract.
class TestApiDocument : public QObject
{
    Q_OBJECT

private slots:
    void document_isOfThisVersion();
    void document_knowsTheWordOfEveryError();
};

namespace {

QJsonObject document()
{
    return QJsonDocument::fromJson(apiDocument()).object();
}

}

void TestApiDocument::document_isOfThisVersion()
{
    QVERIFY(document()[u"openapi"_s].toString().startsWith(u"3.1."_s));
    QCOMPARE(document()[u"info"_s][u"version"_s].toString(), QStringLiteral(BAKEHOUSE_VERSION));
}

void TestApiDocument::document_knowsTheWordOfEveryError()
{
    const QJsonArray words =
        document()[u"components"_s][u"schemas"_s][u"ErrorCode"_s][u"enum"_s].toArray();
    for (int code = 0; code <= int(Error::Code::Internal); ++code) {
        for (int reason = 0; reason <= int(Error::Reason::Defect); ++reason) {
            const QString word =
                errorWord({.code = Error::Code(code), .reason = Error::Reason(reason)});
            QVERIFY2(words.contains(word), qUtf8Printable(word));
        }
    }
}

QTEST_GUILESS_MAIN(TestApiDocument)
#include "tst_api_document.moc"
