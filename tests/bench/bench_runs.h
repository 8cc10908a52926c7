#pragma once

#include "load_account.h"
#include "result.h"

#include <QStringList>
#include <QUrl>

/// A load of bench_load against a server.
struct LoadRun {
    QUrl server;
    int clients = 1;
    int seconds = 1;
    QStringList words; ///< More of LoadPlan.

    /// Errors: what bench_load complained of.
    Result<LoadFigures> run() const;
};

/// A run of pgbench with one of the scripts in tests/bench/pgbench.
struct PgbenchRun {
    QString database; ///< URI.
    QString script; ///< Its name, without the ending.
    int clients = 1;
    int seconds = 0; ///< For so long, or
    int transactions = 0; ///< so many of each client.
    QStringList variables; ///< name=value.

    /// What pgbench counted.
    struct Figures {
        double perSecond = 0;
        qint64 transactions = 0;
        double meanMs = 0;
    };
    /// Errors: what pgbench complained of; a transaction that failed is one too.
    Result<Figures> run() const;
};

/// "1,2,3".
QString idList(const std::vector<qint64> &ids);
