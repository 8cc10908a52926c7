#include "server_process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

QString folderOf(qint64 pid)
{
    return u"/proc/%1"_s.arg(pid);
}

/// A program that was replaced since it started is still the program.
bool isPostgres(qint64 pid)
{
    const QString program = QFileInfo(folderOf(pid) + "/exe"_L1).symLinkTarget();
    return program.endsWith("/postgres"_L1) || program.endsWith("/postgres (deleted)"_L1);
}

bool runsAs(qint64 pid, const ServerAccount &account)
{
    struct stat folder {
    };
    return ::stat(QFile::encodeName(folderOf(pid)).constData(), &folder) == 0
        && folder.st_uid == account.user;
}

}

ProcessState processState(qint64 pid)
{
    QFile file(folderOf(pid) + "/stat"_L1);
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return ProcessState::Gone;
    const QByteArray text = file.readAll();
    // "pid (name) S …": the name may hold anything, brackets too.
    const qsizetype end = text.lastIndexOf(')');
    if (end < 0 || end + 2 >= text.size())
        return ProcessState::Gone;
    switch (text.at(end + 2)) {
    case 'Z':
    case 'X':
        return ProcessState::Dead;
    case 'T':
        return ProcessState::Stopped;
    default:
        return ProcessState::Running;
    }
}

bool isServerProcessIn(qint64 pid, const QString &clusterFolder, const ServerAccount &account)
{
    // Every process of a server stands in its cluster's folder.
    return pid > 0 && runsAs(pid, account) && isPostgres(pid)
        && QFileInfo(folderOf(pid) + "/cwd"_L1).symLinkTarget() == clusterFolder;
}

std::vector<qint64> serverProcessesIn(const QString &clusterFolder, const ServerAccount &account)
{
    std::vector<qint64> found;
    const QStringList names =
        QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::NoSort);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        if (isNumber && isServerProcessIn(pid, clusterFolder, account))
            found.push_back(pid);
    }
    return found;
}
