#include "address.h"

#include <QUrl>

#include <algorithm>
#include <memory>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

// libpq's words may hold a piece of the password; those about a name do not.
static QString harmlessWords(const char *message)
{
    const QString words = QString::fromUtf8(message).trimmed();
    const bool harmless = words.startsWith(u"invalid connection option"_s)
        || words.startsWith(u"invalid URI query parameter"_s);
    return harmless ? words : u"neither a PostgreSQL URI nor a key=value string"_s;
}

static Error badAddress(const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"database"_s,
            .detail = detail};
}

static bool isSecret(const QString &key)
{
    return key == "password"_L1 || key == "sslpassword"_L1;
}

/// One port, or one for each host; each may be left out. What else stands there may be a password
/// whose host was forgotten, and must not be shown as a port.
static bool arePorts(const QString &value)
{
    const QStringList ports = value.split(u',');
    return std::ranges::all_of(ports, [](const QString &port) {
        bool number = false;
        return port.isEmpty() || (port.toUShort(&number) > 0 && number);
    });
}

Result<DatabaseAddress> DatabaseAddress::parse(const QString &text)
{
    if (text.contains(QChar::Null)) // Libpq would not see what stands behind it.
        return badAddress(u"a character that no address holds"_s);
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(text.trimmed().toUtf8().constData(), &message), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> words(message, &PQfreemem);
    if (!options)
        return badAddress(harmlessWords(words.get()));
    DatabaseAddress address;
    for (const PQconninfoOption *option = options.get(); option->keyword != nullptr; ++option) {
        const QString key = QString::fromLatin1(option->keyword);
        const QString value = QString::fromUtf8(option->val);
        if (value.contains(u';') && !isSecret(key))
            return badAddress(u"a semicolon in "_s + key);
        if (key == "port"_L1 && !arePorts(value))
            return badAddress(u"a port that is no number"_s);
        if (!value.isEmpty())
            address.m_parameters.append({key, value});
    }
    if (address.m_parameters.isEmpty())
        return badAddress(u"it is empty"_s);
    return address;
}

DatabaseAddress DatabaseAddress::forSocket(const QString &socketDirectory, const QString &user,
                                           const QString &database)
{
    DatabaseAddress address;
    // The port is part of the socket's name: not to be left to PGPORT.
    address.m_parameters = {{u"user"_s, user},
                            {u"dbname"_s, database},
                            {u"host"_s, socketDirectory},
                            {u"port"_s, u"5432"_s}};
    return address;
}

QString DatabaseAddress::value(const QString &key) const
{
    for (const auto &[name, value] : m_parameters) {
        if (name == key)
            return value;
    }
    return {};
}

DatabaseAddress DatabaseAddress::with(const QString &key, const QString &value) const
{
    DatabaseAddress changed = *this;
    changed.m_parameters.removeIf([&key](const auto &parameter) { return parameter.first == key; });
    if (!value.isEmpty())
        changed.m_parameters.append({key, value});
    return changed;
}

static QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, "*"));
}

// "host:port,host:port" when each host is a plain name or number; empty when it must go into the
// query (sockets, IPv6).
static QString plainAuthority(const DatabaseAddress &address)
{
    const QStringList hosts = address.value(u"host"_s).split(u',');
    const QStringList ports = address.value(u"port"_s).split(u',');
    if (ports.size() != 1 && ports.size() != hosts.size())
        return {};
    QStringList authority;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const QString &port = ports.size() == 1 ? ports.first() : ports.at(i);
        if (hosts.at(i).isEmpty() || hosts.at(i).contains(u'/') || hosts.at(i).contains(u':')
            || hosts.at(i).startsWith(u'@'))
            return {};
        authority.append(encoded(hosts.at(i)) + (port.isEmpty() ? QString() : u':' + port));
    }
    return authority.join(u',');
}

QString DatabaseAddress::uri() const
{
    const QString authority = plainAuthority(*this);
    const QString user = value(u"user"_s);
    const QString password = value(u"password"_s);
    QString text = u"postgresql://"_s;
    if (!user.isEmpty())
        text += encoded(user) + (password.isEmpty() ? QString() : u':' + encoded(password)) + u'@';
    text += authority + u'/' + encoded(value(u"dbname"_s));
    QStringList query;
    for (const auto &[key, parameter] : m_parameters) {
        const bool placed = key == "dbname"_L1 || key == "user"_L1
            || (key == "password"_L1 && !user.isEmpty())
            || (!authority.isEmpty() && (key == "host"_L1 || key == "port"_L1));
        if (!placed)
            query.append(key + u'=' + encoded(parameter));
    }
    return query.isEmpty() ? text : text + u'?' + query.join(u'&');
}

QString DatabaseAddress::redactedUri() const
{
    DatabaseAddress shown = *this;
    for (auto &[key, parameter] : shown.m_parameters) {
        if (isSecret(key))
            parameter = u"***"_s;
    }
    return shown.uri();
}
