#include "shop_processes.h"

#include "server_process.h"

#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    QFile list(u"/proc/%1/task/%1/children"_s.arg(parent));
    if (!list.open(QIODevice::ReadOnly))
        return children;
    for (const QByteArray &word : list.readAll().simplified().split(' ')) {
        if (const qint64 pid = word.toLongLong(); pid > 0)
            children.append(pid);
    }
    return children;
}

bool isAlive(qint64 pid)
{
    const ProcessState state = processState(pid);
    return state != ProcessState::Gone && state != ProcessState::Dead;
}

bool isStopped(qint64 pid)
{
    return processState(pid) == ProcessState::Stopped;
}

void signalTo(qint64 pid, int signal)
{
    if (pid > 0)
        ::kill(pid_t(pid), signal);
}

void signalTo(const QList<qint64> &pids, int signal)
{
    for (const qint64 pid : pids)
        signalTo(pid, signal);
}
