#include "journal_file.h"

#include "basket_text.h"
#include "failpoint.h"
#include "host_system.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr int wholeFormat = 1; // As in journal_mark_format.
constexpr int prunedFormat = 2; // As in journal_mark_pruned.
constexpr int application = 0x424b4853; // "BKHS", as in journal_mark_application.
// Room for the frames of one automatic checkpoint and what comes while it waits for a reader.
constexpr qint64 logBytes = qint64(5) * 1024 * 1024;

Entry entryIn(const QVariantList &row)
{
    return {.till = QUuid::fromRfc4122(row[6].toByteArray()),
            .sequence = row[0].toLongLong(),
            .uuid = QUuid::fromRfc4122(row[1].toByteArray()),
            .kind = row[2].toString(),
            .bytes = row[3].toByteArray(),
            .previous = row[4].toByteArray(),
            .hash = row[5].toByteArray()};
}

std::vector<Entry> entriesIn(const std::vector<QVariantList> &rows)
{
    std::vector<Entry> entries;
    entries.reserve(rows.size());
    for (const QVariantList &row : rows)
        entries.push_back(entryIn(row));
    return entries;
}

Error damaged(const Error &found, qint64 sequence)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::JournalUnwritable,
            .field = found.field,
            .left = sequence,
            .detail = u"entry %1 of the journal is damaged. %2"_s.arg(sequence).arg(found.detail)};
}

void makeContent(const QString &path, const QUuid &till)
{
    SqliteConnection connection(path, SqliteConnection::Access::Make);
    connection.execute(u"sqlite_wal"_s);
    connection.execute(u"journal_mark_application"_s);
    connection.execute(u"journal_mark_format"_s);
    connection.begin(SqliteConnection::Sync::Full);
    connection.execute(u"journal_make_till"_s);
    connection.execute(u"journal_make_entries"_s);
    connection.execute(u"journal_make_refund_index"_s);
    connection.execute(u"journal_make_baskets"_s);
    connection.run(u"journal_insert_till"_s, {till.toRfc4122()});
    connection.commit();
    connection.checkpoint();
}

} // namespace

void JournalFile::make(const QString &path, const QUuid &till)
{
    const QString unfinished = path + u".new"_s;
    for (const QString &rest : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(unfinished + rest);
    makeContent(unfinished, till);
    failpoint("journal.made_aside");
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner);
    if (!QFile::rename(unfinished, path) || !syncFolder(QFileInfo(path).path()))
        throw SqliteFailure {.code = SqliteFailure::cannotOpen,
                             .message = u"cannot name the new journal"_s};
    failpoint("journal.made");
}

void JournalFile::reserveLog(const QString &path)
{
    // Zeros, really written: SQLite takes them for no log at all (or for its end, after a crash). A
    // commit that lengthens the file costs a third more, since the file system then syncs its own
    // books too.
    QFile log(path + u"-wal"_s);
    const qint64 before = log.size();
    if (before >= logBytes || !log.open(QIODevice::Append))
        return;
    const QByteArray zeros(logBytes - before, '\0');
    if (log.write(zeros) != zeros.size() || !syncContent(log))
        log.resize(before);
}

JournalFile::JournalFile(const QString &path, SqliteConnection::Access access, SqliteFaults *faults)
    : m_connection(path, access, faults)
{
    m_connection.execute(u"sqlite_cache_size"_s);
    m_connection.execute(u"journal_autocheckpoint"_s);
    const std::optional<QVariantList> mark = m_connection.execute(u"journal_application"_s);
    if (!mark || mark->first().toInt() != application)
        throw SqliteFailure {.code = SqliteFailure::noDatabase,
                             .message = u"it is no journal of a till"_s};
    const int format = writtenFormat();
    if (format != wholeFormat && format != prunedFormat)
        throw SqliteFailure {.code = SqliteFailure::noDatabase,
                             .message = u"another release wrote it"_s};
}

