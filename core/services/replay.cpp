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
#include <map>

using namespace Qt::StringLiterals;

namespace {
constexpr int entriesAtATime = 200;
constexpr int progressEveryMs = 100;
constexpr int payAgainAfterMs = 250;
constexpr int failuresAllowed = 40; // in a row
// The next sale waits in the journal's line while the last is on its way to the disk and back here.
constexpr int salesAtATime = 2;

std::chrono::microseconds microsecondsOf(const QElapsedTimer &timer)
{
    return std::chrono::microseconds(timer.nsecsElapsed() / 1'000);
}
}

struct Replay::Private {
    enum class State : char { Open, UnderWay, Sold };

    Replay *q = nullptr;
    const Parts parts;
    const ReplayFile file;
    const Options options;
    std::unique_ptr<ReplayAcks> acks = {};
    QList<QByteArray> soldLines = {}; // of earlier runs
    ReplaySummary summary = {};
    std::vector<State> states = {}; // of the file's sales
    size_t cursor = 0; // no sale before it is open
    size_t firstNow = 0; // the first sale of this run
    std::map<size_t, QElapsedTimer> taps = {}; // of the sales under way and of those that failed
    int underWay = 0;
    int failures = 0; // since the last success
    bool begun = false;
    bool over = false;
    QElapsedTimer sinceFirstSale {};
    QTimer pause {}; // until the next sale is due, or after a failure
    QTimer progress {};

