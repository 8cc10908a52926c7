#include "journal_keeper.h"

#include "failpoint.h"
#include "host_system.h"
#include "journal_keeper_persist.h"

#include <QFileInfo>
#include <QLoggingCategory>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(journalLog, "bakehouse.journal")

// A journal with less room than that, and no ballast, takes no further sale.
constexpr qint64 freeBytesLeast = qint64(1024) * 1024;

Error unwritable(const QString &path, const QString &detail)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::JournalUnwritable,
            .field = path,
            .detail = detail};
}

Error badField(const QString &field)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = field};
}

bool isReceipt(const QString &kind)
{
    return kind == "sale"_L1 || kind == "refund"_L1;
}

} // namespace

JournalKeeper::JournalKeeper(const QString &folder, const QUuid &till, SqliteFaults *faults,
                             LostEntries lost)
    : m_folder(folder)
    , m_path(folder + u'/' + QLatin1StringView(JournalFile::fileName))
    , m_faults(faults)
    , m_ballast(folder)
    , m_mark(folder)
    , m_lost(lost)
{
    m_state.till = till;
    m_state.headHash = genesisHash();
}

JournalKeeper::~JournalKeeper()
{
    tidy();
}

Result<void> JournalKeeper::makeReady()
{
    if (m_file && fileIdentity(m_path) != m_identity)
        fail({.code = SqliteFailure::cannotOpen, .message = u"somebody removed or replaced it"_s});
    return m_file ? Result<void>() : attach();
}

void JournalKeeper::fail(const SqliteFailure &failure)
{
    // On a broken disk every try ends alike: told once, not a hundred times a second.
    if (failure.message != std::exchange(m_lastFailure, failure.message))
        qCWarning(journalLog).noquote() << m_path << failure.message;
    m_file.reset();
    if (failure.code == SqliteFailure::diskFull || freeBytes(m_folder) < freeBytesLeast) {
        if (m_ballast.release())
            qCWarning(journalLog).noquote()
                << m_folder << "the disk is full: its last reserve is in use";
    }
}

Result<void> JournalKeeper::open()
{
    try {
        if (!QFileInfo::exists(m_path)) {
            // A log, a ballast or a note without its journal: somebody took the journal away, and
            // its sales with it.
            if (m_ballast.held() || m_mark.exists() || QFileInfo::exists(m_path + u"-wal"_s))
                return unwritable(
                    m_path, u"the journal is gone, other files of its till are still there"_s);
            JournalFile::make(m_path, m_state.till);
        }
        JournalFile::reserveLog(m_path);
        failpoint("journal.log_reserved");
        JournalFile(m_path, SqliteConnection::Access::Existing, m_faults).checkPages();
    } catch (const SqliteFailure &failure) {
        fail(failure);
        if (failure.code != SqliteFailure::diskFull)
            return unwritable(m_path, failure.message);
    }
    Result<void> opened = persist([]() -> Result<void> { return {}; });
    m_ballast.restore();
    return opened;
}

Result<void> JournalKeeper::attach()
{
    auto file = std::make_unique<JournalFile>(m_path, SqliteConnection::Access::Existing, m_faults);
    settle(*file);
    if (Result<void> same = checkSame(*file); !same)
        return same;
    m_identity = fileIdentity(m_path);
    m_commitFailed = false;
    m_lastFailure.clear();
    m_file = std::move(file);
    return {};
}

/// What the file holds may have been written, yet never synced, by a program that was killed or in
/// a commit that failed. It must be on the disk before anybody is told that it is there.
void JournalKeeper::settle(JournalFile &file) const
{
    if (file.checkpoint())
        return;
    // A reader keeps the log from being emptied. Syncing the log will do, unless just that has
    // failed before: what the system then dropped, it does not write at the next try.
    if (m_commitFailed)
        throw SqliteFailure {.message = u"another program reads it"_s};
    file.begin(SqliteConnection::Sync::Full);
    file.touch();
    file.commit();
}

