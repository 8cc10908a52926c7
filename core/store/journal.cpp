#include "journal.h"

#include "basket_buffer.h"
#include "failpoint.h"
#include "file_lock.h"
#include "journal_keeper.h"
#include "work_queue.h"

#include <QCoreApplication>
#include <QDir>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace {

// Taps and scans that come faster than this are written once, or never when the sale comes first.
constexpr int basketDelayMs = 5;
constexpr int basketDelayLimitMs = 50; // while other work keeps coming
constexpr int tidyMs = 100;
constexpr int verifySlice = 200; // entries, about 10 ms
constexpr int pruneSlice = 100; // the same

Error unusable(const QString &folder)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::JournalUnwritable,
            .field = folder,
            .detail = u"the folder cannot be made or entered"_s};
}

bool prepareFolder(const QString &folder)
{
    return QDir().mkpath(folder)
        && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString ownerLine()
{
    return u"%1, process %2"_s.arg(QCoreApplication::applicationName())
        .arg(QCoreApplication::applicationPid());
}

} // namespace

/// A chain that is being recomputed, slice by slice, and who waits for the outcome.
struct Journal::Verification {
    JournalCheck check;
    QPromise<Result<void>> promise;
};

/// A journal that is being pruned, slice by slice, and who waits for the outcome.
struct Journal::Pruning {
    JournalPruning rule;
    qint64 gone = 0;
    QPromise<Result<qint64>> promise;
};

Result<std::unique_ptr<Journal>> Journal::open(const QString &folder, const QUuid &till,
                                               SqliteFaults *faults, LostEntries lost)
{
    if (!prepareFolder(folder))
        return unusable(folder);
    Result<std::unique_ptr<FileLock>> lock = FileLock::take(folder + u"/till.lock"_s, ownerLine());
    if (!lock)
        return lock.error();
    std::unique_ptr<Journal> journal(new Journal(folder, *std::move(lock)));
    if (const Result<void> started = journal->start(till, faults, lost); !started)
        return started.error();
    return journal;
}

Journal::Journal(const QString &folder, std::unique_ptr<FileLock> lock)
    : m_lock(std::move(lock))
    , m_baskets(std::make_unique<BasketBuffer>())
    , m_folder(folder)
    , m_queue(std::make_unique<WorkQueue>(
          u"journal"_s, 0, [this] { return useIdleTime(); }, basketDelayMs))
{
}

Journal::~Journal()
{
    m_queue->post([this] {
        writeBaskets();
        m_keeper.reset();
    });
    m_queue->finish();
}

Result<void> Journal::start(const QUuid &till, SqliteFaults *faults, LostEntries lost)
{
    // Shared, for finish() still uses it when the waiting thread has gone on.
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> opened = promise->future();
    m_queue->post([this, till, faults, lost, promise] {
        m_faults = faults;
        m_keeper = std::make_unique<JournalKeeper>(folder(), till, faults, lost);
        promise->addResult(m_keeper->open());
        publish();
        promise->finish();
    });
    opened.waitForFinished();
    return opened.result();
}

/// Baskets first; the log is brought into the file when nothing came for longer.
int Journal::useIdleTime()
{
    if (!m_keeper)
        return 0;
    if (!std::exchange(m_idleForLong, true)) {
        writeBaskets();
        return tidyMs;
    }
    m_keeper->tidy();
    return 0;
}

void Journal::publish()
{
    const std::lock_guard lock(m_mutex);
    m_state = m_keeper->state();
}

JournalState Journal::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

QString Journal::folder() const
{
    const std::lock_guard lock(m_mutex);
    return m_folder;
}

