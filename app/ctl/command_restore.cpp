#include "backup_reader.h"
#include "backup_shelf.h"
#include "commands.h"
#include "console.h"
#include "data_directory.h"
#include "restore_at.h"
#include "restore_run.h"
#include "restore_switch.h"
#include "secret_line.h"
#include "system_clock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

QString folderOf(const Arguments &arguments)
{
    return arguments.has(u"from"_s) ? arguments.value(u"from"_s)
                                    : arguments.settings().text(u"backup.folder"_s);
}

/// The file that was named, or the newest of the folder.
Result<QString> fileOf(const Arguments &arguments)
{
    if (!arguments.words().isEmpty())
        return arguments.words().constFirst();
    const QString folder = folderOf(arguments);
    const std::optional<ShelvedBackup> newest =
        folder.isEmpty() ? std::nullopt : BackupShelf(folder).newest();
    if (newest)
        return QDir(folder).filePath(newest->name);
    return Error {.code = Error::Code::Invalid,
                  .reason = Error::Reason::MissingField,
                  .field = u"FILE"_s,
                  .detail = u"name the backup, or its folder with --from"_s};
}

/// Where copies of entries lie: beside the backup, or else where backups usually go.
QString copiesFor(const QString &file, const Arguments &arguments)
{
    for (const QString &folder : {QFileInfo(file).absolutePath(), folderOf(arguments)}) {
        if (!folder.isEmpty() && QFileInfo(QDir(folder).filePath(u"entries"_s)).isDir())
            return folder;
    }
    return {};
}

/// From the shop's own key file, or else from who knows the passphrase.
Result<std::optional<QByteArray>> keyFor(const BackupHead &head, const QString &data)
{
    if (!head.encrypted())
        return std::optional<QByteArray>();
    const Result<std::optional<BackupKeys>> own = BackupKeys::load(backupKeyFile(data));
    if (own && *own && (*own)->name() == head.keyName)
        return std::optional((*own)->key);
    const Result<QByteArray> key = head.locks.open(secretLine(u"Passphrase or recovery code:"_s));
    return key ? Result<std::optional<QByteArray>>(std::optional(*key))
               : Result<std::optional<QByteArray>>(key.error());
}

Result<RestorePlan> planOf(const Arguments &arguments, const DataDirectory &directory)
{
    const Result<QString> file = fileOf(arguments);
    if (!file)
        return file.error();
    const Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(*file);
    if (!reader)
        return reader.error();
    const Result<std::optional<QByteArray>> key = keyFor((*reader)->head(), directory.path());
    if (!key)
        return key.error();
    RestorePlan plan {.file = *file,
                      .key = *key,
                      .binaries = arguments.settings().text(u"postgres.binaries"_s),
                      .shared = {},
                      .copies = copiesFor(*file, arguments),
                      .replace = arguments.has(u"replace"_s)};
    const QString url = arguments.settings().text(u"database.url"_s);
    if (url.isEmpty())
        return plan;
    const Result<DatabaseAddress> address = DatabaseAddress::parse(url);
    if (!address)
        return address.error();
    plan.shared = *address;
    return plan;
}

void printRestored(const RestoredShop &restored, const RestorePlan &plan, double seconds)
{
    const DatabaseContent &content = restored.manifest.database;
    print(
        u"restored as of %1: %2 receipts, %3 orders, %4 journals, in %5 s; every table as it was"_s
            .arg(restored.head.madeAt.toLocalTime().toString(u"yyyy-MM-dd hh:mm:ss"_s))
            .arg(content.receipts)
            .arg(content.orders)
            .arg(restored.manifest.journals.size())
            .arg(seconds, 0, 'f', 1));
    if (restored.later.entries > 0)
        print(u"%1 entries that %2 tills wrote after the backup are in their journals; they go up "
              "to the database by themselves"_s.arg(restored.later.entries)
                  .arg(restored.later.tills));
    if (plan.copies.isEmpty())
        print(u"No copies of later entries lie beside the backup."_s);
    for (const QString &note : restored.later.notes)
        print(note);
    if (!restored.aside.isEmpty())
        print(u"What was there before lies in %1; delete it when it is not needed any more."_s.arg(
            restored.aside));
    if (plan.shared)
        print(
            u"The settings do not name the shared database: start the programs with --database, or "
            "set database.url."_s);
}

int restoreBackup(const Arguments &arguments)
{
    if (arguments.words().size() > 1) {
        complain(u"bakehousectl restore: one FILE, please."_s);
        return 2;
    }
    const QString chosen = arguments.settings().text(u"data.directory"_s);
    Result<DataDirectory> directory =
        DataDirectory::prepare(chosen.isEmpty() ? DataDirectory::defaultPath() : chosen);
    if (!directory)
        return fail(directory.error());
    if (const Result<void> claimed = directory->claim(u"bakehousectl restore"_s); !claimed)
        return fail(claimed.error());
    const Result<RestorePlan> plan = planOf(arguments, *directory);
    if (!plan)
        return fail(plan.error());
    QElapsedTimer timer;
    timer.start();
    const Result<RestoredShop> restored = restoreShop(*plan, *directory, SystemClock().now());
    if (!restored)
        return fail(restored.error());
    printRestored(*restored, *plan, double(timer.elapsed()) / 1'000);
    return 0;
}

int restore(const Arguments &arguments)
{
    if (arguments.has(u"list"_s))
        return listMoments(arguments);
    return arguments.has(u"at"_s) ? restoreAt(arguments) : restoreBackup(arguments);
}

} // namespace

Command restoreCommand()
{
    return {.name = u"restore"_s,
            .arguments = u"[FILE] [--replace] | --at TIME"_s,
            .summary =
                u"Put a backup into a data directory, the newest where none is named; or the "
                "shop as it was at a moment."_s,
            .options = {QCommandLineOption(u"replace"_s,
                                           u"Set a shop that is in the directory aside. Without it "
                                           "nothing is touched."_s),
                        {u"at"_s,
                         u"Make a new data directory as the shop was then: a time, or latest."_s,
                         u"time"_s},
                        {u"from"_s, u"Folder of the backups (backup.folder by default)."_s,
                         u"folder"_s},
                        {u"stream"_s,
                         u"With --at: which database, where the folder holds several."_s, u"id"_s},
                        QCommandLineOption(u"list"_s, u"Only say which moments --at can name."_s)},
            .run = restore};
}
