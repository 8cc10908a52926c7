#include "catalogue_file.h"

#include "csv.h"
#include "pickup_rules.h"
#include "scan_code.h"

#include <QHash>
#include <QSet>

#include <functional>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 priceLimit = 100'000'000; // a million in a currency with cents
constexpr qint64 stockLimit = 1'000'000;

/// One row of a table file with its columns by name, collecting what is wrong with it.
class TableRow
{
public:
    TableRow(const CsvRecord &record, const QHash<QString, int> &columns, QStringList &problems)
        : m_record(record)
        , m_columns(columns)
        , m_problems(problems)
    {
    }

    bool good() const { return m_good; }
    std::optional<QString> cell(const QString &column) const
    {
        const int index = m_columns.value(column, -1);
        if (index < 0)
            return std::nullopt;
        return m_record.fields.value(index).trimmed();
    }
    void refuse(const QString &column, const QString &sentence)
    {
        m_good = false;
        m_problems.append(u"line %1: %2: %3"_s.arg(m_record.line).arg(column, sentence));
    }
    QString words(const QString &column, int maximum)
    {
        QString text = cell(column).value_or(QString());
        if (text.isEmpty())
            refuse(column, u"is empty"_s);
        else if (text.size() > maximum)
            refuse(column, u"is longer than %1 characters"_s.arg(maximum));
        else if (hasControl(text))
            refuse(column, u"holds control characters"_s);
        return text;
    }
    qint64 integer(const QString &column, qint64 minimum, qint64 maximum)
    {
        const QString text = cell(column).value_or(QString());
        bool isNumber = false;
        const qint64 value = text.toLongLong(&isNumber);
        if (!isNumber || value < minimum || value > maximum)
            refuse(column,
                   u"\"%1\" is no whole number from %2 to %3"_s.arg(text.left(40))
                       .arg(minimum)
                       .arg(maximum));
        return value;
    }

private:
    static bool hasControl(const QString &text)
    {
        return std::any_of(text.begin(), text.end(),
                           [](QChar c) { return c.category() == QChar::Other_Control; });
    }
    const CsvRecord &m_record;
    const QHash<QString, int> &m_columns;
    QStringList &m_problems;
    bool m_good = true;
};

/// The columns that a table's heading names, and those it must or may name.
class TableHeading
{
public:
    TableHeading(QStringList required, QStringList optional)
        : m_required(std::move(required))
        , m_optional(std::move(optional))
    {
    }
    const QHash<QString, int> &columns() const { return m_columns; }

    void read(const CsvRecord &record, QStringList &problems)
    {
        for (int i = 0; i < record.fields.size(); ++i) {
            const QString name = record.fields.at(i).trimmed();
            if (!m_required.contains(name) && !m_optional.contains(name))
                problems.append(u"line 1: unknown column \"%1\""_s.arg(name.left(40)));
            else if (m_columns.contains(name))
                problems.append(u"line 1: column \"%1\" stands twice"_s.arg(name));
            m_columns.insert(name, i);
        }
        for (const QString &name : std::as_const(m_required)) {
            if (!m_columns.contains(name))
                problems.append(u"line 1: column \"%1\" is missing"_s.arg(name));
        }
    }

private:
    const QStringList m_required;
    const QStringList m_optional;
    QHash<QString, int> m_columns;
};

bool isBlank(const CsvRecord &record)
{
    return record.fields.size() == 1 && record.fields.constFirst().trimmed().isEmpty();
}

/// Walks the records below the heading.
void readTable(const QByteArray &text, TableHeading heading, QStringList &problems,
               const std::function<void(TableRow &)> &handle)
{
    bool first = true;
    const auto take = [&](const CsvRecord &record) -> Result<void> {
        if (std::exchange(first, false)) {
            heading.read(record, problems);
            return problems.isEmpty()
                ? Result<void>()
                : Error {.code = Error::Code::Invalid, .reason = Error::Reason::BadRow};
        }
        if (isBlank(record))
            return {};
        const qsizetype width = heading.columns().size();
        TableRow row(record, heading.columns(), problems);
        if (record.fields.size() == width)
            handle(row);
        else
            row.refuse(u"row"_s,
                       u"has %1 fields, the heading %2"_s.arg(record.fields.size()).arg(width));
        return {};
    };
    const Result<void> read = readCsv(text, take);
    if (!read && problems.isEmpty())
        problems.append(
            u"line %1: %2"_s.arg(read.error().left.value_or(1)).arg(read.error().detail));
    if (first && problems.isEmpty())
        problems.append(u"line 1: the file is empty"_s);
}

