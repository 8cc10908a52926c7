#pragma once

#include <QString>
#include <QTemporaryDir>

/// A file system of its own that a test may fill, close or cut the power of. Needs root. Owned by a
/// test, which lets go of everything in it first.
class SmallDisk
{
public:
    enum class Kind {
        Memory, ///< tmpfs.
        Image, ///< ext4 in a file that stands for the disk.
    };
    /// Whether this process may mount anything.
    static bool canBeMade();

    /// Of @p megabytes, mounted at @p place, or in a folder of its own.
    SmallDisk(Kind kind, int megabytes, const QString &place = {});
    ~SmallDisk();
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool mounted() const { return m_mounted; }
    QString path() const { return m_place; }

    /// Takes all space that is left, to the last byte.
    void fill() const;
    /// Gives it back.
    void makeRoom() const;
    enum class Writing { Forbidden, Allowed };
    /// False while somebody has a file open for writing there.
    bool set(Writing writing) const;

    /// What had reached the disk at this moment is kept aside. Nobody may be writing; what the
    /// system still holds in memory is not on it.
    bool keepImage() const;
    /// The disk as keepImage() found it, mounted anew: what a computer finds when its power is
    /// back.
    bool backFromImage();

private:
    bool mount();
    bool unmount();
    QString imageFile() const { return m_folder.filePath(QStringLiteral("disk")); }
    QString keptFile() const { return m_folder.filePath(QStringLiteral("kept")); }
    QString fillerFile() const { return m_place + QStringLiteral("/filler"); }

    const Kind m_kind;
    const int m_megabytes;
    const QTemporaryDir m_folder;
    QString m_place;
    bool m_mounted = false;
};
