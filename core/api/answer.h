#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// A whole answer as a value. The headers that every answer has (nosniff, Date …) and those of its
/// reach are added when it is written.
struct Answer {
    int status = 200;
    QByteArray contentType {"application/json"};
    QByteArray headers; ///< Further header lines, each ending with CRLF.
    QByteArray vary {}; ///< Request headers that decide on the answer, with ", " between them.
    QByteArray body;
    QByteArray word {}; ///< The machine word of an error, as its body says it.
    bool operator==(const Answer &) const = default;
};

enum class AnswerBody {
    Sent,
    Withheld, ///< The answer to HEAD: same headers, no body.
    Streamed, ///< The body ends with the connection, so its length is not told.
    StreamWithheld, ///< The same to HEAD.
};
enum class AfterAnswer { KeepOpen, Close };
/// Which pages may read an answer.
enum class Reach {
    Public, ///< Those of any origin (CORS, never with credentials).
    File, ///< The same; the answer is no call of the API but goes with one.
    Shop, ///< Only those that come from here.
    Page, ///< The same; the answer is a page itself and may load what is ours.
};

/// How an answer goes out.
struct AnswerForm {
    AnswerBody body = AnswerBody::Sent;
    AfterAnswer after = AfterAnswer::KeepOpen;
    int minorVersion = 1; ///< That of the request (HTTP/1.0 or 1.1).
    Reach reach = Reach::Public;
    QByteArrayView requestId {}; ///< What the request is called in the log.
};

/// The status line and the headers of @p answer as they go over the wire, with the empty line.
QByteArray headBytes(const Answer &answer, const AnswerForm &form);
/// What follows them: its body, or nothing where none is sent. The bytes are shared, not copied.
QByteArray bodyBytes(const Answer &answer, const AnswerForm &form);
/// Both in one.
QByteArray answerBytes(const Answer &answer, const AnswerForm &form);
/// The header lines that each answer of that reach has, whatever it says.
const QByteArray &reachLines(Reach reach);
