#pragma once

#include "journal_keeper.h"

#include <QHash>
#include <QPromise>

#include <memory>
#include <mutex>
#include <vector>

/// The newest change of each basket that is not written yet: taps that come faster than the disk
/// takes them are written once. Owned by Journal; thread-safe.
class BasketBuffer final
{
public:
    using Promise = std::shared_ptr<QPromise<Result<void>>>;
    struct Pending {
        JournalKeeper::BasketChange change;
        std::vector<Promise> waiting; ///< Each saver who is to hear how it went.
    };

    /// Replaces what waits for the same basket. True when nothing waited: the caller has it
    /// written.
    bool put(JournalKeeper::BasketChange change, Promise promise);
    std::vector<Pending> takeAll();
    /// What waits for @p uuid, if anything: no waiting promises otherwise.
    Pending take(const QUuid &uuid);

    static void answer(const Pending &pending, const Result<void> &result);

private:
    std::mutex m_mutex;
    QHash<QUuid, Pending> m_pending;
};
