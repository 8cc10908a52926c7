#include "journal_rebuild.h"

#include "head_mark.h"
#include "host_system.h"
#include "journal_file.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace {

Error unwritable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::JournalUnwritable,
            .field = path,
            .detail = why};
}

Error broken(const QString &field, qint64 sequence, const QString &why)
{
    return {.code = Error::Code::Conflict, .field = field, .left = sequence, .detail = why};
}

}

Result<std::unique_ptr<JournalRebuild>> JournalRebuild::begin(const QString &folder,
                                                              const QUuid &till)
{
    const QString path = folder + u'/' + QLatin1StringView(JournalFile::fileName);
    if (!QDir().mkpath(folder)
        || !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return unwritable(path, u"its folder cannot be made"_s);
    if (QFile::exists(path))
        return unwritable(path, u"there is a journal already"_s);
    try {
        JournalFile::make(path, till);
        return std::unique_ptr<JournalRebuild>(new JournalRebuild(
            path, till, std::make_unique<JournalFile>(path, SqliteConnection::Access::Existing)));
    } catch (const SqliteFailure &failure) {
        return unwritable(path, failure.message);
    }
}

Result<std::unique_ptr<JournalRebuild>> JournalRebuild::resume(const QString &folder,
                                                               const QUuid &till)
{
    const QString path = folder + u'/' + QLatin1StringView(JournalFile::fileName);
    if (!QFile::exists(path))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::JournalUnwritable,
                      .field = path};
    try {
        auto file = std::make_unique<JournalFile>(path, SqliteConnection::Access::Existing);
        const Result<JournalState> state = file->state();
        if (!state)
            return state.error();
        if (state->till != till)
            return broken(u"till"_s, state->head, u"it belongs to another till"_s);
        std::unique_ptr<JournalRebuild> rebuild(new JournalRebuild(path, till, std::move(file)));
        rebuild->m_head = state->head;
        rebuild->m_headHash = state->headHash;
        return rebuild;
    } catch (const SqliteFailure &failure) {
        return unwritable(path, failure.message);
    }
}

JournalRebuild::JournalRebuild(QString path, const QUuid &till, std::unique_ptr<JournalFile> file)
    : m_path(std::move(path))
    , m_till(till)
    , m_file(std::move(file))
{
}

JournalRebuild::~JournalRebuild() = default;

Result<void> JournalRebuild::checkAll(const std::vector<Entry> &entries) const
{
    qint64 sequence = m_head;
    QByteArray previous = m_headHash;
    for (const Entry &entry : entries) {
        if (entry.till != m_till)
            return broken(u"till"_s, entry.sequence, u"it belongs to another till"_s);
        if (entry.sequence != ++sequence)
            return broken(u"seq"_s, sequence, u"the entry is missing"_s);
        if (const Result<void> link = checkLink(entry, previous); !link)
            return broken(link.error().field, sequence, link.error().detail);
        previous = entry.hash;
    }
    return {};
}

Result<void> JournalRebuild::add(const std::vector<Entry> &entries)
{
    if (entries.empty())
        return {};
    if (Result<void> whole = checkAll(entries); !whole)
        return whole;
    try {
        m_file->begin(SqliteConnection::Sync::Normal);
        for (const Entry &entry : entries)
            m_file->insert(entry);
        m_file->commit();
    } catch (const SqliteFailure &failure) {
        return unwritable(m_path, failure.message);
    }
    m_head = entries.back().sequence;
    m_headHash = entries.back().hash;
    return {};
}

Result<void> JournalRebuild::finish(int number, const QString &prefix, qint64 acknowledged)
{
    try {
        m_file->begin(SqliteConnection::Sync::Full);
        if (number > 0)
            m_file->setRegistration(number, prefix);
        m_file->setAcknowledged(acknowledged);
        m_file->commit();
        m_file->checkpoint();
        return {};
    } catch (const SqliteFailure &failure) {
        return unwritable(m_path, failure.message);
    }
}

Result<void> JournalRebuild::finish()
{
    try {
        m_file->begin(SqliteConnection::Sync::Full);
        m_file->touch();
        m_file->commit();
        m_file->checkpoint();
        return {};
    } catch (const SqliteFailure &failure) {
        return unwritable(m_path, failure.message);
    }
}

Result<void> JournalRebuild::noteLost(qint64 last) const
{
    const QString folder = QFileInfo(m_path).path();
    HeadMark(folder).write({.sequence = last, .hash = QByteArray(genesisHash().size(), '\0')});
    QFile file(HeadMark::pathIn(folder));
    if (HeadMark(folder).read() && file.open(QIODevice::ReadWrite) && syncContent(file)
        && syncFolder(folder))
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = file.fileName(),
                  .detail = file.errorString()};
}
