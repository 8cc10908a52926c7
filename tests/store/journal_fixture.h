#pragma once

#include "await.h"
#include "journal.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

// Sales, baskets and journals as the tests of the journal need them.

/// For tests that write much and need no disk: QTemporaryDir's template, in memory where there is
/// such a folder.
inline QString memoryTemplate()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    const QString parent = memory.isWritable() ? memory.filePath() : QDir::tempPath();
    return parent + QStringLiteral("/tst-journal-XXXXXX");
}

inline QUuid testTill()
{
    return QUuid(QStringLiteral("5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d"));
}

inline QDateTime morning()
{
    return QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);
}

inline Receipt sale(const QUuid &uuid = QUuid::createUuid(), const QDateTime &soldAt = morning())
{
    return {.uuid = uuid,
            .currency = {.code = QStringLiteral("EUR"), .decimals = 2},
            .soldAt = soldAt,
            .businessDay = soldAt.date(),
            .lines = {{.product = 11,
                       .name = QStringLiteral("Bauernbrot"),
                       .quantity = Quantity::fromPieces(1),
                       .unitPrice = Money::fromMinor(428),
                       .gross = Money::fromMinor(428),
                       .taxClass = QStringLiteral("food"),
                       .rateBp = 700}},
            .vat = {{.rateBp = 700,
                     .gross = Money::fromMinor(428),
                     .vat = Money::fromMinor(28),
                     .net = Money::fromMinor(400)}},
            .total = Money::fromMinor(428),
            .tenders = {{.amount = Money::fromMinor(500)}},
            .change = Money::fromMinor(72)};
}

inline Receipt refundOf(const Receipt &original)
{
    Receipt refund = sale(QUuid::createUuid(), original.soldAt.addSecs(60));
    refund.kind = ReceiptKind::Refund;
    refund.original =
        ReceiptReference {.till = original.till, .uuid = original.uuid, .number = original.number};
    return refund;
}

inline Basket basket(const QUuid &uuid = QUuid::createUuid())
{
    return {.uuid = uuid,
            .startedAt = morning(),
            .clerk = 3,
            .mode = TaxMode::EatIn,
            .name = QStringLiteral("Frau Grün"),
            .lines = {{.product = 11,
                       .name = QStringLiteral("Bauernbrot"),
                       .quantity = Quantity::fromThousandths(1500),
                       .unitPrice = Money::fromMinor(428),
                       .discount = Money::fromMinor(2),
                       .taxClass = QStringLiteral("food"),
                       .prepared = true}}};
}

inline EventDraft drawerOpened()
{
    return {.uuid = QUuid::createUuid(),
            .kind = QStringLiteral("drawer"),
            .at = morning(),
            .businessDay = morning().date(),
            .values = {{QStringLiteral("reason"), QStringLiteral("no sale")}}};
}

inline Result<std::unique_ptr<Journal>> opened(const QString &folder,
                                               SqliteFaults *faults = nullptr)
{
    return Journal::open(folder, testTill(), faults);
}

/// Opened and registered as till 1; null when either fails.
inline std::unique_ptr<Journal> registered(const QString &folder, SqliteFaults *faults = nullptr)
{
    Result<std::unique_ptr<Journal>> journal = opened(folder, faults);
    if (!journal || !await((*journal)->setRegistration(1, QStringLiteral("1-"))))
        return nullptr;
    return *std::move(journal);
}
