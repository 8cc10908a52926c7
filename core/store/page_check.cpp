#include "page_check.h"

#include "client_program.h"
#include "connection.h"
#include "sql_outcome.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int lockTimeoutMs = 10 * 60 * 1'000;

/// The extension amcheck in a database for as long as this object lives, if it was not there
/// before. A value of checkPages().
class CheckExtension
{
public:
    explicit CheckExtension(Connection &connection)
        : m_sql(connection)
    {
        m_sql.one(u"pages_lock"_s);
        if (m_sql.one(u"pages_extension"_s))
            return;
        m_sql.execute(u"pages_extension_make"_s);
        m_made = true;
    }
    ~CheckExtension()
    {
        try {
            if (m_made)
                m_sql.execute(u"pages_extension_drop"_s);
        } catch (const SqlError &) {
            // The server went away meanwhile; the extension harms nobody.
        }
    }
    Q_DISABLE_COPY_MOVE(CheckExtension)

private:
    Sql m_sql;
    bool m_made = false;
};

/// A line that is set in belongs to the one before.
QStringList findingsIn(const QByteArray &output)
{
    QStringList findings;
    for (const QString &line : QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u' ') && !findings.isEmpty())
            findings.last() += u' ' + line.trimmed();
        else
            findings.append(line.trimmed());
    }
    return findings;
}

/// pg_amcheck ends with an error when it found something, and has said what.
Result<QStringList> runAmcheck(const DatabaseAddress &address, const ServerBinaries &binaries)
{
    ClientProgram program;
    const Result<void> started =
        program.start({.binaries = binaries,
                       .program = u"pg_amcheck"_s,
                       .arguments = {u"--no-password"_s, u"--schema=bakehouse"_s, u"--jobs=2"_s},
                       .address = address});
    if (!started)
        return started.error();
    program.closeInput();
    QByteArray output;
    for (;;) {
        const Result<QByteArray> portion = program.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            break;
        output += *portion;
    }
    const Result<void> finished = program.finish();
    const QStringList findings = findingsIn(output);
    if (!finished && findings.isEmpty())
        return finished.error();
    return findings;
}

}

Result<QStringList> checkPages(const DatabaseAddress &address, const ServerBinaries &binaries)
{
    CallSupervisor supervisor;
    const auto connection = Connection::open({.name = u"pages"_s,
                                              .address = address,
                                              .statementTimeoutMs = lockTimeoutMs,
                                              .lockTimeoutMs = lockTimeoutMs,
                                              .schema = Connection::Schema::Any},
                                             supervisor);
    if (!connection)
        return connection.error();
    try {
        const CheckExtension extension(**connection);
        return runAmcheck(address, binaries);
    } catch (const SqlError &error) {
        return Error {.code = Error::Code::Denied,
                      .reason = Error::Reason::ServerMissing,
                      .field = u"pg_amcheck"_s,
                      .detail = error.message};
    }
}
