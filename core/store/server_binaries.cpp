#include "server_binaries.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

int majorOf(const QString &folder)
{
    // "/usr/lib/postgresql/15/bin" says it; else the program itself does, which costs a start.
    bool isNumber = false;
    const int fromPath = QFileInfo(QFileInfo(folder).path()).fileName().toInt(&isNumber);
    if (isNumber)
        return fromPath;
    QProcess program;
    program.start(QDir(folder).filePath(u"postgres"_s), {u"--version"_s}, QIODevice::ReadOnly);
    if (!program.waitForFinished(5'000))
        return 0;
    static const QRegularExpression number(u"\\) (\\d+)"_s);
    return number.match(QString::fromLatin1(program.readAllStandardOutput())).captured(1).toInt();
}

std::vector<ServerBinaries> installed(const QStringList &places)
{
    std::vector<ServerBinaries> found;
    for (const QString &place : places) {
        ServerBinaries binaries {.folder = place};
        if (!QFileInfo(binaries.program(u"postgres"_s)).isExecutable()
            || !QFileInfo(binaries.program(u"initdb"_s)).isExecutable())
            continue;
        binaries.major = majorOf(place);
        found.push_back(binaries);
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &ServerBinaries::major);
    return found;
}

QString majorsOf(const std::vector<ServerBinaries> &found)
{
    QStringList majors;
    for (const ServerBinaries &binaries : found)
        majors.append(QString::number(binaries.major));
    majors.removeDuplicates();
    return majors.join(u", "_s);
}

}

QString ServerBinaries::program(const QString &name) const
{
    return QDir(folder).filePath(name);
}

Result<ServerBinaries> ServerBinaries::find(const QString &onlyFolder, int clusterMajor)
{
    const QStringList places = onlyFolder.isEmpty() ? serverPlaces() : QStringList {onlyFolder};
    const std::vector<ServerBinaries> found = installed(places);
    const auto fits = [clusterMajor](const ServerBinaries &binaries) {
        return clusterMajor == 0 ? binaries.major >= oldestMajor : binaries.major == clusterMajor;
    };
    const auto best = std::ranges::find_if(found, fits);
    if (best != found.end())
        return *best;
    if (found.empty() || clusterMajor == 0)
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::ServerMissing,
                      .field = places.join(u':'),
                      .detail = u"no PostgreSQL server of version %1 or newer found; looked in %2"_s
                                    .arg(oldestMajor)
                                    .arg(places.join(u", "_s))};
    return Error {.code = Error::Code::Conflict,
                  .reason = Error::Reason::SchemaMismatch,
                  .detail =
                      u"the database was made by PostgreSQL %1, but this machine has only %2; "
                      u"install PostgreSQL %1 again (an older one is then carried over by itself), "
                      u"or restore a backup into a new data directory"_s.arg(clusterMajor)
                          .arg(majorsOf(found))};
}
