#include "entry_copies.h"

#include "failpoint.h"
#include "journal_reader.h"
#include "wal_folder.h"

#include <QCborArray>
#include <QCborValue>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageEntries = 1'000;
constexpr qint64 longestPiece = qint64(64) << 20;
constexpr qint64 fullPieceBytes = 131'072; // A smaller one is written anew with what follows it.
constexpr int entryFields = 7;
constexpr qint64 longestShops = 64'000;
const QString shopsName = u"shops"_s;
constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

Error broken(const QString &path, const QString &why)
{
    return {.code = Error::Code::Conflict, .field = path, .detail = why};
}

}

QByteArray entriesText(const std::vector<Entry> &entries)
{
    QCborArray all;
    for (const Entry &entry : entries)
        all.append(QCborArray {entry.till.toRfc4122(), entry.sequence, entry.uuid.toRfc4122(),
                               entry.kind, entry.bytes, entry.previous, entry.hash});
    return all.toCborValue().toCbor();
}

std::optional<std::vector<Entry>> entriesFromText(const QByteArray &bytes)
{
    const QCborValue value = QCborValue::fromCbor(bytes);
    if (!value.isArray())
        return std::nullopt;
    std::vector<Entry> entries;
    const QCborArray all = value.toArray();
    for (const auto &one : all) {
        const QCborArray fields = one.toArray();
        if (fields.size() != entryFields)
            return std::nullopt;
        entries.push_back({.till = QUuid::fromRfc4122(fields.at(0).toByteArray()),
                           .sequence = fields.at(1).toInteger(),
                           .uuid = QUuid::fromRfc4122(fields.at(2).toByteArray()),
                           .kind = fields.at(3).toString(),
                           .bytes = fields.at(4).toByteArray(),
                           .previous = fields.at(5).toByteArray(),
                           .hash = fields.at(6).toByteArray()});
    }
    return entries;
}

/// Adds those of @p held that come from @p next on, each a link behind the one before.
static Result<void> follow(std::vector<Entry> &entries, const std::vector<Entry> &held, qint64 next)
{
    for (const Entry &entry : held) {
        if (entry.sequence < next)
            continue;
        const bool linked = entries.empty() || checkLink(entry, entries.back().hash);
        if (entry.sequence != next || !linked)
            return Error {.code = Error::Code::Conflict,
                          .detail = u"entry %1 does not follow"_s.arg(entry.sequence)};
        entries.push_back(entry);
        ++next;
    }
    return {};
}

EntryCopies::EntryCopies(const QString &target, SealKey key)
    : m_root(QDir(target).filePath(u"entries"_s))
    , m_key(std::move(key))
{
}

QString EntryCopies::folderOf(const QUuid &till) const
{
    return QDir(m_root).filePath(till.toString(QUuid::WithoutBraces));
}

std::vector<EntryCopies::Piece> EntryCopies::pieces(const QUuid &till) const
{
    static const QRegularExpression pattern(u"^(\\d{12,18})-(\\d{12,18})\\.entries$"_s);
    std::vector<Piece> found;
    const QDir folder(folderOf(till));
    for (const QString &name : folder.entryList(QDir::Files)) {
        const QRegularExpressionMatch match = pattern.match(name);
        if (match.hasMatch())
            found.push_back({.path = folder.filePath(name),
                             .first = match.captured(1).toLongLong(),
                             .last = match.captured(2).toLongLong()});
    }
    // A longer one that took a shorter one in stands before it.
    std::ranges::sort(found, [](const Piece &a, const Piece &b) {
        return std::pair(a.first, -a.last) < std::pair(b.first, -b.last);
    });
    return found;
}

std::vector<QUuid> EntryCopies::tills() const
{
    std::vector<QUuid> tills;
    for (const QString &name : QDir(m_root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QUuid till = QUuid::fromString(name);
        if (!till.isNull() && till.toString(QUuid::WithoutBraces) == name)
            tills.push_back(till);
    }
    return tills;
}

qint64 EntryCopies::lastOf(const QUuid &till) const
{
    qint64 last = 0;
    for (const Piece &piece : pieces(till))
        last = std::max(last, piece.last);
    return last;
}

static QStringList linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        ? QString::fromUtf8(file.read(longestShops)).split(u'\n', Qt::SkipEmptyParts)
        : QStringList();
}

bool EntryCopies::madeBy(const QString &shop, const QUuid &till) const
{
    return linesOf(QDir(folderOf(till)).filePath(shopsName)).contains(shop);
}

Result<void> EntryCopies::noteShop(const QUuid &till, const QString &shop) const
{
    if (!QFileInfo(folderOf(till)).isDir() || madeBy(shop, till))
        return {}; // Nothing is copied yet, or it is known.
    const QString path = QDir(folderOf(till)).filePath(shopsName);
    QSaveFile file(path);
    const QByteArray content = (linesOf(path) << shop).join(u'\n').toUtf8() + '\n';
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    return written ? Result<void>() : unusable(path, file.errorString());
}

Result<std::vector<Entry>> EntryCopies::read(const Piece &piece) const
{
    const Result<QByteArray> bytes = SealedReader::whole(piece.path, m_key, longestPiece);
    if (!bytes)
        return bytes.error();
    std::optional<std::vector<Entry>> entries = entriesFromText(*bytes);
    if (!entries || entries->empty() || entries->front().sequence != piece.first
        || entries->back().sequence != piece.last)
        return broken(piece.path, u"it does not hold the entries that its name says"_s);
    return *std::move(entries);
}

