#include "snapshot_text.h"

#include <QDataStream>
#include <QIODevice>

namespace {

constexpr auto streamVersion = QDataStream::Qt_6_4;
constexpr qint32 noCutoff = -1;

void write(QDataStream &stream, const Product &product)
{
    stream << product.id << product.name << product.description << product.category
           << product.taxClass << product.price.minor() << qint32(product.unit) << product.prepared
           << product.available << product.allergens.has_value()
           << product.allergens.value_or(QStringList()) << product.plu << product.barcode
           << product.divisible << qint32(product.leadMinutes)
           << qint32(product.cutoff.value_or(noCutoff));
}

/// As QStringList reads itself, but without taking memory for as many as a damaged text says there
/// are.
QStringList readStrings(QDataStream &stream)
{
    QStringList strings;
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        QString string;
        stream >> string;
        strings.append(string);
    }
    return strings;
}

/// As QHash reads itself; otherwise as readStrings().
QHash<QUuid, qint64> readHeads(QDataStream &stream)
{
    QHash<QUuid, qint64> heads;
    quint32 count = 0;
    stream >> count;
    for (quint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        QUuid till;
        qint64 head = 0;
        stream >> till >> head;
        heads.insert(till, head);
    }
    return heads;
}

Product readProduct(QDataStream &stream)
{
    Product product;
    qint64 price = 0;
    qint32 unit = 0;
    bool known = false;
    stream >> product.id >> product.name >> product.description >> product.category
        >> product.taxClass >> price >> unit >> product.prepared >> product.available >> known;
    const QStringList allergens = readStrings(stream);
    qint32 lead = 0;
    qint32 cutoff = noCutoff;
    stream >> product.plu >> product.barcode >> product.divisible >> lead >> cutoff;
    product.leadMinutes = lead;
    if (cutoff != noCutoff)
        product.cutoff = cutoff;
    product.price = Money::fromMinor(price);
    product.unit = SaleUnit(unit);
    if (known)
        product.allergens = allergens;
    return product;
}

void write(QDataStream &stream, const TaxRate &rate)
{
    stream << rate.taxClass << qint32(rate.mode) << rate.validFrom << qint32(rate.rateBp);
}

TaxRate readRate(QDataStream &stream)
{
    TaxRate rate;
    qint32 mode = 0;
    qint32 rateBp = 0;
    stream >> rate.taxClass >> mode >> rate.validFrom >> rateBp;
    rate.mode = TaxMode(mode);
    rate.rateBp = rateBp;
    return rate;
}

void write(QDataStream &stream, const Category &category)
{
    stream << category.name << categoryColourWord(category.colour);
}

Category readCategory(QDataStream &stream)
{
    Category category;
    QString colour;
    stream >> category.name >> colour;
    category.colour = categoryColourFromWord(colour).value_or(category.colour);
    return category;
}

void write(QDataStream &stream, const TilePlace &tile)
{
    stream << tile.page << qint32(tile.place) << tile.product;
}

TilePlace readTile(QDataStream &stream)
{
    TilePlace tile;
    qint32 place = 0;
    stream >> tile.page >> place >> tile.product;
    tile.place = place;
    return tile;
}

void write(QDataStream &stream, const OpeningSpan &span)
{
    stream << qint32(span.from) << qint32(span.to);
}

OpeningSpan readSpan(QDataStream &stream)
{
    qint32 from = 0;
    qint32 to = 0;
    stream >> from >> to;
    return {.from = from, .to = to};
}

void write(QDataStream &stream, const StockLevel &level)
{
    stream << level.product << level.onHand.thousandths();
}

StockLevel readLevel(QDataStream &stream)
{
    StockLevel level;
    qint64 thousandths = 0;
    stream >> level.product >> thousandths;
    level.onHand = Quantity::fromThousandths(thousandths);
    return level;
}

void write(QDataStream &stream, const OpeningException &exception);

template <typename T> void writeAll(QDataStream &stream, const std::vector<T> &values)
{
    stream << qint64(values.size());
    for (const T &value : values)
        write(stream, value);
}

/// @p count values, or fewer when the stream ends before.
template <typename F> auto readAll(QDataStream &stream, F readOne)
{
    std::vector<std::invoke_result_t<F, QDataStream &>> values;
    qint64 count = 0;
    stream >> count;
    for (qint64 i = 0; i < count && stream.status() == QDataStream::Ok; ++i)
        values.push_back(readOne(stream));
    return values;
}

void write(QDataStream &stream, const OpeningException &exception)
{
    stream << exception.day << exception.name;
    writeAll(stream, exception.spans);
}

OpeningException readException(QDataStream &stream)
{
    OpeningException exception;
    stream >> exception.day >> exception.name;
    exception.spans = readAll(stream, readSpan);
    return exception;
}

void writeHours(QDataStream &stream, const OpeningHours &hours)
{
    for (const OpeningSpans &spans : hours.week)
        writeAll(stream, spans);
    writeAll(stream, hours.exceptions);
}

OpeningHours readHours(QDataStream &stream)
{
    OpeningHours hours;
    for (OpeningSpans &spans : hours.week)
        spans = readAll(stream, readSpan);
    hours.exceptions = readAll(stream, readException);
    return hours;
}

} // namespace

QByteArray goodsText(const Goods &goods)
{
    QByteArray text;
    QDataStream stream(&text, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    stream << goods.currency.code << qint32(goods.currency.decimals) << goods.revision;
    writeAll(stream, goods.products);
    writeAll(stream, goods.taxes.rates());
    writeAll(stream, goods.categories);
    writeAll(stream, goods.tiles);
    writeHours(stream, goods.hours);
    return text;
}

std::optional<Goods> goodsFromText(const QByteArray &text)
{
    QDataStream stream(text);
    stream.setVersion(streamVersion);
    Goods goods;
    qint32 decimals = 0;
    stream >> goods.currency.code >> decimals >> goods.revision;
    goods.currency.decimals = decimals;
    goods.products = readAll(stream, readProduct);
    goods.taxes = TaxTable(readAll(stream, readRate));
    goods.categories = readAll(stream, readCategory);
    goods.tiles = readAll(stream, readTile);
    goods.hours = readHours(stream);
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return {};
    return goods;
}

QByteArray stockText(const CatalogueRead &read)
{
    QByteArray text;
    QDataStream stream(&text, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    writeAll(stream, read.stock);
    stream << read.heads;
    return text;
}

std::optional<StockPart> stockFromText(const QByteArray &text)
{
    QDataStream stream(text);
    stream.setVersion(streamVersion);
    StockPart part;
    part.stock = readAll(stream, readLevel);
    part.heads = readHeads(stream);
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return {};
    return part;
}
