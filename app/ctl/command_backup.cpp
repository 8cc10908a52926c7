#include "backup_check.h"
#include "backup_record.h"
#include "backup_report.h"
#include "backup_run.h"
#include "commands.h"
#include "console.h"
#include "data_directory.h"
#include "opened_shop.h"
#include "restore_drill.h"
#include "secret_line.h"
#include "system_clock.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QString dataOf(const Arguments &arguments)
{
    const QString chosen = arguments.settings().text(u"data.directory"_s);
    return QDir::cleanPath(
        QFileInfo(chosen.isEmpty() ? DataDirectory::defaultPath() : chosen).absoluteFilePath());
}

/// Where backups are: the option --to, or the setting.
QString folderOf(const Arguments &arguments)
{
    const QString given = arguments.value(u"to"_s);
    const QString folder = given.isEmpty() ? arguments.settings().text(u"backup.folder"_s) : given;
    return folder.isEmpty() ? QString() : QFileInfo(folder).absoluteFilePath();
}

int failWithoutFolder()
{
    complain(u"bakehousectl: no folder for backups; name one by the setting backup.folder or by "
             "--to FOLDER."_s);
    return 2;
}

int make(const Arguments &arguments)
{
    const QString folder = folderOf(arguments);
    if (folder.isEmpty())
        return failWithoutFolder();
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    const Settings &settings = arguments.settings();
    const BackupPlan plan {.dataDirectory = (*shop)->home->directory().path(),
                           .address = (*shop)->home->address(),
                           .binaries = settings.text(u"postgres.binaries"_s),
                           .folder = folder,
                           .keepDays = int(settings.integer(u"backup.keep_days"_s)),
                           .keptFreeBytes =
                               settings.integer(u"disk.minimum_free_mb"_s) * 1'000'000};
    const Result<MadeBackup> made = makeBackup(plan, (*shop)->clock.now());
    if (!made)
        return fail(made.error());
    const DatabaseContent &content = made->manifest.database;
    print(QDir(made->target.folder).filePath(made->backup.name));
    print(u"made and verified: %1 MB, %2; %3 receipts, %4 orders, %5 journals"_s
              .arg(double(made->backup.bytes) / 1'000'000, 0, 'f', 1)
              .arg(made->encrypted ? u"encrypted"_s : u"not encrypted"_s)
              .arg(content.receipts)
              .arg(content.orders)
              .arg(made->manifest.journals.size()));
    if (made->pruned > 0)
        print(u"%1 older ones were removed"_s.arg(made->pruned));
    if (made->target.besideData)
        print(besideWarning());
    for (const QString &journal : made->manifest.unread)
        complain(u"bakehousectl: not in the backup: "_s + journal);
    return made->manifest.unread.isEmpty() ? 0 : 1;
}

int list(const Arguments &arguments)
{
    const QString folder = folderOf(arguments);
    if (folder.isEmpty())
        return failWithoutFolder();
    QJsonArray array;
    for (const ShelvedBackup &backup : BackupShelf(folder).backups()) {
        if (!arguments.has(u"json"_s))
            print(u"%1  %2  %3 MB"_s
                      .arg(backup.madeAt.toLocalTime().toString(u"yyyy-MM-dd hh:mm:ss"_s),
                           backup.name)
                      .arg(double(backup.bytes) / 1'000'000, 0, 'f', 1));
        array.append(QJsonObject {{u"file"_s, QDir(folder).filePath(backup.name)},
                                  {u"shop"_s, backup.shop},
                                  {u"made"_s, backup.madeAt.toString(Qt::ISODate)},
                                  {u"bytes"_s, backup.bytes}});
    }
    if (arguments.has(u"json"_s))
        print(QString::fromUtf8(QJsonDocument(array).toJson().trimmed()));
    return 0;
}

/// The shop's own key opens what it made; nothing where it is another's or there is none.
std::optional<QByteArray> ownKeyFor(const Arguments &arguments, const QString &file)
{
    const Result<std::optional<BackupKeys>> keys =
        BackupKeys::load(backupKeyFile(dataOf(arguments)));
    if (!keys || !*keys || !manifestOf(file, (*keys)->key))
        return std::nullopt;
    return (*keys)->key;
}

int check(const Arguments &arguments)
{
    QStringList files = arguments.words().mid(1);
    const QString folder = folderOf(arguments);
    if (files.isEmpty() && folder.isEmpty())
        return failWithoutFolder();
    if (files.isEmpty()) {
        for (const ShelvedBackup &backup : BackupShelf(folder).backups())
            files.append(QDir(folder).filePath(backup.name));
    }
    int damaged = 0;
    for (const QString &file : std::as_const(files)) {
        const Result<CheckedBackup> checked = checkBackup(file, ownKeyFor(arguments, file));
        if (!checked) {
            ++damaged;
            print(u"%1: %2"_s.arg(file, describe(checked.error())));
        } else if (checked->manifest) {
            print(u"%1: whole; %2 receipts, %3 orders"_s.arg(file)
                      .arg(checked->manifest->database.receipts)
                      .arg(checked->manifest->database.orders));
        } else {
            print(u"%1: every byte is as it was written; encrypted with the key %2, which is not "
                  "here"_s.arg(file, checked->head.keyName));
        }
    }
    return damaged == 0 ? 0 : 1;
}

