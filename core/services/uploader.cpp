#include "uploader.h"

#include "entry_store.h"
#include "failpoint.h"
#include "journal.h"
#include "upload_pace.h"
#include "when_done.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logUpload, "bakehouse.upload")

namespace {
constexpr int firstBackoffMs = 100;
constexpr int longestBackoffMs = 2'000;
constexpr int askAgainMs = 5'000;
constexpr qint64 gatherMs = 20;
constexpr int gapsAllowed = 2;
}

static UploadPace::Batch batchOf(const std::vector<Entry> &entries)
{
    const auto orders = std::ranges::count(entries, u"sale"_s, &Entry::kind);
    return {.entries = int(entries.size()), .orders = int(orders)};
}

/// One exchange at a time: asking for the head, reading from the journal, sending. Every answer
/// says what comes next.
struct Uploader::Private {
    enum class Phase {
        Stopped, ///< Not started, or forked.
        Busy, ///< An answer is on its way.
        Gathering, ///< Something to send, but no full batch; the timer sends it soon.
        Idle, ///< Nothing to send; the timer asks for the head again.
        Away, ///< Something failed; the timer tries again.
    };

    Uploader *q = nullptr;
    Journal &journal;
    EntryStore &store;
    const QString tillName;
    Phase phase = Phase::Stopped;
    std::optional<TillHead> head = {}; // what the server holds and the journal agrees with
    UploadPace pace;
    QTimer timer {};
    QElapsedTimer sinceFailure;
    QElapsedTimer sinceSending;
    QElapsedTimer sinceBatch; // since the answer
    int backoffMs = firstBackoffMs;
    int gaps = 0; // in a row, without progress
    bool outageTold = false;
    bool drainedTold = false;

    void begin();
    void enroll();
    void enrolled(const TillRegistration &registration);
    void ask();
    void compare(const TillHead &told);
    void compareWith(const TillHead &told, const Result<std::vector<Entry>> &own);
    void compareWithCut(const TillHead &told);
    void accept(const TillHead &told);
    void next();
    void timeIsUp();
    void rest();
    void read();
    void send(const std::vector<Entry> &entries);
    void sent(const Entry &last, const RecordOutcome &outcome);
    void gap(const TillHead &told);
    void retryLater(const Error &error);
    void stop(const QString &detail);
};

Uploader::Uploader(Journal &journal, EntryStore &store, const QString &tillName, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this, .journal = journal, .store = store, .tillName = tillName})
{
    m->timer.setSingleShot(true);
    m->timer.setTimerType(Qt::PreciseTimer);
    connect(&m->timer, &QTimer::timeout, this, [this] { m->timeIsUp(); });
}

Uploader::~Uploader() = default;

void Uploader::start()
{
    if (m->phase != Private::Phase::Stopped)
        return;
    m->head.reset(); // After a fork the journal is another one.
    m->begin();
}

void Uploader::wake()
{
    if (m->phase == Private::Phase::Idle || m->phase == Private::Phase::Gathering) {
        m->next();
    } else if (m->phase == Private::Phase::Away) {
        // Each sale wakes us, and a server that is away must not be asked for each.
        const qint64 soonest = firstBackoffMs - m->sinceFailure.elapsed();
        if (m->timer.remainingTime() > soonest)
            m->timer.start(int(std::max<qint64>(soonest, 0)));
    }
}

qint64 Uploader::waiting() const
{
    const JournalState state = m->journal.state();
    return std::max<qint64>(0, state.head - (m->head ? m->head->sequence : state.acknowledged));
}

bool Uploader::idle() const
{
    return m->head && waiting() == 0;
}

void Uploader::Private::begin()
{
    if (journal.state().tillNumber == 0)
        enroll();
    else
        ask();
}

