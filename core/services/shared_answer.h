#pragma once

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <memory>

/// One answer for any number of askers, each with a future of its own (a QFuture carries one
/// continuation only). Lock-free; any thread may join or give. The first answer counts. Askers left
/// without one are cancelled.
template <typename T> class SharedAnswer
{
public:
    SharedAnswer() = default;
    ~SharedAnswer() { takeAll(m_waiting.load()); }
    Q_DISABLE_COPY_MOVE(SharedAnswer)

    QFuture<T> join()
    {
        auto asker = std::make_unique<Asker>();
        asker->promise.start();
        QFuture<T> future = asker->promise.future();
        Asker *first = m_waiting.load();
        do {
            if (first == &m_closed) {
                answer(asker->promise);
                return future;
            }
            asker->next = first;
        } while (!m_waiting.compare_exchange_weak(first, asker.get()));
        (void)asker.release(); // The list owns it now.
        return future;
    }

    void give(T value)
    {
        if (m_taken.exchange(true))
            return;
        m_value = std::move(value);
        takeAll(m_waiting.exchange(&m_closed));
    }

    bool given() const { return m_waiting.load() == &m_closed; }

private:
    struct Asker {
        QPromise<T> promise;
        Asker *next = nullptr;
    };

    void answer(QPromise<T> &promise)
    {
        promise.addResult(m_value);
        promise.finish();
    }

    void takeAll(Asker *first)
    {
        while (first && first != &m_closed) {
            const std::unique_ptr<Asker> asker(first);
            first = asker->next;
            if (m_taken)
                answer(asker->promise);
        }
    }

    Asker m_closed; // Only its address is used: the end of a list that takes no more.
    std::atomic<Asker *> m_waiting = nullptr;
    std::atomic<bool> m_taken = false;
    T m_value;
};
