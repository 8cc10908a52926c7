#include "event_crowd.h"

#include "event_moment.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int clientsPerAddress = 16;

}

EventCrowd::EventCrowd(quint16 port, const std::vector<qint64> &orders, int clients,
                       int firstAddress)
{
    for (int i = 0; i < clients; ++i) {
        m_clients.push_back(std::make_unique<Client>());
        Client &client = *m_clients.back();
        connect(&client.socket, &QTcpSocket::readyRead, this, [this, &client] { read(client); });
        client.socket.bind(QHostAddress(u"127.0.1.%1"_s.arg(firstAddress + i / clientsPerAddress)));
        client.socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        client.order = orders.at(size_t(i) % orders.size());
        client.socket.write("GET /api/orders/" + QByteArray::number(client.order)
                            + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
}

void EventCrowd::read(Client &client)
{
    client.buffer += client.socket.readAll();
    for (qsizetype end = client.buffer.indexOf("\n\n"); end >= 0;
         end = client.buffer.indexOf("\n\n")) {
        note(client, client.buffer.first(end));
        client.buffer.remove(0, end + 2);
    }
}

void EventCrowd::note(Client &client, const QByteArray &block)
{
    if (!block.contains("event: status"))
        return;
    if (client.events++ == 0)
        return; // The present state.
    m_arrivals.push_back({.order = client.order,
                          .step = block.mid(block.indexOf("id: ") + 4, 1).toInt(),
                          .at = CommitEar::Clock::now(),
                          .sinceChange = sinceMomentOf(block)});
}

void EventCrowd::addTimes(const CommitEar &commits, int firstStep, SampleSeries &fromCommit,
                          SampleSeries &fromChange) const
{
    for (const Arrival &arrival : m_arrivals) {
        fromChange.add(arrival.sinceChange);
        const auto committed = commits.heard(arrival.order, arrival.step - firstStep);
        if (committed) // It may have come even before the benchmark heard of the commit.
            fromCommit.add(std::max(arrival.at - *committed, CommitEar::Clock::duration(0)));
    }
}

bool EventCrowd::begun() const
{
    return std::ranges::all_of(m_clients, [](const auto &client) { return client->events > 0; });
}

bool EventCrowd::ended() const
{
    return std::ranges::all_of(m_clients, [](const auto &client) {
        return client->socket.state() == QAbstractSocket::UnconnectedState;
    });
}
