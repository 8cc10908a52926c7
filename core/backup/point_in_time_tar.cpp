#include "point_in_time_tar.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype block = 512;
constexpr qsizetype nameBytes = 100;
constexpr qsizetype sizeOffset = 124;
constexpr qsizetype sizeDigits = 11;
constexpr qsizetype sumOffset = 148;
constexpr qsizetype sumBytes = 8;
constexpr qsizetype typeOffset = 156;
constexpr char fileType = '0';
constexpr char folderType = '5';

Error notOurs(const QString &name, const QString &why)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::BadField,
            .field = name,
            .detail = u"the base backup cannot be unpacked: "_s + why};
}

QString nameIn(const QByteArray &header)
{
    const QByteArray name = header.first(nameBytes);
    const qsizetype end = name.indexOf('\0');
    return QFile::decodeName(end < 0 ? name : name.first(end));
}

qint64 sumOf(const QByteArray &header)
{
    qint64 sum = 0;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const bool own = i >= sumOffset && i < sumOffset + sumBytes;
        sum += own ? ' ' : static_cast<unsigned char>(header.at(i));
    }
    return sum;
}

/// Octal digits up to the first that is none.
qint64 octal(const QByteArray &field)
{
    qint64 value = 0;
    for (const char digit : field.trimmed()) {
        if (digit < '0' || digit > '7')
            break;
        value = value * 8 + (digit - '0');
    }
    return value;
}

bool staysInside(const QString &name)
{
    return !name.isEmpty() && !name.startsWith(u'/') && !name.split(u'/').contains(u".."_s);
}

}

TarUnpacker::TarUnpacker(QString folder, ServerAccount account)
    : m_folder(std::move(folder))
    , m_account(std::move(account))
{
}

Result<void> TarUnpacker::feed(const QByteArray &bytes)
{
    qsizetype at = 0;
    while (at < bytes.size() && !m_ended) {
        const qsizetype rest = bytes.size() - at;
        if (m_left > 0) {
            const auto size = qsizetype(std::min<qint64>(rest, m_left));
            if (Result<void> taken = take(bytes.sliced(at, size)); !taken)
                return taken;
            at += size;
        } else if (m_padding > 0) {
            const auto size = qsizetype(std::min<qint64>(rest, m_padding));
            m_padding -= size;
            at += size;
        } else {
            const qsizetype size = std::min(rest, block - m_header.size());
            m_header += bytes.sliced(at, size);
            at += size;
            if (m_header.size() < block)
                break;
            if (Result<void> begun = beginMember(std::exchange(m_header, {})); !begun)
                return begun;
        }
    }
    return {};
}

Result<void> TarUnpacker::beginMember(const QByteArray &header)
{
    if (std::ranges::all_of(header, [](char byte) { return byte == '\0'; })) {
        m_ended = true;
        return {};
    }
    const QString name = nameIn(header);
    if (octal(header.sliced(sumOffset, sumBytes)) != sumOf(header) || !staysInside(name))
        return notOurs(name, u"it is no archive of pg_basebackup"_s);
    const char type = header.at(typeOffset);
    const QString path = QDir(m_folder).filePath(QDir::cleanPath(name));
    if (type == folderType)
        return makeFolder(path);
    if (type != fileType)
        return notOurs(name, u"the cluster has tablespaces, which are not restored"_s);
    m_left = octal(header.sliced(sizeOffset, sizeDigits));
    m_padding = (block - m_left % block) % block;
    return beginFile(path);
}

Result<void> TarUnpacker::makeFolder(const QString &path) const
{
    return QDir(path).exists() ? Result<void>() : m_account.makeFolder(path);
}

Result<void> TarUnpacker::beginFile(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly)
        || !m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = path,
                      .detail = m_file.errorString()};
    return m_left == 0 ? endFile() : Result<void>();
}

Result<void> TarUnpacker::take(const QByteArray &bytes)
{
    if (m_file.write(bytes) != bytes.size())
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_file.fileName(),
                      .detail = m_file.errorString()};
    m_left -= bytes.size();
    return m_left == 0 ? endFile() : Result<void>();
}

Result<void> TarUnpacker::endFile()
{
    const bool written = m_file.flush();
    m_file.close();
    if (!written)
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_file.fileName(),
                      .detail = m_file.errorString()};
    return m_account.takeOver(m_file.fileName());
}

Result<void> TarUnpacker::finish() const
{
    return m_ended ? Result<void>() : notOurs({}, u"it is cut off"_s);
}
