#include "fault_rounds.h"

#include <QByteArrayList>
#include <QFile>

#include <algorithm>

FaultRounds FaultRounds::read(int usual, int share)
{
    FaultRounds read {.rounds = usual};
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("BAKEHOUSE_FAULT_ROUNDS", &isNumber);
    if (isNumber && asked > 0) {
        read.form = Form::Long;
        read.rounds = std::max(usual, asked / share);
    }
    const quint32 seed = qEnvironmentVariable("BAKEHOUSE_FAULT_SEED").toUInt(&isNumber);
    if (isNumber)
        read.seed = seed;
    qInfo("%d rounds from BAKEHOUSE_FAULT_SEED=%u", read.rounds, read.seed);
    return read;
}

void noteFaults(const FaultRow &row)
{
    QByteArrayList words {row.part};
    for (const qint64 number : {qint64(row.faults), row.acknowledged, row.stored, row.counted,
                                row.lost, row.doubled, row.gaps, row.longestMs})
        words.append(QByteArray::number(number));
    qInfo("%s: %d faults; %lld acknowledged, %lld stored, %lld counted; %lld lost, %lld doubled, "
          "%lld gaps; sold again after %lld ms at most",
          row.part, row.faults, row.acknowledged, row.stored, row.counted, row.lost, row.doubled,
          row.gaps, row.longestMs);
    const QString table = qEnvironmentVariable("BAKEHOUSE_FAULT_TABLE");
    QFile file(table);
    if (table.isEmpty() || !file.open(QIODevice::Append))
        return;
    file.write(words.join('\t') + '\n');
}
