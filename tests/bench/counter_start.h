#pragma once

#include "bench_application.h"
#include "result.h"

#include <QHash>
#include <QString>

/// How long a start took, from the moment before the program was executed.
struct StartTimes {
    std::chrono::microseconds painted {0}; ///< Tiles are on the screen.
    std::chrono::microseconds sold {0}; ///< A tap on one has put a line into a basket.
};

/// Runs this program again as a counter that only starts, in the data directory @p folder with the
/// settings @p more. Errors: Internal, detail = what it said.
Result<StartTimes> measureStart(const QString &folder, const QHash<QString, QString> &more);
/// What that second program does: "--start-only FOLDER BEGAN [KEY=VALUE…]"; says the times.
int startOnly(BenchApplication &application, const QStringList &arguments);
