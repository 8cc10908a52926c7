#include "answer.h"

#include <QDateTime>
#include <QLocale>

namespace {

const char *phraseOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Unknown";
    }
}

bool isBodyless(int status)
{
    return status == 204 || status == 304;
}

/// "Date: …" of this second; made once a second because formatting costs more than the rest of the
/// head.
const QByteArray &dateLine()
{
    thread_local qint64 second = -1;
    thread_local QByteArray line;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        line = "Date: "
            + QLocale::c()
                  .toString(QDateTime::fromSecsSinceEpoch(now, Qt::UTC),
                            QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"))
                  .toLatin1()
            + " GMT\r\n";
    }
    return line;
}

/// What a cache must look at in the request. Public answers name Origin though all origins get the
/// same: a cache in front that adds its own rules must not mix them.
QByteArray varyLine(const QByteArray &vary, Reach reach)
{
    if (reach != Reach::Public && reach != Reach::File)
        return vary.isEmpty() ? QByteArray() : "Vary: " + vary + "\r\n";
    return vary.isEmpty() ? QByteArray("Vary: Origin\r\n") : "Vary: " + vary + ", Origin\r\n";
}

}

const QByteArray &reachLines(Reach reach)
{
    static const QByteArray safety("X-Content-Type-Options: nosniff\r\n"
                                   "Referrer-Policy: no-referrer\r\n");
    // Data is no page: nothing in it may load, frame or run anything.
    static const QByteArray data =
        safety + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
    static const QByteArray page = safety
        + "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
          "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'\r\nCross-Origin-Resource-Policy: same-origin\r\n";
    static const QByteArray shop = data + "Cross-Origin-Resource-Policy: same-origin\r\n";
    static const QByteArray open = data
        + "Cross-Origin-Resource-Policy: cross-origin\r\n"
          "Access-Control-Allow-Origin: *\r\n"
          "Access-Control-Expose-Headers: ETag, Location, Retry-After, X-Request-Id\r\n";
    switch (reach) {
    case Reach::Public:
    case Reach::File:
        return open;
    case Reach::Page:
        return page;
    case Reach::Shop:
        break;
    }
    return shop;
}

QByteArray headBytes(const Answer &answer, const AnswerForm &form)
{
    constexpr qsizetype usualSize = 768;
    QByteArray bytes;
    bytes.reserve(usualSize + answer.headers.size());
    bytes += "HTTP/1.1 ";
    bytes += QByteArray::number(answer.status);
    bytes += ' ';
    bytes += phraseOf(answer.status);
    bytes += "\r\n";
    bytes += dateLine();
    if (!isBodyless(answer.status)) {
        bytes += "Content-Type: ";
        bytes += answer.contentType;
        bytes += "\r\n";
        if (form.body == AnswerBody::Sent || form.body == AnswerBody::Withheld) {
            bytes += "Content-Length: ";
            bytes += QByteArray::number(answer.body.size());
            bytes += "\r\n";
        }
    }
    bytes += reachLines(form.reach);
    bytes += varyLine(answer.vary, form.reach);
    bytes += "X-Request-Id: ";
    bytes += form.requestId;
    bytes += "\r\n";
    if (form.after == AfterAnswer::Close)
        bytes += "Connection: close\r\n";
    else if (form.minorVersion == 0)
        bytes += "Connection: keep-alive\r\n";
    bytes += answer.headers;
    bytes += "\r\n";
    return bytes;
}

QByteArray bodyBytes(const Answer &answer, const AnswerForm &form)
{
    const bool sent = form.body == AnswerBody::Sent || form.body == AnswerBody::Streamed;
    return sent && !isBodyless(answer.status) ? answer.body : QByteArray();
}

QByteArray answerBytes(const Answer &answer, const AnswerForm &form)
{
    return headBytes(answer, form) + bodyBytes(answer, form);
}