int drill(const Arguments &arguments)
{
    const QString folder = folderOf(arguments);
    if (folder.isEmpty())
        return failWithoutFolder();
    const Settings &settings = arguments.settings();
    const Result<DrillOutcome> outcome =
        drillRestore({.dataDirectory = dataOf(arguments),
                      .folder = folder,
                      .binaries = settings.text(u"postgres.binaries"_s),
                      .keptFreeBytes = settings.integer(u"disk.minimum_free_mb"_s) * 1'000'000},
                     SystemClock().now());
    if (!outcome)
        return fail(outcome.error());
    print(u"%1: %2"_s.arg(outcome->name, outcome->words));
    return outcome->clean ? 0 : 1;
}

int showKeys(const std::optional<BackupKeys> &keys)
{
    if (!keys) {
        print(u"Backups are not encrypted. bakehousectl backup keys --make changes that."_s);
        return 0;
    }
    print(
        u"Backups are encrypted with the key %1. Passphrase or recovery code open them; neither is "
        "kept here."_s.arg(keys->name()));
    return 0;
}

int makeKeys(const QString &file)
{
    const QString passphrase = secretLine(u"Passphrase (12 characters or more):"_s);
    if (secretLine(u"The same again:"_s) != passphrase) {
        complain(u"bakehousectl: the two passphrases differ; give it on two lines."_s);
        return 1;
    }
    QString recovery;
    const Result<BackupKeys> keys = BackupKeys::make(passphrase, recovery);
    if (!keys)
        return fail(keys.error());
    if (const Result<void> saved = keys->save(file); !saved)
        return fail(saved.error());
    print(u"From now on backups are encrypted with the key %1."_s.arg(keys->name()));
    print(u"Recovery code, for the day when the passphrase is forgotten:"_s);
    print(u"\n    %1\n"_s.arg(recovery));
    print(
        u"Print it or write it down and keep it apart from this machine and its backups. It is not "
        "shown again."_s);
    return 0;
}

int keys(const Arguments &arguments)
{
    const Result<DataDirectory> directory = DataDirectory::prepare(dataOf(arguments));
    if (!directory)
        return fail(directory.error());
    const QString file = backupKeyFile(directory->path());
    const Result<std::optional<BackupKeys>> known = BackupKeys::load(file);
    if (!known)
        return fail(known.error());
    if (arguments.has(u"forget"_s)) {
        if (QFile::exists(file) && !QFile::remove(file)) {
            complain(u"bakehousectl: %1 could not be removed."_s.arg(file));
            return 1;
        }
        print(u"From now on backups are not encrypted. Those that are stay so."_s);
        return 0;
    }
    if (!arguments.has(u"make"_s))
        return showKeys(*known);
    if (*known && !arguments.has(u"replace"_s)) {
        complain(u"bakehousectl: backups are encrypted with the key %1 already; --replace makes "
                 "another for those to come."_s.arg((*known)->name()));
        return 1;
    }
    return makeKeys(file);
}

int backup(const Arguments &arguments)
{
    const QString word = arguments.words().value(0);
    if (word == u"make"_s)
        return make(arguments);
    if (word == u"list"_s)
        return list(arguments);
    if (word == u"check"_s)
        return check(arguments);
    if (word == u"drill"_s)
        return drill(arguments);
    if (word == u"keys"_s)
        return keys(arguments);
    complain(u"bakehousectl backup: say make, list, check, drill or keys; see bakehousectl backup "
             "--help."_s);
    return 2;
}

} // namespace

Command backupCommand()
{
    return {
        .name = u"backup"_s,
        .arguments = u"make|list|check [FILE…]|drill|keys"_s,
        .summary = u"Make backups, look through them, restore one on trial, encrypt them."_s,
        .options = {{u"to"_s, u"Folder of the backups instead of backup.folder."_s, u"folder"_s},
                    QCommandLineOption(u"json"_s, u"List as JSON."_s),
                    QCommandLineOption(u"make"_s,
                                       u"With keys: encrypt from now on. The passphrase is read "
                                       "from standard input, twice."_s),
                    QCommandLineOption(u"replace"_s, u"With keys --make: another key."_s),
                    QCommandLineOption(u"forget"_s, u"With keys: encrypt no more."_s)},
        .run = backup};
}
