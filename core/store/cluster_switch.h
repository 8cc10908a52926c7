#pragma once

#include "result.h"

#include <QString>
#include <QStringList>

/// The moment at which a new cluster takes the place of an old one, in two renames that a note on
/// the disk makes one: without the note the old one counts, with it the new one, whatever was
/// renamed already. Names are those of folders in the data directory. Used by the owner of the
/// directory.
class ClusterSwitch
{
public:
    explicit ClusterSwitch(QString dataDirectory);

    /// Puts @p draft in the place of the cluster, which is kept as @p aside.
    /// Errors: Unavailable/DirectoryUnusable (field = the path).
    Result<void> decide(const QString &draft, const QString &aside) const;
    /// Finishes what an earlier program decided; does nothing when nothing was. Errors: as above.
    Result<void> finish() const;
    /// A free name for the cluster of @p major that is set aside today.
    QString asideName(int major) const;
    /// The folders of clusters that were set aside, in the directory at @p dataDirectory.
    static QStringList kept(const QString &dataDirectory);

private:
    QString at(const QString &name) const;
    Result<void> rename(const QString &from, const QString &to) const;

    const QString m_dataDirectory;
};
