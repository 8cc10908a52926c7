#include "commands.h"
#include "console.h"
#include "csv.h"
#include "opened_shop.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 5'000;

QString plain(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

/// A cell that a spreadsheet would take for a formula is made plain text.
QString cell(const QString &text)
{
    static const QString formulaStarts = u"=+-@\t\r"_s;
    return !text.isEmpty() && formulaStarts.contains(text.front()) ? u'\'' + text : text;
}

Result<qint64> writeReceipts(AuditStore &audit, QSaveFile &file)
{
    file.write(csvLine({u"till"_s, u"seq"_s, u"number"_s, u"uuid"_s, u"source_key"_s,
                        u"total_minor"_s, u"business_day"_s}));
    qint64 count = 0;
    QUuid till;
    qint64 sequence = 0;
    while (true) {
        const Result<std::vector<ReceiptRow>> page =
            await(audit.receiptsAfter(till, sequence, pageRows));
        if (!page)
            return page.error();
        for (const ReceiptRow &row : *page)
            file.write(csvLine({plain(row.till), QString::number(row.sequence),
                                QString::number(row.number), plain(row.uuid), cell(row.sourceKey),
                                QString::number(row.total.minor()),
                                row.businessDay.toString(Qt::ISODate)}));
        count += qint64(page->size());
        if (page->size() < pageRows)
            return count;
        till = page->back().till;
        sequence = page->back().sequence;
    }
}

Result<qint64> writeOrders(AuditStore &audit, QSaveFile &file)
{
    file.write(csvLine({u"order_id"_s, u"source"_s, u"state"_s, u"status"_s, u"total_minor"_s,
                        u"business_day"_s, u"placed_at"_s, u"key_sha256"_s}));
    qint64 count = 0;
    qint64 last = 0;
    while (true) {
        const Result<std::vector<OrderRow>> page = await(audit.ordersAfter(last, pageRows));
        if (!page)
            return page.error();
        for (const OrderRow &row : *page) {
            const auto state = orderStateFromWord(row.state);
            file.write(
                csvLine({QString::number(row.publicId), row.source, row.state,
                         state ? orderStatusWord(statusOf(*state)) : QString(),
                         QString::number(row.total.minor()), row.businessDay.toString(Qt::ISODate),
                         row.placedAt.toString(Qt::ISODateWithMs), row.idempotencyKeyHash}));
        }
        count += qint64(page->size());
        if (page->size() < pageRows)
            return count;
        last = page->back().id;
    }
}

int writeFile(const Arguments &arguments)
{
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    Stores &stores = (*shop)->stores;
    const QString path = arguments.words().at(1);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail({.code = Error::Code::Unavailable,
                     .reason = Error::Reason::BadField,
                     .field = path,
                     .detail = file.errorString()});
    const bool receipts = arguments.words().constFirst() == u"receipts"_s;
    const Result<qint64> count =
        receipts ? writeReceipts(stores.audit, file) : writeOrders(stores.audit, file);
    if (!count)
        return fail(count.error());
    if (!file.commit())
        return fail({.code = Error::Code::Unavailable,
                     .reason = Error::Reason::BadField,
                     .field = path,
                     .detail = file.errorString()});
    print(u"%1 %2 written to %3"_s.arg(*count).arg(arguments.words().constFirst(), path));
    return 0;
}

int exportRows(const Arguments &arguments)
{
    const QStringList words = arguments.words();
    const bool known = words.size() == 2
        && (words.constFirst() == u"receipts"_s || words.constFirst() == u"orders"_s);
    if (!known) {
        complain(u"Usage: bakehousectl export receipts|orders FILE.csv"_s);
        return 2;
    }
    return writeFile(arguments);
}

} // namespace

Command exportCommand()
{
    return {.name = u"export"_s,
            .arguments = u"receipts|orders FILE.csv"_s,
            .summary = u"Write all receipts or orders to a file."_s,
            .run = exportRows};
}
