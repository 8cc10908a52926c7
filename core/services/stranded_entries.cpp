#include "stranded_entries.h"

#include "entry_store.h"
#include "journal.h"
#include "shared_promise.h"
#include "when_done.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(strandedLog, "bakehouse.upload")

constexpr int pageEntries = 200;

bool isReceipt(const Entry &entry)
{
    return entry.kind == "sale"_L1 || entry.kind == "refund"_L1;
}

/// The event in the bytes of an entry that is no receipt.
EventDraft eventIn(const Entry &entry)
{
    const QJsonObject object = QJsonDocument::fromJson(entry.bytes).object();
    EventDraft event {
        .uuid = entry.uuid,
        .kind = entry.kind,
        .at = QDateTime::fromString(object.value(u"at"_s).toString(), Qt::ISODateWithMs),
        .businessDay = QDate::fromString(object.value(u"business_day"_s).toString(), Qt::ISODate),
        .clerk = object.value(u"clerk"_s).toInt(),
        .values = {}};
    const QJsonObject values = object.value(u"values"_s).toObject();
    for (auto value = values.begin(); value != values.end(); ++value)
        event.values.insert(value.key(), value.value().toString());
    return event;
}

using SharedJournal = std::shared_ptr<Journal>;

/// Closing waits for the journal's thread; the main thread does not.
void letGo(SharedJournal journal)
{
    QThreadPool::globalInstance()->start([last = std::move(journal)]() mutable { last.reset(); });
}

}

struct StrandedEntries::Private {
    StrandedEntries *q = nullptr;
    const DataDirectory directory;
    EntryStore &store;
    SharedJournal journal;
    const SharedPromise<qint64> promise = makePromise<qint64>();
    std::vector<Entry> page {}; ///< Being asked for, the last first.
    std::vector<Entry> stranded {}; ///< The last first.
    SharedJournal keeper {};

    void readBefore(qint64 sequence);
    void askLast();
    void answered(const Result<Entry> &known);
    void open();
    void enroll();
    void keepLast();
    template <typename T> void keep(const QFuture<Result<T>> &kept);
    void end(const Result<qint64> &outcome);
};

StrandedEntries::StrandedEntries(const DataDirectory &directory, EntryStore &store,
                                 std::shared_ptr<Journal> journal, QObject *parent)
    : QObject(parent)
    , m(new Private {
          .q = this, .directory = directory, .store = store, .journal = std::move(journal)})
{
}

StrandedEntries::~StrandedEntries() = default;

QUuid StrandedEntries::rescuerOf(const QUuid &till)
{
    return QUuid::createUuidV5(till, u"stranded"_s);
}

QFuture<Result<qint64>> StrandedEntries::rescue()
{
    m->readBefore(m->journal->state().head + 1);
    return m->promise->future();
}

/// From the end back to where journal and database part.
void StrandedEntries::Private::readBefore(qint64 sequence)
{
    const qint64 first = std::max<qint64>(0, sequence - 1 - pageEntries);
    const int count = int(sequence - 1 - first);
    if (count <= 0)
        return open();
    whenDone(journal->entriesAfter(first, count), q,
             [this](const Result<std::vector<Entry>> &entries) {
                 if (!entries)
                     return end(entries.error());
                 page = *entries;
                 if (page.empty())
                     return open(); // The rest was pruned: every backup holds it.
                 askLast();
             });
}

void StrandedEntries::Private::askLast()
{
    whenDone(store.entryOf(page.back().uuid), q,
             [this](const Result<Entry> &known) { answered(known); });
}

void StrandedEntries::Private::answered(const Result<Entry> &known)
{
    if (!known && known.error().code != Error::Code::NotFound)
        return end(known.error());
    const Entry own = page.back();
    if (known && known->till == own.till && known->hash == own.hash)
        return open(); // Everything before is in the database too.
    // Under a till of the rescue it is there since an earlier try.
    if (!known || known->till == rescuerOf(own.till))
        stranded.push_back(own);
    page.pop_back();
    if (page.empty())
        readBefore(own.sequence);
    else
        askLast();
}

void StrandedEntries::Private::open()
{
    if (stranded.empty())
        return end(qint64(0));
    const QUuid till = rescuerOf(journal->state().till);
    const auto opened = [folder = directory.tillFolder(till), till]() -> Result<SharedJournal> {
        Result<std::unique_ptr<Journal>> made = Journal::open(folder, till);
        return made ? Result<SharedJournal>(SharedJournal(std::move(*made)))
                    : Result<SharedJournal>(made.error());
    };
    whenDone(QtConcurrent::run(opened), q, [this](const Result<SharedJournal> &made) {
        if (!made)
            return end(made.error());
        keeper = *made;
        keeper->state().tillNumber == 0 ? enroll() : keepLast();
    });
}

void StrandedEntries::Private::enroll()
{
    const QString name = u"found again, till %1"_s.arg(journal->state().tillNumber);
    whenDone(store.registerTill(keeper->state().till, name, 0), q,
             [this](const Result<TillRegistration> &registration) {
                 if (!registration)
                     return end(registration.error());
                 whenDone(keeper->setRegistration(registration->number, registration->prefix), q,
                          [this](const Result<void> &noted) {
                              noted ? keepLast() : end(noted.error());
                          });
             });
}

void StrandedEntries::Private::keepLast()
{
    if (stranded.empty())
        return end(keeper->state().head);
    const Entry entry = stranded.back();
    stranded.pop_back();
    if (!isReceipt(entry))
        return keep(keeper->append(eventIn(entry)));
    const Result<Receipt> receipt = receiptOf(entry.bytes);
    if (!receipt)
        return end(receipt.error());
    keep(keeper->append(*receipt));
}

template <typename T> void StrandedEntries::Private::keep(const QFuture<Result<T>> &kept)
{
    whenDone(kept, q, [this](const Result<T> &done) { done ? keepLast() : end(done.error()); });
}

void StrandedEntries::Private::end(const Result<qint64> &outcome)
{
    if (outcome && *outcome > 0)
        qCCritical(strandedLog).noquote()
            << "the journal of till" << journal->state().prefix
            << "had been put back to an earlier time:" << *outcome
            << "entries that it wrote since are kept under till" << keeper->state().prefix;
    if (keeper)
        letGo(std::exchange(keeper, {}));
    journal.reset(); // Who gave it holds it still.
    fulfil<qint64>(promise, outcome);
}
