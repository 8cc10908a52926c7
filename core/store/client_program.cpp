#include "client_program.h"

#include "client_child.h"

#include <QFileInfo>
#include <QProcessEnvironment>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int lookMs = 100; // How soon a stop is obeyed.
constexpr qint64 portionBytes = 1 << 20;
constexpr qsizetype keptWords = 4'096;

/// What libpq reads from its environment instead of a connection string.
const QHash<QString, QString> &variables()
{
    static const QHash<QString, QString> table {
        {u"host"_s, u"PGHOST"_s},
        {u"hostaddr"_s, u"PGHOSTADDR"_s},
        {u"port"_s, u"PGPORT"_s},
        {u"dbname"_s, u"PGDATABASE"_s},
        {u"user"_s, u"PGUSER"_s},
        {u"password"_s, u"PGPASSWORD"_s},
        {u"passfile"_s, u"PGPASSFILE"_s},
        {u"service"_s, u"PGSERVICE"_s},
        {u"options"_s, u"PGOPTIONS"_s},
        {u"application_name"_s, u"PGAPPNAME"_s},
        {u"sslmode"_s, u"PGSSLMODE"_s},
        {u"sslcert"_s, u"PGSSLCERT"_s},
        {u"sslkey"_s, u"PGSSLKEY"_s},
        {u"sslrootcert"_s, u"PGSSLROOTCERT"_s},
        {u"sslcrl"_s, u"PGSSLCRL"_s},
        {u"sslcrldir"_s, u"PGSSLCRLDIR"_s},
        {u"sslsni"_s, u"PGSSLSNI"_s},
        {u"ssl_min_protocol_version"_s, u"PGSSLMINPROTOCOLVERSION"_s},
        {u"ssl_max_protocol_version"_s, u"PGSSLMAXPROTOCOLVERSION"_s},
        {u"requirepeer"_s, u"PGREQUIREPEER"_s},
        {u"krbsrvname"_s, u"PGKRBSRVNAME"_s},
        {u"channel_binding"_s, u"PGCHANNELBINDING"_s},
        {u"gssencmode"_s, u"PGGSSENCMODE"_s},
        {u"target_session_attrs"_s, u"PGTARGETSESSIONATTRS"_s},
    };
    return table;
}

QProcessEnvironment environmentOf(const DatabaseAddress &address)
{
    QProcessEnvironment environment;
    environment.insert(u"LC_ALL"_s, u"C"_s);
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    environment.insert(u"HOME"_s, qEnvironmentVariable("HOME", u"/"_s)); // ~/.pgpass, ~/.postgresql
    environment.insert(u"PGCONNECT_TIMEOUT"_s, u"5"_s);
    for (const auto &[key, value] : address.parameters()) {
        if (const auto variable = variables().constFind(key); variable != variables().constEnd())
            environment.insert(*variable, value);
    }
    return environment;
}

}

ClientProgram::~ClientProgram()
{
    constexpr int graceMs = 2'000;
    if (!running())
        return;
    m_process.terminate();
    if (m_process.waitForFinished(graceMs))
        return;
    m_process.kill();
    m_process.waitForFinished(graceMs);
}

Result<void> ClientProgram::start(const Command &command)
{
    m_program = command.program;
    m_words.clear();
    const QString path = command.binaries.program(command.program);
    if (!QFileInfo(path).isExecutable())
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::ServerMissing,
                      .field = command.program};
    m_process.setProcessEnvironment(environmentOf(command.address));
    tieToThread(m_process, command.niceness);
    m_process.start(path, command.arguments);
    if (!m_process.waitForStarted())
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::ServerMissing,
                      .field = command.program,
                      .detail = m_process.errorString()};
    return {};
}

Result<QByteArray> ClientProgram::read()
{
    m_process.setReadChannel(QProcess::StandardOutput);
    while (m_process.bytesAvailable() == 0) {
        noteWords();
        if (obeyStop())
            return failure();
        if (!m_process.waitForReadyRead(lookMs) && !running())
            break;
    }
    return m_process.read(portionBytes);
}

Result<void> ClientProgram::write(const QByteArray &bytes)
{
    m_process.write(bytes);
    while (m_process.bytesToWrite() > 0) {
        noteWords();
        if (obeyStop() || !running())
            return failure();
        m_process.waitForBytesWritten(lookMs);
    }
    return {};
}

void ClientProgram::closeInput()
{
    m_process.closeWriteChannel();
}

Result<void> ClientProgram::finish()
{
    while (running()) {
        noteWords();
        obeyStop();
        m_process.waitForFinished(lookMs);
    }
    noteWords();
    if (m_stopped || m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)
        return failure();
    return {};
}

Result<QString> ClientProgram::run(const Command &command, ClientProgram *stoppable)
{
    ClientProgram own;
    ClientProgram &program = stoppable ? *stoppable : own;
    if (const Result<void> started = program.start(command); !started)
        return started.error();
    program.closeInput();
    QByteArray output;
    while (true) {
        const Result<QByteArray> portion = program.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            break;
        output += *portion;
    }
    if (const Result<void> finished = program.finish(); !finished)
        return finished.error();
    return QString::fromUtf8(output);
}

/// Keeps the end of what it says about its troubles, and the pipe from filling up.
void ClientProgram::noteWords()
{
    m_words += m_process.readAllStandardError();
    m_words = m_words.last(std::min(m_words.size(), keptWords));
}

bool ClientProgram::obeyStop()
{
    if (m_stopped && running())
        m_process.terminate();
    return m_stopped;
}

Error ClientProgram::failure() const
{
    Error error {.code = Error::Code::Unavailable, .field = m_program};
    if (m_stopped)
        error.reason = Error::Reason::Cancelled;
    else if (error.detail = QString::fromUtf8(m_words).trimmed(); error.detail.isEmpty())
        error.detail = m_process.exitStatus() == QProcess::NormalExit
            ? u"it ended with code %1"_s.arg(m_process.exitCode())
            : u"it was killed"_s;
    return error;
}