/// Registers the till, under the number that its journal prints if it has one.
void Uploader::Private::enroll()
{
    phase = Phase::Busy;
    const JournalState state = journal.state();
    whenDone(store.registerTill(state.till, tillName, state.tillNumber), q,
             [this](const Result<TillRegistration> &registration) {
                 if (!registration)
                     return retryLater(registration.error());
                 enrolled(*registration);
             });
}

void Uploader::Private::enrolled(const TillRegistration &registration)
{
    failpoint("upload.enrolled");
    if (journal.state().tillNumber != 0)
        return ask(); // Its receipts carry a number and keep it.
    whenDone(journal.setRegistration(registration.number, registration.prefix), q,
             [this](const Result<void> &kept) {
                 if (!kept)
                     return retryLater(kept.error());
                 emit q->registered();
                 ask();
             });
}

void Uploader::Private::ask()
{
    phase = Phase::Busy;
    whenDone(store.head(journal.state().till), q, [this](const Result<TillHead> &told) {
        if (told)
            compare(*told);
        else if (told.error().code == Error::Code::NotFound)
            enroll();
        else
            retryLater(told.error());
    });
}

/// Does the journal know the entry that the server has last?
void Uploader::Private::compare(const TillHead &told)
{
    phase = Phase::Busy;
    const qint64 ownHead = journal.state().head;
    if (told.sequence > ownHead) {
        return stop(u"the server holds %1 entries of this till, its journal %2"_s.arg(told.sequence)
                        .arg(ownHead));
    }
    const qint64 cut = journal.state().cut.sequence;
    if (cut > 0 && told.sequence <= cut)
        return compareWithCut(told);
    if (told.sequence == 0 || (head && *head == told))
        return accept(told);
    whenDone(journal.entriesAfter(told.sequence - 1, 1), q,
             [this, told](const Result<std::vector<Entry>> &own) { compareWith(told, own); });
}

void Uploader::Private::compareWith(const TillHead &told, const Result<std::vector<Entry>> &own)
{
    if (!own)
        return retryLater(own.error());
    const bool same =
        !own->empty() && own->front().sequence == told.sequence && own->front().hash == told.hash;
    if (!same)
        return stop(u"entry %1 of the server is not the journal's"_s.arg(told.sequence));
    accept(told);
}

/// The journal was pruned up to an entry that a backup held: a database from before that backup
/// cannot be brought up from here.
void Uploader::Private::compareWithCut(const TillHead &told)
{
    const JournalCut cut = journal.state().cut;
    if (told.sequence == cut.sequence && told.hash == cut.hash)
        return accept(told);
    if (told.sequence == cut.sequence)
        return stop(u"entry %1 of the server is not the journal's"_s.arg(told.sequence));
    retryLater({.code = Error::Code::Conflict,
                .reason = Error::Reason::OutcomeUnknown,
                .detail = u"the server holds %1 entries, the journal begins after %2: restore a "
                          "newer backup"_s.arg(told.sequence)
                              .arg(cut.sequence)});
}

void Uploader::Private::accept(const TillHead &told)
{
    const bool moved = !head || head->sequence != told.sequence;
    failpoint("upload.accepted");
    head = told;
    backoffMs = firstBackoffMs;
    outageTold = false;
    if (moved) {
        journal.acknowledge(told.sequence);
        emit q->progressed(told.sequence);
    }
    next();
}

/// A sale goes at once, unless one went just now: PostgreSQL's syncs are slower than the journal's
/// and on the same disk, so a till that sells all the time would wait for each of them.
void Uploader::Private::next()
{
    if (phase == Phase::Stopped)
        return; // A slot stopped us.
    const qint64 waiting = journal.state().head - head->sequence;
    if (waiting <= 0)
        return rest();
    const qint64 restMs = sinceBatch.isValid() ? pace.restUs() / 1'000 - sinceBatch.elapsed() : 0;
    const qint64 gatheredMs = sinceSending.isValid() ? gatherMs - sinceSending.elapsed() : 0;
    const qint64 soonMs = waiting >= pace.entries() ? restMs : std::max(restMs, gatheredMs);
    if (soonMs <= 0)
        return read();
    if (phase != Phase::Gathering)
        timer.start(int(soonMs));
    phase = Phase::Gathering;
}

