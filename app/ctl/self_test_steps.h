#pragma once

#include "result.h"

#include <QJsonObject>

#include <functional>
#include <vector>

/// A step of a test as it is planned. A value.
struct SelfTestStep {
    enum class When {
        AllWentWell, ///< Not run once a step has failed.
        Always,
    };
    QString name; ///< One word.
    std::function<Result<QString>()> run; ///< Gives what is to be said of it.
    When when = When::AllWentWell;
};

/// What became of a step. A value.
struct SelfTestOutcome {
    enum class Kind { Passed, Failed, NotRun };
    QString name;
    Kind kind = Kind::NotRun;
    QString words; ///< What it did, or what is wrong.
    qint64 milliseconds = 0;
};

/// What became of all of them, in their order. A value.
struct SelfTestReport {
    std::vector<SelfTestOutcome> outcomes;
    qint64 milliseconds = 0;

    bool passed() const; ///< Every step was run and found nothing.
};

/// Runs @p steps one after the other on this thread; @p told hears of each as soon as it is over.
SelfTestReport runSteps(const std::vector<SelfTestStep> &steps,
                        const std::function<void(const SelfTestOutcome &)> &told);

/// One line for people.
QString lineOf(const SelfTestOutcome &outcome);
/// The last line: how many passed, and the first fault by the name of its step.
QString lineOf(const SelfTestReport &report);
/// "passed", "version", "milliseconds" and "steps" with the name, outcome ("passed", "failed", "not
/// run"), milliseconds and words of each.
QJsonObject objectOf(const SelfTestReport &report);