    bool allSold() const { return size_t(summary.receipts) == file.sales.size(); }
    void readJournal(qint64 after);
    Result<void> takeEntries(const std::vector<Entry> &entries);
    Result<void> takeReceipt(const Receipt &receipt);
    void resume();
    void begin();
    void sellMore();
    bool isDue();
    void sell(size_t index);
    Result<Money> fillBasket(const ReplaySale &sale);
    void answered(size_t index, const Result<Receipt> &receipt);
    void paid(size_t index, const Receipt &receipt);
    void notPaid(const Error &error);
    void finishWhenStored();
    void fail(const Error &error);
};

Replay::Replay(const Parts &parts, ReplayFile file, Options options, QObject *parent)
    : QObject(parent)
    , m(new Private {
          .q = this, .parts = parts, .file = std::move(file), .options = std::move(options)})
{
    m->states.resize(m->file.sales.size(), Private::State::Open);
    m->pause.setSingleShot(true);
    m->pause.setTimerType(Qt::PreciseTimer);
    connect(&m->pause, &QTimer::timeout, this, [this] { m->sellMore(); });
    connect(&m->progress, &QTimer::timeout, this,
            [this] { emit progressed(m->summary.receipts, m->parts.uploader.waiting()); });
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

/// Which receipts of the file are sold already.
void Replay::Private::readJournal(qint64 after)
{
    whenDone(parts.journal.entriesAfter(after, entriesAtATime), q,
             [this](const Result<std::vector<Entry>> &entries) {
                 if (!entries)
                     return fail(entries.error());
                 if (const Result<void> taken = takeEntries(*entries); !taken)
                     return fail(taken.error());
                 if (entries->empty())
                     resume();
                 else
                     readJournal(entries->back().sequence);
             });
}

Result<void> Replay::Private::takeEntries(const std::vector<Entry> &entries)
{
    for (const Entry &entry : entries) {
        if (entry.kind != u"sale"_s)
            continue;
        const Result<Receipt> receipt = receiptOf(entry.bytes);
        if (!receipt)
            return receipt.error();
        if (const Result<void> taken = takeReceipt(*receipt); !taken)
            return taken.error();
    }
    return {};
}

Result<void> Replay::Private::takeReceipt(const Receipt &receipt)
{
    // The journal's order is the file's, but for sales that had to be tried again.
    while (cursor < states.size() && states[cursor] != State::Open)
        ++cursor;
    size_t index = cursor;
    while (index < states.size() && file.sales[index].uuid != receipt.uuid)
        ++index;
    if (index == states.size()) {
        return Error {
            .code = Error::Code::Conflict,
            .reason = Error::Reason::JournalForked,
            .detail = u"entry %1 of the journal is no receipt of the file"_s.arg(receipt.sequence)};
    }
    states[index] = State::Sold;
    soldLines.append(
        ReplayAcks::line(file.sales[index].receipt, receipt.number, receipt.total.minor()));
    summary.add(receipt);
    return {};
}

void Replay::Private::resume()
{
    if (acks) {
        if (const Result<void> completed = acks->complete(soldLines); !completed)
            return fail(completed.error());
    }
    soldLines.clear();
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
    while (cursor < states.size() && states[cursor] != State::Open)
        ++cursor;
    firstNow = cursor;
    sellMore();
    finishWhenStored();
}

void Replay::Private::sellMore()
{
    while (!over && !pause.isActive() && underWay < salesAtATime) {
        while (cursor < states.size() && states[cursor] != State::Open)
            ++cursor;
        if (cursor == states.size() || !isDue())
            return;
        sell(cursor);
    }
}

/// Whether the sale at the cursor may be made now; sees to it that it is tried when it may.
bool Replay::Private::isDue()
{
    if (options.pace == Pace::AsFastAsPossible)
        return true;
    const qint64 recordedMs = file.sales[firstNow].soldAt.msecsTo(file.sales[cursor].soldAt);
    const double leftMs = double(recordedMs) / options.speed - double(sinceFirstSale.elapsed());
    if (leftMs <= 0)
        return true;
    pause.start(int(std::clamp<double>(leftMs, 1, std::numeric_limits<int>::max())));
    return false;
}

void Replay::Private::sell(size_t index)
{
    const ReplaySale &sale = file.sales[index];
    parts.clock.set(sale.soldAt);
    const Result<Money> total = fillBasket(sale);
    if (!total)
        return fail(total.error());
    states[index] = State::UnderWay;
    ++underWay;
    if (QElapsedTimer &tap = taps[index]; !tap.isValid())
        tap.start();
    whenDone(
        parts.till.pay(sale.uuid, {{.method = TenderMethod::Cash, .amount = *total}}, sale.receipt),
        q, [this, index](const Result<Receipt> &receipt) { answered(index, receipt); });
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

void Replay::Private::answered(size_t index, const Result<Receipt> &receipt)
{
    --underWay;
    if (over)
        return;
    states[index] = receipt ? State::Sold : State::Open;
    cursor = std::min(cursor, index);
    if (receipt)
        paid(index, *receipt);
    else
        notPaid(receipt.error());
}

void Replay::Private::paid(size_t index, const Receipt &receipt)
{
    const auto tap = taps.find(index);
    summary.taps.add(microsecondsOf(tap->second));
    taps.erase(tap);
    if (acks) {
        const QByteArray line =
            ReplayAcks::line(file.sales[index].receipt, receipt.number, receipt.total.minor());
        if (const Result<void> written = acks->write(line); !written)
            return fail(written.error());
    }
    failures = 0;
    summary.add(receipt);
    ++summary.soldNow;
    sellMore();
    if (allSold()) {
        summary.selling = microsecondsOf(sinceFirstSale);
        parts.uploader.wake();
        finishWhenStored();
    }
}

/// The journal could not take it, or does not know: the same sale again, under the same uuid.
void Replay::Private::notPaid(const Error &error)
{
    const bool worthwhile =
        error.code == Error::Code::Timeout || error.code == Error::Code::Unavailable;
    if (!worthwhile || ++failures > failuresAllowed)
        return fail(error);
    pause.start(payAgainAfterMs);
}

void Replay::Private::finishWhenStored()
{
    if (over || !allSold() || !sinceFirstSale.isValid() || !parts.uploader.idle())
        return;
    over = true;
    progress.stop();
    summary.whole = microsecondsOf(sinceFirstSale);
    emit q->progressed(summary.receipts, 0);
    emit q->finished();
}

void Replay::Private::fail(const Error &error)
{
    if (over)
        return;
    over = true;
    pause.stop();
    progress.stop();
    emit q->failed(error);
}
