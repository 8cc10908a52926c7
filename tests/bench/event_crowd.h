#pragma once

#include "commit_ear.h"
#include "sample_series.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

#include <memory>
#include <vector>

/// Clients that each follow one order over HTTP, sixteen from one address, and note how long each
/// change was on its way to them. Owned by the benchmark; reads by the event loop of its thread.
class EventCrowd final : public QObject
{
    Q_OBJECT
public:
    /// The clients follow @p orders by turns, from 127.0.1.@p firstAddress on.
    EventCrowd(quint16 port, const std::vector<qint64> &orders, int clients, int firstAddress);

    /// All have had their first event, or were refused.
    bool begun() const;
    bool ended() const;
    /// Notes for each change that came when it did; first events are the present state, which may
    /// be old, and do not count. @p firstStep is the id of an order's first change.
    void addTimes(const CommitEar &commits, int firstStep, SampleSeries &fromCommit,
                  SampleSeries &fromChange) const;

private:
    struct Client {
        qint64 order = 0;
        QTcpSocket socket;
        QByteArray buffer;
        int events = 0;
    };
    struct Arrival {
        qint64 order;
        int step;
        CommitEar::Clock::time_point at;
        std::chrono::microseconds sinceChange;
    };
    void read(Client &client);
    void note(Client &client, const QByteArray &block);

    std::vector<std::unique_ptr<Client>> m_clients;
    std::vector<Arrival> m_arrivals;
};