void Uploader::Private::timeIsUp()
{
    if (phase == Phase::Gathering)
        read();
    else
        begin();
}

/// All is stored; the head is asked for again now and then, so that a restored server is noticed.
void Uploader::Private::rest()
{
    phase = Phase::Idle;
    timer.start(askAgainMs);
    if (!drainedTold) {
        drainedTold = true;
        emit q->drained();
    }
}

void Uploader::Private::read()
{
    phase = Phase::Busy;
    drainedTold = false;
    timer.stop();
    whenDone(journal.entriesAfter(head->sequence, pace.entries()), q,
             [this](const Result<std::vector<Entry>> &entries) {
                 if (!entries)
                     return retryLater(entries.error());
                 send(*entries);
             });
}

void Uploader::Private::send(const std::vector<Entry> &entries)
{
    if (entries.empty() || entries.front().sequence != head->sequence + 1) {
        return retryLater({.code = Error::Code::Internal,
                           .reason = Error::Reason::Defect,
                           .detail = u"the journal lacks entry %1"_s.arg(head->sequence + 1)});
    }
    failpoint("upload.read");
    sinceSending.start();
    whenDone(store.record(entries), q,
             [this, last = entries.back(),
              batch = batchOf(entries)](const Result<RecordOutcome> &outcome) mutable {
                 if (!outcome)
                     return retryLater(outcome.error());
                 batch.microseconds = sinceSending.nsecsElapsed() / 1'000;
                 batch.lastOrder = outcome->lastOrder;
                 sinceBatch.start();
                 if (outcome->kind == RecordOutcome::Kind::Recorded)
                     pace.took(batch);
                 sent(last, *outcome);
             });
}

void Uploader::Private::sent(const Entry &last, const RecordOutcome &outcome)
{
    switch (outcome.kind) {
    case RecordOutcome::Kind::Recorded:
        gaps = 0;
        if (outcome.head.sequence == last.sequence && outcome.head.hash == last.hash)
            return accept(outcome.head);
        return compare(outcome.head);
    case RecordOutcome::Kind::Gap:
        return gap(outcome.head);
    case RecordOutcome::Kind::Fork:
        return stop(u"the server holds other entries up to %1"_s.arg(outcome.head.sequence));
    case RecordOutcome::Kind::UnknownTill:
        return enroll();
    }
}

/// The server is further back than thought: from what it told, unless it goes on saying so.
void Uploader::Private::gap(const TillHead &told)
{
    if (++gaps <= gapsAllowed)
        return compare(told);
    gaps = 0;
    retryLater({.code = Error::Code::Conflict,
                .reason = Error::Reason::OutcomeUnknown,
                .detail = u"the server's head %1 does not move"_s.arg(told.sequence)});
}

/// Whatever failed, its outcome is unknown: the next try begins with the head.
void Uploader::Private::retryLater(const Error &error)
{
    phase = Phase::Away;
    pace = {}; // The next connection may be to another server.
    sinceFailure.start();
    const int jitterMs = QRandomGenerator::global()->bounded(backoffMs / 2 + 1);
    timer.start(backoffMs + jitterMs);
    backoffMs = std::min(backoffMs * 2, longestBackoffMs);
    if (outageTold)
        return;
    outageTold = true;
    qCInfo(logUpload, "upload waits: %s", qUtf8Printable(describe(error)));
    emit q->stalled(error);
}

void Uploader::Private::stop(const QString &detail)
{
    phase = Phase::Stopped;
    timer.stop();
    qCCritical(logUpload, "the journal has forked: %s", qUtf8Printable(detail));
    emit q->forked(detail);
}