Result<void> JournalKeeper::checkSame(JournalFile &file)
{
    Result<JournalState> found = file.state();
    if (!found)
        return found.error();
    if (found->till != m_state.till)
        return unwritable(m_path,
                          u"it belongs to till "_s + found->till.toString(QUuid::WithoutBraces));
    // What this run knows itself, else what an earlier one noted.
    const bool opening = m_state.head == 0;
    const std::optional<HeadMark::Entry> last = opening
        ? m_mark.read()
        : HeadMark::Entry {.sequence = m_state.head, .hash = m_state.headHash};
    if (last && !(opening && m_lost == LostEntries::Accepted) && !last->isIn(file))
        return Error {
            .code = opening ? Error::Code::Conflict : Error::Code::Unavailable,
            .reason = opening ? Error::Reason::JournalForked : Error::Reason::JournalUnwritable,
            .field = m_path,
            .detail =
                u"it lost entries that it held before, entry %1 among them"_s.arg(last->sequence)};
    if (m_acknowledgedChanged)
        found->acknowledged = m_state.acknowledged;
    m_state = *std::move(found);
    return {};
}

Result<Receipt> JournalKeeper::append(Receipt receipt)
{
    if (receipt.uuid.isNull() || !receipt.soldAt.isValid())
        return badField(receipt.uuid.isNull() ? u"uuid"_s : u"sold_at"_s);
    receipt.soldAt = receipt.soldAt.toUTC();
    bool made = false;
    const Result<Entry> entry = keep(receipt.uuid, [&](ClockWatch::Reading now) -> Result<Draft> {
        if (m_state.tillNumber == 0)
            return Error {.code = Error::Code::Unavailable,
                          .reason = Error::Reason::TillNotRegistered};
        receipt.till = m_state.till;
        receipt.sequence = m_state.head + 1;
        receipt.number = m_state.lastNumber + 1;
        receipt.prefix = m_state.prefix;
        receipt.clockSuspect = m_clock.suspect(receipt.soldAt, m_state.lastAt, now);
        made = true;
        return Draft {.kind = receipt.kind == ReceiptKind::Sale ? u"sale"_s : u"refund"_s,
                      .at = receipt.soldAt,
                      .bytes = canonicalEntry(receipt)};
    });
    if (!entry)
        return entry.error();
    if (made && entry->sequence == receipt.sequence)
        return receipt;
    return receiptOf(entry->bytes);
}

Result<Entry> JournalKeeper::append(const EventDraft &event)
{
    if (event.uuid.isNull())
        return badField(u"uuid"_s);
    if (!event.at.isValid())
        return badField(u"at"_s);
    if (event.kind.isEmpty() || isReceipt(event.kind))
        return badField(u"kind"_s);
    return keep(event.uuid, [&](ClockWatch::Reading) -> Result<Draft> {
        return Draft {.kind = event.kind,
                      .at = event.at.toUTC(),
                      .bytes = canonicalEntry(event, m_state.till, m_state.head + 1)};
    });
}

/// Keeps one entry under @p uuid, or gives the one that is kept already. @p make is asked for the
/// content, again after each failure, for by then the head may have moved.
Result<Entry> JournalKeeper::keep(const QUuid &uuid, const DraftMaker &make)
{
    bool unknown = false; // a commit was tried, and nobody has looked yet what became of it
    Result<Entry> kept = persist([&]() -> Result<Entry> {
        m_file->begin(SqliteConnection::Sync::Full);
        if (std::optional<Entry> known = m_file->entryOf(uuid)) {
            m_file->commit(); // of nothing
            return *std::move(known);
        }
        unknown = false;
        const ClockWatch::Reading now = ClockWatch::read();
        const Result<Draft> draft = make(now);
        if (!draft) {
            m_file->commit();
            return draft.error();
        }
        const Entry entry = nextEntry(uuid, *draft);
        m_file->insert(entry);
        failpoint("journal.inserted");
        m_file->dropBasket(uuid);
        unknown = m_commitFailed = true;
        failpoint("journal.before_commit");
        m_file->commit();
        failpoint("journal.after_commit");
        m_commitFailed = false;
        m_logUsed = true;
        m_clock.keep(now);
        advance(entry, draft->at);
        return entry;
    });
    return kept || !unknown ? kept : resolve(uuid, kept.error());
}

/// The last commit of @p uuid failed: says what became of it.
Result<Entry> JournalKeeper::resolve(const QUuid &uuid, const Error &failure)
{
    Result<Entry> found = entryOf(uuid);
    if (found)
        return found;
    if (found.error().code == Error::Code::NotFound)
        return failure;
    Error error = failure;
    error.code = Error::Code::Timeout;
    error.reason = Error::Reason::OutcomeUnknown;
    return error;
}

