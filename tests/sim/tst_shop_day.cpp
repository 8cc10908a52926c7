#include "day_log.h"
#include "shop_day.h"

#include <QCommandLineParser>
#include <QStorageInfo>
#include <QTest>

#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

/// The server and what speaks to it about databases as a whole.
struct Ground {
    TestCluster cluster {TestCluster::Durability::ProcessOnly};
    TestDatabase migrated {cluster}; ///< Makes the template that days are copied from.
    TestDatabase administration {cluster, TestDatabase::Content::Empty};
};

constexpr quint64 seedsOfTest = 200;
constexpr quint64 seedsOfRow = 20; // Rows have a time limit of their own.

constexpr ShopDay::Length shortDay {.shortest = 6, .longest = 24, .crashesPerThousandSteps = 1};
constexpr ShopDay::Length longDay {.shortest = 60, .longest = 400, .crashesPerThousandSteps = 4};

/// Memory in place of a disk, where there is enough: what is killed here is the program, not the
/// machine.
void workInMemory()
{
    constexpr qint64 enough = qint64(1) << 30;
    const QStorageInfo memory(u"/dev/shm"_s);
    if (memory.isValid() && !memory.isReadOnly() && memory.bytesAvailable() > enough)
        qputenv("TMPDIR", "/dev/shm");
}

struct Failing {
    int steps = 0;
    QString failure; ///< Empty: sound.
    QStringList trace;
};

Failing play(Ground &ground, quint64 seed, const ShopDay::Length &length, int steps)
{
    ShopDay day(ground.cluster, ground.administration, seed, length);
    const int played = std::min(steps, day.plannedSteps());
    const QString failure = day.play(played);
    return {.steps = played, .failure = failure, .trace = day.trace()};
}

/// The day of @p seed, at most @p steps of it, and when it fails its shortest beginning that fails
/// too. Empty when sound.
QString playDay(Ground &ground, quint64 seed, const ShopDay::Length &length,
                int steps = std::numeric_limits<int>::max())
{
    Failing day = play(ground, seed, length, steps);
    if (day.failure.isEmpty())
        return {};
    for (int beginning = 0; beginning < day.steps; ++beginning) {
        const Failing shorter = play(ground, seed, length, beginning);
        if (!shorter.failure.isEmpty())
            day = shorter; // Ends the loop: no longer one is looked at.
    }
    return u"seed %1, %2 steps: %3\n  %4"_s.arg(seed).arg(day.steps).arg(day.failure,
                                                                         day.trace.join(u"\n  "_s));
}

}

/// Two hundred days of a shop, each from a seed of its own.
class TestShopDay final : public QObject
{
    Q_OBJECT
private slots:
    void play_seeds_balance_data();
    void play_seeds_balance();

private:
    Ground m_ground;
};

void TestShopDay::play_seeds_balance_data()
{
    QTest::addColumn<quint64>("from");
    for (quint64 from = 1; from <= seedsOfTest; from += seedsOfRow)
        QTest::addRow("seeds %llu to %llu", from, from + seedsOfRow - 1) << from;
}

void TestShopDay::play_seeds_balance()
{
    QFETCH(quint64, from);
    const DayLog log;
    for (quint64 seed = from; seed < from + seedsOfRow; ++seed) {
        const QString failure = playDay(m_ground, seed, shortDay);
        QVERIFY2(failure.isEmpty(), qUtf8Printable(failure));
    }
}

/// The long run: as many seeds as wanted, a report of each that fails.
static int runSeeds(const QCommandLineParser &options)
{
    const quint64 from = options.value(u"from"_s).toULongLong();
    const quint64 count = options.value(u"seeds"_s).toULongLong();
    const ShopDay::Length &length = options.isSet(u"short"_s) ? shortDay : longDay;
    const int steps = options.isSet(u"steps"_s) ? options.value(u"steps"_s).toInt()
                                                : std::numeric_limits<int>::max();
    const DayLog log;
    Ground ground;
    quint64 failed = 0;
    for (quint64 seed = from; seed < from + count; ++seed) {
        const QString failure = playDay(ground, seed, length, steps);
        failed += failure.isEmpty() ? 0U : 1U;
        if (!failure.isEmpty())
            std::printf("%s\n", qUtf8Printable(failure));
        std::fflush(stdout);
    }
    std::printf("simulation: %llu days from seed %llu, %llu failed\n",
                static_cast<unsigned long long>(count), static_cast<unsigned long long>(from),
                static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    workInMemory();
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"seeds"_s, u"How many days to play."_s, u"N"_s},
                       {u"from"_s, u"The first seed."_s, u"S"_s, u"1"_s},
                       {u"steps"_s, u"Play the first steps of each day only."_s, u"N"_s},
                       {u"short"_s, u"Days as short as in the test."_s}});
    if (parser.parse(application.arguments()) && parser.isSet(u"seeds"_s))
        return runSeeds(parser);
    TestShopDay test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shop_day.moc"
