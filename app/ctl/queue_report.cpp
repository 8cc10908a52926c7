#include "queue_report.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

/// On one line of a terminal, whatever a job's failure said.
QString onOneLine(const QString &text)
{
    QString line;
    for (const QChar c : text)
        line += c.isPrint() ? c : QChar(u' ');
    return line;
}

QJsonObject kindObject(const QueueKind &kind)
{
    return {{u"kind"_s, kind.kind},           {u"due"_s, kind.due},
            {u"scheduled"_s, kind.scheduled}, {u"running"_s, kind.running},
            {u"dead"_s, kind.dead},           {u"oldest_ms"_s, kind.oldestMs},
            {u"overdue_ms"_s, kind.overdueMs}};
}

QJsonObject leasedObject(const LeasedJob &job)
{
    return {{u"job"_s, job.id},
            {u"kind"_s, job.kind},
            {u"worker"_s, job.worker},
            {u"attempts"_s, job.attempts},
            {u"lease_ms"_s, job.leaseMs}};
}

QJsonObject deadObject(const DeadJob &job)
{
    return {{u"job"_s, job.id},
            {u"kind"_s, job.kind},
            {u"subject"_s, job.subject},
            {u"attempts"_s, job.attempts},
            {u"error"_s, job.error},
            {u"created_at"_s, job.createdAt.toString(Qt::ISODateWithMs)},
            {u"died_at"_s, job.diedAt.toString(Qt::ISODateWithMs)}};
}

} // namespace

QJsonObject queueObject(const QueueState &queue)
{
    QJsonArray kinds;
    for (const QueueKind &kind : queue.kinds)
        kinds.append(kindObject(kind));
    QJsonArray leases;
    for (const LeasedJob &job : queue.leased)
        leases.append(leasedObject(job));
    QJsonArray dead;
    for (const DeadJob &job : queue.dead)
        dead.append(deadObject(job));
    return {{u"kinds"_s, kinds}, {u"leases"_s, leases}, {u"dead_jobs"_s, dead}};
}

QStringList queueLines(const QueueState &queue)
{
    QStringList lines;
    for (const QueueKind &kind : queue.kinds)
        lines.append(
            u"%1: %2 due, %3 scheduled, %4 running, %5 dead, oldest %6 ms old"_s.arg(kind.kind)
                .arg(kind.due)
                .arg(kind.scheduled)
                .arg(kind.running)
                .arg(kind.dead)
                .arg(kind.oldestMs));
    for (const LeasedJob &job : queue.leased)
        lines.append(u"job %1 %2 runs at %3, lease ends in %4 ms"_s.arg(job.id)
                         .arg(job.kind, onOneLine(job.worker))
                         .arg(job.leaseMs));
    return lines;
}

QString deadLine(const DeadJob &job)
{
    return u"job %1 %2 of %3, dead since %4 after %5 attempts: %6"_s.arg(job.id)
        .arg(job.kind)
        .arg(job.subject)
        .arg(job.diedAt.toLocalTime().toString(Qt::ISODate))
        .arg(job.attempts)
        .arg(onOneLine(job.error));
}
