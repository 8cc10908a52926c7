#include "journal_reader.h"

#include "journal_check.h"
#include "journal_file.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {
constexpr int verifySlice = 500;
}

/// The file and what to say when it cannot be read.
class JournalReader::File
{
public:
    explicit File(const QString &path)
        : m_path(path)
        , m_rows(path, SqliteConnection::Access::Look)
    {
    }
    static Error unreadable(const QString &path, const SqliteFailure &failure)
    {
        return {.code = Error::Code::Unavailable,
                .reason = Error::Reason::JournalUnwritable,
                .field = path,
                .detail = failure.message};
    }
    template <typename F> auto read(F work) -> std::invoke_result_t<F &, JournalFile &>
    {
        try {
            return work(m_rows);
        } catch (const SqliteFailure &failure) {
            return unreadable(m_path, failure);
        }
    }

private:
    const QString m_path;
    JournalFile m_rows;
};

Result<std::unique_ptr<JournalReader>> JournalReader::open(const QString &folder)
{
    const QString path = folder + u'/' + QLatin1StringView(JournalFile::fileName);
    if (!QFileInfo::exists(path))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::JournalUnwritable,
                      .field = path};
    try {
        return std::unique_ptr<JournalReader>(new JournalReader(std::make_unique<File>(path)));
    } catch (const SqliteFailure &failure) {
        return File::unreadable(path, failure);
    }
}

JournalReader::JournalReader(std::unique_ptr<File> file)
    : m_file(std::move(file))
{
}

JournalReader::~JournalReader() = default;

Result<JournalState> JournalReader::state()
{
    return m_file->read([](JournalFile &rows) { return rows.state(); });
}

Result<Entry> JournalReader::entryAt(qint64 sequence)
{
    return m_file->read([sequence](JournalFile &rows) -> Result<Entry> {
        std::vector<Entry> found = rows.entriesAfter(sequence - 1, 1);
        if (found.empty() || found.front().sequence != sequence)
            return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownReceipt};
        return std::move(found.front());
    });
}

Result<std::vector<Entry>> JournalReader::entriesAfter(qint64 sequence, int limit)
{
    return m_file->read([sequence, limit](JournalFile &rows) -> Result<std::vector<Entry>> {
        return rows.entriesAfter(sequence, limit);
    });
}

Result<void> JournalReader::verify()
{
    return m_file->read([](JournalFile &rows) -> Result<void> {
        rows.checkIndexes();
        const Result<JournalState> state = rows.state();
        // A damaged end is found, and named, by the walk.
        JournalCheck check(state ? *state : rows.registration());
        for (;;) {
            const Result<JournalCheck::Progress> progress = check.step(rows, verifySlice);
            if (!progress)
                return progress.error();
            if (*progress == JournalCheck::Progress::Finished)
                return state ? Result<void>() : Result<void>(state.error());
        }
    });
}
