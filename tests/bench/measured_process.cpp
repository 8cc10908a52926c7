#include "measured_process.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// The fields of /proc/PID/stat behind the name, which may hold anything.
QList<QByteArray> statFields(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

// Where they stand among those fields; proc(5) counts from the process id.
constexpr qsizetype parentField = 1;
constexpr qsizetype userTimeField = 11;
constexpr qsizetype systemTimeField = 12;

} // namespace

std::vector<qint64> processesBelow(qint64 root)
{
    QMultiHash<qint64, qint64> children;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QList<QByteArray> fields =
            name.toLongLong() > 0 ? statFields(name.toLongLong()) : QList<QByteArray>();
        children.insert(fields.value(parentField).toLongLong(), name.toLongLong());
    }
    if (statFields(root).isEmpty())
        return {};
    std::vector<qint64> found {root};
    for (size_t i = 0; i < found.size(); ++i) {
        for (const qint64 child : children.values(found[i]))
            found.push_back(child);
    }
    return found;
}

double cpuSeconds(const std::vector<qint64> &processes)
{
    qint64 ticks = 0;
    for (const qint64 process : processes) {
        const QList<QByteArray> fields = statFields(process);
        ticks += fields.value(userTimeField).toLongLong();
        ticks += fields.value(systemTimeField).toLongLong();
    }
    return double(ticks) / double(::sysconf(_SC_CLK_TCK));
}

int threadsOf(qint64 process)
{
    const QDir folder(u"/proc/%1/task"_s.arg(process));
    return int(folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}
