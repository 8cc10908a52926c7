#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QString>

#include <array>
#include <vector>

/// What one request of a load asks for.
enum class LoadKind { Read, Status, Order };

/// What the clients of a load ask for: shares of reads, look-ups and orders, and what is ordered. A
/// value, read from the words of a command line.
struct LoadPlan {
    QByteArray host {"127.0.0.1"};
    quint16 port = 0;
    QByteArray path; ///< Before "/api/…": the path of the base URL.
    int clients = 1;
    int seconds = 1;
    int readPercent = 100;
    int statusPercent = 0; ///< What is left to a hundred are orders.
    int lines = 3;
    int refusedPercent = 0; ///< Orders of which a line asks for a good of `soldOut`.
    quint32 seed = 1;
    std::vector<qint64> products; ///< To order from.
    std::vector<qint64> soldOut;
    std::vector<qint64> orders; ///< To look up.
    qint64 hot = 0; ///< A product that stands in every order; 0 = none.
    QString idsFile; ///< Gets a line for each order that was placed.
};

/// What a plan's word was not understood; empty when it was.
QString readWord(LoadPlan &plan, const QString &word);
/// What is wrong with the plan as a whole; empty when nothing is.
QString faultOf(const LoadPlan &plan);

/// The requests of one load, one after the other, the same for the same seed. Owned by the load.
class LoadRequests
{
public:
    explicit LoadRequests(const LoadPlan &plan);

    /// From now on nobody asks for anything more.
    void finish() { m_finished = true; }
    bool finished() const { return m_finished; }
    LoadKind pick();
    /// The whole request; valid until the next call.
    const QByteArray &request(LoadKind kind);

private:
    QByteArray head(const char *method, const QByteArray &path) const;
    const QByteArray &orderRequest();
    qint64 one(const std::vector<qint64> &list);
    std::vector<qint64> goodsOfOrder();

    const LoadPlan &m_plan;
    QRandomGenerator m_random;
    const QByteArray m_read;
    QByteArray m_made;
    bool m_finished = false;
};
