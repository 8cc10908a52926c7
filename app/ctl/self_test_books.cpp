#include "backup_run.h"
#include "console.h"
#include "restore_run.h"
#include "self_test.h"
#include "shop_check.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

// What keeps a shop's books: backup, restore, verify.

namespace {

constexpr qint64 receipts = 2;

Error wrong(const QString &what)
{
    return {.code = Error::Code::Conflict, .reason = Error::Reason::Defect, .detail = what};
}

}

Result<QString> SelfTest::backUp()
{
    const BackupPlan plan {.dataDirectory = m_home->directory().path(),
                           .address = m_home->address(),
                           .binaries = m_options.binaries,
                           .folder = inRoot(u"backups"_s)};
    const Result<MadeBackup> made =
        await(QtConcurrent::run([plan, now = m_clock.now(), stop = m_stop.get_token()] {
            return makeBackup(plan, now, stop);
        }));
    if (!made)
        return made.error();
    if (!made->manifest.unread.isEmpty())
        return wrong(made->manifest.unread.first());
    m_backup = made->target.folder + u'/' + made->backup.name;
    return u"%1 kB, read back from the disk and compared"_s.arg(made->backup.bytes / 1'000);
}

Result<QString> SelfTest::restore()
{
    Result<DataDirectory> directory = DataDirectory::prepare(inRoot(u"restored"_s));
    if (!directory)
        return directory.error();
    if (const Result<void> claimed = directory->claim(u"bakehousectl selftest"_s); !claimed)
        return claimed.error();
    const RestorePlan plan {.file = m_backup,
                            .key = std::nullopt,
                            .binaries = m_options.binaries,
                            .shared = std::nullopt};
    const Result<RestoredShop> restored =
        await(QtConcurrent::run([plan, &directory, now = m_clock.now(), stop = m_stop.get_token()] {
            return restoreShop(plan, *directory, now, stop);
        }));
    if (!restored)
        return restored.error();
    const DatabaseContent &content = restored->manifest.database;
    if (content.receipts != receipts || restored->manifest.journals.size() != 1)
        return wrong(u"it holds %1 receipts and %2 journals"_s.arg(content.receipts)
                         .arg(restored->manifest.journals.size()));
    return u"%1 receipts, %2 orders, 1 journal; every table as it was"_s.arg(content.receipts)
        .arg(content.orders);
}

Result<QString> SelfTest::verify()
{
    const Result<QString> own = verifyOne(*m_home, m_shop->stores().audit);
    if (!own)
        return own.error();
    const Result<Settings> settings =
        Settings::load({.commandLine = {{u"data.directory"_s, inRoot(u"restored"_s)},
                                        {u"postgres.binaries"_s, m_options.binaries}}});
    if (!settings)
        return settings.error();
    const Result<std::unique_ptr<DatabaseHome>> home =
        DatabaseHome::open(*settings, u"bakehousectl selftest"_s, DatabaseHome::Claim::Own);
    if (!home)
        return home.error();
    const Result<void> started =
        await(QtConcurrent::run([home = home->get()] { return home->start(); }));
    if (!started)
        return started.error();
    Stores stores(**home, *settings, m_clock);
    const Result<QString> restored = verifyOne(**home, stores.audit);
    if (!restored)
        return restored.error();
    return *own + u", here and in what was restored"_s;
}

Result<QString> SelfTest::verifyOne(const DatabaseHome &home, AuditStore &audit)
{
    const Result<CheckReport> report = await(ShopCheck::start({.audit = audit,
                                                               .directory = home.directory(),
                                                               .address = &home.address(),
                                                               .binaries = m_options.binaries}));
    if (!report)
        return report.error();
    if (!report->findings.isEmpty())
        return wrong(report->findings.first());
    if (report->receipts != receipts || report->journals != 1)
        return wrong(
            u"it saw %1 receipts and %2 journals"_s.arg(report->receipts).arg(report->journals));
    return u"sums, VAT, numbers, stock and chains agree"_s;
}
