#include "restore_at.h"

#include "arguments.h"
#include "console.h"
#include "point_in_time.h"
#include "secret_line.h"
#include "target_locks.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace {

QString shown(const QDateTime &time)
{
    return time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz t"_s);
}

/// "2026-11-26T13:59:00", in this machine's time zone unless it names another; a space for the T.
std::optional<QDateTime> timeIn(QString text)
{
    const QDateTime time = QDateTime::fromString(text.replace(u' ', u'T'), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toUTC()) : std::nullopt;
}

QString folderOf(const Arguments &arguments)
{
    return arguments.has(u"from"_s) ? arguments.value(u"from"_s)
                                    : arguments.settings().text(u"backup.folder"_s);
}

/// What @p target is sealed with, from who knows the passphrase; empty where it lies as it is.
Result<SealKey> keyOf(const QString &target)
{
    const Result<std::vector<BackupLocks>> locks = TargetLocks(target).all();
    if (!locks)
        return locks.error();
    return locks->empty()
        ? SealKey()
        : TargetLocks::open(*locks, secretLine(u"Passphrase or recovery code:"_s));
}

Result<PointInTimeRequest> requestOf(const Arguments &arguments)
{
    const auto bad = [](const QString &field, const QString &why) {
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = field,
                      .detail = why};
    };
    PointInTimeRequest request {.target = folderOf(arguments),
                                .stream = arguments.value(u"stream"_s),
                                .directory = arguments.settings().text(u"data.directory"_s),
                                .binaries = arguments.settings().text(u"postgres.binaries"_s)};
    if (request.target.isEmpty())
        return bad(u"from"_s, u"say where the backups are: --from FOLDER"_s);
    if (request.directory.isEmpty())
        return bad(u"data"_s, u"say which folder to make: --data DIR"_s);
    if (arguments.value(u"at"_s) != u"latest"_s) {
        request.at = timeIn(arguments.value(u"at"_s));
        if (!request.at)
            return bad(u"at"_s, u"must be a time like 2026-11-26T13:59:00, or latest"_s);
    }
    return request;
}

void printOutcome(const PointInTimeOutcome &outcome, const QString &directory, qint64 ms)
{
    for (const PointInTimeTill &till : outcome.tills)
        print(u"till %1: %2 entries, %3 of them not yet in the database"_s
                  .arg(till.till.toString(QUuid::WithoutBraces))
                  .arg(till.head)
                  .arg(till.head - till.inDatabase));
    for (const QString &note : outcome.notes)
        print(note);
    print(u"restored to %1 in %2 s: %3"_s.arg(shown(outcome.until)).arg(ms / 1'000).arg(directory));
    print(u"To check it: bakehousectl verify --data "_s + directory);
}

}

int restoreAt(const Arguments &arguments)
{
    if (!arguments.words().isEmpty() || arguments.has(u"replace"_s)) {
        complain(u"bakehousectl restore: --at makes a new folder from the log in the folder of the "
                 "backups; it takes neither FILE nor --replace."_s);
        return 2;
    }
    Result<PointInTimeRequest> request = requestOf(arguments);
    if (!request) {
        complain(describe(request.error()));
        return 2;
    }
    const Result<SealKey> key = keyOf(request->target);
    if (!key)
        return fail(key.error());
    request->key = *key;
    QElapsedTimer took;
    took.start();
    PointInTime restore(*request, [](const QString &sentence) { print(sentence); });
    const Result<PointInTimeOutcome> outcome = restore.restore();
    if (!outcome)
        return fail(outcome.error());
    printOutcome(*outcome, request->directory, took.elapsed());
    return 0;
}

int listMoments(const Arguments &arguments)
{
    const QString target = folderOf(arguments);
    if (target.isEmpty()) {
        complain(u"bakehousectl restore: say where the backups are: --from FOLDER"_s);
        return 2;
    }
    const Result<SealKey> key = keyOf(target);
    if (!key)
        return fail(key.error());
    const QStringList streams = WalFolder::streams(target);
    if (streams.isEmpty())
        print(u"No log of a database lies in %1."_s.arg(target));
    for (const QString &stream : streams) {
        const Result<WalCatalog> catalog = WalFolder(target, stream, *key).read();
        if (!catalog)
            return fail(catalog.error());
        for (const WalCoverage &time : catalog->covered)
            print(u"%1  %2 to %3"_s.arg(stream, shown(time.since), shown(time.until)));
    }
    return 0;
}
