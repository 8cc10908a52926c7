#pragma once

#include <QString>

/// Disk space kept back for the hour when the disk is full: sales go on in it while people make
/// room. Owned by the journal's keeper, on its thread.
class Ballast final
{
public:
    static constexpr qint64 bytes = qint64(32) * 1024 * 1024;
    static constexpr qint64 freeBytesNeeded = qint64(64) * 1024 * 1024; ///< Before it is made.

    explicit Ballast(const QString &folder);

    bool held() const { return m_held; }
    /// Gives the space back to the disk. False when there was none to give.
    bool release();
    /// Makes it when it is missing and the disk has room again.
    void restore();

private:
    const QString m_path;
    bool m_held = false;
};

/// What the disk under @p folder can still take.
qint64 freeBytes(const QString &folder);
