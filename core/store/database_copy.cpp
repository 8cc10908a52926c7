#include "database_copy.h"

#include "failpoint.h"

using namespace Qt::StringLiterals;

namespace {

ClientProgram::Command dumpCommand(const DatabaseCopy::Plan &plan)
{
    ClientProgram::Command command {
        .binaries = plan.binaries,
        .program = u"pg_dump"_s,
        .arguments = {u"--format=custom"_s, u"--compress=0"_s, u"--no-password"_s,
                      u"--quote-all-identifiers"_s, u"--lock-wait-timeout=60s"_s},
        .address = plan.from,
    };
    if (plan.extent == DatabaseCopy::Extent::Shop)
        command.arguments.append(u"--schema=bakehouse"_s);
    return command;
}

/// As libpq reads it; a name alone could be taken for a whole connection string.
QString nameParameter(const DatabaseAddress &address)
{
    QString name = address.value(u"dbname"_s);
    return u"dbname='%1'"_s.arg(name.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s));
}

ClientProgram::Command restoreCommand(const DatabaseCopy::Plan &plan)
{
    return {
        .binaries = plan.binaries,
        .program = u"pg_restore"_s,
        .arguments = {u"--single-transaction"_s, u"--exit-on-error"_s, u"--no-password"_s,
                      u"--dbname"_s, nameParameter(plan.to)},
        .address = plan.to,
    };
}

}

Result<void> DatabaseCopy::run(const Plan &plan)
{
    if (const Result<void> started = m_dump.start(dumpCommand(plan)); !started)
        return started.error();
    m_dump.closeInput();
    if (const Result<void> started = m_restore.start(restoreCommand(plan)); !started)
        return abandon(started.error());
    return pour();
}

Result<void> DatabaseCopy::pour()
{
    while (true) {
        const Result<QByteArray> portion = m_dump.read();
        if (!portion)
            return abandon(portion.error());
        if (portion->isEmpty())
            break;
        failpoint("copy.portion");
        if (const Result<void> written = m_restore.write(*portion); !written) {
            const Result<void> ended = m_restore.finish(); // Its last words may come later.
            return abandon(ended ? written.error() : ended.error());
        }
    }
    // A dump that failed must never be committed.
    if (const Result<void> dumped = m_dump.finish(); !dumped)
        return abandon(dumped.error());
    m_restore.closeInput();
    return m_restore.finish();
}

Error DatabaseCopy::abandon(const Error &reason)
{
    stop();
    for (ClientProgram *program : {&m_dump, &m_restore}) {
        if (program->running())
            static_cast<void>(program->finish());
    }
    return reason;
}

void DatabaseCopy::stop()
{
    m_dump.stop();
    m_restore.stop();
}
