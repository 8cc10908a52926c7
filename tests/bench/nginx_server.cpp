#include "nginx_server.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int startTimeoutMs = 10'000;
constexpr int stepMs = 20;

constexpr auto settings = R"(daemon off;
worker_processes 1;
pid %1/nginx.pid;
error_log %1/error.log;
events { worker_connections 1024; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    keepalive_timeout 75;
    open_file_cache max=16 inactive=3600s;
    open_file_cache_valid 3600s;
    client_body_temp_path %1/body;
    proxy_temp_path %1/proxy;
    fastcgi_temp_path %1/fastcgi;
    uwsgi_temp_path %1/uwsgi;
    scgi_temp_path %1/scgi;
    default_type application/json;
    server {
        listen 127.0.0.1:%2 backlog=4096;
        location = /api/products { alias %1/products.json; }
    }
}
)";

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

NginxServer::NginxServer(const QString &folder)
    : m_folder(folder)
{
}

QString NginxServer::program()
{
    return u"/usr/sbin/nginx"_s; // Not in everybody's PATH.
}

QByteArray NginxServer::configuration(quint16 port) const
{
    QString text = QString::fromLatin1(settings).arg(m_folder, QString::number(port));
    if (::geteuid() == 0)
        text.prepend(u"user root;\n"_s); // The folder is nobody else's.
    return text.toUtf8();
}

Result<void> NginxServer::start(const QByteArray &body)
{
    const quint16 port = freePort();
    const QString file = m_folder + u"/nginx.conf"_s;
    if (!QDir().mkpath(m_folder) || !write(m_folder + u"/products.json"_s, body)
        || !write(file, configuration(port)))
        return Error {.detail = u"could not write into "_s + m_folder};
    const Result<void> started =
        m_process.start(program(), {u"-c"_s, file, u"-e"_s, m_folder + u"/error.log"_s});
    if (!started)
        return started.error();
    m_url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    for (const QDeadlineTimer deadline(startTimeoutMs); !deadline.hasExpired(); letPass(stepMs)) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        if (socket.waitForConnected(startTimeoutMs))
            return {};
    }
    return Error {.code = Error::Code::Unavailable, .detail = u"nginx does not answer"_s};
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}
