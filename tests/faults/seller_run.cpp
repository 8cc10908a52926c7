#include "seller_run.h"

#include "data_directory.h"
#include "journal_reader.h"
#include "receipt.h"
#include "shop_processes.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int endLimitMs = 120'000;
constexpr int ackLimitMs = 90'000;

/// Lines as the clerk writes them, of all receipts in one journal; what is wrong with it.
QString readJournal(JournalReader &reader, QHash<QByteArray, int> &lines, FaultRow &row)
{
    const Result<JournalState> state = reader.state();
    const Result<void> chain = reader.verify();
    if (!state || !chain)
        return describe(state ? chain.error() : state.error());
    qint64 number = 0;
    for (qint64 sequence = 1; sequence <= state->head; ++sequence) {
        const Result<Entry> entry = reader.entryAt(sequence);
        if (!entry)
            return describe(entry.error());
        if (entry->kind != u"sale"_s && entry->kind != u"refund"_s)
            continue;
        const Result<Receipt> receipt = receiptOf(entry->bytes);
        if (!receipt)
            return describe(receipt.error());
        row.gaps += receipt->number == ++number ? 0 : 1;
        ++lines[receipt->uuid.toByteArray(QUuid::WithoutBraces) + ' '
                + QByteArray::number(receipt->number) + ' '
                + QByteArray::number(receipt->total.minor())];
    }
    row.stored += number;
    return {};
}

}

std::unique_ptr<QProcess> SellerRun::start() const
{
    QStringList words {u"--data"_s,           data,
                       u"--acks"_s,           acks,
                       u"--sales"_s,          QString::number(sales),
                       u"--seed"_s,           QString::number(seed),
                       u"--settings-every"_s, QString::number(settingsEvery),
                       u"--patience"_s,       QString::number(patienceMs)};
    if (!database.isEmpty())
        words += {u"--database"_s, database};
    if (place == Place::Window)
        words += u"--window"_s;
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    for (const auto &[name, value] : variables.asKeyValueRange())
        environment.insert(name, value);
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(COUNTER_SELLER), words);
    if (!process->waitForStarted())
        qFatal("the seller did not start");
    return process;
}

int SellerRun::run(QString *words) const
{
    const std::unique_ptr<QProcess> process = start();
    const bool ended = process->waitForFinished(endLimitMs);
    if (!ended) {
        process->kill();
        process->waitForFinished();
    }
    if (words)
        *words = QString::fromUtf8(process->readAllStandardError()).right(2'000);
    return ended && process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
}

QList<QByteArray> ackLines(const QString &acks)
{
    QFile file(acks);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast();
    return lines;
}

bool awaitAcks(const QProcess &seller, const QString &acks, qsizetype count)
{
    const qint64 pid = seller.processId();
    const auto there = [&] { return ackLines(acks).size() >= count; };
    static_cast<void>(QTest::qWaitFor([&] { return there() || !isAlive(pid); }, ackLimitMs));
    return there();
}

QString compareWithJournals(const QString &data, const QString &acks, FaultRow &row)
{
    row.acknowledged = row.stored = row.lost = row.doubled = row.gaps = 0;
    const Result<DataDirectory> directory = DataDirectory::prepare(data);
    if (!directory)
        return describe(directory.error());
    QHash<QByteArray, int> lines;
    for (const QUuid &till : directory->tills()) {
        const auto reader = JournalReader::open(directory->tillFolder(till));
        if (!reader)
            return describe(reader.error());
        if (const QString wrong = readJournal(**reader, lines, row); !wrong.isEmpty())
            return wrong;
    }
    QHash<QByteArray, int> told;
    for (const QByteArray &line : ackLines(acks)) {
        ++row.acknowledged;
        row.lost += lines.contains(line) ? 0 : 1;
        row.doubled += ++told[line] > 1 ? 1 : 0;
    }
    for (const int times : std::as_const(lines))
        row.doubled += times - 1;
    if (row.lost == 0 && row.doubled == 0 && row.gaps == 0)
        return {};
    return u"%1 acknowledged, %2 in the journals: %3 lost, %4 doubled, %5 gaps"_s
        .arg(row.acknowledged)
        .arg(row.stored)
        .arg(row.lost)
        .arg(row.doubled)
        .arg(row.gaps);
}
