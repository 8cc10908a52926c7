#pragma once

#include <QByteArray>

/// @p plain in gzip form (RFC 1952); empty when there is no memory for it.
QByteArray gzipped(const QByteArray &plain);
