#pragma once

#include "ctl_shop.h"
#include "fault_rounds.h"
#include "web_customers.h"

#include <QElapsedTimer>

#include <optional>

/// A shop that sells while a test strikes at it: `serve` with its database, a till that replays a
/// file of receipts, customers of the web API. What till and customers were told is kept outside
/// the shop. Owned by a test; main thread. Functions that check return an empty text, or what is
/// wrong.
class FaultShop
{
public:
    /// The data directory is made below @p place.
    explicit FaultShop(const QString &place = QDir::tempPath());
    ~FaultShop();

    /// Starts `serve`, brings goods and the receipts of @p sales sales, starts till and customers.
    QString open(int sales, quint32 seed);
    CtlShop &ctl() { return m_shop; }
    QProcess &till() { return *m_till; }

    /// (Again.) The customers learn the address.
    QString serve();
    void startTill();
    /// Ends everything.
    void stop();
    /// Starts again what is dead of till and `serve`.
    QString startDead();
    /// Receipts that the till acknowledged, orders that were answered.
    qsizetype acknowledged() const;
    qsizetype answered() const { return m_customers->answers().size(); }
    /// Until till and customers have got on by so much.
    QString awaitSales(qsizetype sales, qsizetype orders, int timeoutMs);
    QString awaitReceipts(qsizetype sales, int timeoutMs);
    /// Process ids of PostgreSQL: its main process, its backends.
    qint64 postmaster() const { return m_shop.serverPid(); }
    QList<qint64> backends() const;
    /// One value of the database, nothing while it does not answer.
    std::optional<QString> ask(const QString &sql) const;

    /// What was acknowledged by now is in the books, while everything goes on.
    QString checkGoingOn();
    /// Till and customers pause, everything is uploaded, books and `verify` agree; then they go on.
    QString checkAtRest();
    /// Sells the file to its end; what was acknowledged is what is stored and counted, exactly.
    QString checkAtEnd();
    /// Of the state that the last check found.
    FaultRow receiptsRow(const char *part) const;
    FaultRow ordersRow(const char *part) const;

private:
    QString prepare(int sales, quint32 seed);
    void openCustomers();
    QString pause();
    QString saidByTill();
    QString compareReceipts(const QByteArray &acknowledged);
    QString compareOrders();
    QString awaitUploaded();
    QString verify() const;

    const QTemporaryDir m_outside;
    CtlShop m_shop;
    const QString m_receipts; ///< The file.
    const QString m_acks;
    int m_sales = 0;
    std::unique_ptr<QProcess> m_till;
    std::unique_ptr<WebCustomers> m_customers;
    FaultRow m_receiptsRow;
    FaultRow m_ordersRow;
};
