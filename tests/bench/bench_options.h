#pragma once

#include "result.h"

#include <QStringList>

class BenchReport;

/// How the parts of the API's benchmark measure. A value, from the command line.
struct BenchOptions {
    bool quick = false;
    int rounds = 5; ///< Pairs, and so ratios, of each comparison.
    int seconds = 5; ///< Of each run.
    quint32 seed = 1;
    QString catalogue; ///< Goods of the products part, from a file.
    QString folder; ///< An empty one for this part alone.
    QStringList urls; ///< Other servers with this API, for the mix.
    QString measured; ///< What memory.sh said.
};

// The parts. Each makes what it needs in the folder and tells the report what it finds. Errors:
// what could not be run.
Result<void> measureMachine(const BenchOptions &options, BenchReport &report);
Result<void> measureProducts(const BenchOptions &options, BenchReport &report);
Result<void> measureOrders(const BenchOptions &options, BenchReport &report);
Result<void> measureQueue(const BenchOptions &options, BenchReport &report);
Result<void> measureMemory(const BenchOptions &options, BenchReport &report);
Result<void> measureStart(const BenchOptions &options, BenchReport &report);
Result<void> measureMix(const BenchOptions &options, BenchReport &report);
Result<void> measureEvents(const BenchOptions &options, BenchReport &report);
Result<void> measureVerify(const BenchOptions &options, BenchReport &report);
Result<void> measureUpload(const BenchOptions &options, BenchReport &report);
