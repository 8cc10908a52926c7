#include "crash_report.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keptReports = 10;

/// The value of "name: value" in @p text; "?" where it is missing, as in a report that was cut off.
QString valueOf(const QString &text, const QString &name)
{
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(name + u": "_s))
            return line.mid(name.size() + 2);
    }
    return u"?"_s;
}

CrashReport readReport(const QString &path)
{
    constexpr qint64 longest = 10'000;
    QFile file(path);
    const QString text =
        file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(longest)) : QString();
    return {.path = path,
            .summary = u"%1 in thread %2 at %3"_s.arg(
                valueOf(text, u"signal"_s), valueOf(text, u"thread"_s), valueOf(text, u"at"_s))};
}

/// Names begin with the time, so their order is that of the crashes.
std::vector<CrashReport> reportsNamed(const QString &folder, const QString &pattern)
{
    const QDir directory(folder);
    std::vector<CrashReport> reports;
    for (const QString &name : directory.entryList({pattern}, QDir::Files, QDir::Name))
        reports.push_back(readReport(directory.filePath(name)));
    return reports;
}

} // namespace

std::vector<CrashReport> takeCrashReports(const QString &folder)
{
    std::vector<CrashReport> reports = reportsNamed(folder, u"crash-*.new"_s);
    for (CrashReport &report : reports) {
        const QString told = report.path.chopped(4) + u".txt"_s;
        if (QFile::rename(report.path, told))
            report.path = told;
    }
    const QDir directory(folder);
    const QStringList kept = directory.entryList({u"crash-*.txt"_s}, QDir::Files, QDir::Name);
    for (const QString &old : kept.mid(0, std::max<qsizetype>(0, kept.size() - keptReports)))
        QFile::remove(directory.filePath(old));
    return reports;
}

std::vector<CrashReport> crashReports(const QString &folder)
{
    return reportsNamed(folder, u"crash-*"_s);
}