std::optional<Quantity> stockIn(TableRow &row)
{
    const auto text = row.cell(u"stock"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    return Quantity::fromPieces(row.integer(u"stock"_s, 0, stockLimit));
}

std::optional<QStringList> allergensIn(TableRow &row)
{
    const auto text = row.cell(u"allergens"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    if (*text == u"none"_s)
        return QStringList();
    QStringList words;
    for (const QString &part : text->split(u';', Qt::SkipEmptyParts)) {
        const QString word = part.trimmed().toLower();
        if (!allergenWords().contains(word))
            row.refuse(
                u"allergens"_s,
                u"\"%1\" is no allergen of the list; separate them by ';', write none for none"_s
                    .arg(word.left(40)));
        words.append(word);
    }
    return words;
}

std::optional<bool> yesNoIn(TableRow &row, const QString &column)
{
    const auto text = row.cell(column);
    if (!text || text->isEmpty())
        return std::nullopt;
    static const QHash<QString, bool> words {
        {u"true"_s, true},   {u"yes"_s, true}, {u"1"_s, true},
        {u"false"_s, false}, {u"no"_s, false}, {u"0"_s, false},
    };
    const auto found = words.constFind(text->toLower());
    if (found == words.constEnd()) {
        row.refuse(column, u"\"%1\" is neither yes nor no"_s.arg(text->left(40)));
        return std::nullopt;
    }
    return *found;
}

std::optional<QString> pluIn(TableRow &row)
{
    std::optional<QString> text = row.cell(u"plu"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    const bool isNumber = text->size() <= 8
        && std::all_of(text->begin(), text->end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber)
        row.refuse(u"plu"_s, u"\"%1\" is no number of 1 to 8 digits"_s.arg(text->left(40)));
    return text;
}

std::optional<QString> barcodeIn(TableRow &row)
{
    const auto text = row.cell(u"barcode"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    const Result<QString> barcode = barcodeText(*text);
    if (barcode)
        return *barcode;
    row.refuse(u"barcode"_s, barcode.error().detail);
    return std::nullopt;
}

std::optional<SaleUnit> unitIn(TableRow &row)
{
    const auto text = row.cell(u"unit"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    const std::optional<SaleUnit> unit = saleUnitFromWord(text->toLower());
    if (!unit)
        row.refuse(u"unit"_s, u"\"%1\" is none of piece, weight, open"_s.arg(text->left(40)));
    return unit;
}

std::optional<int> leadIn(TableRow &row)
{
    const auto text = row.cell(u"lead_minutes"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    return int(row.integer(u"lead_minutes"_s, 0, longestLeadMinutes));
}

std::optional<int> cutoffIn(TableRow &row)
{
    const auto text = row.cell(u"cutoff"_s);
    if (!text || text->isEmpty())
        return std::nullopt;
    if (*text == u"none"_s)
        return noCutoff;
    const std::optional<int> minute = minuteFromText(*text);
    if (!minute || !checkPickupNeed({.cutoff = minute}))
        row.refuse(u"cutoff"_s, u"\"%1\" is no time such as 17:00, nor none"_s.arg(text->left(40)));
    return minute;
}

std::optional<QString> descriptionIn(TableRow &row)
{
    std::optional<QString> text = row.cell(u"description"_s);
    if (text && text->size() > 1'000)
        row.refuse(u"description"_s, u"is longer than 1000 characters"_s);
    return text;
}

CatalogueRow productIn(TableRow &row)
{
    CatalogueRow product;
    product.name = row.words(u"name"_s, 100);
    product.category = row.words(u"category"_s, 60);
    product.taxClass = row.words(u"tax_class"_s, 40);
    product.price = Money::fromMinor(row.integer(u"price_minor"_s, 0, priceLimit));
    product.stock = stockIn(row);
    product.description = descriptionIn(row);
    product.allergens = allergensIn(row);
    product.prepared = yesNoIn(row, u"prepared"_s);
    product.plu = pluIn(row);
    product.barcode = barcodeIn(row);
    product.unit = unitIn(row);
    product.divisible = yesNoIn(row, u"divisible"_s);
    product.leadMinutes = leadIn(row);
    product.cutoff = cutoffIn(row);
    return product;
}

/// What may stand only once in a catalogue file.
class SeenValues
{
public:
    void check(TableRow &row, const CatalogueRow &product)
    {
        check(row, u"name"_s, product.name);
        check(row, u"plu"_s, product.plu.value_or(QString()));
        check(row, u"barcode"_s, product.barcode.value_or(QString()));
    }

private:
    void check(TableRow &row, const QString &column, const QString &value)
    {
        QSet<QString> &seen = m_seen[column];
        if (!value.isEmpty() && seen.contains(value))
            row.refuse(column, u"\"%1\" stands twice in the file"_s.arg(value));
        seen.insert(value);
    }

    QHash<QString, QSet<QString>> m_seen;
};

void checkCurrency(TableRow &row, CatalogueFile &file)
{
    const QString code = row.words(u"currency"_s, 3);
    const bool shape = code.size() == 3
        && std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
    if (!shape)
        row.refuse(u"currency"_s, u"\"%1\" is no currency code such as EUR"_s.arg(code));
    else if (file.currency.code.isEmpty())
        file.currency = {.code = code, .decimals = currencyDecimals(code)};
    else if (code != file.currency.code)
        row.refuse(
            u"currency"_s,
            u"\"%1\" beside \"%2\": a shop has one currency"_s.arg(code, file.currency.code));
}

} // namespace

const QStringList &allergenWords()
{
    static const QStringList words {
        u"gluten"_s,      u"wheat"_s,      u"rye"_s,       u"barley"_s,  u"oats"_s,    u"spelt"_s,
        u"crustaceans"_s, u"eggs"_s,       u"fish"_s,      u"peanuts"_s, u"soya"_s,    u"milk"_s,
        u"nuts"_s,        u"almonds"_s,    u"hazelnuts"_s, u"walnuts"_s, u"cashews"_s, u"pecans"_s,
        u"brazil nuts"_s, u"pistachios"_s, u"macadamia"_s, u"celery"_s,  u"mustard"_s, u"sesame"_s,
        u"sulphites"_s,   u"lupin"_s,      u"molluscs"_s,
    };
    return words;
}

CatalogueFile readCatalogueFile(const QByteArray &text)
{
    CatalogueFile file;
    SeenValues seen;
    const QStringList required {u"name"_s, u"category"_s, u"tax_class"_s, u"price_minor"_s,
                                u"currency"_s};
    const QStringList optional {u"stock"_s,        u"description"_s, u"allergens"_s, u"prepared"_s,
                                u"plu"_s,          u"barcode"_s,     u"unit"_s,      u"divisible"_s,
                                u"lead_minutes"_s, u"cutoff"_s};
    readTable(text, {required, optional}, file.problems, [&](TableRow &row) {
        CatalogueRow product = productIn(row);
        checkCurrency(row, file);
        seen.check(row, product);
        if (row.good())
            file.rows.push_back(std::move(product));
    });
    if (file.problems.isEmpty() && file.rows.empty())
        file.problems.append(u"line 1: the file has no products"_s);
    return file;
}

TaxFile readTaxFile(const QByteArray &text)
{
    TaxFile file;
    QSet<QString> seen;
    const QStringList required {u"tax_class"_s, u"takeaway_bp"_s, u"eat_in_bp"_s, u"valid_from"_s};
    readTable(text, {required, {}}, file.problems, [&](TableRow &row) {
        const QString taxClass = row.words(u"tax_class"_s, 40);
        const qint64 takeAway = row.integer(u"takeaway_bp"_s, 0, 10'000);
        const qint64 eatIn = row.integer(u"eat_in_bp"_s, 0, 10'000);
        const QString dateText = row.cell(u"valid_from"_s).value_or(QString());
        const QDate from = QDate::fromString(dateText, Qt::ISODate);
        if (!from.isValid())
            row.refuse(u"valid_from"_s,
                       u"\"%1\" is no date such as 2026-01-31"_s.arg(dateText.left(40)));
        const QString key = taxClass + u'\n' + dateText;
        if (seen.contains(key))
            row.refuse(u"tax_class"_s, u"\"%1\" has two rates from the same day"_s.arg(taxClass));
        seen.insert(key);
        if (!row.good())
            return;
        file.rates.push_back({taxClass, TaxMode::TakeAway, from, int(takeAway)});
        file.rates.push_back({taxClass, TaxMode::EatIn, from, int(eatIn)});
    });
    if (file.problems.isEmpty() && file.rates.empty())
        file.problems.append(u"line 1: the file has no rates"_s);
    return file;
}
