#include "wal_sealed_file.h"

#include "host_system.h"

#include <QFileInfo>
#include <QtEndian>

#include <array>
#include <filesystem>
#include <system_error>

#include <sodium.h>
#include <zstd.h>

using namespace Qt::StringLiterals;

// magic, kind, [header of the secretstream], frames of (size, content), a frame of size 0, SHA-256.

namespace {

constexpr QByteArrayView magic = "BKSEAL1\n";
constexpr char plainKind = 'p';
constexpr char encryptedKind = 'e';
constexpr qsizetype frameBytes = 1 << 16;
constexpr qsizetype portionBytes = 1 << 20;
constexpr qsizetype longestFrame = frameBytes + 1024;
constexpr qsizetype sumBytes = 32;
constexpr int level = 3;

using Stream = crypto_secretstream_xchacha20poly1305_state;
constexpr qsizetype headerBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype tagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

QByteArray sizeField(qsizetype size)
{
    QByteArray field(4, '\0');
    qToBigEndian(quint32(size), field.data());
    return field;
}

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

struct FreeCompressor {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

}

/// Compressor and cipher of a file that is being written.
struct SealedWriter::Machine {
    std::unique_ptr<ZSTD_CCtx, FreeCompressor> compressor {ZSTD_createCCtx()};
    Stream stream {};
};

SealedWriter::SealedWriter(QString path, SealKey key)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_file(m_path + u".new"_s)
    , m_machine(std::make_unique<Machine>())
{
}

SealedWriter::~SealedWriter()
{
    if (!m_file.isOpen())
        return;
    m_file.close();
    m_file.remove();
}

Error SealedWriter::failure(const QString &why) const
{
    return unusable(m_path, why);
}

Result<void> SealedWriter::open()
{
    if (!m_key.isEmpty()
        && (sodium_init() < 0 || m_key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES))
        return failure(u"the key has another size"_s);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || !m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failure(m_file.errorString());
    ZSTD_CCtx_setParameter(m_machine->compressor.get(), ZSTD_c_compressionLevel, level);
    QByteArray head = magic.toByteArray() + (m_key.isEmpty() ? plainKind : encryptedKind);
    if (!m_key.isEmpty()) {
        QByteArray header(headerBytes, '\0');
        crypto_secretstream_xchacha20poly1305_init_push(&m_machine->stream, raw(header),
                                                        raw(m_key));
        head += header;
    }
    return put(head);
}

Result<void> SealedWriter::write(const QByteArray &bytes)
{
    return pack(bytes, false);
}

Result<void> SealedWriter::pack(const QByteArray &bytes, bool last)
{
    QByteArray packed(frameBytes, Qt::Uninitialized);
    ZSTD_inBuffer input {bytes.constData(), size_t(bytes.size()), 0};
    for (bool done = false; !done;) {
        ZSTD_outBuffer output {packed.data(), size_t(packed.size()), 0};
        const size_t left = ZSTD_compressStream2(m_machine->compressor.get(), &output, &input,
                                                 last ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left) != 0)
            return failure(QString::fromLatin1(ZSTD_getErrorName(left)));
        if (output.pos > 0) {
            if (Result<void> kept = putFrame(packed.first(qsizetype(output.pos))); !kept)
                return kept;
        }
        done = last ? left == 0 : input.pos == input.size;
    }
    return {};
}

Result<void> SealedWriter::putFrame(const QByteArray &packed)
{
    QByteArray content = packed;
    if (!m_key.isEmpty()) {
        content = QByteArray(packed.size() + tagBytes, '\0');
        crypto_secretstream_xchacha20poly1305_push(
            &m_machine->stream, raw(content), nullptr, raw(packed),
            static_cast<unsigned long long>(packed.size()), nullptr, 0,
            crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    }
    return put(sizeField(content.size()) + content);
}

Result<void> SealedWriter::put(const QByteArray &bytes)
{
    m_sum.addData(bytes);
    return m_file.write(bytes) == bytes.size() ? Result<void>() : failure(m_file.errorString());
}

Result<qint64> SealedWriter::commit()
{
    if (const Result<void> packed = pack({}, true); !packed)
        return packed.error();
    if (const Result<void> ended = put(sizeField(0)); !ended)
        return ended.error();
    const QByteArray sum = m_sum.result();
    if (m_file.write(sum) != sum.size() || !m_file.flush() || !syncContent(m_file))
        return failure(m_file.errorString());
    const qint64 size = m_file.size();
    std::error_code trouble;
    std::filesystem::rename(m_file.fileName().toStdU16String(), m_path.toStdU16String(), trouble);
    if (trouble)
        return failure(QString::fromStdString(trouble.message()));
    m_file.close();
    if (!syncFolder(QFileInfo(m_path).path()))
        return failure(u"its folder cannot be synced"_s);
    return size;
}

Result<qint64> SealedWriter::write(const QString &path, const QByteArray &bytes, const SealKey &key)
{
    SealedWriter writer(path, key);
    if (const Result<void> opened = writer.open(); !opened)
        return opened.error();
    if (const Result<void> written = writer.write(bytes); !written)
        return written.error();
    return writer.commit();
}

/// Decompressor and cipher of a file that is being read, and where in a frame it is.
struct SealedReader::Machine {
    std::unique_ptr<ZSTD_DCtx, FreeDecompressor> decompressor {ZSTD_createDCtx()};
    Stream stream {};
    bool encrypted = false;
    QByteArray frame {};
    qsizetype used = 0; ///< Of the frame.
    bool more = false; ///< The decompressor holds more than it has given.
    bool inside = false; ///< A stream of zstd has begun and not ended.
    bool atEnd = false;
};

SealedReader::SealedReader(QString path, SealKey key)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_file(m_path)
    , m_machine(std::make_unique<Machine>())
{
}

SealedReader::~SealedReader() = default;

Error SealedReader::changed() const
{
    return {.code = Error::Code::Conflict,
            .field = m_path,
            .detail = u"the file is not what was written: it was changed or is cut off"_s};
}

static Error noKey(const QString &path)
{
    return {.code = Error::Code::Denied,
            .reason = Error::Reason::BadField,
            .field = u"key"_s,
            .detail = u"%1 is encrypted; this key does not open it"_s.arg(path)};
}

Result<QByteArray> SealedReader::take(qsizetype size)
{
    QByteArray bytes = m_file.read(size);
    if (m_file.error() != QFileDevice::NoError)
        return unusable(m_path, m_file.errorString());
    if (bytes.size() != size)
        return changed();
    return bytes;
}

Result<void> SealedReader::open()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return unusable(m_path, m_file.errorString());
    const Result<QByteArray> head = take(magic.size() + 1);
    if (!head)
        return head.error();
    m_sum.addData(*head);
    const char kind = head->back();
    if (!head->startsWith(magic) || (kind != plainKind && kind != encryptedKind))
        return changed();
    m_machine->encrypted = kind == encryptedKind;
    if (!m_machine->encrypted)
        return {};
    if (sodium_init() < 0 || m_key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES)
        return noKey(m_path);
    const Result<QByteArray> header = take(headerBytes);
    if (!header)
        return header.error();
    m_sum.addData(*header);
    return crypto_secretstream_xchacha20poly1305_init_pull(&m_machine->stream, raw(*header),
                                                           raw(m_key))
            == 0
        ? Result<void>()
        : changed();
}

