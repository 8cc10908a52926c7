// bench_orders PORT CLIENTS FIRST LAST: so many clients order products FIRST…LAST over HTTP on
// connections that stay open, each as soon as its last order was answered. When its standard input
// ends it says in one line of JSON what became of that.

#include "sample_series.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSocketNotifier>
#include <QTcpSocket>

#include <cstdio>
#include <memory>
#include <vector>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// What all clients share.
struct Crowd {
    quint16 port = 0;
    quint32 firstProduct = 0;
    quint32 lastProduct = 0;
    QRandomGenerator random {1};
    qint64 orders = 0;
    qint64 errors = 0;
    SampleSeries times;
};

/// One customer's program.
class Client final : public QObject
{
public:
    explicit Client(Crowd &crowd)
        : m_crowd(crowd)
    {
        connect(&m_socket, &QTcpSocket::connected, this, [this] { order(); });
        connect(&m_socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] { again(); });
        dial();
    }

private:
    void dial() { m_socket.connectToHost(u"127.0.0.1"_s, m_crowd.port); }

    void again()
    {
        ++m_crowd.errors;
        m_answer.clear();
        dial();
    }

    void order()
    {
        const quint32 product =
            m_crowd.random.bounded(m_crowd.firstProduct, m_crowd.lastProduct + 1);
        const QByteArray body =
            R"({"customer_name":"Zoe","customer_email":"zoe@example.com","items":[{"product_id":)"
            + QByteArray::number(product) + R"(,"quantity":1}]})";
        m_since.start();
        m_socket.write("POST /api/orders HTTP/1.1\r\nHost: localhost\r\n"
                       "Content-Type: application/json\r\nContent-Length: "
                       + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    void read()
    {
        m_answer += m_socket.readAll();
        const qsizetype head = m_answer.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        const QByteArray heading = m_answer.left(head).toLower();
        const qsizetype named = heading.indexOf("content-length:");
        const qsizetype end = heading.indexOf("\r\n", named);
        const qsizetype from = named + qsizetype(sizeof "content-length:") - 1;
        const qsizetype length = heading.mid(from, end < 0 ? -1 : end - from).trimmed().toInt();
        if (m_answer.size() < head + 4 + length)
            return;
        m_crowd.times.add(std::chrono::nanoseconds(m_since.nsecsElapsed()));
        ++(m_answer.startsWith("HTTP/1.1 201") ? m_crowd.orders : m_crowd.errors);
        m_answer.clear();
        order();
    }

    Crowd &m_crowd;
    QTcpSocket m_socket;
    QByteArray m_answer;
    QElapsedTimer m_since;
};

QJsonObject account(const Crowd &crowd, qint64 elapsedMs)
{
    const TimeFigures times = crowd.times.figures();
    return {{u"orders"_s, crowd.orders},
            {u"errors"_s, crowd.errors},
            {u"elapsed_ms"_s, elapsedMs},
            {u"p50_us"_s, qint64(times.p50.count())},
            {u"p99_us"_s, qint64(times.p99.count())}};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5) {
        std::fputs("usage: bench_orders PORT CLIENTS FIRST LAST\n", stderr);
        return 2;
    }
    Crowd crowd {.port = quint16(arguments.at(1).toUInt()),
                 .firstProduct = arguments.at(3).toUInt(),
                 .lastProduct = arguments.at(4).toUInt()};
    QElapsedTimer since;
    since.start();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < arguments.at(2).toInt(); ++i)
        clients.push_back(std::make_unique<Client>(crowd));
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    QCoreApplication::exec();
    const QByteArray line =
        QJsonDocument(account(crowd, since.elapsed())).toJson(QJsonDocument::Compact);
    std::puts(line.constData());
    return 0;
}