int JournalFile::writtenFormat()
{
    const std::optional<QVariantList> written = m_connection.execute(u"journal_format"_s);
    return written ? written->first().toInt() : 0;
}

void JournalFile::checkWith(const QString &statement)
{
    const std::optional<QVariantList> row = m_connection.execute(statement);
    if (!row || row->first().toString() != "ok"_L1)
        throw SqliteFailure {.code = SqliteFailure::corrupt,
                             .message = row ? row->first().toString() : u"it cannot be checked"_s};
}

void JournalFile::checkPages()
{
    checkWith(u"sqlite_quick_check"_s);
}

void JournalFile::checkIndexes()
{
    checkWith(u"sqlite_integrity_check"_s);
}

QDateTime JournalFile::timeOf(const Entry &entry)
{
    const QJsonObject values = QJsonDocument::fromJson(entry.bytes).object();
    const QString text =
        values.value(values.contains("sold_at"_L1) ? "sold_at"_L1 : "at"_L1).toString();
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

JournalState JournalFile::registration()
{
    const std::optional<QVariantList> row = m_connection.one(u"journal_till"_s);
    if (!row)
        throw SqliteFailure {.code = SqliteFailure::corrupt,
                             .message = u"the till's row is missing"_s};
    return {.till = QUuid::fromRfc4122(row->at(0).toByteArray()),
            .tillNumber = row->at(1).toInt(),
            .prefix = row->at(2).toString(),
            .headHash = genesisHash(),
            .lastAt = {},
            .acknowledged = row->at(3).toLongLong(),
            .cut = cut()};
}

JournalCut JournalFile::cut()
{
    if (writtenFormat() != prunedFormat)
        return {};
    const std::optional<QVariantList> row = m_connection.one(u"journal_cut"_s);
    if (!row)
        throw SqliteFailure {.code = SqliteFailure::corrupt,
                             .message = u"where the journal begins is not noted"_s};
    return {.sequence = row->at(0).toLongLong(),
            .hash = row->at(1).toByteArray(),
            .number = row->at(2).toLongLong()};
}

Result<JournalState> JournalFile::state()
{
    JournalState state = registration();
    if (const Result<void> read = readHead(state); !read)
        return read.error();
    if (const Result<void> read = readLastReceipt(state); !read)
        return read.error();
    return state;
}

Result<void> JournalFile::readHead(JournalState &state)
{
    const std::vector<Entry> last = entriesIn(m_connection.many(u"journal_last_entries"_s));
    if (last.empty()) {
        state.head = state.cut.sequence;
        state.headHash = state.cut.hash;
        return {};
    }
    const Entry &head = last.front();
    const bool alone = last.size() == 1;
    if ((alone ? state.cut.sequence : last[1].sequence) != head.sequence - 1)
        return damaged({.field = u"seq"_s, .detail = u"the one before it is missing"_s},
                       head.sequence);
    const Result<void> link = checkLink(head, alone ? state.cut.hash : last[1].hash);
    if (!link)
        return damaged(link.error(), head.sequence);
    if (head.till != state.till)
        return damaged({.field = u"till"_s, .detail = u"it belongs to another till"_s},
                       head.sequence);
    state.head = head.sequence;
    state.headHash = head.hash;
    state.lastAt = timeOf(head);
    return {};
}

Result<void> JournalFile::readLastReceipt(JournalState &state)
{
    const std::optional<QVariantList> row = m_connection.one(u"journal_last_receipt"_s);
    state.lastNumber = state.cut.number;
    if (!row)
        return {};
    const Entry entry = entryIn(*row);
    const Result<Receipt> receipt = receiptOf(entry.bytes);
    if (!receipt)
        return damaged(receipt.error(), entry.sequence);
    if (receipt->prefix != state.prefix)
        return damaged(
            {.field = u"prefix"_s,
             .detail = u"it is \"%1\", the till's is \"%2\""_s.arg(receipt->prefix, state.prefix)},
            entry.sequence);
    state.lastNumber = receipt->number;
    return {};
}

std::optional<Entry> JournalFile::entryOf(const QUuid &uuid)
{
    const std::optional<QVariantList> row =
        m_connection.one(u"journal_entry_of_uuid"_s, {uuid.toRfc4122()});
    return row ? std::optional(entryIn(*row)) : std::nullopt;
}

std::vector<Entry> JournalFile::entriesAfter(qint64 sequence, int limit)
{
    return entriesIn(m_connection.many(u"journal_entries_after"_s, {sequence, limit}));
}

std::vector<Receipt> JournalFile::refundsOf(const QUuid &original)
{
    const QByteArray text = original.toByteArray(QUuid::WithoutBraces);
    std::vector<Receipt> refunds;
    for (const Entry &entry : entriesIn(m_connection.many(u"journal_refunds_naming"_s, {text}))) {
        Result<Receipt> refund = receiptOf(entry.bytes);
        if (refund && refund->original && refund->original->uuid == original)
            refunds.push_back(*std::move(refund));
    }
    return refunds;
}

std::vector<Receipt> JournalFile::receiptsBefore(qint64 sequence, int limit)
{
    std::vector<Receipt> receipts;
    for (const Entry &entry :
         entriesIn(m_connection.many(u"journal_receipts_before"_s, {sequence, limit}))) {
        if (Result<Receipt> receipt = receiptOf(entry.bytes))
            receipts.push_back(*std::move(receipt));
    }
    return receipts;
}

std::optional<Receipt> JournalFile::receiptNumbered(qint64 number, qint64 head)
{
    qint64 first = number; // Each number before it has an entry of its own.
    qint64 last = head;
    while (number > 0 && first <= last) {
        const qint64 middle = first + (last - first) / 2;
        const std::optional<QVariantList> row =
            m_connection.one(u"journal_receipt_from"_s, {middle});
        const Result<Receipt> found = row ? receiptOf(entryIn(*row).bytes) : Error {};
        if (row && !found)
            return {}; // Damaged; only verify can say more.
        if (found && found->number == number)
            return *found;
        if (found && found->number < number)
            first = found->sequence + 1;
        else
            last = middle - 1;
    }
    return {};
}

std::vector<Basket> JournalFile::baskets()
{
    std::vector<Basket> baskets;
    for (const QVariantList &row : m_connection.many(u"journal_baskets"_s)) {
        if (std::optional<Basket> basket = basketFromText(row.first().toByteArray()))
            baskets.push_back(*std::move(basket));
    }
    return baskets;
}

void JournalFile::insert(const Entry &entry)
{
    m_connection.run(u"journal_entry_insert"_s,
                     {entry.sequence, entry.uuid.toRfc4122(), entry.kind, entry.bytes,
                      entry.previous, entry.hash, entry.till.toRfc4122()});
}

void JournalFile::prune(const JournalCut &cut)
{
    m_connection.execute(u"journal_make_cut"_s);
    m_connection.execute(u"journal_mark_pruned"_s);
    m_connection.run(u"journal_set_cut"_s, {cut.sequence, cut.hash, cut.number});
    m_connection.run(u"journal_drop_entries"_s, {cut.sequence});
}

void JournalFile::saveBasket(const Basket &basket)
{
    m_connection.run(u"journal_basket_save"_s, {basket.uuid.toRfc4122(), basketText(basket)});
}

void JournalFile::dropBasket(const QUuid &uuid)
{
    m_connection.run(u"journal_basket_drop"_s, {uuid.toRfc4122()});
}

void JournalFile::setRegistration(int number, const QString &prefix)
{
    // An empty QString binds as NULL when it is null too.
    m_connection.run(u"journal_register"_s, {number, prefix.isNull() ? u""_s : prefix});
}

void JournalFile::setAcknowledged(qint64 sequence)
{
    m_connection.run(u"journal_acknowledge"_s, {sequence});
}

void JournalFile::touch()
{
    m_connection.run(u"journal_touch"_s);
}
