#include "snapshot_file.h"

#include "failpoint.h"
#include "snapshot_text.h"
#include "sqlite_connection.h"
#include "work_queue.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace {

constexpr int format = 3; // with opening hours
const QString goodsName = u"goods"_s;
const QString stockName = u"stock"_s;

QByteArray sumOf(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
}

Error none(const QString &path, const QString &detail)
{
    return {.code = Error::Code::NotFound, .field = path, .detail = detail};
}

} // namespace

/// The SQLite side, on the snapshot's thread.
class SnapshotFile::File
{
public:
    explicit File(const QString &path)
        : m_path(path)
    {
    }

    Result<void> save(const CatalogueRead &read);
    Result<CatalogueRead> load();
    void close() { m_connection.reset(); }

private:
    SqliteConnection &connection();
    void write(const CatalogueRead &read);
    void writePart(const QString &name, const QByteArray &content);
    std::optional<QByteArray> part(const QString &name);
    std::optional<CatalogueRead> read();
    void throwAway();

    const QString m_path;
    std::unique_ptr<SqliteConnection> m_connection;
    std::shared_ptr<const Goods> m_saved; // the goods that stand in the file
};

SqliteConnection &SnapshotFile::File::connection()
{
    if (m_connection)
        return *m_connection;
    auto opened = std::make_unique<SqliteConnection>(m_path, SqliteConnection::Access::Make);
    opened->execute(u"sqlite_wal"_s);
    const std::optional<QVariantList> written = opened->execute(u"snapshot_format"_s);
    const int found = written ? written->first().toInt() : 0;
    if (found != 0 && found != format)
        throw SqliteFailure {.code = SqliteFailure::noDatabase,
                             .message = u"another release wrote it"_s};
    opened->begin(SqliteConnection::Sync::Normal);
    opened->execute(u"snapshot_make_parts"_s);
    opened->execute(u"snapshot_mark_format"_s);
    opened->commit();
    m_connection = std::move(opened);
    return *m_connection;
}

Result<void> SnapshotFile::File::save(const CatalogueRead &read)
{
    try {
        write(read);
        return {};
    } catch (const SqliteFailure &) {
        throwAway(); // Once more, in a new file.
    }
    try {
        write(read);
        return {};
    } catch (const SqliteFailure &failure) {
        throwAway();
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = m_path,
                      .detail = failure.message};
    }
}

void SnapshotFile::File::write(const CatalogueRead &read)
{
    SqliteConnection &to = connection();
    to.begin(SqliteConnection::Sync::Normal);
    if (m_saved != read.goods)
        writePart(goodsName, goodsText(*read.goods));
    writePart(stockName, stockText(read));
    failpoint("snapshot.before_commit");
    to.commit();
    failpoint("snapshot.saved");
    m_saved = read.goods;
}

void SnapshotFile::File::writePart(const QString &name, const QByteArray &content)
{
    m_connection->run(u"snapshot_save_part"_s, {name, content, sumOf(content)});
}

Result<CatalogueRead> SnapshotFile::File::load()
{
    try {
        if (!QFile::exists(m_path))
            return none(m_path, u"there is none"_s);
        if (std::optional<CatalogueRead> found = read())
            return *std::move(found);
    } catch (const SqliteFailure &failure) {
        throwAway();
        return none(m_path, failure.message);
    }
    throwAway();
    return none(m_path, u"it is damaged"_s);
}

std::optional<CatalogueRead> SnapshotFile::File::read()
{
    connection().run(u"sqlite_begin_read"_s); // Both parts of one moment.
    const std::optional<QByteArray> goodsContent = part(goodsName);
    const std::optional<QByteArray> stockContent = part(stockName);
    connection().commit();
    if (!goodsContent || !stockContent)
        return {};
    std::optional<Goods> goods = goodsFromText(*goodsContent);
    std::optional<StockPart> stock = stockFromText(*stockContent);
    if (!goods || !stock || stock->stock.size() != goods->products.size())
        return {};
    return CatalogueRead {.goods = std::make_shared<const Goods>(*std::move(goods)),
                          .stock = std::move(stock->stock),
                          .heads = std::move(stock->heads)};
}

std::optional<QByteArray> SnapshotFile::File::part(const QString &name)
{
    const std::optional<QVariantList> row = connection().one(u"snapshot_part"_s, {name});
    if (!row)
        return {};
    const QByteArray content = row->at(0).toByteArray();
    return sumOf(content) == row->at(1).toByteArray() ? std::optional(content) : std::nullopt;
}

void SnapshotFile::File::throwAway()
{
    close();
    m_saved.reset();
    for (const QString &rest : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(m_path + rest);
}

SnapshotFile::SnapshotFile(const QString &path)
    : m_file(std::make_unique<File>(path))
    , m_queue(std::make_unique<WorkQueue>(u"snapshot"_s))
{
}

SnapshotFile::~SnapshotFile()
{
    m_queue->post([this] { m_file->close(); });
    m_queue->finish();
}

QFuture<Result<void>> SnapshotFile::save(const CatalogueRead &read)
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    m_queue->post([this, promise, read] {
        promise->addResult(m_file->save(read));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<CatalogueRead>> SnapshotFile::load()
{
    const auto promise = std::make_shared<QPromise<Result<CatalogueRead>>>();
    promise->start();
    m_queue->post([this, promise] {
        promise->addResult(m_file->load());
        promise->finish();
    });
    return promise->future();
}
