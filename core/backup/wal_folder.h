#pragma once

#include "wal_sealed_file.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QStringList>
#include <QUuid>

#include <optional>
#include <vector>

/// A base backup as the catalogue knows it.
struct BaseRecord {
    QString name; ///< Its file: "base-20261126T013000Z.base".
    QDateTime startedAt; ///< UTC, as the next.
    QDateTime finishedAt; ///< The database can be restored to any time from here on.
    QString firstSegment; ///< The log is needed from this segment on.
    qint64 rawBytes = 0; ///< Unpacked.
    QHash<QUuid, qint64> heads {}; ///< What it holds of each till at least.
    bool operator==(const BaseRecord &) const = default;
};

/// A time without a gap: the database can be restored to each moment of it.
struct WalCoverage {
    QDateTime since;
    QDateTime until;
    QString last {}; ///< Its last segment.
    bool operator==(const WalCoverage &) const = default;
};

/// What one stream of the log holds.
struct WalCatalog {
    QString system; ///< Identifier of the PostgreSQL cluster.
    qint64 segmentBytes = 0;
    std::vector<BaseRecord> bases {}; ///< The oldest first.
    std::vector<WalCoverage> covered {}; ///< The oldest first.
    QSet<QUuid> tills {}; ///< Whose journals lay in the data directory.
    bool operator==(const WalCatalog &) const = default;

    /// Up to when a restore is possible; none before the first base.
    std::optional<QDateTime> until() const;
    /// The base that a restore to @p at begins with: the newest that was finished by then, within
    /// one time without a gap. Null when there is none.
    const BaseRecord *baseFor(const QDateTime &at) const;
    const WalCoverage *coverageOf(const QDateTime &at) const;
    /// Takes the oldest bases off, and the times that only they covered.
    void forget(const std::vector<BaseRecord> &oldest);
};

/// Place of a segment in the log, counted from its beginning; none for a name of something else.
std::optional<qint64> segmentNumber(const QString &name, qint64 segmentBytes);

/// The files of one stream on the backup target, TARGET/wal/ID: catalogue, base backups, segments
/// of the log. A value; its functions block.
class WalFolder
{
public:
    WalFolder(const QString &target, const QString &stream, SealKey key = {});
    /// All streams on @p target.
    static QStringList streams(const QString &target);

    QString path() const { return m_path; }
    const SealKey &key() const { return m_key; }
    QString file(const QString &name) const { return m_path + u'/' + name; }
    /// A whole segment, or one that is still being written.
    QString segmentFile(const QString &segment) const;
    QString partialFile(const QString &segment) const;

    Result<void> prepare() const; ///< Makes the folders, mode 0700.
    /// Empty when there is none yet. Errors: as SealedReader.
    Result<WalCatalog> read() const;
    Result<void> write(const WalCatalog &catalog) const;
    /// Names of whole segments, of one that is still being written, of timelines' histories; in
    /// order.
    QStringList segments() const;
    QStringList partials() const;
    QStringList histories() const;
    QString lastSegment() const; ///< Whole or not.
    qint64 bytes() const; ///< Of everything in it.
    /// Another history was found: what is here is moved out of the way, beside it.
    Result<void> setAside(const QDateTime &now) const;
    /// Removes what was set aside before @p before, and streams that @p predecessors name, once
    /// nothing was added to them since then.
    void removeOld(const QStringList &predecessors, const QDateTime &before) const;

private:
    QStringList namesOf(const QString &ending) const;

    QString m_path;
    SealKey m_key;
};

/// Names what is moved aside at @p now, and says of such a name when that was.
QString asideName(const QString &name, const QDateTime &now);
std::optional<QDateTime> asideTime(const QString &name);

/// In the data directory: names the stream that its database was restored from.
QString walOriginFile();

/// How much of a stream may stay.
struct WalLimits {
    int days = 7; ///< A restore goes back so far.
    qint64 bytes = 0; ///< In all; 0 = no limit.
};

/// What a stream need not keep.
struct WalPlan {
    std::vector<BaseRecord> bases; ///< To be removed.
    bool baseWanted = false; ///< Only a new base lets older log go.
};

/// What of @p catalog may go at @p now; never the newest base. @p bytesFrom says for each base what
/// the stream would weigh if it were the oldest.
WalPlan planPruning(const WalCatalog &catalog, const QHash<QString, qint64> &bytesFrom,
                    const QDateTime &now, const WalLimits &limits);
