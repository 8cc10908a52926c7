#pragma once

#include "clock.h"
#include "database_work.h"
#include "error.h"
#include "result.h"

#include <QFuture>
#include <QObject>
#include <QUuid>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

/// What the light of the database shows.
struct DatabaseLight {
    bool up = false;
    /// UTC. Invalid while it is up, and in the first seconds of a start, when it is coming up.
    QDateTime awaySince;
    qint64 waiting = 0; ///< Entries of this till that it does not hold yet.
    std::optional<Error> why; ///< Of its being away, as far as anybody said.
    DatabaseWork work = DatabaseWork::None;
    bool operator==(const DatabaseLight &) const = default;
};
enum class JournalLight {
    Ok,
    DiskLow, ///< It is written still.
    Unwritable, ///< No sale can be made.
};
enum class PrinterLight { None };

/// The journal was found to be a copy, or the database one: the till goes on under another id.
struct ForkAlarm {
    QUuid oldTill; ///< Its folder stays as it is.
    QDateTime at; ///< UTC.
    QString detail; ///< For the log.
    bool operator==(const ForkAlarm &) const = default;
};

/// What the lights of the counter show. Asks the database about every two seconds and the journal
/// every ten, never waits. Lives on the main thread; owned by the counter.
class ShopState final : public QObject
{
    Q_OBJECT
public:
    /// Where it looks. All are called on the main thread and must not block.
    struct Sources {
        std::function<QFuture<Result<void>>()> askDatabase;
        /// An error shows as Unwritable.
        std::function<QFuture<Result<JournalLight>>()> askJournal;
        std::function<qint64()> waiting; ///< Entries not uploaded.
        std::function<void()> retry; ///< Somebody pressed "Try now", or the database is back.
    };
    struct Timing {
        std::chrono::milliseconds databaseEvery {1'500};
        std::chrono::milliseconds databasePatience {1'200}; ///< Together under 3 s.
        std::chrono::milliseconds journalEvery {10'000};
        std::chrono::milliseconds journalPatience {5'000};
        std::chrono::milliseconds startGrace {3'000}; ///< Until its absence counts as away.
    };
    ShopState(Sources sources, const Clock &clock, Timing timing, QObject *parent = nullptr);
    ShopState(Sources sources, const Clock &clock, QObject *parent = nullptr);
    ~ShopState() override;

    /// Begins to look.
    void start();
    DatabaseLight database() const;
    JournalLight journal() const;
    PrinterLight printer() const { return PrinterLight::None; }
    std::optional<ForkAlarm> forkAlarm() const;
    /// Why customers' orders cannot come in; nothing while they can, or are not meant to.
    std::optional<Error> apiTrouble() const;

    /// Looks at everything now, and has what waits tried again.
    void tryNow();
    /// Something was written or uploaded.
    void noteEntries();
    /// Somebody else found the database away; looks for itself at once.
    void noteTrouble(const Error &error);
    /// A newer program brings it to its own version.
    void noteWork(DatabaseWork work);
    void noteFork(const ForkAlarm &alarm);
    /// Nothing: the API is served.
    void noteApi(const std::optional<Error> &trouble);
    void dismissForkAlarm();

signals:
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> m;
};
