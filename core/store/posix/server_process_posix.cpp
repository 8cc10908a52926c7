#include "server_process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Everything a child needs between fork and exec, made before: there it may not allocate.
struct Launch {
    std::vector<QByteArray> words;
    std::vector<char *> arguments;
    uid_t user = 0;
    gid_t group = 0;
    bool givesUpRoot = false;
    int niceness = 0;
    int input = -1;
    int output = -1;
    pid_t parent = 0;
};

constexpr int launchFailed = 127;

// TZ spares initdb a search through all zones; what PG… variables say must not reach the server.
std::array<const char *, 5> environment {"LC_ALL=C", "TZ=UTC", "HOME=/", "PATH=/usr/bin:/bin",
                                         nullptr};

void resetSignals()
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE, SIGCHLD, SIGUSR1, SIGUSR2})
        std::signal(number, SIG_DFL);
}

bool becomeAccount(const Launch &launch)
{
    return !launch.givesUpRoot
        || (::setgroups(0, nullptr) == 0 && ::setgid(launch.group) == 0
            && ::setuid(launch.user) == 0);
}

[[noreturn]] void runChild(const Launch &launch)
{
    resetSignals();
    ::setsid();
    ::umask(0077);
    ::setpriority(PRIO_PROCESS, 0, launch.niceness);
    ::dup2(launch.input, STDIN_FILENO);
    ::dup2(launch.output, STDOUT_FILENO);
    ::dup2(launch.output, STDERR_FILENO);
    // Nothing that somebody opened without O_CLOEXEC may live on in the server: a lock would never
    // end.
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    // The death signal comes last: giving up root clears it. The folder we stand in may be closed
    // to the account.
    if (!becomeAccount(launch) || ::chdir("/") != 0 || ::prctl(PR_SET_PDEATHSIG, SIGINT) != 0
        || ::getppid() != launch.parent)
        ::_exit(launchFailed);
    ::execve(launch.arguments[0], launch.arguments.data(), const_cast<char **>(environment.data()));
    ::_exit(launchFailed);
}

Launch prepareLaunch(const ServerProcess::Command &command)
{
    Launch launch {.user = command.account.user,
                   .group = command.account.group,
                   .givesUpRoot = command.account.givesUpRoot,
                   .niceness = command.niceness,
                   .parent = ::getpid()};
    launch.words.push_back(QFile::encodeName(command.program));
    for (const QString &argument : command.arguments)
        launch.words.push_back(QFile::encodeName(argument));
    for (QByteArray &word : launch.words)
        launch.arguments.push_back(word.data());
    launch.arguments.push_back(nullptr);
    return launch;
}

class ChildProcess final : public ServerProcess
{
public:
    explicit ChildProcess(pid_t pid)
        : m_pid(pid)
    {
    }
    Q_DISABLE_COPY_MOVE(ChildProcess)
    ~ChildProcess() override = default;

    qint64 pid() const override { return m_pid; }
    bool succeeded() const override
    {
        return m_ended && WIFEXITED(m_status) && WEXITSTATUS(m_status) == 0;
    }
    void request(Request request) override
    {
        if (!ended())
            ::kill(m_pid, request == Request::FinishNow ? SIGINT : SIGQUIT);
    }
    bool ended() override
    {
        if (!m_ended) {
            const pid_t answer = ::waitpid(m_pid, &m_status, WNOHANG);
            m_ended = answer == m_pid || (answer < 0 && errno == ECHILD);
        }
        return m_ended;
    }

private:
    const pid_t m_pid;
    bool m_ended = false;
    int m_status = 0;
};

class AdoptedProcess final : public ServerProcess
{
public:
    explicit AdoptedProcess(qint64 pid)
        : m_pid(pid)
        , m_program(QFileInfo(u"/proc/%1/exe"_s.arg(pid)).symLinkTarget())
    {
    }
    Q_DISABLE_COPY_MOVE(AdoptedProcess)
    ~AdoptedProcess() override = default;

    qint64 pid() const override { return m_pid; }
    bool succeeded() const override { return false; }
    void request(Request request) override
    {
        if (!ended())
            ::kill(pid_t(m_pid), request == Request::FinishNow ? SIGINT : SIGQUIT);
    }
    bool ended() override
    {
        const ProcessState state = processState(m_pid);
        // The number may have gone to another program since.
        return state == ProcessState::Gone || state == ProcessState::Dead
            || QFileInfo(u"/proc/%1/exe"_s.arg(m_pid)).symLinkTarget() != m_program;
    }

private:
    const qint64 m_pid;
    const QString m_program;
};

/// A log that cannot be written, on a full or closed disk, keeps no server from running.
int openOutput(const QString &path)
{
    const int output = ::open(QFile::encodeName(path).constData(),
                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (output >= 0)
        return output;
    qWarning("%s cannot be written (%s); what the database server says is not kept",
             qUtf8Printable(path), std::strerror(errno));
    return ::open("/dev/null", O_WRONLY | O_CLOEXEC);
}

Error unavailable(const QString &field, int code)
{
    return {.code = Error::Code::Unavailable,
            .field = field,
            .detail = QString::fromLocal8Bit(std::strerror(code))};
}

}

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const Command &command)
{
    Launch launch = prepareLaunch(command);
    launch.output = openOutput(command.outputFile);
    if (launch.output < 0)
        return unavailable(command.outputFile, errno);
    launch.input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    const pid_t pid = ::fork();
    const int reason = errno;
    if (pid == 0)
        runChild(launch);
    ::close(launch.input);
    ::close(launch.output);
    if (pid < 0)
        return unavailable(command.program, reason);
    return std::unique_ptr<ServerProcess>(std::make_unique<ChildProcess>(pid));
}

std::unique_ptr<ServerProcess> ServerProcess::adopted(qint64 pid)
{
    return std::make_unique<AdoptedProcess>(pid);
}

void continueProcess(qint64 pid)
{
    ::kill(pid_t(pid), SIGCONT);
}

void abandonProcess(qint64 pid)
{
    ::kill(pid_t(pid), SIGQUIT);
}
