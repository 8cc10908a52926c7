#pragma once

#include "database.h"
#include "sql.h"

#include <QPromise>

#include <atomic>
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
        answer.emplace(Done {});
    } else {
        answer.emplace(work(sql));
    }
}

/// A call of run(). Who never got to run it is told so when it goes.
template <typename Answer, typename F> class Database::TypedCall final : public Database::Call
{
public:
    TypedCall(F work, Repeat repeat)
        : m_work(std::move(work))
        , m_repeat(repeat)
    {
        m_promise.start();
    }
    ~TypedCall() override { answer(Answer(refusal())); }
    Q_DISABLE_COPY_MOVE(TypedCall)

    QFuture<Answer> future() const { return m_promise.future(); }
    void run(Session &session) override
    {
        std::optional<Answer> given;
        const auto body = [&](Sql &sql) { workInto(given, m_work, sql); };
        const std::optional<Error> error = attempt(session, body, m_repeat);
        answer(error ? Answer(*error) : *std::move(given));
    }
    void giveUp(const Error &error) override { answer(Answer(error)); }

private:
    void answer(Answer answer)
    {
        if (m_answered.exchange(true))
            return;
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }

    F m_work;
    const Repeat m_repeat;
    QPromise<Answer> m_promise;
    std::atomic<bool> m_answered = false;
};

template <typename F> auto Database::run(F work, Repeat repeat, Lane lane)
{
    using Given = std::invoke_result_t<F &, Sql &>;
    using Answer = Result<typename RunValue<Given>::Type>;
    const auto call = std::make_shared<TypedCall<Answer, F>>(std::move(work), repeat);
    QFuture<Answer> future = call->future();
    (void)post(call, lane); // A call that is not taken answers when it goes.
    return future;
}
