#pragma once

#include "ctl_shop.h"
#include "entry_copies.h"
#include "wal_folder.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// An order that the API took, and when it said so.
struct TakenOrder {
    qint64 number = 0;
    QDateTime at;
};

/// A shop that keeps its log on a target beside it, used from outside. Owned by a test.
class KeptShop
{
public:
    static constexpr int longMs = 60'000;
    KeptShop()
    {
        qputenv("BAKEHOUSE_BACKUP_FOLDER", target().toUtf8());
        qputenv("BAKEHOUSE_BACKUP_COPY_SECONDS", "1");
    }
    ~KeptShop()
    {
        qunsetenv("BAKEHOUSE_BACKUP_FOLDER");
        qunsetenv("BAKEHOUSE_BACKUP_COPY_SECONDS");
    }
    Q_DISABLE_COPY_MOVE(KeptShop)

    QString target() const { return shop.file(u"target"_s); }
    /// Up to when it can be restored.
    QDateTime until() const
    {
        QDateTime latest;
        for (const QString &stream : WalFolder::streams(target())) {
            const Result<WalCatalog> catalog = WalFolder(target(), stream).read();
            if (catalog && catalog->until() && (!latest.isValid() || *catalog->until() > latest))
                latest = *catalog->until();
        }
        return latest;
    }
    bool keptUntil(const QDateTime &time) const
    {
        return QTest::qWaitFor([this, time] { return until().isValid() && until() >= time; },
                               longMs);
    }
    TakenOrder order(const QString &api)
    {
        const QJsonArray items {QJsonObject {{u"product_id"_s, m_product}, {u"quantity"_s, 1}}};
        QNetworkRequest request(QUrl(api + u"/api/orders"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const std::unique_ptr<QNetworkReply> reply(
            m_network.post(request,
                           QJsonDocument(QJsonObject {{u"customer_name"_s, u"Test Buyer"_s},
                                                      {u"customer_email"_s, u"buyer@example.com"_s},
                                                      {u"items"_s, items}})
                               .toJson()));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, longMs))
            return {};
        const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
        return {.number = answer.value(u"order_id"_s).toInteger(),
                .at = QDateTime::currentDateTimeUtc()};
    }
    void stock()
    {
        shop.sql(u"SELECT bakehouse.book_delivery('test', current_date, (SELECT "
                 u"jsonb_agg(jsonb_build_array(id, 100000000)) FROM "
                 "bakehouse.catalogue_products), 'test')"_s);
        m_product = shop.sql(u"SELECT max(id) FROM bakehouse.catalogue_products"_s).toLongLong();
    }
    /// The machine is gone, and its disk.
    void lose()
    {
        const qint64 server = shop.serverPid();
        shop.killServer();
        ::kill(pid_t(server), SIGKILL);
        if (!QDir().rename(shop.data(), shop.file(u"lost"_s)))
            qFatal("not lost");
    }
    CommandResult restore(const QByteArray &failpoint = {})
    {
        qputenv("BAKEHOUSE_FAILPOINT", failpoint);
        const CommandResult result = shop.run({u"restore"_s, u"--at"_s, u"latest"_s});
        qunsetenv("BAKEHOUSE_FAILPOINT");
        return result;
    }
    /// Sells receipts of @p file until @p count are acknowledged, then the till is killed.
    qsizetype sell(const QString &file, qsizetype count) const
    {
        const QString acks = shop.file(u"acks"_s);
        const std::unique_ptr<QProcess> replay =
            shop.start({u"replay"_s, file, u"--speed"_s, u"60000"_s, u"--acks"_s, acks});
        const bool sold = QTest::qWaitFor(
            [&acks, count] { return contentOf(acks).count('\n') >= count; }, longMs);
        replay->kill();
        return sold && replay->waitForFinished() ? contentOf(acks).count('\n') : 0;
    }
    /// A backup of now; its path.
    QString backUp() const
    {
        CommandResult made;
        const bool done = QTest::qWaitFor(
            [this, &made] { // The server may be making its first.
                made = shop.run({u"backup"_s, u"make"_s});
                return made.exitCode == 0;
            },
            longMs);
        return done ? made.output.section(u'\n', 0, 0) : QString();
    }
    bool copiedAll(qint64 entries) const
    {
        const EntryCopies copies(target());
        return QTest::qWaitFor(
            [&copies, entries] {
                qint64 last = 0;
                for (const QUuid &till : copies.tills())
                    last += copies.lastOf(till);
                return last >= entries;
            },
            longMs);
    }
    CommandResult verify() const { return shop.run({u"verify"_s}); }

    CtlShop shop;

private:
    QNetworkAccessManager m_network;
    qint64 m_product = 0;
};