template <typename T>
QFuture<Result<T>> Journal::ask(std::function<Result<T>(JournalKeeper &)> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_queue->post([this, promise, work = std::move(work)] {
        const Result<T> answer = work(*m_keeper);
        m_idleForLong = false;
        if (m_basketsWait.isValid() && m_basketsWait.hasExpired(basketDelayLimitMs))
            writeBaskets();
        publish();
        promise->addResult(answer);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<void>> Journal::setRegistration(int number, const QString &prefix)
{
    return ask<void>([=](JournalKeeper &keeper) { return keeper.setRegistration(number, prefix); });
}

QFuture<Result<void>> Journal::saveBasket(const Basket &basket)
{
    return changeBasket(basket.uuid, basket);
}

QFuture<Result<void>> Journal::dropBasket(const QUuid &uuid)
{
    return changeBasket(uuid, {});
}

QFuture<Result<void>> Journal::changeBasket(const QUuid &uuid, std::optional<Basket> basket)
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> future = promise->future();
    if (m_baskets->put({.uuid = uuid, .basket = std::move(basket)}, promise))
        m_queue->post([this] {
            m_idleForLong = false;
            m_basketsWait.start();
        });
    return future;
}

void Journal::writeBaskets()
{
    m_basketsWait.invalidate();
    const std::vector<BasketBuffer::Pending> pending = m_baskets->takeAll();
    if (pending.empty())
        return;
    std::vector<JournalKeeper::BasketChange> changes;
    changes.reserve(pending.size());
    for (const BasketBuffer::Pending &one : pending)
        changes.push_back(one.change);
    const Result<void> written = m_keeper->changeBaskets(changes);
    for (const BasketBuffer::Pending &one : pending)
        BasketBuffer::answer(one, written);
}

QFuture<Result<std::vector<Basket>>> Journal::baskets()
{
    return ask<std::vector<Basket>>([this](JournalKeeper &keeper) {
        writeBaskets();
        return keeper.baskets();
    });
}

template <typename T, typename D> QFuture<Result<T>> Journal::keep(const D &draft)
{
    return ask<T>([this, draft](JournalKeeper &keeper) {
        // What still waits for this basket goes with it, or is written when the sale is not kept.
        const BasketBuffer::Pending pending = m_baskets->take(draft.uuid);
        const auto begun = std::chrono::steady_clock::now();
        Result<T> kept = keeper.append(draft);
        m_commitTimes.add(std::chrono::steady_clock::now() - begun);
        if (!pending.waiting.empty())
            BasketBuffer::answer(pending,
                                 kept ? Result<void>() : keeper.changeBaskets({pending.change}));
        return kept;
    });
}

QFuture<Result<Receipt>> Journal::append(const Receipt &receipt)
{
    return keep<Receipt>(receipt);
}

QFuture<Result<Entry>> Journal::append(const EventDraft &event)
{
    return keep<Entry>(event);
}

QFuture<Result<std::vector<Entry>>> Journal::entriesAfter(qint64 sequence, int limit)
{
    return ask<std::vector<Entry>>(
        [=](JournalKeeper &keeper) { return keeper.entriesAfter(sequence, limit); });
}

QFuture<Result<Entry>> Journal::entryOf(const QUuid &uuid)
{
    return ask<Entry>([=](JournalKeeper &keeper) { return keeper.entryOf(uuid); });
}

QFuture<Result<std::vector<Receipt>>> Journal::refundsOf(const QUuid &original)
{
    return ask<std::vector<Receipt>>(
        [=](JournalKeeper &keeper) { return keeper.refundsOf(original); });
}

QFuture<Result<std::vector<Receipt>>> Journal::receiptsBefore(qint64 sequence, int limit)
{
    return ask<std::vector<Receipt>>(
        [=](JournalKeeper &keeper) { return keeper.receiptsBefore(sequence, limit); });
}

QFuture<Result<Receipt>> Journal::receiptNumbered(qint64 number)
{
    return ask<Receipt>([=](JournalKeeper &keeper) { return keeper.receiptNumbered(number); });
}

void Journal::acknowledge(qint64 sequence)
{
    m_queue->post([this, sequence] {
        m_keeper->acknowledge(sequence);
        m_idleForLong = false;
        publish();
    });
}

QFuture<Result<void>> Journal::checkWritable()
{
    return ask<void>([](JournalKeeper &keeper) { return keeper.checkWritable(); });
}

QFuture<Result<void>> Journal::verify()
{
    const auto verification = std::make_shared<Verification>(
        Verification {.check = JournalCheck(state()), .promise = {}});
    verification->promise.start();
    QFuture<Result<void>> future = verification->promise.future();
    m_queue->post([this, verification] { verifyOn(verification); });
    return future;
}

void Journal::verifyOn(const std::shared_ptr<Verification> &verification)
{
    const Result<JournalCheck::Progress> progress =
        m_keeper->checkOn(verification->check, verifySlice);
    if (progress && *progress == JournalCheck::Progress::More) {
        // Refused when the journal is being closed: the future is cancelled with its promise.
        m_queue->post([this, verification] { verifyOn(verification); });
        return;
    }
    verification->promise.addResult(progress ? Result<void>() : Result<void>(progress.error()));
    verification->promise.finish();
}

QFuture<Result<qint64>> Journal::prune(const JournalPruning &rule)
{
    const auto pruning = std::make_shared<Pruning>(Pruning {.rule = rule, .promise = {}});
    pruning->promise.start();
    QFuture<Result<qint64>> future = pruning->promise.future();
    m_queue->post([this, pruning] { pruneOn(pruning); });
    return future;
}

void Journal::pruneOn(const std::shared_ptr<Pruning> &pruning)
{
    const Result<qint64> slice = m_keeper->prune(pruning->rule, pruneSlice);
    m_idleForLong = false;
    publish();
    if (slice && *slice > 0) {
        pruning->gone += *slice;
        m_queue->post([this, pruning] { pruneOn(pruning); });
        return;
    }
    pruning->promise.addResult(slice ? Result<qint64>(pruning->gone) : slice);
    pruning->promise.finish();
}

QFuture<Result<void>> Journal::moveTo(const QString &folder, const QUuid &till,
                                      std::function<Result<void>()> settle)
{
    return ask<void>([this, folder, till, settle = std::move(settle)](JournalKeeper &) {
        return move(folder, till, settle);
    });
}

Result<void> Journal::move(const QString &folder, const QUuid &till,
                           const std::function<Result<void>()> &settle)
{
    if (!prepareFolder(folder))
        return unusable(folder);
    Result<std::unique_ptr<FileLock>> lock = FileLock::take(folder + u"/till.lock"_s, ownerLine());
    if (!lock)
        return lock.error();
    auto keeper = std::make_unique<JournalKeeper>(folder, till, m_faults);
    if (Result<void> opened = keeper->open(); !opened)
        return opened;
    if (Result<void> carried = carryBaskets(*keeper); !carried)
        return carried;
    failpoint("journal.baskets_carried");
    if (Result<void> settled = settle(); !settled)
        return settled;
    failpoint("journal.moved");
    m_keeper = std::move(keeper); // The old one is closed before its lock goes.
    m_lock = *std::move(lock);
    const std::lock_guard guard(m_mutex);
    m_folder = folder;
    return {};
}

Result<void> Journal::carryBaskets(JournalKeeper &to)
{
    writeBaskets();
    const Result<std::vector<Basket>> baskets = m_keeper->baskets();
    if (!baskets)
        return baskets.error();
    std::vector<JournalKeeper::BasketChange> changes;
    changes.reserve(baskets->size());
    for (const Basket &basket : *baskets)
        changes.push_back({.uuid = basket.uuid, .basket = basket});
    Result<void> carried = to.changeBaskets(changes);
    to.tidy(); // To the disk.
    return carried;
}
