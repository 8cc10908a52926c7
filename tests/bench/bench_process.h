#pragma once

#include "result.h"

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

/// A program that ends with the benchmark, whatever ends that. Owned by what it serves; main
/// thread.
class BenchProcess
{
public:
    BenchProcess();
    /// Asks it to end, and makes it.
    ~BenchProcess();
    Q_DISABLE_COPY_MOVE(BenchProcess)

    /// Errors: Unavailable, with the program's name.
    Result<void> start(const QString &program, const QStringList &arguments);
    /// Waits for a line that begins with @p word and gives the rest of it. Errors: Timeout,
    /// Unavailable when the program ended; with what it said.
    Result<QString> lineBeginning(const QString &word, int timeoutMs);
    void stop();
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

/// Runs a program to its end and gives what it said. Errors: Internal, with its complaint.
Result<QByteArray> outputOf(const QString &program, const QStringList &arguments, int timeoutMs);
/// GET, or POST where there is a @p body; the answer must be a JSON object with a status of 2xx.
Result<QJsonObject> askJson(const QString &url, const QByteArray &body = {});
/// Lets the event loop turn for that long.
void letPass(int milliseconds);
