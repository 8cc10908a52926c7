#pragma once

#include <QByteArrayList>

/// The steps at which the programs can be killed by their name, as they stand in the code.
/// Those that a till passes: its journal, its upload, its files.
inline QByteArrayList tillPoints()
{
    return {"counter.before_id",    "counter.id_kept",
            "journal.made_aside",   "journal.made",
            "journal.log_reserved", "journal.registered",
            "journal.inserted",     "journal.before_commit",
            "journal.after_commit", "journal.acknowledged",
            "journal.tidied",       "journal.basket_saved",
            "upload.enrolled",      "upload.read",
            "upload.before_record", "upload.recorded",
            "upload.accepted",      "settings.before_commit",
            "settings.saved",       "snapshot.before_commit",
            "snapshot.saved"};
}

/// Those of a till whose journal was put back to an earlier state.
inline QByteArrayList forkPoints()
{
    return {"journal.baskets_carried", "journal.moved"};
}

/// Those of the first start of a shop, in their order.
inline QByteArrayList startPoints()
{
    return {"owner.claimed",       "cluster.draft_made",   "cluster.initdb_runs",
            "cluster.initdb_done", "cluster.accepted",     "cluster.launched",
            "cluster.ready",       "cluster.answered",     "migrations.step",
            "migrations.applied",  "migrations.committed", "owner.before_publish",
            "owner.published"};
}

/// Those of a shop that serves.
inline QByteArrayList servingPoints()
{
    return {"orders.before_place",    "orders.placed",    "orders.published",
            "worker.advanced",        "worker.enqueued",  "worker.claimed",
            "worker.before_complete", "worker.completed", "courier.opened"};
}

/// Of its end.
inline QByteArrayList endPoints()
{
    return {"owner.withdrawn"};
}
