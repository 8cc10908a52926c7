#include "counter_till.h"

#include "failpoint.h"
#include "shared_promise.h"
#include "when_done.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QSysInfo>
#include <QTimer>
#include <QtConcurrentRun>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(counterLog, "bakehouse.counter")

constexpr int tryAgainMs = 5'000;

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

QString idFile(const DataDirectory &directory)
{
    return directory.file(u"counter-till"_s);
}

Result<void> keepId(const QString &path, const QUuid &till)
{
    const QByteArray line = till.toByteArray(QUuid::WithoutBraces) + '\n';
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(line) == line.size();
    failpoint("counter.before_id");
    written = written && file.commit();
    failpoint("counter.id_kept");
    return written ? Result<void>() : unusable(path, file.errorString());
}

/// The id of this counter's till; made when there is none. A file that says something else is not
/// replaced: the sales of its till would be forgotten.
Result<QUuid> readId(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        const QUuid till = QUuid::createUuid();
        const Result<void> kept = keepId(path, till);
        return kept ? Result<QUuid>(till) : kept.error();
    }
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    const QUuid till = QUuid::fromString(QString::fromUtf8(file.readAll()).trimmed());
    return till.isNull() ? Result<QUuid>(unusable(path, u"holds no id of a till"_s)) : till;
}

Result<JournalLight> diskLight(const QString &folder, qint64 minimumBytes)
{
    std::error_code failure;
    const std::filesystem::space_info disk =
        std::filesystem::space(folder.toStdU16String(), failure);
    if (failure)
        return unusable(folder, QString::fromStdString(failure.message()));
    return qint64(disk.available) < minimumBytes ? JournalLight::DiskLow : JournalLight::Ok;
}

} // namespace

Result<std::unique_ptr<CounterTill>> CounterTill::open(const Parts &parts,
                                                       const TillSettings &settings)
{
    const Result<QUuid> till = readId(idFile(parts.directory));
    if (!till)
        return till.error();
    Result<std::unique_ptr<Journal>> journal =
        Journal::open(parts.directory.tillFolder(*till), *till);
    QString lost;
    if (!journal && journal.error().reason == Error::Reason::JournalForked) {
        lost = journal.error().detail;
        journal =
            Journal::open(parts.directory.tillFolder(*till), *till, nullptr, LostEntries::Accepted);
    }
    if (!journal)
        return journal.error();
    std::unique_ptr<CounterTill> counter(new CounterTill(parts, settings, *std::move(journal)));
    counter->m_lost = lost;
    return counter;
}

/// Refunds ask the database what other tills gave back.
static TillSettings withEntries(TillSettings settings, EntryStore &entries)
{
    settings.entries = &entries;
    return settings;
}

CounterTill::CounterTill(const Parts &parts, const TillSettings &settings,
                         std::unique_ptr<Journal> journal)
    : m_parts(parts)
    , m_journal(std::move(journal))
    , m_till(std::make_unique<Till>(*m_journal, parts.catalogue, parts.clock,
                                    withEntries(settings, parts.entries)))
    , m_uploader(std::make_unique<Uploader>(*m_journal, parts.entries, QSysInfo::machineHostName()))
{
    connect(m_till.get(), &Till::entryWritten, this, [this] {
        m_uploader->wake();
        emit entriesChanged();
    });
    connect(m_uploader.get(), &Uploader::registered, this, &CounterTill::registered);
    connect(m_uploader.get(), &Uploader::progressed, this, &CounterTill::entriesChanged);
    connect(m_uploader.get(), &Uploader::stalled, this, &CounterTill::databaseMissed);
    connect(m_uploader.get(), &Uploader::forked, this, &CounterTill::takeNewId);
}

CounterTill::~CounterTill() = default;

void CounterTill::start()
{
    whenDone(m_till->restoreBaskets(), this, [](const Result<void> &restored) {
        if (!restored)
            qCWarning(counterLog).noquote()
                << "unpaid baskets could not be read:" << describe(restored.error());
    });
    if (m_lost.isEmpty())
        m_uploader->start();
    else
        takeNewId(m_lost);
}

void CounterTill::takeNewId(const QString &detail)
{
    const QUuid id = QUuid::createUuid();
    const ForkAlarm alarm {
        .oldTill = m_journal->state().till, .at = m_parts.clock.now(), .detail = detail};
    whenDone(m_journal->moveTo(m_parts.directory.tillFolder(id), id,
                               [path = idFile(m_parts.directory), id] { return keepId(path, id); }),
             this, [this, alarm](const Result<void> &moved) { tookNewId(alarm, moved); });
}

void CounterTill::tookNewId(const ForkAlarm &alarm, const Result<void> &moved)
{
    if (!moved) {
        qCCritical(counterLog).noquote()
            << "the till could not take a new id:" << describe(moved.error());
        QTimer::singleShot(tryAgainMs, this, [this, alarm] { takeNewId(alarm.detail); });
        return;
    }
    m_uploader->start();
    emit forked(alarm);
    emit entriesChanged();
}

QFuture<Result<JournalLight>> CounterTill::check(qint64 minimumBytes)
{
    const auto promise = makePromise<JournalLight>();
    whenDone(m_journal->checkWritable(), this,
             [this, promise, minimumBytes](const Result<void> &writable) {
                 if (!writable)
                     return fulfil<JournalLight>(promise, writable.error());
                 whenDone(QtConcurrent::run(diskLight, m_journal->folder(), minimumBytes), this,
                          [promise](const Result<JournalLight> &light) {
                              fulfil<JournalLight>(promise, light);
                          });
             });
    return promise->future();
}
