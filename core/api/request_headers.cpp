#include "request_headers.h"

#include <algorithm>

namespace {

QList<QByteArray> trimmedParts(QByteArrayView value, char separator)
{
    QList<QByteArray> parts;
    for (const QByteArray &part : value.toByteArray().split(separator))
        parts.append(part.trimmed());
    return parts;
}

/// A weight of 0, or one that is no number: the plain form is always right.
bool refuses(const QByteArray &parameter)
{
    if (!parameter.toLower().startsWith("q="))
        return false;
    const QByteArray weight = parameter.sliced(2);
    return weight.isEmpty()
        || !std::all_of(weight.begin(), weight.end(),
                        [](char c) { return (c >= '0' && c <= '9') || c == '.'; })
        || std::none_of(weight.begin(), weight.end(), [](char c) { return c >= '1' && c <= '9'; });
}

}

QList<QByteArray> listItems(QByteArrayView value)
{
    if (value.isEmpty()) // most requests have none of these headers
        return {};
    QList<QByteArray> items = trimmedParts(value, ',');
    items.removeAll(QByteArray());
    return items;
}

bool acceptsGzip(QByteArrayView acceptEncoding)
{
    bool anything = false;
    for (const QByteArray &item : listItems(acceptEncoding)) {
        const QList<QByteArray> parts = trimmedParts(item, ';');
        const QByteArray coding = parts.first().toLower();
        const auto parameters = parts.sliced(1);
        const bool wanted = std::none_of(parameters.begin(), parameters.end(), refuses);
        if (coding == "gzip" || coding == "x-gzip")
            return wanted;
        anything = anything || (coding == "*" && wanted);
    }
    return anything;
}

bool matchesTag(QByteArrayView ifNoneMatch, QByteArrayView tag)
{
    const QList<QByteArray> items = listItems(ifNoneMatch);
    return std::any_of(items.begin(), items.end(), [tag](const QByteArray &item) {
        const QByteArrayView named =
            item.startsWith("W/") ? QByteArrayView(item).sliced(2) : QByteArrayView(item);
        return named == "*" || named == tag;
    });
}

bool takesHtml(QByteArrayView accept)
{
    const QList<QByteArray> items = listItems(accept);
    return std::any_of(items.begin(), items.end(), [](const QByteArray &item) {
        const QList<QByteArray> parts = trimmedParts(item, ';');
        const auto parameters = parts.sliced(1);
        return parts.first().toLower() == "text/html"
            && std::none_of(parameters.begin(), parameters.end(), refuses);
    });
}

bool isJsonType(QByteArrayView contentType)
{
    const QList<QByteArray> parts = trimmedParts(contentType, ';');
    if (parts.first().toLower() != "application/json")
        return false;
    const auto rest = parts.sliced(1);
    return std::all_of(rest.begin(), rest.end(), [](const QByteArray &part) {
        const QByteArray parameter = part.toLower();
        return !parameter.startsWith("charset=") || parameter == "charset=utf-8"
            || parameter == "charset=\"utf-8\"";
    });
}
