#pragma once

#include <QDateTime>
#include <QString>
#include <QUuid>

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// A line of a receipt.
struct ModelLine {
    qint64 product = 0;
    QString name;
    qint64 quantity = 0; ///< Thousandths.
    qint64 price = 0;
    qint64 discount = 0;
    qint64 gross = 0;
    QString taxClass;
    int rateBp = 0;
    bool prepared = false;
    int originalLine = 0;
};

/// Money handed over in one way.
struct ModelTender {
    QString method;
    qint64 amount = 0;
};

/// What a receipt holds at one rate.
struct ModelVat {
    qint64 gross = 0;
    qint64 vat = 0;
};

/// What an entry of a till's journal must say, worked out by the simulation: of an event the head
/// only, of a receipt everything.
struct ModelEntry {
    QUuid till;
    qint64 sequence = 0;
    QString kind;
    QUuid uuid; ///< Null for events; nobody is told theirs.
    qint64 number = 0;
    QString prefix;
    QDateTime at;
    bool suspect = false;
    QDate day;
    int clerk = 0;
    QString mode;
    std::vector<ModelLine> lines;
    std::map<int, ModelVat> vat;
    qint64 total = 0;
    std::vector<ModelTender> tenders;
    qint64 change = 0;
    qint64 rounding = 0;
    std::optional<qint64> order;
    QUuid originalTill;
    QUuid original;
    qint64 originalNumber = 0;

    bool isReceipt() const
    {
        return kind == QStringLiteral("sale") || kind == QStringLiteral("refund");
    }
};
using SharedEntry = std::shared_ptr<const ModelEntry>;
