#include "entry_store.h"
#include "journal.h"
#include "random_uuid.h"
#include "shared_answer.h"
#include "till_private.h"
#include "when_done.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

// The part of the till that finds receipts and gives their money back.

namespace {
constexpr int patienceMs = 2'000; // A clerk and a customer wait.

Error unknownReceipt()
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownReceipt};
}

Result<Receipt> receiptIn(const Result<Entry> &entry)
{
    if (!entry)
        return entry.error();
    const bool isReceipt = entry->kind == "sale"_L1 || entry->kind == "refund"_L1;
    return isReceipt ? receiptOf(entry->bytes) : unknownReceipt();
}

/// The receipts of both without repeats.
std::vector<Receipt> joined(std::vector<Receipt> own, const std::vector<Receipt> &known)
{
    const size_t owned = own.size();
    for (const Receipt &receipt : known) {
        const auto end = own.begin() + std::ptrdiff_t(owned);
        const bool both = std::any_of(own.begin(), end, [&receipt](const Receipt &other) {
            return other.uuid == receipt.uuid;
        });
        if (!both)
            own.push_back(receipt);
    }
    return own;
}
}

/// What a receipt is called by: its uuid, or the number printed on it after its till's prefix.
struct Till::Private::ReceiptName {
    QUuid uuid;
    QString prefix;
    qint64 number = 0;

    /// Nothing when it is neither; @p ownPrefix stands for one that was left out.
    static std::optional<ReceiptName> fromText(const QString &text, const QString &ownPrefix);
};

std::optional<Till::Private::ReceiptName> Till::Private::ReceiptName::fromText(
    const QString &text, const QString &ownPrefix)
{
    const QString trimmed = text.trimmed();
    if (const QUuid uuid = QUuid::fromString(trimmed); !uuid.isNull())
        return ReceiptName {.uuid = uuid, .prefix = {}};
    qsizetype digits = trimmed.size();
    while (digits > 0 && trimmed[digits - 1] >= u'0' && trimmed[digits - 1] <= u'9')
        --digits;
    const qint64 number = QStringView(trimmed).sliced(digits).toLongLong(); // 0 when too long
    if (number == 0)
        return {};
    return ReceiptName {
        .uuid = {}, .prefix = digits == 0 ? ownPrefix : trimmed.first(digits), .number = number};
}

/// What @p future gives, but no later than a clerk waits: Timeout then.
template <typename T>
QFuture<Result<T>> Till::Private::withPatience(const QFuture<Result<T>> &future)
{
    const auto answer = std::make_shared<SharedAnswer<Result<T>>>();
    whenDone(future, q, [answer](const Result<T> &given) { answer->give(given); });
    QTimer::singleShot(patienceMs, q, [answer] {
        answer->give(Error {.code = Error::Code::Timeout, .reason = Error::Reason::DatabaseAway});
    });
    return answer->join();
}

QFuture<Result<std::vector<Receipt>>> Till::receipts(int limit, qint64 beforeSequence)
{
    return m->journal.receiptsBefore(beforeSequence, limit);
}

QFuture<Result<Receipt>> Till::receipt(const QString &numberText)
{
    const std::optional<Private::ReceiptName> name =
        Private::ReceiptName::fromText(numberText, state().prefix);
    if (!name)
        return failedFuture<Receipt>(unknownReceipt());
    auto promise = makePromise<Receipt>();
    whenDone(m->receiptOfJournal(*name), this,
             [this, promise, name = *name](const Result<Receipt> &own) {
                 if (own || own.error().code != Error::Code::NotFound || !m->settings.entries)
                     return fulfil(promise, own);
                 m->askDatabase(name, promise);
             });
    return promise->future();
}

QFuture<Result<Receipt>> Till::Private::receiptOfJournal(const ReceiptName &name)
{
    if (name.uuid.isNull()) {
        return name.prefix == journal.state().prefix ? journal.receiptNumbered(name.number)
                                                     : failedFuture<Receipt>(unknownReceipt());
    }
    auto promise = makePromise<Receipt>();
    whenDone(journal.entryOf(name.uuid), q,
             [promise](const Result<Entry> &entry) { fulfil(promise, receiptIn(entry)); });
    return promise->future();
}

void Till::Private::askDatabase(const ReceiptName &name, const SharedPromise<Receipt> &promise)
{
    const QFuture<Result<Entry>> asked = name.uuid.isNull()
        ? settings.entries->entryOfReceipt(name.prefix, name.number)
        : settings.entries->entryOf(name.uuid);
    // The journal knows its own numbers; without an answer there is no such receipt.
    const bool own = name.uuid.isNull() && name.prefix == journal.state().prefix;
    whenDone(withPatience(asked), q, [promise, own](const Result<Entry> &entry) {
        fulfil(promise, !entry && own ? unknownReceipt() : receiptIn(entry));
    });
}

/// By journal and database; by the journal alone when the database does not answer.
QFuture<Result<std::vector<Receipt>>> Till::Private::refundsBefore(const QUuid &original)
{
    auto promise = makePromise<Receipts>();
    whenDone(journal.refundsOf(original), q,
             [this, promise, original](const Result<Receipts> &own) {
                 if (!own || !settings.entries)
                     return fulfil(promise, own);
                 whenDone(withPatience(settings.entries->refundsOf(original)), q,
                          [promise, own = *own](const Result<Receipts> &known) {
                              fulfil<Receipts>(promise, known ? joined(own, *known) : own);
                          });
             });
    return promise->future();
}

QFuture<Result<std::vector<Quantity>>> Till::leftToRefund(const Receipt &original)
{
    auto promise = makePromise<std::vector<Quantity>>();
    whenDone(m->refundsBefore(original.uuid), this,
             [promise, original](const Result<std::vector<Receipt>> &before) {
                 if (!before)
                     return fulfil<std::vector<Quantity>>(promise, before.error());
                 fulfil<std::vector<Quantity>>(promise, ::leftToRefund(original, *before));
             });
    return promise->future();
}

/// Refunds wait for each other, so that two of one receipt cannot both find the same amount left.
QFuture<Result<Receipt>> Till::refund(const Receipt &original, const std::vector<RefundLine> &lines,
                                      TenderMethod method, int clerk)
{
    auto promise = makePromise<Receipt>();
    m->refunds.push_back({.original = original,
                          .lines = lines,
                          .method = method,
                          .clerk = clerk,
                          .promise = promise});
    if (m->refunds.size() == 1)
        m->refundNext();
    return promise->future();
}

void Till::Private::refundNext()
{
    whenDone(refundsBefore(refunds.front().original.uuid), q,
             [this](const Result<std::vector<Receipt>> &before) { refundWith(before); });
}

void Till::Private::refundWith(const Result<std::vector<Receipt>> &before)
{
    if (!before)
        return refunded(before.error());
    const RefundAsked &asked = refunds.front();
    Result<Receipt> mirror =
        makeRefund(asked.original, asked.lines, *before, asked.method, settings.cashStep);
    if (!mirror)
        return refunded(mirror.error());
    mirror->uuid = makeRandomUuid(clock);
    mirror->clerk = asked.clerk;
    stamp(*mirror);
    whenDone(journal.append(*mirror), q, [this](const Result<Receipt> &receipt) {
        if (receipt)
            written(*receipt);
        refunded(receipt);
    });
}

void Till::Private::refunded(const Result<Receipt> &receipt)
{
    const SharedPromise<Receipt> promise = refunds.front().promise;
    refunds.pop_front();
    if (!refunds.empty())
        refundNext();
    fulfil(promise, receipt);
}
