#pragma once

#include "histogram.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

class MetricsText;

/// A request that was answered, as far as it is counted and logged; nothing of it says whose it
/// was.
struct AnsweredRequest {
    QByteArrayView id;
    QByteArrayView method; ///< As sent.
    int route = -1; ///< Its place in the table; -1: no route of ours, or refused before.
    QByteArrayView pattern; ///< Of the route; lives for ever.
    int status = 0;
    QByteArray word; ///< The machine word of an error.
    qint64 bytes = 0; ///< Of the answer.
    std::optional<std::chrono::nanoseconds> time; ///< From the whole request to its answer.
};

/// What the server counts, in plain numbers. Labels come from fixed lists: no client can make more
/// of them. Owned by the server; its thread.
class HttpFigures
{
public:
    void answered(const AnsweredRequest &request);
    void sent(qint64 bytes) { m_sentBytes += bytes; }
    void connectionOpened() { ++m_opened; }
    void connectionClosed() { ++m_closed; }
    void connectionRefused() { ++m_refusedConnections; }

    void write(MetricsText &text) const;

private:
    enum class Method { Get, Head, Post, Options, Put, Patch, Delete, Other };
    /// Answers that are alike.
    struct Row {
        Method method;
        int status;
        QByteArray word;
        qint64 count;
    };
    struct OfRoute {
        QByteArrayView pattern;
        std::vector<Row> rows; ///< A few; the common one is soon the first.
        PlainHistogram times {shortTimes, 9};
    };

    static Method methodOf(QByteArrayView method);
    static QString methodWord(Method method);
    void writeRequests(MetricsText &text) const;
    void writeRefusals(MetricsText &text) const;
    void writeConnections(MetricsText &text) const;

    std::vector<OfRoute> m_routes; ///< By place + 1.
    qint64 m_sentBytes = 0;
    qint64 m_opened = 0;
    qint64 m_closed = 0;
    qint64 m_refusedConnections = 0;
};
