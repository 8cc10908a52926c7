#include "rate_model.h"

#include "country_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

QString rateWords(int rateBp)
{
    constexpr int percent = 100;
    QString text = QString::number(rateBp / percent);
    const int rest = rateBp % percent;
    if (rest != 0) {
        QString digits = QString::number(rest).rightJustified(2, u'0');
        if (digits.endsWith(u'0'))
            digits.chop(1);
        text += QLocale().decimalPoint() + digits;
    }
    return text + u" %"_s;
}

std::optional<int> rateOf(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d{1,3})(?:[.,](\\d{1,2}))?\\s*%?\\s*$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    constexpr int percent = 100;
    const int rateBp =
        match.captured(1).toInt() * percent + match.captured(2).leftJustified(2, u'0').toInt();
    return rateBp <= percent * percent ? std::optional(rateBp) : std::nullopt;
}

RateModel::RateModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void RateModel::setRates(const TaxTable &rates, QDate day)
{
    beginResetModel();
    m_rows.clear();
    for (const TaxRate &rate : rates.rates()) { // By class.
        if (!m_rows.empty() && m_rows.back().taxClass == rate.taxClass)
            continue;
        m_rows.push_back({.taxClass = rate.taxClass,
                          .takeAwayBp = rates.rateBp(rate.taxClass, TaxMode::TakeAway, day),
                          .eatInBp = rates.rateBp(rate.taxClass, TaxMode::EatIn, day)});
    }
    endResetModel();
}

int RateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RateModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QVariant RateModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != TaxClass)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const Row &row = m_rows.at(size_t(index.row()));
    const auto words = [](const std::optional<int> &rate) {
        return rate ? rateWords(*rate) : QCoreApplication::translate("SettingWords", "none");
    };
    switch (index.column()) {
    case TaxClass:
        return taxClassWords(row.taxClass);
    case TakeAway:
        return words(row.takeAwayBp);
    default:
        return words(row.eatInBp);
    }
}

QVariant RateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TaxClass ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TaxClass:
        return QCoreApplication::translate("SettingWords", "Tax class");
    case TakeAway:
        return QCoreApplication::translate("SettingWords", "Take away");
    default:
        return QCoreApplication::translate("SettingWords", "Eat in");
    }
}
