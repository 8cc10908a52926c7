#include "http_figures.h"

#include "metrics_text.h"

#include <algorithm>
#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace {

using Type = MetricsText::Type;
constexpr std::array methodWords {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"};
constexpr int firstErrorStatus = 400;

QString routeLabel(QByteArrayView pattern)
{
    return pattern.isEmpty() ? u"none"_s : QString::fromLatin1(pattern);
}

QString statusClass(int status)
{
    constexpr int perClass = 100;
    return QString::number(status / perClass) + u"xx"_s;
}

/// Sums by @p label, one sample each.
void writeSums(MetricsText &text, const QByteArray &label, const std::map<QString, qint64> &sums)
{
    for (const auto &[value, count] : sums)
        text.sample(count, {{.name = label, .value = value}});
}

} // namespace

HttpFigures::Method HttpFigures::methodOf(QByteArrayView method)
{
    const auto *const known = std::find(methodWords.begin(), methodWords.end(), method);
    return static_cast<Method>(std::distance(methodWords.begin(), known));
}

QString HttpFigures::methodWord(Method method)
{
    const auto place = static_cast<size_t>(method);
    return place < methodWords.size() ? QString::fromLatin1(methodWords.at(place)) : u"other"_s;
}

void HttpFigures::answered(const AnsweredRequest &request)
{
    const auto place = static_cast<size_t>(request.route) + 1;
    if (place >= m_routes.size())
        m_routes.resize(place + 1);
    OfRoute &route = m_routes[place];
    route.pattern = request.pattern;
    if (request.time)
        route.times.add(*request.time);
    const Method method = methodOf(request.method);
    for (Row &row : route.rows) {
        if (row.status == request.status && row.method == method && row.word == request.word) {
            ++row.count;
            return;
        }
    }
    route.rows.push_back(
        {.method = method, .status = request.status, .word = request.word, .count = 1});
}

void HttpFigures::write(MetricsText &text) const
{
    writeRequests(text);
    writeRefusals(text);
    writeConnections(text);
}

void HttpFigures::writeRequests(MetricsText &text) const
{
    text.family("bakehouse_http_requests_total", Type::Counter,
                "Requests answered, by the pattern of their route (none: of no route, or refused "
                "before), method and status.");
    for (const OfRoute &route : m_routes) {
        std::map<std::pair<Method, int>, qint64> sums;
        for (const Row &row : route.rows)
            sums[{row.method, row.status}] += row.count;
        for (const auto &[answer, count] : sums)
            text.sample(count,
                        {{.name = "route", .value = routeLabel(route.pattern)},
                         {.name = "method", .value = methodWord(answer.first)},
                         {.name = "status", .value = QString::number(answer.second)},
                         {.name = "class", .value = statusClass(answer.second)}});
    }
    text.family("bakehouse_http_request_duration_seconds", Type::Histogram,
                "From a whole request to its answer, by the pattern of its route.");
    for (const OfRoute &route : m_routes) {
        if (!route.rows.empty())
            text.histogram(route.times.reading(),
                           {{.name = "route", .value = routeLabel(route.pattern)}});
    }
}

void HttpFigures::writeRefusals(MetricsText &text) const
{
    std::map<QString, qint64> words;
    std::map<QString, qint64> orders;
    for (const OfRoute &route : m_routes) {
        for (const Row &row : route.rows) {
            if (row.status < firstErrorStatus)
                continue;
            const QString word = QString::fromLatin1(row.word);
            words[word] += row.count;
            if (route.pattern == "/api/orders" && row.method == Method::Post)
                orders[word] += row.count;
        }
    }
    text.family("bakehouse_http_refusals_total", Type::Counter,
                "Requests answered with an error, by its word.");
    writeSums(text, "word", words);
    text.family("bakehouse_orders_refused_total", Type::Counter,
                "Orders refused, by the word that the customer was given.");
    writeSums(text, "reason", orders);
}

void HttpFigures::writeConnections(MetricsText &text) const
{
    text.family("bakehouse_http_sent_bytes_total", Type::Counter, "Bytes of answers.")
        .sample(m_sentBytes);
    text.family("bakehouse_http_connections_open", Type::Gauge, "Connections that are open.")
        .sample(m_opened - m_closed);
    text.family("bakehouse_http_connections_opened_total", Type::Counter, "Connections admitted.")
        .sample(m_opened);
    text.family("bakehouse_http_connections_refused_total", Type::Counter,
                "Connections turned away because too many were open.")
        .sample(m_refusedConnections);
}
