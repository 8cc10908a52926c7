#include "block_file.h"

#include "host_system.h"
#include "sodium_ready.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView magic("BKHSBAK1");
constexpr quint32 lastMark = 0x8000'0000U;
constexpr quint32 longestHead = 64 * 1024;
constexpr quint32 longestBlock = 4 * 1024 * 1024;

QByteArray lengthBytes(quint32 length)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(length, bytes.data());
    return bytes;
}

QByteArray nextSum(const QByteArray &sum, const QByteArray &covered)
{
    return hashOf("bakehouse backup block", sum + covered);
}

}

Result<void> BlockWriter::open(const QString &path, const QByteArray &head)
{
    sodiumReady();
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                     QFile::ReadOwner | QFile::WriteOwner))
        return failure();
    const QByteArray covered = magic.toByteArray() + lengthBytes(quint32(head.size())) + head;
    m_sum = nextSum({}, covered);
    return put(covered + m_sum);
}

Result<void> BlockWriter::write(const QByteArray &block, Place place)
{
    const quint32 mark = place == Place::Last ? lastMark : 0;
    const QByteArray covered = lengthBytes(quint32(block.size()) | mark) + block;
    m_sum = nextSum(m_sum, covered);
    return put(covered + m_sum);
}

Result<void> BlockWriter::finish()
{
    return syncContent(m_file) ? Result<void>() : failure();
}

Result<void> BlockWriter::put(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const qint64 written = m_file.write(bytes.constData() + done, bytes.size() - done);
        if (written <= 0)
            return failure();
        done += written;
    }
    return {};
}

Error BlockWriter::failure() const
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = m_file.fileName(),
            .detail = m_file.errorString()};
}

Result<QByteArray> BlockReader::open(const QString &path)
{
    sodiumReady();
    m_file.setFileName(path);
    if (!m_file.exists())
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = path,
                      .detail = u"there is no such backup"_s};
    if (!m_file.open(QIODevice::ReadOnly))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = path,
                      .detail = m_file.errorString()};
    const QString what = u"its head"_s;
    const Result<QByteArray> front = take(magic.size() + 4, what);
    if (!front)
        return front.error();
    if (!front->startsWith(magic))
        return damaged(u"it is no backup of Bakehouse, or its first bytes were changed"_s);
    const auto length = qFromLittleEndian<quint32>(front->constData() + magic.size());
    const Result<QByteArray> head = length <= longestHead
        ? take(length, what)
        : Result<QByteArray>(damaged(what + u" was changed"_s));
    if (!head)
        return head.error();
    if (const Result<void> same = checkSum(*front + *head, what); !same)
        return same.error();
    return *head;
}

Result<BlockReader::Block> BlockReader::read()
{
    m_begin = m_file.pos();
    const QString what = u"a block"_s;
    const Result<QByteArray> front = take(4, what);
    if (!front)
        return front.error();
    const auto marked = qFromLittleEndian<quint32>(front->constData());
    const quint32 length = marked & ~lastMark;
    const Result<QByteArray> bytes = length <= longestBlock
        ? take(length, what)
        : Result<QByteArray>(damaged(what + u" was changed"_s));
    if (!bytes)
        return bytes.error();
    const QByteArray before = m_sum;
    if (const Result<void> same = checkSum(*front + *bytes, what); !same)
        return same.error();
    const bool last = (marked & lastMark) != 0;
    if (last && m_file.pos() != m_file.size()) {
        m_begin = m_file.pos();
        return damaged(u"something follows its end"_s);
    }
    return Block {.bytes = *bytes, .sumBefore = before, .last = last};
}

Result<QByteArray> BlockReader::take(qint64 count, const QString &what)
{
    QByteArray bytes = m_file.read(count);
    if (bytes.size() == count)
        return bytes;
    if (m_file.error() != QFile::NoError)
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_file.fileName(),
                      .detail = m_file.errorString()};
    return damaged(what + u" is cut off"_s);
}

Result<void> BlockReader::checkSum(const QByteArray &covered, const QString &what)
{
    const Result<QByteArray> sum = take(sumBytes, what);
    if (!sum)
        return sum.error();
    m_sum = nextSum(m_sum, covered);
    return m_sum == *sum ? Result<void>() : damaged(what + u" was changed"_s);
}

QString BlockReader::place() const
{
    return u"bytes %1 to %2"_s.arg(m_begin).arg(m_file.pos());
}

Error BlockReader::damaged(const QString &what) const
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::BackupDamaged,
            .field = m_file.fileName(),
            .left = m_begin,
            .detail = u"%1, %2 of %3"_s.arg(what, place()).arg(m_file.size())};
}
