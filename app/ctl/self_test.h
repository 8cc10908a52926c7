#pragma once

#include "counter_till.h"
#include "database_home.h"
#include "self_test_steps.h"
#include "settings.h"
#include "shop.h"
#include "system_clock.h"
#include "web_call.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <memory>
#include <stop_token>

/// One run of `bakehousectl selftest`: a shop in a folder of its own, far from every other, goes
/// through what a shop goes through: its database, goods, a sale and its refund, an order over
/// HTTP, a backup, its restore, and verify. Lives on the main thread for the time of the command.
class SelfTest final : public QObject
{
    Q_OBJECT
public:
    /// Where it works. A value.
    struct Options {
        QString folder; ///< The run makes a folder of its own in it.
        QString binaries; ///< Folder of PostgreSQL's programs; empty: the newest found.
    };
    explicit SelfTest(Options options);
    /// Ends what runs and removes the folder.
    ~SelfTest() override;

    /// To be run in this order.
    std::vector<SelfTestStep> steps();
    /// What runs ends as soon as it can, with Unavailable/Cancelled, and so do later steps.
    void stop();
    /// What the folder of a run begins with.
    static QString folderPrefix();

signals:
    void stopped();

private:
    Result<QString> startDatabase();
    Result<QString> bringSchemaUp();
    Result<QString> importGoods();
    Result<QString> sell();
    Result<QString> takeOrder();
    Result<QString> backUp();
    Result<QString> restore();
    Result<QString> verify();
    Result<QString> cleanUp();

    /// What runs that were killed have left.
    void removeLeftovers() const;
    Result<void> loadSettings();
    Result<void> openTill();
    Result<Receipt> sellBasket();
    Result<void> checkTakings(qint64 minor);
    Result<void> serve();
    Result<qint64> stockOf(const QString &name);
    Result<WebAnswer> place(const QByteArray &key, int quantity);
    Result<qint64> placeTwice();
    Result<void> refuseTooMany();
    Result<void> awaitCompletion(qint64 order);
    Result<QString> verifyOne(const DatabaseHome &home, AuditStore &audit);
    void end();

    std::optional<Error> cancelled() const;
    QString inRoot(const QString &name) const { return m_root + u'/' + name; }
    /// Until @p condition holds. Errors: Timeout (@p what did not happen), Cancelled.
    Result<void> until(const std::function<bool()> &condition, const QString &what);
    /// The result of @p future. Errors: its own, Timeout, Cancelled.
    template <typename T> Result<T> resultOf(const QFuture<Result<T>> &future)
    {
        const Result<void> done = until([&future] { return future.isFinished(); }, {});
        if (!done)
            return done.error();
        if (future.isCanceled() || future.resultCount() == 0)
            return Error {.code = Error::Code::Internal, .reason = Error::Reason::Cancelled};
        return future.result();
    }

    const Options m_options;
    const QString m_root;
    const SystemClock m_clock;
    std::stop_source m_stop;
    Settings m_settings;
    std::unique_ptr<DatabaseHome> m_home;
    std::unique_ptr<Shop> m_shop;
    std::unique_ptr<CounterTill> m_till;
    std::unique_ptr<WebCall> m_web;
    QString m_backup;
};
