#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

class QHttpServerRequest;

/// What a handler reads of a request: QHttpServer's own while that lives, or a copy of its headers
/// and body for a handler that is called later. A value; lives in the api thread.
class RequestInHand
{
public:
    explicit RequestInHand(const QHttpServerRequest &request)
        : m_live(&request)
    {
    }
    /// The same, good for as long as it is held.
    RequestInHand kept() const;

    /// The first header of that name, in any case of letters; empty when there is none.
    QByteArray value(const QByteArray &name) const;
    QByteArray body() const;

private:
    const QHttpServerRequest *m_live;
    QList<QPair<QByteArray, QByteArray>> m_headers;
    QByteArray m_body;
};