Result<EntryCopies::Piece> EntryCopies::write(const QUuid &till,
                                              const std::vector<Entry> &entries) const
{
    const QString folder = folderOf(till);
    if (!QDir().mkpath(folder) || !QFile::setPermissions(m_root, ownerOnly)
        || !QFile::setPermissions(folder, ownerOnly))
        return unusable(folder, u"it cannot be made"_s);
    Piece piece {.first = entries.front().sequence, .last = entries.back().sequence};
    piece.path = u"%1/%2-%3.entries"_s.arg(folder)
                     .arg(piece.first, 12, 10, QChar(u'0'))
                     .arg(piece.last, 12, 10, QChar(u'0'));
    const Result<qint64> written = SealedWriter::write(piece.path, entriesText(entries), m_key);
    if (!written)
        return written.error();
    return piece;
}

Result<qint64> EntryCopies::copy(const QUuid &till, JournalReader &journal, const QDateTime &now,
                                 qint64 held)
{
    const Result<JournalState> state = journal.state();
    if (!state)
        return state.error();
    const qint64 beginning = std::min(state->acknowledged, held);
    const std::vector<Piece> there = pieces(till);
    if (there.empty())
        return copyAfter(till, journal, beginning);
    const auto last = std::ranges::max_element(there, {}, &Piece::last);
    if (m_agreed.value(till, -1) != last->last || state->head < last->last) {
        const Result<bool> same = agrees(*last, journal, state->head);
        if (!same)
            return same.error();
        if (!*same) {
            const Result<void> aside = setAside(till, now);
            return aside ? copyAfter(till, journal, beginning) : Result<qint64>(aside.error());
        }
    }
    m_agreed.insert(till, last->last);
    return copyAfter(till, journal, last->last);
}

/// Whether the last entries copied are the journal's. Copies that cannot be read are not.
Result<bool> EntryCopies::agrees(const Piece &last, JournalReader &journal, qint64 head) const
{
    if (head < last.last)
        return false; // The journal was put back to an earlier time.
    const Result<std::vector<Entry>> copied = read(last);
    if (!copied)
        return false;
    const Result<Entry> own = journal.entryAt(last.last);
    if (!own)
        return own.error();
    return own->hash == copied->back().hash;
}

Result<void> EntryCopies::setAside(const QUuid &till, const QDateTime &now)
{
    m_agreed.remove(till);
    const QString folder = folderOf(till);
    return QDir().rename(folder, asideName(folder, now))
        ? Result<void>()
        : unusable(folder, u"it cannot be moved aside"_s);
}

Result<qint64> EntryCopies::copyAfter(const QUuid &till, JournalReader &journal, qint64 sequence)
{
    qint64 copied = sequence;
    while (true) {
        const Result<std::vector<Entry>> page = journal.entriesAfter(copied, pageEntries);
        if (!page)
            return page.error();
        if (page->empty())
            return copied;
        if (const Result<void> kept = append(till, *page); !kept)
            return kept.error();
        copied = page->back().sequence;
        m_agreed.insert(till, copied);
    }
}

/// Small files grow until they are worth one of their own; the longer one is there before the
/// shorter one goes.
Result<void> EntryCopies::append(const QUuid &till, const std::vector<Entry> &entries)
{
    std::vector<Entry> whole = entries;
    const std::vector<Piece> there = pieces(till);
    std::optional<Piece> taken;
    if (!there.empty() && there.back().last + 1 == entries.front().sequence
        && QFileInfo(there.back().path).size() < fullPieceBytes) {
        Result<std::vector<Entry>> before = read(there.back());
        if (before) {
            taken = there.back();
            before->insert(before->end(), entries.begin(), entries.end());
            whole = *std::move(before);
        }
    }
    const Result<Piece> written = write(till, whole);
    if (!written)
        return written.error();
    failpoint("entry_copies.written");
    if (taken)
        QFile::remove(taken->path);
    return {};
}

Result<std::vector<Entry>> EntryCopies::entriesAfter(const QUuid &till, qint64 sequence) const
{
    std::vector<Entry> entries;
    qint64 last = sequence;
    for (const Piece &piece : pieces(till)) {
        if (piece.last <= last || piece.first > last + 1)
            continue;
        const Result<std::vector<Entry>> held = read(piece);
        if (!held)
            return held.error();
        if (const Result<void> followed = follow(entries, *held, last + 1); !followed)
            return broken(piece.path, followed.error().detail);
        last = entries.back().sequence;
    }
    return entries;
}

void EntryCopies::prune(const QUuid &till, qint64 held, const QDateTime &before) const
{
    for (const Piece &piece : pieces(till)) {
        if (piece.last <= held && QFileInfo(piece.path).lastModified() < before)
            QFile::remove(piece.path);
    }
    const QString own = till.toString(QUuid::WithoutBraces);
    for (const QString &name : QDir(m_root).entryList({own + u".*"_s}, QDir::Dirs)) {
        if (asideTime(name).value_or(before) < before)
            QDir(QDir(m_root).filePath(name)).removeRecursively();
    }
}
