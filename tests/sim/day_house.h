#pragma once

#include "day_database.h"
#include "day_program.h"
#include "dice.h"
#include "model_basket.h"
#include "model_books.h"

#include <QTemporaryDir>

/// A counter of the simulated shop: its program, and what its journal must hold. Owned by the
/// house.
struct DayCounter {
    int place = 0; ///< From 1, for the trace.
    ManualClock clock;
    std::unique_ptr<DayProgram> program;
    std::vector<SharedEntry> entries; ///< Of the journal it writes now.
    int number = 0;
    QString prefix;
    qint64 lastNumber = 0;
    std::vector<ModelBasket> baskets;
    ModelGoods view; ///< The goods as its catalogue has them.
    std::vector<ModelGoods> seen; ///< All that it ever had.
    /// What the kept copy of its journal holds.
    struct Kept {
        std::vector<SharedEntry> entries;
        std::vector<ModelBasket> baskets;
        qint64 lastNumber = 0;
    };
    std::optional<Kept> kept;

    Till &till() { return program->till(); }
    QUuid id() const { return program->tillId(); }
};

/// The simulated shop: the product's parts under test and, beside them, the books of the
/// simulation. The steps of a day work on it, one after the other. Owned by the day; main thread.
class DayHouse
{
public:
    DayHouse(TestCluster &cluster, TestDatabase &administration, const Dice &seed);
    Q_DISABLE_COPY_MOVE(DayHouse)

    /// Tills, goods, the first entries.
    void open();
    /// Notes the first thing that does not fit; the day ends with it.
    void expect(bool holds, const QString &sentence);
    template <typename T> bool expectDone(const Result<T> &result, const QString &what)
    {
        if (!result)
            expect(false, what + QStringLiteral(" failed: ") + describe(result.error()));
        return bool(result);
    }
    /// A line of the trace.
    void note(const QString &text);
    bool failed() const { return !failure.isEmpty(); }

    DayCounter &anyCounter();
    QDate dayOf(const QDateTime &moment) const;
    QDateTime localTime(const QDateTime &moment) const;
    void passTime(qint64 seconds);

    /// Fills time, day and the clock's flag.
    void stamp(const DayCounter &counter, ModelEntry &entry) const;
    /// The next entry of a journal.
    SharedEntry keep(DayCounter &counter, ModelEntry entry);
    void keepEvent(DayCounter &counter, const QString &kind);
    /// A receipt that came out of the printer: must be what the simulation says, and is looked for
    /// at the end of the day.
    void print(const Result<Receipt> &receipt, const SharedEntry &expected);

    /// Uploads all of a journal; false when something failed on the way.
    bool upload(DayCounter &counter);
    /// Begins to run a counter's program that was ended, and compares what it brings back.
    void start(DayCounter &counter);
    /// The open baskets are those that clerks made.
    void checkBaskets(DayCounter &counter);
    /// Rebuilds all connections after the database was away, and reads the goods again.
    void reconnect();
    void readGoods(DayCounter &counter);
    ModelGoods goodsOfDatabase();

    Dice dice; ///< Of the step that is played.
    DayDatabase database;
    DayProgram::Shop shop;
    std::vector<std::unique_ptr<DayCounter>> counters;
    ModelBooks books;
    std::optional<ModelBooks> copy; ///< What the kept copy of the database holds.
    std::vector<SharedEntry> printed;
    std::vector<ModelRequest> requests; ///< All that customers ever sent.
    std::set<QUuid> told; ///< Orders of the net that a customer was told of.
    int names = 0; ///< For keys and files.
    QStringList trace;
    QString failure;

private:
    void readBooks();
    void adoptFork(DayCounter &counter);

    QTemporaryDir m_folder;
};

/// A kind of step and how often it is taken, compared with the others.
struct DayChoice {
    void (*step)(DayHouse &house);
    int weight = 0;
};
