#include "journal_copy.h"

#include "journal_file.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

Result<void> copyJournal(const QString &folder, const QString &file)
{
    const QString path = folder + u'/' + QLatin1StringView(JournalFile::fileName);
    if (!QFileInfo::exists(path))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::JournalUnwritable,
                      .field = path};
    try {
        SqliteConnection journal(path, SqliteConnection::Access::Look);
        journal.run(u"journal_copy"_s, {file});
        SqliteConnection(file, SqliteConnection::Access::Existing).execute(u"sqlite_wal"_s);
        return {};
    } catch (const SqliteFailure &failure) {
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::JournalUnwritable,
                      .field = failure.code == SqliteFailure::diskFull ? file : path,
                      .detail = failure.message};
    }
}
