#pragma once

#include "database.h"
#include "sql.h"

#include <QPromise>

#include <type_traits>

/// Maps what the work of Database::run gives to the T of its QFuture<Result<T>>.
template <typename T> struct RunValue {
    using Type = T;
};
template <typename T> struct RunValue<Result<T>> {
    using Type = T;
};

/// Runs @p work and keeps what it gives in @p answer.
template <typename Answer, typename F>
void workInto(std::optional<Answer> &answer, F &work, Sql &sql)
{
    if constexpr (std::is_void_v<std::invoke_result_t<F &, Sql &>>) {
        work(sql);
        answer = Answer(Done {});
    } else {
        answer = Answer(work(sql));
    }
}

template <typename F> auto Database::run(F work, Repeat repeat, Lane lane)
{
    using Given = std::invoke_result_t<F &, Sql &>;
    using Answer = Result<typename RunValue<Given>::Type>;
    struct Call {
        F work;
        QPromise<Answer> promise;
    };
    const auto call = std::make_shared<Call>(Call {std::move(work), {}});
    call->promise.start();
    QFuture<Answer> future = call->promise.future();
    const bool taken = post(
        [call, repeat](Session &session) {
            std::optional<Answer> answer;
            const auto body = [&](Sql &sql) { workInto(answer, call->work, sql); };
            const std::optional<Error> error = attempt(session, body, repeat);
            call->promise.addResult(error ? Answer(*error) : *std::move(answer));
            call->promise.finish();
        },
        lane);
    if (!taken) {
        call->promise.addResult(Answer(refusal()));
        call->promise.finish();
    }
    return future;
}
