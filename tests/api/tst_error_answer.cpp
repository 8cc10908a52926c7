#include "error_answer.h"
#include "refusal.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// All errors have one form and a word of one list.
class TestErrorAnswer : public QObject
{
    Q_OBJECT

private slots:
    void words_areWellFormedAndSorted();
    void everyAnswer_hasAWordOfTheList();
    void answer_ofAnError_keepsItsDetail();
    void problem_about_namesFieldAndPlace();

private:
    static void check(const Answer &answer);
};

void TestErrorAnswer::words_areWellFormedAndSorted()
{
    static const QRegularExpression form(u"^[a-z][a-z0-9_]*$"_s);
    const QByteArrayList words = errorWords();
    QVERIFY(std::is_sorted(words.begin(), words.end()));
    for (const QByteArray &word : words)
        QVERIFY2(form.match(QString::fromLatin1(word)).hasMatch(), word.constData());
    for (const char *known : {"unknown_order", "insufficient_stock", "wrong_host", "not_json",
                              "body_too_large", "too_many_requests", "internal"})
        QVERIFY2(words.contains(known), known);
}

void TestErrorAnswer::check(const Answer &answer)
{
    const QJsonObject json = QJsonDocument::fromJson(answer.body).object();
    const QByteArray word = json[u"code"_s].toString().toLatin1();
    QVERIFY2(errorWords().contains(word), answer.body.constData());
    QVERIFY(!json[u"error"_s].toString().isEmpty());
    QVERIFY(json[u"details"_s].isObject());
    QVERIFY(answer.status >= 400 && answer.status < 600);
    QVERIFY(answer.headers.contains("Cache-Control: no-store\r\n"));
    QCOMPARE(answer.headers.contains("Retry-After: "),
             answer.status == 503 || answer.status == 504);
}

void TestErrorAnswer::everyAnswer_hasAWordOfTheList()
{
    for (int refusal = 0; refusal <= int(Refusal::TooManyConnections); ++refusal)
        check(refusalAnswer(Refusal(refusal)));
    for (int code = 0; code <= int(Error::Code::Internal); ++code) {
        for (int reason = 0; reason <= int(Error::Reason::Defect); ++reason)
            check(errorAnswer({.code = Error::Code(code), .reason = Error::Reason(reason)}));
    }
    for (int problem = 0; problem < int(Problem::Unhealthy); ++problem)
        check(problemAnswer(Problem(problem)));
}

void TestErrorAnswer::answer_ofAnError_keepsItsDetail()
{
    for (const auto code : {Error::Code::Internal, Error::Code::Invalid, Error::Code::Conflict}) {
        const Answer answer = errorAnswer({.code = code,
                                           .reason = Error::Reason::Defect,
                                           .field = u"secret-field"_s,
                                           .detail = u"SELECT secret FROM /var/lib"_s});
        QVERIFY2(!answer.body.contains("secret") && !answer.body.contains("SELECT"),
                 answer.body.constData());
    }
}

void TestErrorAnswer::problem_about_namesFieldAndPlace()
{
    const Answer answer =
        problemAnswer(Problem::MalformedJson, u"At byte 7."_s, {.field = u"body"_s, .left = 7});
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body,
             R"({"error":"At byte 7.","code":"malformed_json",)"
             R"("details":{"field":"body","position":7}})");
}

QTEST_GUILESS_MAIN(TestErrorAnswer)
#include "tst_error_answer.moc"
