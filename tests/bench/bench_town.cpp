// bench_town PORT CUSTOMERS FIRST LAST: so many customers of a shop on this machine look at its
// goods, order of products FIRST…LAST and watch what becomes of their orders. When its standard
// input ends nobody orders any more; when the last order is ready it says in one line of JSON how
// that went.

#include "town_crowd.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QJsonObject timesOf(const SampleSeries &series)
{
    const TimeFigures figures = series.figures();
    return {{u"count"_s, figures.count},
            {u"p50_us"_s, qint64(figures.p50.count())},
            {u"p95_us"_s, qint64(figures.p95.count())},
            {u"p99_us"_s, qint64(figures.p99.count())},
            {u"max_us"_s, qint64(figures.max.count())}};
}

QJsonObject accountOf(const TownAccount &account)
{
    return {{u"reads"_s, account.reads},
            {u"orders"_s, account.orders},
            {u"finished"_s, account.finished},
            {u"missed"_s, account.missed},
            {u"faults"_s, account.faults},
            {u"answers"_s, timesOf(account.answers)},
            {u"changes"_s, timesOf(account.changes)}};
}

}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5) {
        std::fputs("usage: bench_town PORT CUSTOMERS FIRST LAST\n", stderr);
        return 2;
    }
    TownCrowd town({.port = quint16(arguments.at(1).toUInt()),
                    .customers = arguments.at(2).toInt(),
                    .firstProduct = arguments.at(3).toLongLong(),
                    .lastProduct = arguments.at(4).toLongLong()});
    constexpr int lookMs = 100;
    QTimer quiet;
    QObject::connect(&quiet, &QTimer::timeout, &application, [&town] {
        if (town.quiet())
            QCoreApplication::quit();
    });
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        input.setEnabled(false);
        town.close();
        quiet.start(lookMs);
    });
    QCoreApplication::exec();
    const QByteArray line = QJsonDocument(accountOf(town.account())).toJson(QJsonDocument::Compact);
    std::puts(line.constData());
    return 0;
}
