#include "bench_process.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <csignal>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace {
constexpr int endTimeoutMs = 20'000;
constexpr int askTimeoutMs = 15'000;

void endWithParent()
{
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}
}

BenchProcess::BenchProcess()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier(endWithParent);
}

BenchProcess::~BenchProcess()
{
    stop();
}

Result<void> BenchProcess::start(const QString &program, const QStringList &arguments)
{
    m_process.start(program, arguments);
    if (!m_process.waitForStarted(endTimeoutMs))
        return Error {.code = Error::Code::Unavailable,
                      .detail = u"%1 does not start: %2"_s.arg(program, m_process.errorString())};
    return {};
}

Result<QString> BenchProcess::lineBeginning(const QString &word, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    QString said;
    while (!deadline.hasExpired()) {
        while (m_process.canReadLine()) {
            const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
            if (line.startsWith(word))
                return line.mid(word.size()).trimmed();
            said += line + u' ';
        }
        if (m_process.state() == QProcess::NotRunning)
            return Error {.code = Error::Code::Unavailable, .detail = u"it ended: "_s + said};
        m_process.waitForReadyRead(int(deadline.remainingTime()));
    }
    return Error {.code = Error::Code::Timeout, .detail = u"it did not say "_s + word};
}

void BenchProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endTimeoutMs)) {
        m_process.kill();
        m_process.waitForFinished(endTimeoutMs);
    }
}

Result<QByteArray> outputOf(const QString &program, const QStringList &arguments, int timeoutMs)
{
    QProcess process;
    process.setChildProcessModifier(endWithParent);
    process.start(program, arguments);
    const bool ended = process.waitForFinished(timeoutMs);
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        process.kill();
        process.waitForFinished(endTimeoutMs);
        return Error {.detail = u"%1: %2 %3"_s.arg(
                          program, process.errorString(),
                          QString::fromUtf8(process.readAllStandardError()).left(1'000))};
    }
    return process.readAllStandardOutput();
}

Result<QJsonObject> askJson(const QString &url, const QByteArray &body)
{
    QNetworkAccessManager manager;
    QNetworkRequest request {QUrl(url)};
    request.setTransferTimeout(askTimeoutMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? manager.get(request)
                                                              : manager.post(request, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    const QByteArray said = reply->readAll();
    const QJsonDocument document = QJsonDocument::fromJson(said);
    if (reply->error() != QNetworkReply::NoError || !document.isObject())
        return Error {.code = Error::Code::Unavailable,
                      .detail = u"%1: %2 %3"_s.arg(url, reply->errorString(),
                                                   QString::fromUtf8(said.left(300)))};
    return document.object();
}

void letPass(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}
