#include "address.h"
#include "bakery_goods.h"
#include "catalogue_file.h"
#include "csv.h"
#include "fuzz_targets.h"
#include "replay_file.h"
#include "setting_file_writer.h"
#include "setting_value.h"
#include "settings_files.h"

using namespace Qt::StringLiterals;

namespace {

std::vector<QStringList> recordsOf(const QByteArray &text, bool *whole)
{
    std::vector<QStringList> records;
    *whole = bool(readCsv(text, [&records](const CsvRecord &record) -> Result<void> {
        records.push_back(record.fields);
        return Done {};
    }));
    return records;
}

void checkValue(const SettingRow &row, const QString &text)
{
    const Result<QString> kept = settingValue(row, text);
    if (!kept)
        return;
    const Result<QString> again = settingValue(row, *kept);
    promise(again && *again == *kept, "a value as it is kept reads back");
}

} // namespace

void feedCsvImport(const QByteArray &bytes)
{
    bool whole = false;
    const std::vector<QStringList> records = recordsOf(bytes, &whole);
    QByteArray written;
    for (const QStringList &record : records)
        written += csvLine(record);
    bool again = false;
    promise(recordsOf(written, &again) == records && again, "CSV as written reads back");
    const CatalogueFile goods = readCatalogueFile(bytes);
    promise(!goods.rows.empty() || !goods.problems.isEmpty(), "a file gives goods or problems");
    const TaxFile rates = readTaxFile(bytes);
    promise(!rates.rates.empty() || !rates.problems.isEmpty(), "a file gives rates or problems");
}

void feedReplayFile(const QByteArray &bytes)
{
    static const std::shared_ptr<const Goods> goods = BakeryGoods::goods();
    static const QTimeZone zone("Europe/London");
    const Result<ReplayFile> file = parseReplayFile(bytes, *goods, zone);
    if (!file)
        return;
    qint64 rows = 0;
    for (const ReplaySale &sale : file->sales)
        rows += qint64(sale.products.size());
    promise(rows == file->rows, "each row is sold once");
}

void feedSettingsFile(const QByteArray &bytes)
{
    const auto before = parseSettingsFile(bytes);
    const QString key = u"shop.name"_s;
    const QString name = u"Corner # \"1\""_s;
    const Result<QByteArray> changed = changedSettings(bytes, {{key, name}});
    promise(bool(before) == bool(changed), "what can be read can be changed");
    if (!before)
        return;
    for (const auto &[known, value] : before->asKeyValueRange()) {
        if (const SettingRow *row = Settings::row(known))
            checkValue(*row, value);
    }
    auto expected = *before;
    expected.insert(key, name);
    const auto after = parseSettingsFile(*changed);
    promise(after && *after == expected, "a change of one setting changes that one");
}

void feedSettingValue(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const std::vector<SettingRow> &rows = Settings::table();
    const size_t chosen = static_cast<unsigned char>(bytes.front());
    checkValue(rows[chosen % rows.size()], QString::fromUtf8(bytes.sliced(1)));
}

void feedDotEnv(const QByteArray &bytes)
{
    static_cast<void>(parseDotEnv(bytes));
}

void feedDatabaseUri(const QByteArray &bytes)
{
    const Result<DatabaseAddress> address = DatabaseAddress::parse(QString::fromUtf8(bytes));
    if (!address)
        return;
    const Result<DatabaseAddress> again = DatabaseAddress::parse(address->uri());
    promise(again && again->uri() == address->uri(), "an address as written reads back");
}
