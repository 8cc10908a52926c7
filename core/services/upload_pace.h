#pragma once

#include "batch_size.h"

/// How much of the database an upload takes for itself: all that it gives, and about a third of the
/// time, in short batches, while somebody else places orders there. Orders wait for the goods that
/// a batch has locked, so its length is what they feel. A value.
class UploadPace
{
public:
    struct Batch {
        int entries = 0;
        int orders = 0; ///< How many of the entries became orders at most.
        qint64 microseconds = 0;
        qint64 lastOrder = 0; ///< The newest order of the database after it.
    };
    int entries() const { return m_size.current(); }
    void took(const Batch &batch);
    /// From the end of the last batch to the next.
    qint64 restUs() const { return m_restUs; }

private:
    BatchSize m_size;
    qint64 m_lastOrder = -1; // before the first batch
    int m_quietBatches = 0; // in a row
    bool m_shared = false;
    qint64 m_restUs = 0;
};
