#include "entry_copier.h"

#include "backup_board.h"
#include "backup_record.h"
#include "backup_target.h"
#include "data_directory.h"
#include "journal_reader.h"
#include "thread_platform.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(copyLog, "bakehouse.entries")
}

EntryCopier::EntryCopier(Options options, BackupBoard &board, HeldHeads held)
    : m_options(std::move(options))
    , m_board(board)
    , m_held(std::move(held))
    , m_copies(m_options.target, m_options.key)
    , m_thread([this] { loop(); })
{
}

EntryCopier::~EntryCopier()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void EntryCopier::loop()
{
    nameThisThread(u"entry copier"_s);
    lowerThisThread(10);
    bool stopping = false;
    do {
        round(); // Once more after it was asked to stop.
        std::unique_lock lock(m_mutex);
        if (stopping)
            return;
        stopping = m_wake.wait_for(lock, m_options.interval, [this] { return m_stopping; });
    } while (true);
}

void EntryCopier::round()
{
    const QDateTime began = QDateTime::currentDateTimeUtc();
    const Result<void> copied = copyAll();
    const QString words = copied ? QString() : describe(copied.error());
    if (!words.isEmpty() && words != m_trouble)
        qCWarning(copyLog).noquote() << "entries are not copied to the backup target:" << words;
    m_trouble = words;
    m_board.change([&](BackupReport &report) {
        report.entriesFailure = copied ? std::nullopt : std::optional(copied.error());
        if (copied)
            report.entriesCopiedAt = began;
    });
}

Result<void> EntryCopier::copyAll()
{
    const Result<BackupTarget> target =
        BackupTarget::check(m_options.target, m_options.dataDirectory);
    if (!target)
        return target.error();
    const Result<DataDirectory> directory = DataDirectory::prepare(m_options.dataDirectory);
    if (!directory)
        return directory.error();
    const Held held = m_held();
    const std::optional<QString> shop = BackupRecord::shopOf(m_options.dataDirectory);
    Result<void> outcome;
    for (const QUuid &till : directory->tills()) {
        Result<void> copied = copyOne(till, held);
        if (copied && shop)
            copied = m_copies.noteShop(till, *shop);
        if (!copied)
            outcome = copied; // The others are copied all the same.
    }
    return outcome;
}

Result<void> EntryCopier::copyOne(const QUuid &till, const Held &held)
{
    const QString folder =
        m_options.dataDirectory + u"/tills/"_s + till.toString(QUuid::WithoutBraces);
    const auto journal = JournalReader::open(folder);
    if (!journal)
        return journal.error().code == Error::Code::NotFound ? Result<void>()
                                                             : Result<void>(journal.error());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 restorable =
        held.heads ? held.heads->value(till) : std::numeric_limits<qint64>::max();
    const Result<qint64> copied = m_copies.copy(till, **journal, now, restorable);
    if (!copied)
        return copied.error();
    const Result<JournalState> state = (*journal)->state();
    if (state && held.mayGo)
        m_copies.prune(till, std::min(state->acknowledged, restorable),
                       now.addDays(-m_options.keepDays));
    return {};
}
