#include "backup_reader.h"

#include "part_pieces.h"
#include "sodium_ready.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <zstd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceBytes = 1 << 20;

struct FreeDecompressor {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

}

/// The part that is being read, and the ciphers.
struct BackupReader::State {
    std::unique_ptr<ZSTD_DCtx, FreeDecompressor> decompressor {ZSTD_createDCtx()};
    QByteArray input {}; ///< Of the block read last.
    size_t taken = 0; ///< Of it.
    bool more = false; ///< The last output was full: there may be more of the same input.
    bool inPart = false;
    bool atEnd = false; ///< Of the file.
    crypto_generichash_state sum {};
    qint64 bytes = 0;
    bool unlocked = false;
    crypto_secretstream_xchacha20poly1305_state stream {};
};

BackupReader::BackupReader()
    : m_state(std::make_unique<State>())
{
}

BackupReader::~BackupReader() = default;

Result<std::unique_ptr<BackupReader>> BackupReader::open(const QString &path)
{
    std::unique_ptr<BackupReader> reader(new BackupReader);
    const Result<QByteArray> json = reader->m_file.open(path);
    if (!json)
        return json.error();
    Result<BackupHead> head = BackupHead::fromJson(*json);
    if (!head) {
        Error error = head.error();
        error.field = path;
        return error;
    }
    reader->m_head = *std::move(head);
    return reader;
}

