#include "certificate_names.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isLabel(const QString &label)
{
    constexpr qsizetype longest = 63;
    const auto isLetter = [](QChar unit) {
        return (unit >= u'a' && unit <= u'z') || (unit >= u'0' && unit <= u'9');
    };
    return !label.isEmpty() && label.size() <= longest && isLetter(label.front())
        && isLetter(label.back())
        && std::ranges::all_of(label, [&](QChar unit) { return isLetter(unit) || unit == u'-'; });
}

/// @p name in small letters, and a last label of digits alone: that would be a broken address.
bool isHostName(const QString &name)
{
    constexpr qsizetype longest = 253;
    QStringList labels = name.split(u'.');
    if (labels.size() > 2 && labels.constFirst() == "*"_L1)
        labels.removeFirst();
    bool number = false;
    static_cast<void>(labels.constLast().toUInt(&number));
    return name.size() <= longest && !number && std::ranges::all_of(labels, isLabel);
}

void addOnce(QStringList &list, const QString &name)
{
    if (!name.isEmpty() && !list.contains(name))
        list.append(name);
}

} // namespace

bool CertificateNames::contain(const CertificateNames &other) const
{
    return std::ranges::all_of(other.hosts, [this](const auto &one) { return hosts.contains(one); })
        && std::ranges::all_of(other.addresses,
                               [this](const auto &one) { return addresses.contains(one); });
}

Result<CertificateNames> certificateNames(const QStringList &words)
{
    CertificateNames names;
    for (const QString &word : words) {
        const QString name = word.trimmed().toLower();
        const QHostAddress address(name);
        // QHostAddress takes half an IPv4 address for a whole one.
        const bool whole = name.contains(u':') || address.toString() == name;
        if (!address.isNull() && whole && address.scopeId().isEmpty())
            addOnce(names.addresses, address.toString());
        else if (isHostName(name))
            addOnce(names.hosts, name);
        else
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadField,
                          .detail = word.trimmed()};
    }
    return names;
}

CertificateNames namesOfThisMachine(const CertificateNames &more)
{
    CertificateNames names {{u"localhost"_s}, {u"127.0.0.1"_s, u"::1"_s}};
    const QString host = QSysInfo::machineHostName().toLower();
    if (isHostName(host)) {
        addOnce(names.hosts, host);
        if (!host.contains(u'.'))
            addOnce(names.hosts, host + u".local"_s);
    }
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && !address.isLinkLocal())
            addOnce(names.addresses, address.toString());
    }
    for (const QString &name : more.hosts)
        addOnce(names.hosts, name);
    for (const QString &address : more.addresses)
        addOnce(names.addresses, address);
    return names;
}
