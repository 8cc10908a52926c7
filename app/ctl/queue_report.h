#pragma once

#include "queue_state.h"

#include <QJsonObject>
#include <QStringList>

/// How many leased and dead jobs are shown one by one.
constexpr int shownJobs = 100;

/// The queue as JSON: kinds, leases, dead jobs.
QJsonObject queueObject(const QueueState &queue);
/// One line for each kind and each leased job.
QStringList queueLines(const QueueState &queue);
/// One line for a dead job: number, kind, attempts, since when, why.
QString deadLine(const DeadJob &job);
