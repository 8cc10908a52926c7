#include "replay.h"

#include "journal.h"
#include "replay_acks.h"
#include "replay_clock.h"
#include "till.h"
#include "uploader.h"
#include "when_done.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr int entriesAtATime = 200;
constexpr int progressEveryMs = 100;
constexpr int payAgainAfterMs = 250;
constexpr int failuresAllowed = 40; // of one payment

std::chrono::microseconds microsecondsOf(const QElapsedTimer &timer)
{
    return std::chrono::microseconds(timer.nsecsElapsed() / 1'000);
}
}

struct Replay::Private {
    Replay *q = nullptr;
    const Parts parts;
    const ReplayFile file;
    const Options options;
    std::unique_ptr<ReplayAcks> acks = {};
    QList<QByteArray> soldLines = {}; // of earlier runs
    ReplaySummary summary = {};
    size_t sold = 0; // receipts of the file that the journal holds
    size_t firstNow = 0; // the first receipt that this run sells
    int failures = 0;
    bool begun = false;
    bool over = false;
    QElapsedTimer sinceFirstSale {};
    QElapsedTimer sinceTap {};
    QTimer next {};
    QTimer progress {};

    void readJournal(qint64 after);
    Result<void> takeEntry(const Entry &entry);
    void resume();
    void begin();
    void sellNext();
    Result<Money> fillBasket(const ReplaySale &sale);
    void pay(const ReplaySale &sale, Money total);
    void paid(const Receipt &receipt);
    void notPaid(const Error &error);
    void schedule();
    void allSold();
    void finishWhenStored();
    void fail(const Error &error);
};

Replay::Replay(const Parts &parts, ReplayFile file, Options options, QObject *parent)
    : QObject(parent)
    , m(new Private {
          .q = this, .parts = parts, .file = std::move(file), .options = std::move(options)})
{
    m->next.setSingleShot(true);
    m->next.setTimerType(Qt::PreciseTimer);
    connect(&m->next, &QTimer::timeout, this, [this] { m->sellNext(); });
    connect(&m->progress, &QTimer::timeout, this,
            [this] { emit progressed(qint64(m->sold), m->parts.uploader.waiting()); });
}

Replay::~Replay() = default;

const ReplaySummary &Replay::summary() const
{
    return m->summary;
}

void Replay::start()
{
    connect(&m->parts.till, &Till::entryWritten, &m->parts.uploader, &Uploader::wake);
    connect(&m->parts.uploader, &Uploader::registered, this, [this] { m->begin(); });
    connect(&m->parts.uploader, &Uploader::drained, this, [this] { m->finishWhenStored(); });
    connect(&m->parts.uploader, &Uploader::forked, this, [this](const QString &detail) {
        m->fail({.code = Error::Code::Conflict,
                 .reason = Error::Reason::JournalForked,
                 .detail = detail});
    });
    if (!m->options.acksFile.isEmpty()) {
        Result<std::unique_ptr<ReplayAcks>> acks = ReplayAcks::open(m->options.acksFile);
        if (!acks)
            return m->fail(acks.error());
        m->acks = std::move(*acks);
    }
    m->readJournal(0);
}

/// Which receipts of the file are sold already, in its order.
void Replay::Private::readJournal(qint64 after)
{
    whenDone(parts.journal.entriesAfter(after, entriesAtATime), q,
             [this](const Result<std::vector<Entry>> &entries) {
                 if (!entries)
                     return fail(entries.error());
                 for (const Entry &entry : *entries) {
                     if (const Result<void> taken = takeEntry(entry); !taken)
                         return fail(taken.error());
                 }
                 if (entries->empty())
                     resume();
                 else
                     readJournal(entries->back().sequence);
             });
}

Result<void> Replay::Private::takeEntry(const Entry &entry)
{
    if (entry.kind != u"sale"_s)
        return {};
    const Result<Receipt> receipt = receiptOf(entry.bytes);
    if (!receipt)
        return receipt.error();
    if (sold >= file.sales.size() || file.sales[sold].uuid != receipt->uuid) {
        return Error {
            .code = Error::Code::Conflict,
            .reason = Error::Reason::JournalForked,
            .detail = u"entry %1 of the journal is not receipt %2 of the file"_s.arg(entry.sequence)
                          .arg(sold + 1)};
    }
    if (acks) {
        soldLines.append(
            ReplayAcks::line(file.sales[sold].receipt, receipt->number, receipt->total.minor()));
    }
    summary.add(*receipt);
    ++sold;
    return {};
}

