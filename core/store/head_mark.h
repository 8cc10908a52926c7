#pragma once

#include <QFile>

#include <optional>

class JournalFile;

/// The last entry that a till has acknowledged, noted beside its journal. A journal whose log was
/// damaged opens at an earlier entry and looks sound; the note says that sales are missing. Written
/// after the commit and never synced, so it is never ahead of what is on the disk. Owned by the
/// journal's keeper, on its thread.
class HeadMark final
{
public:
    struct Entry {
        qint64 sequence = 0;
        QByteArray hash;
        bool operator==(const Entry &) const = default;
        /// Throws SqliteFailure.
        bool isIn(JournalFile &file) const;
    };

    explicit HeadMark(const QString &folder);
    /// Of the note in a till's folder.
    static QString pathIn(const QString &folder);

    bool exists() const;
    /// Nothing when there is none or it cannot be trusted.
    std::optional<Entry> read() const;
    /// A failure is no reason to refuse a sale: the note stays behind.
    void write(const Entry &entry);

private:
    QFile m_file; ///< Open from the first note on.
};
