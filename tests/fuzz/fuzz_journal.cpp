#include "basket_text.h"
#include "entry.h"
#include "fuzz_targets.h"
#include "journal_fixture.h"
#include "journal_reader.h"
#include "snapshot_text.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

/// A journal with some entries of each kind, as its file.
QByteArray wholeJournal()
{
    const QTemporaryDir folder(memoryTemplate());
    {
        const auto journal = Journal::open(folder.path(), testTill());
        promise(bool(journal), journal ? "" : qPrintable(describe(journal.error())));
        promise(bool(await((*journal)->setRegistration(1, u"1-"_s))), "a till can be registered");
        const Result<Receipt> sold = await((*journal)->append(sale()));
        promise(bool(sold), "a sale can be kept");
        promise(bool(await((*journal)->append(refundOf(*sold)))), "a refund can be kept");
        promise(bool(await((*journal)->append(drawerOpened()))), "an event can be kept");
    }
    QFile file(folder.filePath(u"journal.sqlite"_s));
    promise(file.open(QIODevice::ReadOnly), "the journal can be read");
    return file.readAll();
}

/// Three bytes say where, one what; what is left over cuts the file there.
QByteArray damaged(QByteArray journal, const QByteArray &damage)
{
    constexpr qsizetype step = 4;
    const auto at = [&](qsizetype index) {
        return qsizetype(static_cast<unsigned char>(damage.at(index)));
    };
    qsizetype index = 0;
    for (; index + step <= damage.size(); index += step) {
        const qsizetype place = (at(index) << 16) + (at(index + 1) << 8) + at(index + 2);
        journal[place % journal.size()] = damage.at(index + 3);
    }
    if (index + 1 < damage.size())
        journal.truncate(((at(index) << 8) + at(index + 1)) % journal.size());
    return journal;
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    promise(file.open(QIODevice::WriteOnly | QIODevice::Truncate)
                && file.write(content) == content.size(),
            "the damaged journal can be written");
}

} // namespace

void feedJournalEntry(const QByteArray &bytes)
{
    const Result<Receipt> receipt = receiptOf(bytes);
    promise(!receipt || canonicalEntry(*receipt) == bytes, "a receipt has one spelling");
    Entry entry {.till = testTill(),
                 .sequence = 1,
                 .kind = u"sale"_s,
                 .bytes = bytes,
                 .previous = genesisHash(),
                 .hash = chainHash(genesisHash(), bytes)};
    if (receipt) {
        entry.till = receipt->till;
        entry.sequence = receipt->sequence;
        entry.uuid = receipt->uuid;
        entry.kind = receipt->kind == ReceiptKind::Sale ? u"sale"_s : u"refund"_s;
    }
    promise(bool(checkLink(entry, genesisHash())) == bool(receipt), "a link holds what it says");
    if (const std::optional<Basket> basket = basketFromText(bytes)) {
        const std::optional<Basket> again = basketFromText(basketText(*basket));
        promise(again && *again == *basket, "a basket as written reads back");
    }
}

void feedJournalFile(const QByteArray &bytes)
{
    static const QByteArray whole = wholeJournal();
    static const QTemporaryDir folder(memoryTemplate());
    for (const QString &beside : {u"-wal"_s, u"-shm"_s})
        QFile::remove(folder.filePath(u"journal.sqlite"_s + beside));
    const QByteArray journal = damaged(whole, bytes);
    put(folder.filePath(u"journal.sqlite"_s), journal);
    const auto reader = JournalReader::open(folder.path());
    if (!reader)
        return;
    const Result<JournalState> state = (*reader)->state();
    const Result<void> verified = (*reader)->verify();
    promise(verified || !verified.error().field.isEmpty() || !verified.error().detail.isEmpty(),
            "a damaged journal says what is wrong");
    if (state && verified && journal == whole)
        promise(state->head == 3, "an unharmed journal is whole");
    for (qint64 sequence = 1; sequence <= 3; ++sequence)
        static_cast<void>((*reader)->entryAt(sequence));
}

void feedSnapshot(const QByteArray &bytes)
{
    if (const std::optional<Goods> goods = goodsFromText(bytes))
        promise(bool(goodsFromText(goodsText(*goods))), "goods as written read back");
    static_cast<void>(stockFromText(bytes));
}
