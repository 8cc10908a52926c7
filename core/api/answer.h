#pragma once

#include <QByteArray>

/// A whole answer as a value. The headers that every answer has (CORS, nosniff, Date …) are added
/// when it is written.
struct Answer {
    int status = 200;
    QByteArray contentType {"application/json"};
    QByteArray headers; ///< Further header lines, each ending with CRLF.
    QByteArray body;
    bool operator==(const Answer &) const = default;
};

enum class AnswerBody {
    Sent,
    Withheld, ///< The answer to HEAD: same headers, no body.
};
enum class AfterAnswer { KeepOpen, Close };

/// The bytes of @p answer as they go over the wire. @p minorVersion is that of the request
/// (HTTP/1.0 or 1.1).
QByteArray answerBytes(const Answer &answer, AnswerBody body, AfterAnswer after,
                       int minorVersion = 1);
