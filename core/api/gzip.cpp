#include "gzip.h"

#include <zlib.h>

QByteArray gzipped(const QByteArray &plain)
{
    constexpr int level = 6;
    constexpr int gzipWindow = 15 + 16; // + 16 = gzip header instead of zlib's
    constexpr int memoryLevel = 8;
    z_stream stream {};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzipWindow, memoryLevel, Z_DEFAULT_STRATEGY)
        != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(plain.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(
        const_cast<char *>(plain.constData())); // zlib does not write to it
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.truncate(outcome == Z_STREAM_END ? qsizetype(stream.total_out) : 0);
    deflateEnd(&stream);
    return packed;
}
