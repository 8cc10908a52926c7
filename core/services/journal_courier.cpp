#include "journal_courier.h"

#include "data_directory.h"
#include "entry_store.h"
#include "failpoint.h"
#include "journal.h"
#include "stranded_entries.h"
#include "uploader.h"
#include "when_done.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHash>
#include <QLoggingCategory>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

#include <deque>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logCourier, "bakehouse.courier")

namespace {
constexpr int roundMs = 5'000;
constexpr int holdMs = 2'000;
constexpr int freeMs = 500; // between two holds of one journal

/// A journal's files as they were when it was last looked into; another stamp = look again.
struct Stamp {
    QDateTime changed;
    qint64 bytes = 0;
    bool operator==(const Stamp &) const = default;
};

struct Found {
    QUuid till;
    QString folder;
    Stamp stamp;
};

Stamp stampOf(const QString &folder)
{
    Stamp stamp;
    for (const QString &name : {u"/journal.sqlite"_s, u"/journal.sqlite-wal"_s}) {
        const QFileInfo file(folder + name);
        if (!file.exists())
            continue;
        stamp.changed = stamp.changed.isValid() ? qMax(stamp.changed, file.lastModified())
                                                : file.lastModified();
        stamp.bytes += file.size();
    }
    return stamp;
}

std::vector<Found> findJournals(const DataDirectory &directory)
{
    std::vector<Found> found;
    for (const QUuid &till : directory.tills()) {
        const QString folder = directory.tillFolder(till);
        const Stamp stamp = stampOf(folder);
        if (stamp.bytes > 0)
            found.push_back({.till = till, .folder = folder, .stamp = stamp});
    }
    return found;
}

using SharedJournal = std::shared_ptr<Journal>;

Result<SharedJournal> openJournal(const QString &folder, const QUuid &till)
{
    // It gives no numbers, so entries that are missing keep it from nothing: the others go up.
    Result<std::unique_ptr<Journal>> journal =
        Journal::open(folder, till, nullptr, LostEntries::Accepted);
    if (!journal)
        return journal.error();
    return SharedJournal(std::move(*journal));
}
}

struct JournalCourier::Private {
    /// A journal that was found to be wholly in PostgreSQL (or forked), and the head it had there.
    struct Settled {
        Stamp stamp = {};
        TillHead head = {};
        bool forked = false;
    };
    enum class Ending {
        Settled, ///< To be left alone until its files change.
        Interrupted, ///< Held long enough; goes on after a pause in which others can have it.
        Away, ///< The database does not answer: not for the others either.
    };

    JournalCourier *q = nullptr;
    const DataDirectory directory;
    EntryStore &store;
    std::deque<Found> due = {}; // the first is being looked into
    QHash<QUuid, Settled> settled = {};
    qsizetype nextAsked = 0; // of the settled ones, in turn
    SharedJournal journal = {};
    std::unique_ptr<Uploader> uploader = {};
    std::unique_ptr<StrandedEntries> stranded = {};
    QTimer pause {};
    QTimer hold {};
    QThreadPool pool {};

    void round();
    void found(const std::vector<Found> &journals);
    void askOne(const std::vector<Found> &journals);
    void next();
    void upload(const SharedJournal &opened);
    void drained();
    void forked(const QString &detail);
    void close(Ending ending, const Settled &outcome);
    void closed(Ending ending, const Settled &outcome);
};

JournalCourier::JournalCourier(const DataDirectory &directory, EntryStore &store, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this, .directory = directory, .store = store})
{
    m->pool.setMaxThreadCount(1);
    m->pause.setSingleShot(true);
    m->hold.setSingleShot(true);
    connect(&m->pause, &QTimer::timeout, this, [this] { m->round(); });
    connect(&m->hold, &QTimer::timeout, this,
            [this] { m->close(Private::Ending::Interrupted, {}); });
}

JournalCourier::~JournalCourier()
{
    m->stranded.reset();
    m->uploader.reset(); // Before the journal that it reads.
}

void JournalCourier::start()
{
    m->round();
}

void JournalCourier::Private::round()
{
    const auto scan = [directory = directory] {
        return Result<std::vector<Found>>(findJournals(directory));
    };
    whenDone(QtConcurrent::run(&pool, scan), q, [this](const Result<std::vector<Found>> &journals) {
        if (journals)
            found(*journals);
    });
}

void JournalCourier::Private::found(const std::vector<Found> &journals)
{
    for (const Found &one : journals) {
        const auto known = settled.constFind(one.till);
        if (known == settled.constEnd() || known->stamp != one.stamp)
            due.push_back(one);
    }
    if (due.empty())
        askOne(journals);
    else
        next();
}

