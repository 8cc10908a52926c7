#include "till_process.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int limitMs = 60'000;
}

TillProcess::~TillProcess()
{
    if (!m_process)
        return;
    m_process->closeWriteChannel(); // It ends with its input.
    if (!m_process->waitForFinished(limitMs))
        m_process->kill();
}

void TillProcess::setVariable(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

bool TillProcess::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(m_environment);
    m_process->start(QStringLiteral(SELLING_TILL), {u"--data"_s, m_data, u"--api-port"_s, u"0"_s});
    return m_process->waitForStarted(limitMs) && nextLine() == QStringList {u"ready"_s};
}

/// Events of this process go on meanwhile.
std::optional<QStringList> TillProcess::nextLine()
{
    const bool there = QTest::qWaitFor(
        [this] { return m_process->canReadLine() || m_process->state() == QProcess::NotRunning; },
        limitMs);
    if (!there || !m_process->canReadLine())
        return {};
    return QString::fromUtf8(m_process->readLine()).trimmed().split(u' ');
}

std::optional<QStringList> TillProcess::ask(const QString &line)
{
    m_process->write(line.toUtf8() + '\n');
    return nextLine();
}

std::vector<SoldLine> TillProcess::sell(int count)
{
    std::vector<SoldLine> sold;
    while (int(sold.size()) < count) {
        const std::optional<QStringList> words = ask(u"sell 1"_s);
        if (!words || words->value(0) != u"sold"_s)
            break;
        sold.push_back({.number = words->value(1).toLongLong(),
                        .totalMinor = words->value(2).toLongLong(),
                        .soldAt = QDateTime::fromString(words->value(3), Qt::ISODateWithMs),
                        .businessDay = QDate::fromString(words->value(4), Qt::ISODate),
                        .suspect = words->value(5) == u"suspect"_s});
    }
    return sold;
}

QStringList TillProcess::state()
{
    return ask(u"state"_s).value_or(QStringList());
}

bool TillProcess::databaseUp()
{
    return state().value(1) == u"up"_s;
}

qint64 TillProcess::waiting()
{
    bool isNumber = false;
    const qint64 waiting = state().value(2).toLongLong(&isNumber);
    return isNumber ? waiting : -1;
}

void TillProcess::kill()
{
    m_process->kill();
    m_process->waitForFinished(limitMs);
    m_process.reset();
}

QByteArray TillProcess::complaints()
{
    return m_process->readAllStandardError();
}
