#include "schema_upgrade.h"

#include "failpoint.h"
#include "migrations.h"
#include "upgrade_record.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(upgradeLog, "bakehouse.upgrade")

/// One upgrade from its first step to its last. Lives on the stack of upgradeSchema().
class SchemaUpgrade
{
public:
    SchemaUpgrade(const SchemaUpgradePlan &plan, const QDateTime &now, const std::stop_token &stop)
        : m_plan(plan)
        , m_now(now)
        , m_stop(stop)
        , m_record(UpgradeRecord::load(plan.place.dataDirectory))
    {
    }

    Result<int> run()
    {
        const Result<int> applied = Migrations::applied(m_plan.place.address);
        if (!applied)
            return refused(applied.error());
        if (*applied == Migrations::newest()) {
            forgetFailure(*applied);
            return *applied;
        }
        if (*applied == 0)
            return bringUp();
        return upgrade(*applied);
    }

private:
    /// A shop that goes on as it is makes the backup of a failed upgrade stale.
    void forgetFailure(int applied) const
    {
        if (m_record && m_record->to > applied)
            UpgradeRecord::remove(m_plan.place.dataDirectory);
    }

    Error refused(Error error) const
    {
        const bool known = error.reason == Error::Reason::SchemaMismatch && m_record
            && !m_record->backup.isEmpty();
        if (known)
            error.detail +=
                u" The backup from before the upgrade to step %1 is %2."_s.arg(m_record->to)
                    .arg(m_record->backup);
        return error;
    }

    Result<int> upgrade(int from)
    {
        qCInfo(upgradeLog).noquote()
            << u"the database goes from step %1 to %2"_s.arg(from).arg(Migrations::newest());
        const Result<void> safe = backUp(from);
        if (safe)
            tell(DatabaseWork::Upgrading);
        Result<int> done = safe ? bringUp() : Result<int>(safe.error());
        tell(DatabaseWork::None);
        if (!safe)
            return done;
        if (!done)
            return failed(done.error(), from);
        failpoint("schema.upgraded");
        qCInfo(upgradeLog).noquote() << u"the database is at step %1"_s.arg(*done);
        return done;
    }

    Result<int> bringUp() const
    {
        return Migrations::bringUp(m_plan.place.address, Migrations::Permission::Upgrade);
    }

    void tell(DatabaseWork stage) const
    {
        if (m_plan.told)
            m_plan.told(stage);
    }

    Result<void> backUp(int from)
    {
        UpgradeRecord record {.from = from,
                              .to = Migrations::newest(),
                              .at = m_now,
                              .program = QStringLiteral(BAKEHOUSE_VERSION),
                              .backup = backupOfLastTry(from)};
        if (m_plan.backup == SchemaUpgradePlan::Backup::Before && record.backup.isEmpty()) {
            tell(DatabaseWork::BackingUp);
            const Result<QString> made = makeOne();
            if (!made)
                return withoutBackup(made.error(), from);
            record.backup = *made;
        }
        failpoint("schema.backed_up");
        if (const Result<void> noted = record.save(m_plan.place.dataDirectory); !noted)
            return noted.error();
        failpoint("schema.noted");
        m_record = record;
        return {};
    }

    QString backupOfLastTry(int from) const
    {
        const bool usable =
            m_record && m_record->from == from && QFileInfo(m_record->backup).isFile();
        return usable ? m_record->backup : QString();
    }

    /// A folder that is away, a stick that is not there, shall not keep a shop from its upgrade.
    Result<QString> makeOne() const
    {
        BackupPlan place = m_plan.place;
        if (!place.folder.isEmpty()) {
            Result<QString> made = makeIn(place);
            if (made || made.error().reason == Error::Reason::Cancelled)
                return made;
            qCWarning(upgradeLog).noquote() << describe(made.error());
        }
        place.folder = QDir(place.dataDirectory).filePath(u"before-upgrade"_s);
        place.place = BackupTarget::Place::Anywhere;
        return makeIn(place);
    }

    Result<QString> makeIn(const BackupPlan &place) const
    {
        const Result<MadeBackup> made = makeBackup(place, m_now, m_stop);
        if (!made)
            return made.error();
        const QString path = QDir(made->target.folder).filePath(made->backup.name);
        qCInfo(upgradeLog).noquote() << "backup before the upgrade:" << path;
        return path;
    }

    Error withoutBackup(Error error, int from) const
    {
        if (error.reason == Error::Reason::Cancelled)
            return error;
        error.detail =
            u"no backup could be made before the upgrade of the database from step %1 to %2, so it "
            "stays as it is: %3; make room, or set backup.before_upgrade to no"_s.arg(from)
                .arg(Migrations::newest())
                .arg(error.detail);
        return error;
    }

    Error failed(Error error, int from) const
    {
        const bool unknown = error.code == Error::Code::Timeout;
        const QString outcome = unknown ? u"did not answer; the next start sees what became of it"_s
                                        : u"failed, and nothing was changed"_s;
        QString sentence = u"The upgrade of the database from step %1 to %2 %3: %4"_s.arg(from)
                               .arg(Migrations::newest())
                               .arg(outcome, error.detail);
        if (!m_record->backup.isEmpty())
            sentence += u". The backup from before is %1"_s.arg(m_record->backup);
        error.detail = sentence;
        if (!unknown && error.code != Error::Code::Unavailable) {
            error.code = Error::Code::Conflict;
            error.reason = Error::Reason::SchemaMismatch;
        }
        return error;
    }

    const SchemaUpgradePlan &m_plan;
    const QDateTime m_now;
    const std::stop_token m_stop;
    std::optional<UpgradeRecord> m_record;
};

}

Result<int> upgradeSchema(const SchemaUpgradePlan &plan, const QDateTime &now,
                          const std::stop_token &stop)
{
    return SchemaUpgrade(plan, now, stop).run();
}
