#pragma once

#include "result.h"

#include <QFuture>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

/// What an HTTP API answered. A value.
struct WebAnswer {
    int status = 0;
    QJsonObject body; ///< Empty where the answer is no JSON object.
};

/// Talks to an HTTP API of this machine as a customer's program does, past every proxy. Lives on
/// the main thread; owned by who asks.
class WebCall final
{
public:
    explicit WebCall(const QUrl &api);

    /// Errors of both: Unavailable when no answer came within 30 s.
    QFuture<Result<WebAnswer>> read(const QString &path);
    QFuture<Result<WebAnswer>> send(const QString &path, const QJsonObject &body,
                                    const QByteArray &idempotencyKey);

private:
    QNetworkRequest requestFor(const QString &path) const;
    static QFuture<Result<WebAnswer>> answerOf(QNetworkReply *reply);

    const QUrl m_api;
    QNetworkAccessManager m_network;
};
