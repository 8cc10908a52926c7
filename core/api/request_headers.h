#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

/// The items of a comma-separated header value, trimmed, none empty.
QList<QByteArray> listItems(QByteArrayView value);
/// Whether the client takes gzip (RFC 9110 §12.5.3).
bool acceptsGzip(QByteArrayView acceptEncoding);
/// Whether If-None-Match names @p tag (with its quotes), or anything at all.
bool matchesTag(QByteArrayView ifNoneMatch, QByteArrayView tag);
/// Whether the client takes a page: `text/html` is named, and not with a quality of 0 (RFC 9110
/// §12.5.1).
bool takesHtml(QByteArrayView accept);
/// `application/json`, in UTF-8 if a charset is named.
bool isJsonType(QByteArrayView contentType);
