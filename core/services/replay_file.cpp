#include "replay_file.h"

#include "csv.h"

#include <QCryptographicHash>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
constexpr int faultsNamed = 20;
constexpr qsizetype longestReceipt = 64;
constexpr qsizetype noColumn = -1;
const QUuid replayNamespace(u"5b0c7a52-6c1e-5f0b-9d0f-3f5a1f2c8e41"_s);
const std::array<QString, 4> columnNames {u"date"_s, u"time"_s, u"receipt"_s, u"item"_s};

QByteArray hashOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

QUuid tillOf(const QByteArray &sha256)
{
    return QUuid::createUuidV5(replayNamespace, sha256);
}

/// The file as it is being read: what is good so far, and what is wrong with it.
class Reader
{
public:
    Reader(const Goods &goods, const QTimeZone &zone);
    Result<ReplayFile> read(const QByteArray &text);

private:
    struct Row {
        QDate date;
        QTime time;
        QString receipt;
        QString item;
    };

    void take(const CsvRecord &record);
    void takeHeader(const CsvRecord &record);
    std::optional<Row> rowOf(const CsvRecord &record);
    void takeRow(int line, const Row &row);
    void startSale(int line, const Row &row);
    const Product *productOf(int line, const QString &item, QDate date);
    void fault(int line, const QString &what);
    Error faults() const;

    const Goods &m_goods;
    const QTimeZone m_zone;
    QHash<QString, const Product *> m_products;
    QList<qsizetype> m_columns; // where columnNames stand; empty before the header
    QSet<QString> m_receipts;
    QMap<qint64, Quantity> m_needed;
    Row m_current; // the receipt being read: its first row
    ReplayFile m_file;
    QStringList m_faults;
    int m_faultCount = 0;
    int m_firstFault = 0;
};

Reader::Reader(const Goods &goods, const QTimeZone &zone)
    : m_goods(goods)
    , m_zone(zone)
{
    for (const Product &product : goods.products)
        m_products.insert(product.name, &product);
}

Result<ReplayFile> Reader::read(const QByteArray &text)
{
    m_file.sha256 = hashOf(text);
    m_file.till = tillOf(m_file.sha256);
    m_file.deliveryKey = u"replay "_s + QString::fromLatin1(m_file.sha256);
    const Result<void> done = readCsv(text, [this](const CsvRecord &record) -> Result<void> {
        take(record);
        if (m_columns.contains(noColumn))
            return Error {.code = Error::Code::Invalid}; // The rows say nothing then.
        return {};
    });
    if (m_columns.contains(noColumn))
        return faults();
    if (!done)
        fault(int(done.error().left.value_or(0)), u"not readable as CSV"_s);
    else if (m_file.sales.empty() && m_faultCount == 0)
        fault(1, u"the file has no receipts"_s);
    if (m_faultCount > 0)
        return faults();
    for (auto needed = m_needed.cbegin(); needed != m_needed.cend(); ++needed)
        m_file.needed.push_back({.product = needed.key(), .onHand = needed.value()});
    return std::move(m_file);
}

void Reader::take(const CsvRecord &record)
{
    if (m_columns.isEmpty())
        return takeHeader(record);
    if (record.fields.size() == 1 && record.fields.front().trimmed().isEmpty())
        return; // An empty line.
    if (const std::optional<Row> row = rowOf(record))
        takeRow(record.line, *row);
}

void Reader::takeHeader(const CsvRecord &record)
{
    for (const QString &name : columnNames) {
        const auto same = [&name](const QString &field) {
            return field.trimmed().compare(name, Qt::CaseInsensitive) == 0;
        };
        const auto found = std::find_if(record.fields.begin(), record.fields.end(), same);
        const bool there = found != record.fields.end();
        m_columns.append(there ? found - record.fields.begin() : noColumn);
        if (!there)
            fault(record.line, u"there is no column \"%1\""_s.arg(name));
    }
}

