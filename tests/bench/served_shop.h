#pragma once

#include "bench_process.h"

#include <QByteArrayList>
#include <QUrl>

#include <memory>

/// A shop in a folder, run by `bakehousectl serve` as customers meet it: a process of its own with
/// a private PostgreSQL. Owned by a part of the benchmark; main thread.
class ServedShop
{
public:
    /// @p options of serve, after the benchmark's own.
    explicit ServedShop(const QString &folder, const QStringList &options = {});

    /// Returns once it serves. Errors: as BenchProcess::start() and lineBeginning().
    Result<void> start();
    void stop();
    /// Takes in goods and the VAT rates they need; returns once the API shows them. Errors: what
    /// bakehousectl complained of.
    Result<void> import(const QByteArrayList &catalogues) const;

    QUrl url() const { return m_url; }
    QString database() const;
    qint64 pid() const { return m_process->pid(); }

    static QString program();

private:
    Result<void> importFile(const QString &what, const QByteArray &content) const;

    const QString m_folder;
    const QStringList m_options;
    std::unique_ptr<BenchProcess> m_process;
    QUrl m_url;
};
