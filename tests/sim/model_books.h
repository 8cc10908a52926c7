#pragma once

#include "model_entry.h"
#include "model_goods.h"

#include <map>
#include <set>
#include <tuple>

/// An order as the books must have it.
struct ModelOrder {
    struct Line {
        qint64 product = 0;
        QString name;
        qint64 quantity = 0;
        qint64 price = 0;
        qint64 total = 0;
        QString taxClass;
        bool prepared = false;
    };
    QUuid uuid;
    qint64 publicId = 0; ///< Of a counter order unknown: 0.
    QString source;
    QString flow;
    QString state;
    QDate day;
    std::vector<Line> lines;
    qint64 total = 0;
    bool job = false;
    QUuid till; ///< Of the receipt that paid for it.
    qint64 sequence = 0;
};

/// What a customer asks for.
struct ModelRequest {
    QUuid uuid;
    QByteArray key;
    QByteArray request;
    QString flow;
    QDate day;
    std::vector<std::pair<qint64, qint64>> lines; ///< Product, thousandths.
};

/// The answer that the books give.
struct ModelAnswer {
    enum class Kind { Placed, Replayed, KeyReused, UnknownProduct, SoldOut };
    Kind kind = Kind::Placed;
    QUuid order; ///< Placed or replayed.
    qint64 product = 0; ///< The one that is unknown or ran out.
    qint64 left = 0; ///< Thousandths of it.
};

/// What PostgreSQL must hold after all that the simulation did, worked out one event after the
/// other. A value: a restored database is a copy of it.
class ModelBooks
{
public:
    struct Shortfall {
        QDate day;
        qint64 quantity = 0;
        qint64 settled = 0;
    };
    struct Till {
        int number = 0;
        std::vector<SharedEntry> entries;
        qint64 head() const { return qint64(entries.size()); }
    };
    using Place = std::tuple<QByteArray, qint64, qint64>; ///< Till as bytes, sequence, product.
    using Booking = std::tuple<qint64, QString, QDate>; ///< Product, kind, business day.

    ModelGoods goods;
    std::map<qint64, qint64> stock;
    std::map<Booking, qint64> movements; ///< Thousandths, added up.
    std::map<Place, Shortfall> shortfalls;
    std::map<QUuid, Till> tills;
    std::map<QUuid, SharedEntry> receipts;
    std::vector<ModelOrder> orders; ///< As they came.
    std::map<QByteArray, std::pair<QByteArray, QUuid>> keys; ///< Key → request, order.
    std::set<QString> deliveries;
    std::multiset<std::tuple<QByteArray, qint64, QString>> discrepancies; ///< Till, sequence, kind.

    /// The number that a till gets which wants @p wanted (0 = any).
    int registerTill(const QUuid &till, int wanted);
    /// The next entry of its till.
    void record(const SharedEntry &entry);
    /// Refunds of @p original that have come in, in no order.
    std::vector<SharedEntry> refundsOf(const QUuid &original) const;

    ModelAnswer place(const ModelRequest &request);
    bool cancel(const QUuid &order);
    bool advance(const QUuid &order, const QString &to);
    /// One round of the worker: every order with a job goes one step on.
    void work();
    ModelOrder *find(const QUuid &order);
    ModelOrder *findPublic(qint64 publicId);

    /// False when @p key is known.
    bool deliver(const QString &key, QDate day, const std::map<qint64, qint64> &amounts);
    void setStock(qint64 product, qint64 onHand, const QString &kind, QDate day);

    static bool stepAllowed(const QString &from, const QString &to);

private:
    void book(qint64 product, qint64 quantity, const QString &kind, QDate day);
    void noteDiscrepancy(const ModelEntry &entry, const QString &kind);
    void noteRefunds(const ModelEntry &entry);
    void judgeRefunds(const ModelEntry &sale, const std::vector<SharedEntry> &known,
                      const std::vector<SharedEntry> &judged);
    void collect(const ModelEntry &receipt);
    void moveStock(const ModelEntry &receipt);
    qint64 settleOwn(const ModelEntry &refund, qint64 product, qint64 quantity);
    void makeOrder(const ModelEntry &sale);
    std::optional<ModelAnswer> refusal(const ModelRequest &request) const;
};