Result<void> BackupReader::unlock(const QByteArray &key)
{
    if (!m_head.encrypted())
        return {};
    Error other {.code = Error::Code::Denied,
                 .reason = Error::Reason::BadField,
                 .field = u"passphrase"_s,
                 .detail = u"the backup was made with another key"_s};
    if (BackupKeys {.key = key, .locks = {}}.name() != m_head.keyName)
        return other;
    const QByteArray own = fileKey(key, m_head.salt);
    const bool begun =
        m_head.streamHead.size() == qsizetype(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        && crypto_secretstream_xchacha20poly1305_init_pull(&m_state->stream,
                                                           bytesIn(m_head.streamHead), bytesIn(own))
            == 0;
    m_state->unlocked = begun;
    return begun ? Result<void>() : Result<void>(other);
}

/// Kind and content of the next block, decrypted.
Result<QByteArray> BackupReader::nextPiece()
{
    const Result<BlockReader::Block> block = m_file.read();
    if (!block)
        return named(block.error());
    QByteArray piece = block->bytes;
    if (m_head.encrypted()) {
        const auto extra = qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES);
        if (block->bytes.size() <= extra)
            return damaged(u"a block is too short"_s);
        piece.resize(block->bytes.size() - extra);
        uchar tag = 0;
        const bool opened = crypto_secretstream_xchacha20poly1305_pull(
                                &m_state->stream, bytesOut(piece), nullptr, &tag,
                                bytesIn(block->bytes), size_t(block->bytes.size()),
                                bytesIn(block->sumBefore), size_t(block->sumBefore.size()))
            == 0;
        if (!opened || (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != block->last)
            return damaged(u"a block was forged"_s);
    }
    const bool last = !piece.isEmpty() && piece.front() == char(PieceKind::Last);
    if (piece.isEmpty() || last != block->last)
        return damaged(u"a block has no meaning"_s);
    return piece;
}

Result<std::optional<QString>> BackupReader::nextPart()
{
    if (m_head.encrypted() && !m_state->unlocked)
        return Error {.code = Error::Code::Denied,
                      .reason = Error::Reason::BadField,
                      .field = u"passphrase"_s,
                      .detail = u"the backup is encrypted"_s};
    while (m_state->inPart) {
        if (const Result<QByteArray> rest = read(); !rest)
            return rest.error();
    }
    const Result<QByteArray> piece = nextPiece();
    if (!piece)
        return piece.error();
    if (piece->front() == char(PieceKind::Last)) {
        m_state->atEnd = true;
        return std::optional<QString>();
    }
    if (piece->front() != char(PieceKind::Begin))
        return damaged(u"a part does not begin where it should"_s);
    m_part = QString::fromUtf8(piece->mid(1));
    ZSTD_DCtx_reset(m_state->decompressor.get(), ZSTD_reset_session_only);
    crypto_generichash_init(&m_state->sum, nullptr, 0, sumBytes);
    m_state->input.clear();
    m_state->taken = 0;
    m_state->more = false;
    m_state->bytes = 0;
    m_state->inPart = true;
    return std::optional(m_part);
}

Result<QByteArray> BackupReader::read()
{
    while (m_state->inPart) {
        Result<QByteArray> content = decompressed();
        if (!content || !content->isEmpty())
            return content;
        const Result<QByteArray> piece = nextPiece();
        if (!piece)
            return piece.error();
        if (piece->front() == char(PieceKind::End)) {
            const Result<void> ended = endPart(piece->mid(1));
            return ended ? Result<QByteArray>(QByteArray()) : Result<QByteArray>(ended.error());
        }
        if (piece->front() != char(PieceKind::Data))
            return damaged(u"a part does not end where it should"_s);
        m_state->input = piece->mid(1);
        m_state->taken = 0;
    }
    return QByteArray();
}

/// What the last block still holds, a piece of it; empty when it is used up.
Result<QByteArray> BackupReader::decompressed()
{
    State &state = *m_state;
    if (state.taken == size_t(state.input.size()) && !state.more)
        return QByteArray();
    QByteArray content(pieceBytes, '\0');
    ZSTD_inBuffer input {state.input.constData(), size_t(state.input.size()), state.taken};
    ZSTD_outBuffer output {content.data(), size_t(content.size()), 0};
    const size_t hint = ZSTD_decompressStream(state.decompressor.get(), &output, &input);
    if (ZSTD_isError(hint))
        return damaged(u"it cannot be decompressed"_s);
    state.taken = input.pos;
    state.more = output.pos == output.size;
    content.resize(qsizetype(output.pos));
    crypto_generichash_update(&state.sum, bytesIn(content), size_t(content.size()));
    state.bytes += content.size();
    return content;
}

Result<void> BackupReader::endPart(const QByteArray &end)
{
    QByteArray sum(sumBytes, '\0');
    crypto_generichash_final(&m_state->sum, bytesOut(sum), size_t(sum.size()));
    m_state->inPart = false;
    const QJsonObject expected = QJsonDocument::fromJson(end).object();
    const bool same = expected.value(u"bytes"_s).toInteger() == m_state->bytes
        && expected.value(u"sum"_s).toString() == QString::fromLatin1(sum.toHex());
    return same ? Result<void>() : damaged(u"its content is not what was written"_s);
}

Result<QByteArray> BackupReader::readAll(qint64 limit)
{
    QByteArray all;
    for (;;) {
        const Result<QByteArray> piece = read();
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return all;
        all += *piece;
        if (all.size() > limit)
            return damaged(u"it is longer than it may be"_s);
    }
}

Result<void> BackupReader::extract(const QString &path)
{
    QFile file(path);
    const auto failure = [&file] {
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = file.fileName(),
                      .detail = file.errorString()};
    };
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                   QFile::ReadOwner | QFile::WriteOwner))
        return failure();
    for (;;) {
        const Result<QByteArray> piece = read();
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return {};
        if (file.write(*piece) != piece->size())
            return failure();
    }
}

Result<void> BackupReader::checkSums()
{
    for (;;) {
        const Result<BlockReader::Block> block = m_file.read();
        if (!block)
            return named(block.error());
        if (block->last)
            return {};
    }
}

Error BackupReader::damaged(const QString &what) const
{
    return named({.code = Error::Code::Conflict,
                  .reason = Error::Reason::BackupDamaged,
                  .field = m_file.path(),
                  .detail = u"%1, %2"_s.arg(what, m_file.place())});
}

/// Says in which part it happened, as far as that is known.
Error BackupReader::named(Error error) const
{
    if (error.reason != Error::Reason::BackupDamaged || m_part.isEmpty())
        return error;
    const QString where = m_state->inPart ? u"in "_s : u"behind "_s;
    error.detail = where + m_part + u": "_s + error.detail;
    return error;
}
