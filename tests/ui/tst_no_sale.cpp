#include "no_sale.h"
#include "sheet_bench.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

/// The drawer without a sale.
class TestNoSale final : public QObject
{
    Q_OBJECT
private slots:
    void noSale_isInTheJournal();
    void noSale_contextGone_tellsNobody();
    void sentence_tellsWhatHappened();
};

void TestNoSale::noSale_isInTheJournal()
{
    SheetBench bench;
    QVERIFY(bench.counter.signOn(2));
    std::optional<Result<void>> outcome;
    recordNoSale(bench.counter, &bench.counter, [&](Result<void> done) { outcome = done; });
    QTRY_VERIFY(outcome);
    QVERIFY(*outcome);
    const Result<std::vector<Entry>> entries = await(bench.bench.journal->entriesAfter(0, 10));
    QVERIFY(entries);
    QCOMPARE(entries->back().kind, u"drawer"_s);
    const QJsonObject values =
        QJsonDocument::fromJson(entries->back().bytes)[u"values"_s].toObject();
    QCOMPARE(values[u"reason"_s].toString(), u"no_sale"_s);
    QCOMPARE(values[u"clerk"_s].toString(), u"2"_s);
}

void TestNoSale::noSale_contextGone_tellsNobody()
{
    SheetBench bench;
    bool told = false;
    auto context = std::make_unique<QObject>();
    recordNoSale(bench.counter, context.get(), [&](Result<void>) { told = true; });
    context.reset();
    std::optional<Result<void>> later;
    recordNoSale(bench.counter, &bench.counter, [&](Result<void> done) { later = done; });
    QTRY_VERIFY(later);
    QVERIFY(!told);
}

void TestNoSale::sentence_tellsWhatHappened()
{
    QCOMPARE(noSaleSentence({}), u"No sale. The journal has noted it."_s);
    const Error full {.code = Error::Code::Unavailable, .reason = Error::Reason::JournalUnwritable};
    QVERIFY(noSaleSentence(full) != noSaleSentence({}));
    QVERIFY(!noSaleSentence(full).isEmpty());
}

QTEST_MAIN(TestNoSale)
#include "tst_no_sale.moc"
