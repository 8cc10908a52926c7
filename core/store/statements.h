#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

/// Text of the statement `-- name: NAME` of sql/statements or sql/journal; empty when there is
/// none.
QByteArray statementText(const QString &name);
/// All names, and those that stand twice; for tests.
QStringList statementNames();
QStringList doubledStatementNames();

/// A numbered file of sql/migrations.
struct MigrationStep {
    int version = 0;
    QString name;
    QByteArray text;
    QString sum; ///< SHA-256, hex.
};

/// All steps, by version.
const std::vector<MigrationStep> &migrationSteps();