std::optional<Reader::Row> Reader::rowOf(const CsvRecord &record)
{
    if (std::any_of(m_columns.begin(), m_columns.end(),
                    [&record](qsizetype column) { return column >= record.fields.size(); })) {
        fault(record.line, u"fields are missing"_s);
        return std::nullopt;
    }
    const auto field = [&](qsizetype column) { return record.fields[m_columns[column]].trimmed(); };
    const Row row {.date = QDate::fromString(field(0), Qt::ISODate),
                   .time = QTime::fromString(field(1), Qt::ISODate),
                   .receipt = field(2),
                   .item = field(3)};
    const auto blank = [](QChar character) { return character.isSpace() || !character.isPrint(); };
    if (!row.date.isValid())
        fault(record.line, u"\"%1\" is no date"_s.arg(field(0)));
    else if (!row.time.isValid())
        fault(record.line, u"\"%1\" is no time"_s.arg(field(1)));
    else if (row.receipt.isEmpty() || row.receipt.size() > longestReceipt
             || std::any_of(row.receipt.begin(), row.receipt.end(), blank))
        fault(record.line, u"\"%1\" is no receipt number"_s.arg(row.receipt.left(longestReceipt)));
    else
        return row;
    return std::nullopt;
}

void Reader::takeRow(int line, const Row &row)
{
    if (m_file.sales.empty() || m_current.receipt != row.receipt)
        startSale(line, row);
    else if (m_current.date != row.date || m_current.time != row.time)
        fault(line, u"receipt %1 has another time before"_s.arg(row.receipt));
    const Product *product = productOf(line, row.item, row.date);
    if (!product)
        return;
    ++m_file.rows;
    m_file.sales.back().products.push_back(product->id);
    m_needed[product->id] += Quantity::fromPieces(1);
}

void Reader::startSale(int line, const Row &row)
{
    if (m_receipts.contains(row.receipt))
        fault(line, u"receipt %1 has been there before"_s.arg(row.receipt));
    m_receipts.insert(row.receipt);
    m_current = row;
    if (m_file.sales.empty())
        m_file.firstDay = row.date;
    m_file.sales.push_back({.receipt = row.receipt,
                            .uuid = QUuid::createUuidV5(m_file.till, row.receipt),
                            .soldAt = QDateTime(row.date, row.time, m_zone).toUTC(),
                            .products = {}});
}

const Product *Reader::productOf(int line, const QString &item, QDate date)
{
    const Product *product = m_products.value(item);
    if (!product)
        fault(line, u"unknown item \"%1\""_s.arg(item));
    else if (product->unit != SaleUnit::Piece)
        fault(line, u"\"%1\" is not sold by the piece"_s.arg(item));
    else if (!m_goods.taxes.rateBp(product->taxClass, TaxMode::TakeAway, date))
        fault(line,
              u"no VAT rate of class \"%1\" on %2"_s.arg(product->taxClass,
                                                         date.toString(Qt::ISODate)));
    else
        return product;
    return nullptr;
}

void Reader::fault(int line, const QString &what)
{
    if (++m_faultCount == 1)
        m_firstFault = line;
    if (m_faultCount <= faultsNamed)
        m_faults.append(u"line %1: %2"_s.arg(line).arg(what));
}

Error Reader::faults() const
{
    QStringList sentences = m_faults;
    if (m_faultCount > faultsNamed)
        sentences.append(
            u"and %1 more, %2 in all"_s.arg(m_faultCount - faultsNamed).arg(m_faultCount));
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadRow,
            .left = m_firstFault,
            .detail = sentences.join(u'\n')};
}
}

QUuid replayTill(const QByteArray &text)
{
    return tillOf(hashOf(text));
}

Result<ReplayFile> parseReplayFile(const QByteArray &text, const Goods &goods,
                                   const QTimeZone &zone)
{
    return Reader(goods, zone).read(text);
}
