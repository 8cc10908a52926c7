#include "town_crowd.h"

#include "event_moment.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTimer>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

/// What all customers share.
struct TownCrowd::Shared {
    Plan plan;
    QRandomGenerator random;
    TownAccount account;
    bool closed = false;
};

/// One customer with a connection for questions and one for what is told. Owned by the crowd.
class TownCrowd::Customer final : public QObject
{
public:
    Customer(Shared &shared, int number)
        : m_shared(shared)
        , m_address(u"127.0.1.%1"_s.arg(number))
    {
        m_pause.setSingleShot(true);
        connect(&m_pause, &QTimer::timeout, this, [this] { goOn(); });
        connect(&m_questions, &QTcpSocket::readyRead, this, [this] { readAnswer(); });
        connect(&m_questions, &QTcpSocket::disconnected, this, [this] { broken(); });
        connect(&m_stream, &QTcpSocket::readyRead, this, [this] { readEvents(); });
        connect(&m_stream, &QTcpSocket::disconnected, this, [this] { streamEnded(); });
        dial(m_questions);
        think(); // Not all at once.
    }

    bool waits() const { return m_watching || m_asking; }

private:
    enum class Next { Look, Order };

    void dial(QTcpSocket &socket)
    {
        socket.bind(m_address);
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_shared.plan.port);
    }

    void think()
    {
        const int average = std::max(1, m_shared.plan.thinkMs);
        m_pause.start(m_shared.random.bounded(average / 2, average * 3 / 2 + 1));
    }

    void goOn()
    {
        if (m_shared.closed)
            return;
        m_next == Next::Look ? look() : order();
    }

    void ask(const QByteArray &request)
    {
        m_reused = m_questions.state() == QAbstractSocket::ConnectedState;
        m_request = request;
        m_asking = true;
        m_since.start();
        write();
    }

    void write()
    {
        if (m_questions.state() == QAbstractSocket::UnconnectedState)
            dial(m_questions); // The shop closes connections that are silent for long.
        m_questions.write(m_request);
    }

    void look()
    {
        ask("GET /api/products HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
    }

    void order()
    {
        const auto product =
            m_shared.random.bounded(m_shared.plan.firstProduct, m_shared.plan.lastProduct + 1);
        const QByteArray body = R"({"customer_name":"Zoe","customer_email":"zoe@example.com",)"
                                R"("items":[{"product_id":)"
            + QByteArray::number(product) + R"(,"quantity":1}]})";
        ask("POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Idempotency-Key: "
            + QUuid::createUuid().toByteArray(QUuid::WithoutBraces)
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    /// An idle connection may go, and a question may meet that on its way: as a browser does, it is
    /// asked once more on a new one. There none may break.
    void broken()
    {
        m_answer.clear();
        if (!m_asking)
            return;
        if (std::exchange(m_reused, false))
            return QTimer::singleShot(0, this, [this] { write(); });
        m_asking = false;
        fault("broken after " + QByteArray::number(m_since.elapsed()) + " ms without an answer");
        think();
    }

    void readAnswer()
    {
        m_answer += m_questions.readAll();
        const qsizetype head = m_answer.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        const QByteArray heading = m_answer.left(head).toLower() + "\r\n";
        const qsizetype from = heading.indexOf("content-length:") + 15;
        const qsizetype length =
            heading.mid(from, heading.indexOf('\r', from) - from).trimmed().toInt();
        if (m_answer.size() < head + 4 + length)
            return;
        m_shared.account.answers.add(std::chrono::nanoseconds(m_since.nsecsElapsed()));
        m_asking = false;
        const QByteArray answer = std::exchange(m_answer, {});
        take(answer.mid(sizeof "HTTP/1.1", 3).toInt(), answer.sliced(head + 4));
    }

    void take(int status, const QByteArray &body)
    {
        const bool looked = m_next == Next::Look;
        const bool right = status == (looked ? 200 : 201);
        m_next = looked && right ? Next::Order : Next::Look;
        if (!right) {
            fault(QByteArray::number(status) + ' ' + body);
            return think();
        }
        ++(looked ? m_shared.account.reads : m_shared.account.orders);
        if (looked)
            return think();
        static const QByteArray name = R"("order_id":)";
        const qsizetype id = body.indexOf(name) + name.size();
        watch(body.mid(id, body.indexOf(',', id) - id));
    }

    void watch(const QByteArray &order)
    {
        m_watching = true;
        m_step = 0;
        m_events.clear();
        dial(m_stream);
        m_stream.write("GET /api/orders/" + order + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    void readEvents()
    {
        m_events += m_stream.readAll();
        for (qsizetype end = m_events.indexOf("\n\n"); end >= 0; end = m_events.indexOf("\n\n")) {
            note(m_events.first(end));
            m_events.remove(0, end + 2);
        }
    }

    void note(const QByteArray &event)
    {
        if (!event.contains("event: status"))
            return;
        const int step = event.mid(event.indexOf("id: ") + 4, 1).toInt();
        if (m_step > 0) { // The first is the present state.
            m_shared.account.changes.add(sinceMomentOf(event));
            m_shared.account.missed += std::max(0, step - m_step - 1);
        }
        m_step = step;
        if (event.contains(R"("status":"completed")")) {
            ++m_shared.account.finished;
            m_watching = false;
            m_stream.abort();
            think();
        }
    }

    void streamEnded()
    {
        if (!std::exchange(m_watching, false))
            return;
        fault("the stream ended before the order was done");
        think();
    }

    void fault(const QByteArray &what)
    {
        ++m_shared.account.faults;
        qWarning("a customer at %s: %s", qPrintable(m_address.toString()), what.constData());
    }

    Shared &m_shared;
    const QHostAddress m_address;
    QTimer m_pause;
    QElapsedTimer m_since;
    QByteArray m_request;
    QByteArray m_answer;
    QByteArray m_events;
    Next m_next = Next::Look;
    int m_step = 0; ///< Last event's id.
    bool m_asking = false;
    bool m_reused = false; ///< What is asked goes over a connection that was there before.
    bool m_watching = false;
    QTcpSocket m_questions; // After what their ends change.
    QTcpSocket m_stream;
};

TownCrowd::TownCrowd(const Plan &plan)
    : m_shared(
        std::make_unique<Shared>(Shared {.plan = plan, .random = QRandomGenerator(plan.seed)}))
{
    for (int i = 1; i <= plan.customers; ++i)
        m_customers.push_back(std::make_unique<Customer>(*m_shared, i));
}

TownCrowd::~TownCrowd() = default;

void TownCrowd::close()
{
    m_shared->closed = true;
}

bool TownCrowd::quiet() const
{
    return m_shared->closed
        && std::ranges::none_of(m_customers, [](const auto &one) { return one->waits(); });
}

const TownAccount &TownCrowd::account() const
{
    return m_shared->account;
}
