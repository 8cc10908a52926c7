#include "ctl_shop.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int startLimitMs = 30'000;

QString program()
{
    return QStringLiteral(BAKEHOUSECTL);
}

}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QHash<QString, QString>> csvRows(const QString &path)
{
    QList<QHash<QString, QString>> rows;
    const QStringList lines = QString::fromUtf8(contentOf(path)).split(u'\n', Qt::SkipEmptyParts);
    const QStringList names = lines.value(0).split(u',');
    for (const QString &line : lines.mid(1)) {
        const QStringList fields = line.split(u',');
        QHash<QString, QString> row;
        for (qsizetype i = 0; i < names.size(); ++i)
            row.insert(names.at(i), fields.value(i));
        rows.append(row);
    }
    return rows;
}

CtlShop::CtlShop()
    : CtlShop(QDir::tempPath())
{
}

CtlShop::CtlShop(const QString &place)
    : m_folder(place + u"/bakehouse-XXXXXX"_s)
{
    // As root the server runs under an account of its own, which must be able to walk in.
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
}

CtlShop::~CtlShop()
{
    if (m_server)
        stopServer();
}

QString CtlShop::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s could not be written", qUtf8Printable(file.fileName()));
    return file.fileName();
}

void CtlShop::setVariable(const QString &name, const QString &value)
{
    m_variables.insert(name, value);
}

void CtlShop::unsetVariable(const QString &name)
{
    m_variables.remove(name);
}

std::unique_ptr<QProcess> CtlShop::start(const QStringList &words) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::SeparateChannels);
    process->setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(m_variables);
    process->setProcessEnvironment(environment);
    process->start(program(), words + QStringList {u"--data"_s, data()});
    if (!process->waitForStarted(startLimitMs))
        qFatal("%s did not start", qUtf8Printable(program()));
    return process;
}

CommandResult CtlShop::run(const QStringList &words, int timeoutMs) const
{
    const std::unique_ptr<QProcess> process = start(words);
    if (!process->waitForFinished(timeoutMs))
        return {.exitCode = -1, .output = {}, .complaints = u"did not end"_s};
    const bool normal = process->exitStatus() == QProcess::NormalExit;
    return {.exitCode = normal ? process->exitCode() : -1,
            .output = QString::fromUtf8(process->readAllStandardOutput()),
            .complaints = QString::fromUtf8(process->readAllStandardError())};
}

bool CtlShop::killedAt(const QString &failpoint, const QStringList &words) const
{
    qputenv("BAKEHOUSE_FAILPOINT", failpoint.toLatin1());
    const std::unique_ptr<QProcess> process = start(words);
    qunsetenv("BAKEHOUSE_FAILPOINT");
    return process->waitForFinished(commandLimitMs) && process->exitStatus() == QProcess::CrashExit
        && process->exitCode() == SIGKILL;
}

QString CtlShop::serve(const QStringList &options)
{
    m_server = start(QStringList {u"serve"_s, u"--port"_s, u"0"_s} + options);
    while (!m_server->canReadLine()) {
        if (!m_server->waitForReadyRead(startLimitMs))
            return {};
    }
    const QString line = QString::fromUtf8(m_server->readLine()).trimmed();
    m_api = line.startsWith(u"ready http://"_s) ? line.mid(6) : QString();
    return m_api;
}

QString CtlShop::serverComplaints() const
{
    return m_server ? QString::fromUtf8(m_server->readAllStandardError()) : QString();
}

void CtlShop::killServer()
{
    m_server->kill();
    m_server->waitForFinished(commandLimitMs);
    m_server.reset();
}

int CtlShop::stopServer()
{
    m_server->terminate();
    const bool ended = m_server->waitForFinished(commandLimitMs);
    const int exitCode =
        ended && m_server->exitStatus() == QProcess::NormalExit ? m_server->exitCode() : -1;
    m_server.reset();
    return exitCode;
}

QString CtlShop::databaseUrl() const
{
    const QByteArray running = contentOf(data() + u"/run.json"_s);
    return QJsonDocument::fromJson(running).object().value(u"database"_s).toString();
}

QString CtlShop::sql(const QString &command) const
{
    QProcess psql;
    psql.start(u"psql"_s,
               {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s, command, databaseUrl()});
    if (!psql.waitForFinished(commandLimitMs) || psql.exitCode() != 0)
        qFatal("psql: %s", psql.readAllStandardError().constData());
    return QString::fromUtf8(psql.readAllStandardOutput()).section(u'\n', 0, 0);
}

qint64 CtlShop::serverPid() const
{
    return contentOf(data() + u"/cluster/postmaster.pid"_s).split('\n').value(0).toLongLong();
}

QString CtlShop::prepareReplay(int count, quint32 seed) const
{
    const QByteArrayList goods {"Plain loaf", "Seeded roll", "Almond slice", "Flat white",
                                "Soup of the day"};
    QByteArray catalogue = "name,category,tax_class,price_minor,currency\n";
    for (qsizetype i = 0; i < goods.size(); ++i)
        catalogue += goods.at(i) + ",All," + (i < 3 ? "cold," : "hot,")
            + QByteArray::number(137 + 53 * i) + ",GBP\n";
    const QString goodsFile = write(u"goods.csv"_s, catalogue);
    const QString ratesFile = write(u"rates.csv"_s,
                                    "tax_class,takeaway_bp,eat_in_bp,valid_from\n"
                                    "cold,0,2000,2011-01-04\nhot,2000,2000,2011-01-04\n");
    QRandomGenerator random(seed);
    QDateTime time(QDate(2024, 3, 1), QTime(7, 30));
    QByteArray receipts = "date,time,receipt,item\n";
    for (int i = 1; i <= count; ++i) {
        time = time.addSecs(random.bounded(20, 400));
        const int items = random.bounded(1, 5);
        for (int item = 0; item < items; ++item)
            receipts += time.toString(u"yyyy-MM-dd,HH:mm:ss"_s).toUtf8() + ','
                + QByteArray::number(i) + ',' + goods.at(random.bounded(int(goods.size()))) + '\n';
    }
    if (run({u"import"_s, u"tax"_s, ratesFile}).exitCode != 0
        || run({u"import"_s, u"catalogue"_s, goodsFile}).exitCode != 0)
        qFatal("the goods could not be imported");
    return write(u"receipts.csv"_s, receipts);
}
