#pragma once

#include "health_desk.h"
#include "metrics_text.h"
#include "supervision.h"

class ApiServer;
class Notifier;
class Stores;
class Worker;

/// What of a shop is watched; all outlives the supervision. Null for what the shop does not run.
struct SupervisedParts {
    Stores &stores;
    Worker *worker = nullptr;
    std::function<Notifier *()> notifier; ///< It comes with the database.
    std::function<ApiServer *()> api;
};

/// A duty for each thread of @p parts that can be built anew: the connections for orders, for short
/// reads and of the worker, the worker, the notifier, the API.
std::vector<Supervision::Duty> supervisionDuties(const SupervisedParts &parts);
/// Healthy while no thread stalls; says which does, and what was rebuilt.
HealthCheck checkThreads(const std::vector<ThreadReport> &reports);
void writeThreads(MetricsText &text, const std::vector<ThreadReport> &reports);
