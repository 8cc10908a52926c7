#pragma once

#include "metrics_text.h"
#include "result.h"

#include <QFuture>

#include <functional>
#include <memory>

/// The registry of all figures of a program: who has some adds a source, whoever shows them asks
/// for the text. Nothing is counted here, so counting costs what the source makes of it. Owned by
/// the shop, handed down; thread-safe.
class Metrics
{
    struct Sources;

public:
    /// Writes its families. Runs on the asker's thread, must be quick and never wait.
    using Source = std::function<void(MetricsText &)>;
    /// Has figures that live elsewhere read again; finished when they are as fresh as they get.
    using Refresher = std::function<QFuture<Result<void>>()>;

    /// The place of a source: it ends before what the source reads does.
    class Place
    {
    public:
        Place() = default;
        ~Place() { leave(); }
        Place(Place &&other) noexcept = default;
        Place &operator=(Place &&other) noexcept;
        Q_DISABLE_COPY(Place)
        /// Waits for a text that is being written.
        void leave();

    private:
        friend class Metrics;
        Place(std::weak_ptr<Sources> sources, int number);

        std::weak_ptr<Sources> m_sources;
        int m_number = 0;
    };

    Metrics();
    ~Metrics();
    Q_DISABLE_COPY_MOVE(Metrics)

    [[nodiscard]] Place add(Source source);
    /// Before the first text is asked for.
    void refreshBy(Refresher refresher);

    /// Finished when the figures are fresh. Whoever asks for the text waits for it as long as he
    /// likes: without it he gets those of before.
    QFuture<Result<void>> refresh() const;
    /// All families in the order their sources were added.
    QByteArray text() const;

private:
    const std::shared_ptr<Sources> m_sources;
    Refresher m_refresher;
};
