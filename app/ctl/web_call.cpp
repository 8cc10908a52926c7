#include "web_call.h"

#include "shared_promise.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

}

WebCall::WebCall(const QUrl &api)
    : m_api(api)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

QNetworkRequest WebCall::requestFor(const QString &path) const
{
    QNetworkRequest request(m_api.resolved(QUrl(path)));
    request.setTransferTimeout(patienceMs);
    return request;
}

QFuture<Result<WebAnswer>> WebCall::read(const QString &path)
{
    return answerOf(m_network.get(requestFor(path)));
}

QFuture<Result<WebAnswer>> WebCall::send(const QString &path, const QJsonObject &body,
                                         const QByteArray &idempotencyKey)
{
    QNetworkRequest request = requestFor(path);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Idempotency-Key", idempotencyKey);
    return answerOf(m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

QFuture<Result<WebAnswer>> WebCall::answerOf(QNetworkReply *reply)
{
    const auto promise = makePromise<WebAnswer>();
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, promise] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 0)
            return fulfil<WebAnswer>(
                promise,
                Error {.code = Error::Code::Unavailable,
                       .detail = reply->url().toString() + u": "_s + reply->errorString()});
        fulfil<WebAnswer>(promise,
                          WebAnswer {.status = status,
                                     .body = QJsonDocument::fromJson(reply->readAll()).object()});
    });
    return promise->future();
}
