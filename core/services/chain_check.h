#pragma once

#include "catalogue.h"
#include "chain_anchor.h"
#include "result.h"

#include <QStringList>

class AuditStore;
class DataDirectory;
class JournalReader;
struct JournalState;

/// Compares the chains of a database with what is known of them outside of it: the journals of a
/// data directory, and anchors. Blocks; a part of ShopCheck, used by one thread.
class ChainCheck final
{
public:
    ChainCheck(AuditStore &audit, const DataDirectory &directory, std::vector<ChainAnchor> anchors);

    /// Errors: the database's, which end the check.
    Result<void> run();

    QStringList findings;
    QStringList notChecked;
    int journals = 0;
    int anchorsSeen = 0;

private:
    Result<void> checkJournal(const QUuid &till, const TillHead &stored);
    Result<void> compare(JournalReader &journal, const JournalState &state, const TillHead &stored);
    Result<qint64> firstDifference(JournalReader &journal, const JournalState &state, qint64 upTo);
    Result<bool> agrees(JournalReader &journal, const JournalState &state, qint64 sequence);
    void checkAnchorsOf(JournalReader &journal, const JournalState &state);
    Result<void> checkAnchors(const TillHead &stored, bool journalHere);
    std::vector<ChainAnchor> anchorsOf(const QUuid &till) const;

    AuditStore &m_audit;
    const DataDirectory &m_directory;
    const std::vector<ChainAnchor> m_anchors;
};