Entry JournalKeeper::nextEntry(const QUuid &uuid, const Draft &draft) const
{
    return {.till = m_state.till,
            .sequence = m_state.head + 1,
            .uuid = uuid,
            .kind = draft.kind,
            .bytes = draft.bytes,
            .previous = m_state.headHash,
            .hash = chainHash(m_state.headHash, draft.bytes)};
}

void JournalKeeper::advance(const Entry &entry, const QDateTime &at)
{
    m_state.head = entry.sequence;
    m_state.headHash = entry.hash;
    m_state.lastAt = at;
    if (isReceipt(entry.kind))
        ++m_state.lastNumber;
    m_mark.write({.sequence = entry.sequence, .hash = entry.hash});
}

Result<void> JournalKeeper::setRegistration(int number, const QString &prefix)
{
    if (number < 1)
        return badField(u"number"_s);
    return persist([&]() -> Result<void> {
        m_file->begin(SqliteConnection::Sync::Full);
        m_file->setRegistration(number, prefix);
        m_file->commit();
        failpoint("journal.registered");
        m_state.tillNumber = number;
        m_state.prefix = prefix;
        return {};
    });
}

Result<void> JournalKeeper::changeBaskets(const std::vector<BasketChange> &changes)
{
    return persist([&]() -> Result<void> {
        m_file->begin(SqliteConnection::Sync::Normal);
        for (const BasketChange &change : changes) {
            if (change.basket)
                m_file->saveBasket(*change.basket);
            else
                m_file->dropBasket(change.uuid);
        }
        m_file->commit();
        failpoint("journal.basket_saved");
        m_logUsed = true;
        return {};
    });
}

Result<std::vector<Basket>> JournalKeeper::baskets()
{
    return persist([&]() -> Result<std::vector<Basket>> { return m_file->baskets(); });
}

Result<std::vector<Entry>> JournalKeeper::entriesAfter(qint64 sequence, int limit)
{
    return persist(
        [&]() -> Result<std::vector<Entry>> { return m_file->entriesAfter(sequence, limit); });
}

Result<Entry> JournalKeeper::entryOf(const QUuid &uuid)
{
    return persist([&]() -> Result<Entry> {
        if (std::optional<Entry> entry = m_file->entryOf(uuid))
            return *std::move(entry);
        return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownReceipt};
    });
}

Result<std::vector<Receipt>> JournalKeeper::refundsOf(const QUuid &original)
{
    return persist([&]() -> Result<std::vector<Receipt>> { return m_file->refundsOf(original); });
}

Result<std::vector<Receipt>> JournalKeeper::receiptsBefore(qint64 sequence, int limit)
{
    return persist([&]() -> Result<std::vector<Receipt>> {
        return m_file->receiptsBefore(sequence > 0 ? sequence : m_state.head + 1, limit);
    });
}

Result<Receipt> JournalKeeper::receiptNumbered(qint64 number)
{
    return persist([&]() -> Result<Receipt> {
        if (std::optional<Receipt> receipt = m_file->receiptNumbered(number, m_state.head))
            return *std::move(receipt);
        return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownReceipt};
    });
}

Result<JournalCheck::Progress> JournalKeeper::checkOn(JournalCheck &check, int limit)
{
    return persist([&] { return check.step(*m_file, limit); });
}

Result<void> JournalKeeper::checkWritable()
{
    Result<void> written = persist([&]() -> Result<void> {
        m_file->begin(SqliteConnection::Sync::Full);
        m_file->touch();
        m_file->commit();
        m_logUsed = true;
        return {};
    });
    if (!written || m_ballast.held())
        return written;
    m_ballast.restore();
    if (!m_ballast.held() && freeBytes(m_folder) < freeBytesLeast)
        return unwritable(m_path, u"the disk is full"_s);
    return {};
}

void JournalKeeper::acknowledge(qint64 sequence)
{
    m_state.acknowledged = std::clamp(sequence, qint64(0), m_state.head);
    m_acknowledgedChanged = true;
}

void JournalKeeper::tidy()
{
    if (!m_file)
        return; // The next call mends that.
    try {
        if (m_acknowledgedChanged) {
            m_file->begin(SqliteConnection::Sync::Normal);
            m_file->setAcknowledged(m_state.acknowledged);
            m_file->commit();
            failpoint("journal.acknowledged");
            m_acknowledgedChanged = false;
            m_logUsed = true;
        }
        if (m_logUsed)
            m_logUsed = !m_file->checkpoint();
        failpoint("journal.tidied");
        m_ballast.restore();
    } catch (const SqliteFailure &failure) {
        fail(failure);
    }
}