/// The next frame, or the end of the file behind the last one.
Result<void> SealedReader::nextFrame()
{
    const Result<QByteArray> field = take(4);
    if (!field)
        return field.error();
    m_sum.addData(*field);
    const auto size = qsizetype(qFromBigEndian<quint32>(field->constData()));
    if (size == 0)
        return checkEnd();
    if (size > longestFrame)
        return changed();
    Result<QByteArray> content = take(size);
    if (!content)
        return content.error();
    m_sum.addData(*content);
    m_machine->used = 0;
    if (!m_machine->encrypted) {
        m_machine->frame = *std::move(content);
        return {};
    }
    if (size < tagBytes)
        return changed();
    m_machine->frame = QByteArray(size - tagBytes, '\0');
    const int opened = crypto_secretstream_xchacha20poly1305_pull(
        &m_machine->stream, raw(m_machine->frame), nullptr, nullptr, raw(*content),
        static_cast<unsigned long long>(size), nullptr, 0);
    if (opened == 0)
        return {};
    const Result<void> unchanged = check(m_path);
    return unchanged ? noKey(m_path) : unchanged;
}

Result<void> SealedReader::checkEnd()
{
    const Result<QByteArray> sum = take(sumBytes);
    if (!sum)
        return sum.error();
    m_machine->atEnd = true;
    const bool whole = *sum == m_sum.result() && m_file.atEnd() && !m_machine->inside;
    return whole ? Result<void>() : changed();
}

Result<QByteArray> SealedReader::read()
{
    Machine &machine = *m_machine;
    QByteArray portion(portionBytes, Qt::Uninitialized);
    ZSTD_outBuffer output {portion.data(), size_t(portion.size()), 0};
    while (output.pos < output.size && !machine.atEnd) {
        if (machine.used == machine.frame.size() && !machine.more) {
            if (const Result<void> next = nextFrame(); !next)
                return next.error();
            continue;
        }
        ZSTD_inBuffer input {machine.frame.constData(), size_t(machine.frame.size()),
                             size_t(machine.used)};
        const size_t left = ZSTD_decompressStream(machine.decompressor.get(), &output, &input);
        if (ZSTD_isError(left) != 0)
            return changed();
        machine.used = qsizetype(input.pos);
        machine.inside = left != 0;
        machine.more = machine.inside && output.pos == output.size;
    }
    portion.resize(qsizetype(output.pos));
    return portion;
}

Result<QByteArray> SealedReader::whole(const QString &path, const SealKey &key, qint64 limit)
{
    SealedReader reader(path, key);
    if (const Result<void> opened = reader.open(); !opened)
        return opened.error();
    QByteArray all;
    while (true) {
        const Result<QByteArray> portion = reader.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            return all;
        all += *portion;
        if (all.size() > limit)
            return reader.changed();
    }
}

Result<void> SealedReader::check(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(path, file.errorString());
    const Error changed = SealedReader(path).changed();
    qint64 left = file.size() - sumBytes;
    if (left < magic.size() || file.peek(magic.size()) != magic)
        return changed;
    QCryptographicHash sum(QCryptographicHash::Sha256);
    while (left > 0) {
        const QByteArray portion = file.read(std::min<qint64>(left, portionBytes));
        if (portion.isEmpty())
            return unusable(path, file.errorString());
        sum.addData(portion);
        left -= portion.size();
    }
    return file.read(sumBytes) == sum.result() ? Result<void>() : changed;
}
