#include "cluster_fixture.h"

#include "data_directory.h"

#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

ClusterFixture::ClusterFixture()
{
    ::chmod(QFile::encodeName(m_folder.path()).constData(), 0711);
}

QString ClusterFixture::prepare(const QString &name) const
{
    const Result<DataDirectory> directory = DataDirectory::prepare(m_folder.filePath(name));
    return directory ? directory->path() : QString();
}

std::unique_ptr<Cluster> ClusterFixture::cluster(const QString &dataDirectory)
{
    return std::make_unique<Cluster>(Cluster::Options {
        .dataDirectory = dataDirectory, .binaries = {}, .niceness = 0, .extraSettings = {}});
}

TestConnection connectTo(const Cluster &cluster)
{
    return TestConnection(PQconnectdb(
        cluster.address().with(u"connect_timeout"_s, u"2"_s).uri().toUtf8().constData()));
}

bool answers(const Cluster &cluster)
{
    return value(connectTo(cluster).get(), "SELECT 1") == u"1"_s;
}

QString value(PGconn *connection, const char *sql)
{
    PGresult *answer = PQexec(connection, sql);
    const QString text =
        PQntuples(answer) == 1 ? QString::fromUtf8(PQgetvalue(answer, 0, 0)) : QString();
    PQclear(answer);
    return text;
}

std::unique_ptr<QProcess> startSleeper(const QString &folder)
{
    struct stat owner {
    };
    ::stat(QFile::encodeName(folder).constData(), &owner);
    auto program = std::make_unique<QProcess>();
    program->setChildProcessModifier([owner] {
        if (::geteuid() == 0 && (::setgid(owner.st_gid) != 0 || ::setuid(owner.st_uid) != 0))
            ::_exit(1);
    });
    program->start(u"sleep"_s, {u"600"_s});
    program->waitForStarted();
    return program;
}

bool isRoot()
{
    return ::geteuid() == 0;
}