void Replay::Private::resume()
{
    if (acks) {
        if (const Result<void> completed = acks->complete(soldLines); !completed)
            return fail(completed.error());
    }
    soldLines.clear();
    firstNow = sold;
    begun = true;
    progress.start(progressEveryMs);
    begin();
}

/// Comes from the end of the reading and from the registration; sells when both have been.
void Replay::Private::begin()
{
    if (!begun || over || sinceFirstSale.isValid() || parts.till.state().tillNumber == 0)
        return;
    sinceFirstSale.start();
    if (sold == file.sales.size())
        allSold();
    else
        sellNext();
}

void Replay::Private::sellNext()
{
    if (over)
        return;
    const ReplaySale &sale = file.sales[sold];
    parts.clock.set(sale.soldAt);
    const Result<Money> total = fillBasket(sale);
    if (!total)
        return fail(total.error());
    pay(sale, *total);
}

Result<Money> Replay::Private::fillBasket(const ReplaySale &sale)
{
    if (!parts.till.basket(sale.uuid)) { // It is still there when paying has failed.
        parts.till.startBasket(TaxMode::TakeAway, 0, sale.uuid);
        for (const qint64 product : sale.products) {
            const Result<void> added =
                parts.till.addLine(sale.uuid, product, Quantity::fromPieces(1));
            if (!added)
                return added.error();
        }
    }
    return parts.till.basket(sale.uuid)->total();
}

void Replay::Private::pay(const ReplaySale &sale, Money total)
{
    if (failures == 0)
        sinceTap.start();
    whenDone(
        parts.till.pay(sale.uuid, {{.method = TenderMethod::Cash, .amount = total}}, sale.receipt),
        q, [this](const Result<Receipt> &receipt) {
            if (receipt)
                paid(*receipt);
            else
                notPaid(receipt.error());
        });
}

void Replay::Private::paid(const Receipt &receipt)
{
    summary.taps.add(microsecondsOf(sinceTap));
    if (acks) {
        const QByteArray line =
            ReplayAcks::line(file.sales[sold].receipt, receipt.number, receipt.total.minor());
        if (const Result<void> written = acks->write(line); !written)
            return fail(written.error());
    }
    summary.add(receipt);
    ++summary.soldNow;
    ++sold;
    failures = 0;
    if (sold == file.sales.size())
        return allSold();
    schedule();
}

/// The journal could not take it, or does not know: the same sale again, under the same uuid.
void Replay::Private::notPaid(const Error &error)
{
    const bool worthwhile =
        error.code == Error::Code::Timeout || error.code == Error::Code::Unavailable;
    if (!worthwhile || ++failures > failuresAllowed)
        return fail(error);
    next.start(payAgainAfterMs);
}

void Replay::Private::schedule()
{
    if (options.pace == Pace::AsFastAsPossible)
        return sellNext();
    const qint64 recordedMs = file.sales[firstNow].soldAt.msecsTo(file.sales[sold].soldAt);
    const double dueMs = double(recordedMs) / options.speed - double(sinceFirstSale.elapsed());
    next.start(int(std::clamp<double>(dueMs, 0, std::numeric_limits<int>::max())));
}

void Replay::Private::allSold()
{
    summary.selling = microsecondsOf(sinceFirstSale);
    parts.uploader.wake();
    finishWhenStored();
}

void Replay::Private::finishWhenStored()
{
    if (over || sold < file.sales.size() || !sinceFirstSale.isValid() || !parts.uploader.idle())
        return;
    over = true;
    progress.stop();
    summary.whole = microsecondsOf(sinceFirstSale);
    emit q->progressed(qint64(sold), 0);
    emit q->finished();
}

void Replay::Private::fail(const Error &error)
{
    if (over)
        return;
    over = true;
    next.stop();
    progress.stop();
    emit q->failed(error);
}
