#include "counter_start.h"

#include "bench_shop.h"
#include "clerk_hands.h"
#include "counter.h"
#include "counter_window.h"

#include <QProcess>

#include <cstdio>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace {

constexpr int startTimeoutMs = 60'000;

/// The clock of the machine, the same in all its processes.
microseconds machineTime()
{
    return std::chrono::duration_cast<microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

Error failed(const QString &detail)
{
    return {.code = Error::Code::Internal, .detail = detail};
}

Result<StartTimes> timesIn(const QByteArray &said)
{
    const QList<QByteArray> words = said.trimmed().split(' ');
    if (words.size() != 2)
        return failed(u"the start said \"%1\""_s.arg(QString::fromUtf8(said)));
    return StartTimes {.painted = microseconds(words[0].toLongLong()),
                       .sold = microseconds(words[1].toLongLong())};
}

/// Until a tile is on the screen, then taps it.
Result<StartTimes> timesOf(BenchApplication &application, CounterProgram &program,
                           microseconds began)
{
    CounterWindow &window = program.window();
    ClerkHands hands(application, window);
    const auto tilePainted = [&] {
        if (firstTile(window).isEmpty())
            application.forgetPaints(); // What was painted shows no goods.
        return application.firstPaint().has_value();
    };
    startCounter(program);
    if (!hands.until(tilePainted, startTimeoutMs))
        return failed(u"no tile was painted"_s);
    StartTimes times {.painted = machineTime() - began};
    hands.tapAt(firstTile(window).center(), u"tile"_s);
    if (window.counter().empty())
        return failed(u"the tile did not sell"_s);
    times.sold = machineTime() - began;
    window.counter().removeChosen(); // The next start finds no basket.
    return times;
}

} // namespace

Result<StartTimes> measureStart(const QString &folder, const QHash<QString, QString> &more)
{
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QStringList arguments {u"--start-only"_s, folder, {}};
    for (const auto &[key, value] : more.asKeyValueRange())
        arguments << key + u'=' + value;
    arguments[2] = QString::number(machineTime().count());
    program.start(QCoreApplication::applicationFilePath(), arguments);
    if (!program.waitForFinished(startTimeoutMs) || program.exitCode() != 0)
        return failed(u"the start ended with %1"_s.arg(program.exitCode()));
    return timesIn(program.readAllStandardOutput());
}

int startOnly(BenchApplication &application, const QStringList &arguments)
{
    QHash<QString, QString> more;
    for (const QString &argument : arguments.mid(4))
        more.insert(argument.section(u'=', 0, 0), argument.section(u'=', 1));
    const microseconds began(arguments.at(3).toLongLong());
    const auto program = BenchShop(arguments.at(2), more).open();
    if (!program) {
        std::fputs(qUtf8Printable(describe(program.error()) + u'\n'), stderr);
        return 1;
    }
    const Result<StartTimes> times = timesOf(application, **program, began);
    if (!times) {
        std::fputs(qUtf8Printable(describe(times.error()) + u'\n'), stderr);
        return 1;
    }
    std::printf("%lld %lld\n", static_cast<long long>(times->painted.count()),
                static_cast<long long>(times->sold.count()));
    return 0;
}
