#include "await.h"
#include "snapshot_file.h"
#include "why.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

CatalogueRead reading()
{
    auto goods = std::make_shared<Goods>();
    goods->currency = {.code = u"EUR"_s, .decimals = 2};
    goods->revision = 42;
    goods->taxes = TaxTable({{.taxClass = u"food"_s, .validFrom = QDate(2026, 1, 1), .rateBp = 700},
                             {.taxClass = u"food"_s,
                              .mode = TaxMode::EatIn,
                              .validFrom = QDate(2026, 1, 1),
                              .rateBp = 1900}});
    goods->products = {{.id = 1,
                        .name = u"Kürbiskernbrötchen"_s,
                        .description = u"with \"seeds\""_s,
                        .category = u"Rolls"_s,
                        .taxClass = u"food"_s,
                        .price = Money::fromMinor(95),
                        .allergens = QStringList {u"gluten"_s},
                        .plu = u"21"_s,
                        .barcode = u"4012345678901"_s,
                        .divisible = true,
                        .leadMinutes = 1'440},
                       {.id = 2,
                        .name = u"Espresso"_s,
                        .taxClass = u"food"_s,
                        .price = Money::fromMinor(240),
                        .unit = SaleUnit::OpenPrice,
                        .prepared = true,
                        .available = false,
                        .cutoff = 17 * 60}};
    goods->categories = {{.name = u"Rolls"_s, .colour = CategoryColour::Pastry},
                         {.name = u"Drinks"_s, .colour = CategoryColour::HotDrinks}};
    goods->tiles = {{.page = u"Rolls"_s, .place = 7, .product = 1}};
    goods->hours.week[0] = {{.from = 420, .to = 720}, {.from = 840, .to = 1'560}};
    goods->hours.exceptions = {{.day = {2026, 12, 24}, .spans = {{.from = 420, .to = 720}}},
                               {.day = {2026, 12, 25}, .name = u"Weihnachten"_s}};
    return {.goods = goods,
            .stock = {{.product = 1, .onHand = Quantity::fromPieces(40)},
                      {.product = 2, .onHand = Quantity::fromThousandths(1)}},
            .heads = {{QUuid::createUuid(), 17}}};
}

}

/// The last catalogue comes back whole or not at all.
class TestSnapshotFile final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void load_noFile_isNotFound();
    void load_afterReopen_givesWhatWasSaved();
    void save_newStock_keepsTheGoods();
    void load_damagedFile_isThrownAway_data();
    void load_damagedFile_isThrownAway();
    void load_anyByteFlipped_givesTheSameOrNothing();
    void load_ofAnotherRelease_isNone();
    void save_damagedFile_isMadeAnew();
    void save_folderMissing_isUnavailable();

private:
    QString path() const { return m_folder->filePath(u"catalogue.sqlite"_s); }
    Result<void> saved(const CatalogueRead &read) { return await(SnapshotFile(path()).save(read)); }
    Result<CatalogueRead> loaded() { return await(SnapshotFile(path()).load()); }
    void compare(const CatalogueRead &found, const CatalogueRead &expected);
    QByteArray content();
    void overwrite(const QByteArray &content);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSnapshotFile::compare(const CatalogueRead &found, const CatalogueRead &expected)
{
    QCOMPARE(found.goods->currency, expected.goods->currency);
    QCOMPARE(found.goods->revision, expected.goods->revision);
    QCOMPARE(found.goods->products, expected.goods->products);
    QCOMPARE(found.goods->taxes.rates(), expected.goods->taxes.rates());
    QCOMPARE(found.goods->categories, expected.goods->categories);
    QCOMPARE(found.goods->tiles, expected.goods->tiles);
    QCOMPARE(found.goods->hours, expected.goods->hours);
    QCOMPARE(found.stock, expected.stock);
    QCOMPARE(found.heads, expected.heads);
}

QByteArray TestSnapshotFile::content()
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSnapshotFile::overwrite(const QByteArray &content)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

void TestSnapshotFile::load_noFile_isNotFound()
{
    QCOMPARE(loaded().error().code, Error::Code::NotFound);
    QVERIFY(!QFile::exists(path()));
}

void TestSnapshotFile::load_afterReopen_givesWhatWasSaved()
{
    const CatalogueRead read = reading();
    QVERIFY(saved(read));
    const Result<CatalogueRead> found = loaded();
    QVERIFY2(found, why(found));
    compare(*found, read);
}

void TestSnapshotFile::save_newStock_keepsTheGoods()
{
    CatalogueRead read = reading();
    SnapshotFile file(path());
    QVERIFY(await(file.save(read)));
    read.stock[0].onHand = Quantity::fromPieces(39);
    QVERIFY(await(file.save(read)));
    compare(*await(file.load()), read);
}

void TestSnapshotFile::load_damagedFile_isThrownAway_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a text") << QByteArray(9000, 'x');
    QTest::newRow("zeros") << QByteArray(8192, '\0');
}

void TestSnapshotFile::load_damagedFile_isThrownAway()
{
    QFETCH(const QByteArray, content);
    overwrite(content);
    QCOMPARE(loaded().error().code, Error::Code::NotFound);
    QVERIFY(!QFile::exists(path()));
}

void TestSnapshotFile::load_anyByteFlipped_givesTheSameOrNothing()
{
    const CatalogueRead read = reading();
    QVERIFY(saved(read));
    const QByteArray whole = content();
    for (qsizetype byte = 0; byte < whole.size(); byte += 37) {
        QByteArray damaged = whole;
        damaged[byte] = char(damaged[byte] ^ 0x10);
        overwrite(damaged);
        if (const Result<CatalogueRead> found = loaded())
            compare(*found, read);
        else
            QCOMPARE(found.error().code, Error::Code::NotFound);
    }
}

void TestSnapshotFile::load_ofAnotherRelease_isNone()
{
    constexpr qsizetype versionAt = 63; // The last byte of SQLite's user version.
    QVERIFY(saved(reading()));
    QByteArray old = content();
    QCOMPARE(int(old.at(versionAt)), 3);
    old[versionAt] = 1;
    overwrite(old);
    QCOMPARE(loaded().error().code, Error::Code::NotFound);
    QVERIFY(saved(reading()));
    QVERIFY(loaded());
}

void TestSnapshotFile::save_damagedFile_isMadeAnew()
{
    overwrite(QByteArray(9000, 'x'));
    const CatalogueRead read = reading();
    QVERIFY(saved(read));
    compare(*loaded(), read);
}

void TestSnapshotFile::save_folderMissing_isUnavailable()
{
    SnapshotFile file(m_folder->filePath(u"missing/catalogue.sqlite"_s));
    QCOMPARE(await(file.save(reading())).error().code, Error::Code::Unavailable);
}

QTEST_GUILESS_MAIN(TestSnapshotFile)
#include "tst_snapshot_file.moc"
