#include "self_test_steps.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 10;
constexpr int timeWidth = 6;

QString seconds(qint64 milliseconds)
{
    return QString::number(double(milliseconds) / 1'000, 'f', 1);
}

QString wordOf(SelfTestOutcome::Kind kind)
{
    switch (kind) {
    case SelfTestOutcome::Kind::Passed:
        return u"passed"_s;
    case SelfTestOutcome::Kind::Failed:
        return u"failed"_s;
    case SelfTestOutcome::Kind::NotRun:
        return u"not run"_s;
    }
    return {};
}

SelfTestOutcome outcomeOf(const SelfTestStep &step)
{
    QElapsedTimer timer;
    timer.start();
    const Result<QString> done = step.run();
    return {.name = step.name,
            .kind = done ? SelfTestOutcome::Kind::Passed : SelfTestOutcome::Kind::Failed,
            .words = done ? *done : describe(done.error()),
            .milliseconds = timer.elapsed()};
}

bool isPassed(const SelfTestOutcome &outcome)
{
    return outcome.kind == SelfTestOutcome::Kind::Passed;
}

}

bool SelfTestReport::passed() const
{
    return std::ranges::all_of(outcomes, isPassed);
}

SelfTestReport runSteps(const std::vector<SelfTestStep> &steps,
                        const std::function<void(const SelfTestOutcome &)> &told)
{
    QElapsedTimer timer;
    timer.start();
    SelfTestReport report;
    for (const SelfTestStep &step : steps) {
        const bool runs = step.when == SelfTestStep::When::Always || report.passed();
        report.outcomes.push_back(runs ? outcomeOf(step) : SelfTestOutcome {.name = step.name});
        told(report.outcomes.back());
    }
    report.milliseconds = timer.elapsed();
    return report;
}

QString lineOf(const SelfTestOutcome &outcome)
{
    const QString name = outcome.name.leftJustified(nameWidth);
    if (outcome.kind == SelfTestOutcome::Kind::NotRun)
        return u"-      %1 not run"_s.arg(name);
    const QString mark = isPassed(outcome) ? u"ok"_s : u"FAULT"_s;
    return u"%1 %2 %3 s  %4"_s.arg(mark.leftJustified(6), name,
                                   seconds(outcome.milliseconds).rightJustified(timeWidth),
                                   outcome.words);
}

QString lineOf(const SelfTestReport &report)
{
    const auto fault =
        std::ranges::find(report.outcomes, SelfTestOutcome::Kind::Failed, &SelfTestOutcome::kind);
    if (fault == report.outcomes.end())
        return u"selftest: all %1 steps passed in %2 s"_s.arg(report.outcomes.size())
            .arg(seconds(report.milliseconds));
    return u"selftest: %1 of %2 steps passed in %3 s; fault in %4: %5"_s
        .arg(std::ranges::count_if(report.outcomes, isPassed))
        .arg(report.outcomes.size())
        .arg(seconds(report.milliseconds), fault->name, fault->words);
}

QJsonObject objectOf(const SelfTestReport &report)
{
    QJsonArray steps;
    for (const SelfTestOutcome &outcome : report.outcomes)
        steps.append(QJsonObject {{u"name"_s, outcome.name},
                                  {u"outcome"_s, wordOf(outcome.kind)},
                                  {u"milliseconds"_s, outcome.milliseconds},
                                  {u"words"_s, outcome.words}});
    return {{u"passed"_s, report.passed()},
            {u"version"_s, QStringLiteral(BAKEHOUSE_VERSION)},
            {u"milliseconds"_s, report.milliseconds},
            {u"steps"_s, steps}};
}
