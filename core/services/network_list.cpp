#include "network_list.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int bitsOfVersion4 = 32;
constexpr int bitsOfVersion6 = 128;

bool isDigits(QStringView text)
{
    return !text.isEmpty()
        && std::ranges::all_of(text, [](QChar unit) { return unit >= u'0' && unit <= u'9'; });
}

/// Four numbers, because shorter spellings mean different things to different readers.
bool isVersion4(QStringView text)
{
    constexpr int numbers = 4;
    constexpr int longest = 3;
    constexpr int most = 255;
    const QList<QStringView> parts = text.split(u'.');
    return parts.size() == numbers && std::ranges::all_of(parts, [](QStringView part) {
               return isDigits(part) && part.size() <= longest && part.toInt() <= most
                   && (part.size() == 1 || part.front() != u'0');
           });
}

bool isVersion6(QStringView text)
{
    constexpr qsizetype longest = 45;
    return text.contains(u':') && text.size() <= longest
        && std::ranges::all_of(
               text, [](QChar unit) { return u"0123456789abcdefABCDEF:."_s.contains(unit); });
}

/// An address with the bits of its prefix, the null address for anything else.
std::pair<QHostAddress, int> networkFromText(const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    const QHostAddress address = addressFromText(slash < 0 ? text : text.first(slash));
    if (address.isNull())
        return {};
    const bool version4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    const int whole = version4 ? bitsOfVersion4 : bitsOfVersion6;
    if (slash < 0)
        return {address, whole};
    constexpr qsizetype longest = 3;
    const QStringView bits = QStringView(text).sliced(slash + 1);
    if (!isDigits(bits) || bits.size() > longest || bits.toInt() > whole)
        return {};
    return {address, bits.toInt()};
}

}

QHostAddress addressFromText(const QString &text)
{
    return isVersion4(text) || isVersion6(text) ? QHostAddress(text) : QHostAddress();
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isVersion4 = false;
    const quint32 version4 = address.toIPv4Address(&isVersion4);
    return isVersion4 ? QHostAddress(version4) : address;
}

Result<NetworkList> NetworkList::parse(const QString &text)
{
    NetworkList list;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString written = part.trimmed();
        if (written.isEmpty())
            continue;
        const auto network = networkFromText(written);
        if (network.first.isNull())
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadField,
                          .detail = u"must be addresses or networks as 127.0.0.1, 10.0.0.0/8, "
                                    "with commas between them"_s};
        if (std::ranges::find(list.m_networks, network) == list.m_networks.end())
            list.m_networks.push_back(network);
    }
    return list;
}

bool NetworkList::contains(const QHostAddress &address) const
{
    const QHostAddress plain = plainAddress(address);
    return std::ranges::any_of(m_networks, [&plain](const std::pair<QHostAddress, int> &network) {
        return plain.isInSubnet(network);
    });
}

QString NetworkList::text() const
{
    QStringList parts;
    for (const auto &[address, bits] : m_networks) {
        const bool version4 = address.protocol() == QAbstractSocket::IPv4Protocol;
        const bool whole = bits == (version4 ? bitsOfVersion4 : bitsOfVersion6);
        parts.append(whole ? address.toString()
                           : address.toString() + u'/' + QString::number(bits));
    }
    return parts.join(u", "_s);
}
