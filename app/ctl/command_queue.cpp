#include "commands.h"
#include "console.h"
#include "opened_shop.h"
#include "queue_report.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr int listedJobs = 1'000;

int listDead(JobStore &jobs, const Arguments &arguments)
{
    const Result<QueueState> queue = await(jobs.queue(listedJobs));
    if (!queue)
        return fail(queue.error());
    if (arguments.has(u"json"_s)) {
        print(QString::fromUtf8(QJsonDocument(queueObject(*queue)).toJson().trimmed()));
        return 0;
    }
    for (const DeadJob &job : queue->dead)
        print(deadLine(job));
    qint64 dead = 0;
    for (const QueueKind &kind : queue->kinds)
        dead += kind.dead;
    print(dead == 0 ? u"no dead jobs"_s : u"%1 dead jobs"_s.arg(dead));
    return 0;
}

int retryDead(JobStore &jobs, const std::vector<qint64> &ids)
{
    const Result<std::vector<RetriedJob>> retried = await(jobs.retryDead(ids));
    if (!retried && retried.error().code == Error::Code::NotFound) {
        complain(u"There is "_s + retried.error().detail + u'.');
        return 1;
    }
    if (!retried)
        return fail(retried.error());
    bool all = true;
    for (const RetriedJob &job : *retried) {
        const bool begun = job.outcome == RetriedJob::Outcome::Retried;
        all = all && begun;
        print(begun
                  ? u"job %1 %2 is due again"_s.arg(job.id).arg(job.kind)
                  : u"job %1 %2 stays dead: a live job does the same"_s.arg(job.id).arg(job.kind));
    }
    if (retried->empty())
        print(u"no dead jobs"_s);
    return all ? 0 : 1;
}

/// What follows "retry": numbers of jobs, or none with --all. Nothing when it is neither.
std::optional<std::vector<qint64>> idsOf(const Arguments &arguments)
{
    std::vector<qint64> ids;
    for (const QString &word : arguments.words().mid(1)) {
        bool number = false;
        ids.push_back(word.toLongLong(&number));
        if (!number || ids.back() <= 0) {
            complain(u"\"%1\" is no number of a job."_s.arg(word));
            return std::nullopt;
        }
    }
    if (ids.empty() == arguments.has(u"all"_s))
        return ids;
    complain(u"queue retry takes the numbers of jobs, or --all."_s);
    return std::nullopt;
}

int queue(const Arguments &arguments)
{
    const QString verb = arguments.words().value(0, u"list"_s);
    const bool retry = verb == u"retry"_s;
    const std::optional<std::vector<qint64>> ids = retry ? idsOf(arguments) : std::vector<qint64>();
    if (!ids)
        return 2;
    const bool list = verb == u"list"_s && arguments.words().size() <= 1;
    if ((!retry && !list) || (list && arguments.has(u"all"_s))
        || (retry && arguments.has(u"json"_s))) {
        complain(u"queue takes \"list [--json]\", \"retry JOB…\" or \"retry --all\"."_s);
        return 2;
    }
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    JobStore &jobs = (*shop)->stores.jobs;
    return retry ? retryDead(jobs, *ids) : listDead(jobs, arguments);
}

} // namespace

Command queueCommand()
{
    return {.name = u"queue"_s,
            .arguments = u"[list|retry JOB…|retry --all]"_s,
            .summary = u"Jobs that failed for the last time: list them, or try them again."_s,
            .options = {QCommandLineOption(u"all"_s, u"Retry all dead jobs."_s),
                        QCommandLineOption(u"json"_s, u"List as JSON."_s)},
            .run = queue};
}
