#include "order_rules.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostLines = 100;
constexpr qint64 mostPieces = 999;
constexpr qsizetype longestName = 100;
constexpr qsizetype longestEmail = 254;
constexpr qsizetype longestLocalPart = 64;
constexpr qsizetype longestLabel = 63;
constexpr qsizetype longestPhone = 40;
constexpr qsizetype longestNote = 500;

Error fieldError(Error::Reason reason, const QString &field, const QString &detail)
{
    return {.code = Error::Code::Invalid, .reason = reason, .field = field, .detail = detail};
}

/// ASCII by its rules; beyond it anything but a space, because which letters there are changes with
/// every Unicode, and the contract says in one pattern what is allowed.
bool isDomainLabel(QStringView label)
{
    constexpr char16_t lastOfAscii = 0x7f;
    if (label.isEmpty() || characters(label) > longestLabel || label.startsWith(u'-')
        || label.endsWith(u'-'))
        return false;
    return std::ranges::all_of(label, [](QChar unit) {
        const bool ascii = unit.unicode() <= lastOfAscii;
        return unit == u'-' || (ascii ? unit.isLetterOrNumber() : !unit.isSpace());
    });
}

bool isLocalPart(QStringView local)
{
    if (local.isEmpty() || characters(local) > longestLocalPart || local.startsWith(u'.')
        || local.endsWith(u'.') || local.contains(u".."_s))
        return false;
    return std::ranges::none_of(
        local, [](QChar unit) { return unit.isSpace() || u"\"(),:;<>@[\\]"_s.contains(unit); });
}

Result<void> checkText(const QString &text, qsizetype longest, const QString &field)
{
    if (characters(text) > longest)
        return fieldError(Error::Reason::BadField, field,
                          u"longer than %1 characters"_s.arg(longest));
    if (!isCleanText(text))
        return fieldError(Error::Reason::BadField, field,
                          u"holds a character that is not allowed"_s);
    return Done {};
}

Result<void> checkNote(QString note)
{
    note.remove(u'\r'); // The one text of several lines.
    note.replace(u'\n', u' ');
    return checkText(note, longestNote, u"note"_s);
}

Result<void> checkCustomer(const NewOrder &order)
{
    // At the counter the customer stands there and needs no name.
    const bool anonymous = order.source == OrderSource::Counter;
    if (!hasVisibleText(order.customerName) && !(anonymous && order.customerName.isEmpty()))
        return fieldError(Error::Reason::MissingField, u"customer_name"_s, u"is empty"_s);
    if (Result<void> name = checkText(order.customerName, longestName, u"customer_name"_s); !name)
        return name;
    if (!anonymous || !order.customerEmail.isEmpty()) {
        const QString field = u"customer_email"_s;
        if (order.customerEmail.isEmpty())
            return fieldError(Error::Reason::MissingField, field, u"is empty"_s);
        if (Result<void> text = checkText(order.customerEmail, longestEmail, field); !text)
            return text;
        if (!isPlausibleEmail(order.customerEmail))
            return fieldError(Error::Reason::BadField, field, u"is no e-mail address"_s);
    }
    if (Result<void> phone = checkText(order.customerPhone, longestPhone, u"customer_phone"_s);
        !phone)
        return phone;
    return checkNote(order.note);
}

Error quantityError(size_t line, qint64 product)
{
    Error error = fieldError(Error::Reason::BadQuantity, u"items[%1].quantity"_s.arg(line),
                             u"must be whole pieces, 1 to %1"_s.arg(mostPieces));
    error.product = product;
    return error;
}

Result<void> checkLines(const std::vector<NewOrder::Line> &lines)
{
    if (lines.empty())
        return fieldError(Error::Reason::MissingField, u"items"_s, u"is empty"_s);
    if (lines.size() > mostLines)
        return fieldError(Error::Reason::BadField, u"items"_s,
                          u"has more than %1 lines"_s.arg(mostLines));
    const Quantity most = Quantity::fromPieces(mostPieces);
    QHash<qint64, Quantity> sums;
    for (size_t index = 0; index < lines.size(); ++index) {
        const auto &[product, quantity] = lines[index];
        const bool inRange = quantity >= Quantity::fromPieces(1) && quantity <= most;
        if (!inRange || quantity.thousandths() % 1000 != 0)
            return quantityError(index, product);
        Quantity &sum = sums[product];
        sum += quantity;
        if (sum > most)
            return quantityError(index, product);
    }
    return Done {};
}

}

Result<void> checkOrder(const NewOrder &order)
{
    if (Result<void> customer = checkCustomer(order); !customer)
        return customer;
    return checkLines(order.lines);
}

bool isPlausibleEmail(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    if (at < 0 || !isLocalPart(QStringView(text).first(at)))
        return false;
    const QStringView domain = QStringView(text).sliced(at + 1);
    const QList<QStringView> labels = domain.split(u'.');
    return labels.size() >= 2 && std::ranges::all_of(labels, isDomainLabel);
}
