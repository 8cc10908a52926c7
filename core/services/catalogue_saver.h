#pragma once

#include "catalogue_board.h"

#include <atomic>
#include <memory>

class Delay;
class SnapshotFile;

/// Copies the newest state to disk, at most every 2 s however often it is asked. Part of the cache;
/// thread-safe without a lock.
class CatalogueSaver : public std::enable_shared_from_this<CatalogueSaver>
{
public:
    CatalogueSaver(SnapshotFile &file, std::shared_ptr<CatalogueBoard> board,
                   std::shared_ptr<Delay> delay);

    void saveSoon();
    /// After the end of the delay's thread: saves what is newer than the last copy.
    void finish();

private:
    void save();
    void pauseOver();

    SnapshotFile &m_file;
    const std::shared_ptr<CatalogueBoard> m_board;
    const std::shared_ptr<Delay> m_delay;
    std::atomic<bool> m_wanted = false;
    std::atomic<bool> m_busy = false; // A copy was made less than 2 s ago, or is about to be.
    CatalogueStatePointer m_saved; // On the delay's thread, and after its end.
};