/// A restored server lacks what it once had: one journal a round is checked by its head, without
/// opening it.
void JournalCourier::Private::askOne(const std::vector<Found> &journals)
{
    pause.start(roundMs);
    if (journals.empty())
        return;
    const QUuid till = journals[size_t(nextAsked++ % qsizetype(journals.size()))].till;
    whenDone(store.head(till), q, [this, till](const Result<TillHead> &head) {
        const auto known = settled.constFind(till);
        if (known == settled.constEnd() || known->forked || known->head.sequence == 0)
            return;
        const bool lost = head ? *head != known->head : head.error().code == Error::Code::NotFound;
        if (lost)
            settled.remove(till);
    });
}

void JournalCourier::Private::next()
{
    if (due.empty()) {
        pause.start(roundMs);
        return;
    }
    const auto open = [first = due.front()] { return openJournal(first.folder, first.till); };
    whenDone(QtConcurrent::run(&pool, open), q, [this](const Result<SharedJournal> &opened) {
        if (opened)
            return upload(*opened);
        if (opened.error().reason != Error::Reason::DirectoryOwned)
            qCWarning(logCourier, "%s", qUtf8Printable(describe(opened.error())));
        due.pop_front();
        next();
    });
}

void JournalCourier::Private::upload(const SharedJournal &opened)
{
    failpoint("courier.opened");
    journal = opened;
    const JournalState state = journal->state();
    if (state.head == 0) {
        // Queued, because the answer that brought the journal still holds it.
        QMetaObject::invokeMethod(
            q, [this] { close(Ending::Settled, {}); }, Qt::QueuedConnection);
        return;
    }
    uploader = std::make_unique<Uploader>(*journal, store, u"till %1"_s.arg(state.tillNumber));
    hold.start(holdMs);
    // Queued, because each of them ends the uploader's life.
    connect(
        uploader.get(), &Uploader::drained, q, [this] { drained(); }, Qt::QueuedConnection);
    connect(
        uploader.get(), &Uploader::stalled, q, [this] { close(Ending::Away, {}); },
        Qt::QueuedConnection);
    connect(
        uploader.get(), &Uploader::forked, q, [this](const QString &detail) { forked(detail); },
        Qt::QueuedConnection);
    uploader->start();
}

void JournalCourier::Private::drained()
{
    if (!uploader)
        return;
    const JournalState state = journal->state();
    const TillHead head {.till = state.till, .sequence = state.head, .hash = state.headHash};
    close(Ending::Settled, {.head = head});
    emit q->uploaded(head.till);
}

void JournalCourier::Private::forked(const QString &detail)
{
    if (!uploader)
        return;
    hold.stop();
    uploader.reset();
    const QUuid till = journal->state().till;
    stranded = std::make_unique<StrandedEntries>(directory, store, journal);
    whenDone(stranded->rescue(), q, [this, till, detail](const Result<qint64> &kept) {
        stranded.release()->deleteLater(); // Its answer is being told.
        if (!kept) {
            qCWarning(logCourier, "%s", qUtf8Printable(describe(kept.error())));
            return close(Ending::Away, {});
        }
        close(Ending::Settled, {.forked = true});
        emit q->forked(till, detail);
    });
}

/// Lets go of the journal; @p outcome is what to remember of a settled one.
void JournalCourier::Private::close(Ending ending, const Settled &outcome)
{
    if (!journal)
        return;
    hold.stop();
    uploader.reset();
    // Moved, so that nobody here is the last to hold it: closing waits for the journal's thread.
    auto letGo = [folder = due.front().folder, last = std::exchange(journal, {})]() mutable {
        last.reset();
        return Result<Stamp>(stampOf(folder));
    };
    whenDone(QtConcurrent::run(&pool, std::move(letGo)), q,
             [this, ending, outcome](const Result<Stamp> &stamp) {
                 Settled now = outcome;
                 now.stamp = stamp ? *stamp : Stamp {};
                 closed(ending, now);
             });
}

void JournalCourier::Private::closed(Ending ending, const Settled &outcome)
{
    const QUuid till = due.front().till;
    due.pop_front();
    settled.remove(till);
    if (ending == Ending::Settled)
        settled.insert(till, outcome);
    if (ending == Ending::Away)
        due.clear();
    if (ending == Ending::Interrupted && due.empty())
        pause.start(freeMs);
    else
        next();
}
