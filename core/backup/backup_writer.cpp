#include "backup_writer.h"

#include "part_pieces.h"
#include "sodium_ready.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <zstd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceBytes = 1 << 20;
constexpr int level = 3; // Ten times as fast as the disk of a till, and most of what can be won.

struct FreeCompressor {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

}

/// The part that is being written, and the ciphers.
struct BackupWriter::State {
    std::unique_ptr<ZSTD_CCtx, FreeCompressor> compressor {ZSTD_createCCtx()};
    QByteArray output = QByteArray(pieceBytes, '\0');
    qsizetype filled = 0;
    crypto_generichash_state sum {};
    qint64 bytes = 0;
    bool encrypted = false;
    crypto_secretstream_xchacha20poly1305_state stream {};
};

BackupWriter::BackupWriter()
    : m_state(std::make_unique<State>())
{
}

BackupWriter::~BackupWriter() = default;

Result<std::unique_ptr<BackupWriter>> BackupWriter::open(const QString &path, BackupHead head,
                                                         const std::optional<BackupKeys> &keys)
{
    sodiumReady();
    std::unique_ptr<BackupWriter> writer(new BackupWriter);
    ZSTD_CCtx_setParameter(writer->m_state->compressor.get(), ZSTD_c_compressionLevel, level);
    if (keys) {
        head.keyName = keys->name();
        head.locks = keys->locks;
        head.salt = randomBytes(backupKeyBytes);
        head.streamHead = QByteArray(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
        const QByteArray key = fileKey(keys->key, head.salt);
        crypto_secretstream_xchacha20poly1305_init_push(&writer->m_state->stream,
                                                        bytesOut(head.streamHead), bytesIn(key));
        writer->m_state->encrypted = true;
    }
    if (const Result<void> opened = writer->m_file.open(path, head.toJson()); !opened)
        return opened.error();
    return writer;
}

Result<void> BackupWriter::put(char kind, const QByteArray &content)
{
    const bool last = kind == char(PieceKind::Last);
    const auto place = last ? BlockWriter::Place::Last : BlockWriter::Place::Inner;
    const QByteArray piece = kind + content;
    if (!m_state->encrypted)
        return m_file.write(piece, place);
    const QByteArray before = m_file.sum();
    QByteArray box(piece.size() + qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES), '\0');
    const auto tag = uchar(last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    crypto_secretstream_xchacha20poly1305_push(&m_state->stream, bytesOut(box), nullptr,
                                               bytesIn(piece), size_t(piece.size()),
                                               bytesIn(before), size_t(before.size()), tag);
    return m_file.write(box, place);
}

Result<void> BackupWriter::beginPart(const QString &name)
{
    ZSTD_CCtx_reset(m_state->compressor.get(), ZSTD_reset_session_only);
    crypto_generichash_init(&m_state->sum, nullptr, 0, sumBytes);
    m_state->filled = 0;
    m_state->bytes = 0;
    return put(char(PieceKind::Begin), name.toUtf8());
}

Result<void> BackupWriter::write(const QByteArray &content)
{
    crypto_generichash_update(&m_state->sum, bytesIn(content), size_t(content.size()));
    m_state->bytes += content.size();
    return compress(content, Rest::Comes);
}

Result<void> BackupWriter::compress(const QByteArray &content, Rest rest)
{
    State &state = *m_state;
    const bool atEnd = rest == Rest::None;
    const ZSTD_EndDirective mode = atEnd ? ZSTD_e_end : ZSTD_e_continue;
    ZSTD_inBuffer input {content.constData(), size_t(content.size()), 0};
    for (;;) {
        ZSTD_outBuffer output {state.output.data(), size_t(state.output.size()),
                               size_t(state.filled)};
        const size_t left = ZSTD_compressStream2(state.compressor.get(), &output, &input, mode);
        if (ZSTD_isError(left))
            return Error {.code = Error::Code::Internal,
                          .detail = QString::fromLatin1(ZSTD_getErrorName(left))};
        state.filled = qsizetype(output.pos);
        const bool done = atEnd ? left == 0 : input.pos == input.size;
        if (state.filled == state.output.size() || (done && atEnd)) {
            if (const Result<void> written = putFilled(); !written)
                return written.error();
        }
        if (done)
            return {};
    }
}

/// The compressed bytes that have gathered, as a block.
Result<void> BackupWriter::putFilled()
{
    const qsizetype filled = std::exchange(m_state->filled, 0);
    return filled == 0 ? Result<void>() : put(char(PieceKind::Data), m_state->output.first(filled));
}

Result<void> BackupWriter::endPart()
{
    if (const Result<void> ended = compress({}, Rest::None); !ended)
        return ended.error();
    QByteArray sum(sumBytes, '\0');
    crypto_generichash_final(&m_state->sum, bytesOut(sum), size_t(sum.size()));
    const QJsonObject end {{u"bytes"_s, m_state->bytes},
                           {u"sum"_s, QString::fromLatin1(sum.toHex())}};
    return put(char(PieceKind::End), QJsonDocument(end).toJson(QJsonDocument::Compact));
}

Result<void> BackupWriter::writePart(const QString &name, const QByteArray &content)
{
    if (const Result<void> begun = beginPart(name); !begun)
        return begun.error();
    if (const Result<void> written = write(content); !written)
        return written.error();
    return endPart();
}

Result<void> BackupWriter::writeFile(const QString &name, const QString &path)
{
    QFile file(path);
    const auto unreadable = [&file] {
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = file.fileName(),
                      .detail = file.errorString()};
    };
    if (!file.open(QIODevice::ReadOnly))
        return unreadable();
    if (const Result<void> begun = beginPart(name); !begun)
        return begun.error();
    for (QByteArray piece = file.read(pieceBytes); !piece.isEmpty();
         piece = file.read(pieceBytes)) {
        if (const Result<void> written = write(piece); !written)
            return written.error();
    }
    return file.error() == QFile::NoError ? endPart() : Result<void>(unreadable());
}

Result<void> BackupWriter::finish()
{
    if (const Result<void> last = put(char(PieceKind::Last), {}); !last)
        return last.error();
    return m_file.finish();
}
