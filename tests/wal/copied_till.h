#pragma once

#include "entry_copies.h"
#include "journal_fixture.h"
#include "journal_reader.h"

#include <QDirIterator>

inline QDateTime noon()
{
    return QDateTime(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
}

/// A till that sells, and a target beside it. Owned by a test.
struct CopiedTill {
    CopiedTill()
        : folder(memory.filePath(QStringLiteral("shop/tills/")
                                 + testTill().toString(QUuid::WithoutBraces)))
        , journal(registered(folder))
    {
        // As root the server's account must be able to walk through.
        QFile::setPermissions(memory.path(),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                  | QFile::ExeGroup | QFile::ExeOther);
    }
    void sell(int count) const
    {
        for (int i = 0; i < count; ++i) {
            if (!await(journal->append(sale())))
                qFatal("not sold");
        }
    }
    std::unique_ptr<JournalReader> reader() const
    {
        auto opened = JournalReader::open(folder);
        if (!opened)
            qFatal("no journal");
        return *std::move(opened);
    }
    Result<qint64> copy(EntryCopies &copies) const
    {
        return copies.copy(testTill(), *reader(), noon());
    }
    std::vector<Entry> own(qint64 after) const { return *reader()->entriesAfter(after, 10'000); }
    QString targetPath() const { return target.path(); }
    QStringList files() const
    {
        QStringList names;
        QDirIterator all(targetPath(), {QStringLiteral("*.entries")}, QDir::Files,
                         QDirIterator::Subdirectories);
        while (all.hasNext())
            names.append(QFileInfo(all.next()).fileName());
        names.sort();
        return names;
    }
    QString firstFile() const
    {
        QDirIterator all(targetPath(), {QStringLiteral("*.entries")}, QDir::Files,
                         QDirIterator::Subdirectories);
        return all.next();
    }

    QTemporaryDir memory {memoryTemplate()};
    QTemporaryDir target {memoryTemplate()};
    QString folder;
    std::unique_ptr<Journal> journal;
};
