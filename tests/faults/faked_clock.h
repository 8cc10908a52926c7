#pragma once

#include <QDateTime>
#include <QHash>
#include <QString>

/// The machine's clock as programs under libfaketime see it: set while they run; what counts from
/// the boot stays true. Owned by a test.
class FakedClock final
{
public:
    /// Kept in the file @p path, which every program that is to see it can read.
    explicit FakedClock(const QString &path);

    /// For the environment of a program that is to see it.
    QHash<QString, QString> variables() const;
    void setAhead(qint64 seconds);
    void set(const QDateTime &now);
    /// What the programs read.
    QDateTime now() const { return QDateTime::currentDateTimeUtc().addSecs(m_ahead); }

private:
    const QString m_path;
    qint64 m_ahead = 0; ///< Of the true clock.
};
