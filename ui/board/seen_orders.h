#pragma once

#include "result.h"

#include <QFuture>
#include <QObject>
#include <QSet>
#include <QString>

#include <optional>

/// Which open orders somebody looked at, kept in a file from one start to the next. Reads and
/// writes on the global pool; what cannot be written is tried again with the next change. Owned by
/// the open orders; main thread.
class SeenOrders final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeenOrders)
public:
    explicit SeenOrders(QString file, QObject *parent = nullptr);

    /// Public ids. Errors: NotFound where there is no file yet; Internal where it cannot be read.
    QFuture<Result<QSet<qint64>>> read() const;
    /// Written at once, or after what is being written.
    void note(const QSet<qint64> &orders);

private:
    void write();

    const QString m_file;
    std::optional<QSet<qint64>> m_waiting;
    bool m_writing = false;
};
