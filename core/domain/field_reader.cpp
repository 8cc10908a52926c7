#include "field_reader.h"

using namespace Qt::StringLiterals;

FieldReader::FieldReader(const QJsonValue &value, const QString &name, std::optional<Error> &fault)
    : m_left(value.toObject())
    , m_name(name)
    , m_fault(fault)
{
    if (!value.isObject() && !m_fault)
        m_fault =
            Error {.code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = name};
}

QJsonValue FieldReader::take(const char *name)
{
    QJsonValue value = m_left.take(QLatin1StringView(name));
    if (value.isUndefined())
        refuse(name, Error::Reason::MissingField);
    return value;
}

qint64 FieldReader::integer(const char *name)
{
    const QJsonValue value = take(name);
    const qint64 number = value.toInteger(0);
    if (!value.isDouble() || number != value.toInteger(1))
        refuse(name, Error::Reason::BadField);
    return number;
}

int FieldReader::smallInteger(const char *name, int lowest, int highest)
{
    const qint64 number = integer(name);
    if (number >= lowest && number <= highest)
        return int(number);
    refuse(name, Error::Reason::BadField);
    return lowest;
}

bool FieldReader::flag(const char *name)
{
    const QJsonValue value = take(name);
    if (!value.isBool())
        refuse(name, Error::Reason::BadField);
    return value.toBool();
}

QString FieldReader::text(const char *name)
{
    const QJsonValue value = take(name);
    if (!value.isString())
        refuse(name, Error::Reason::BadField);
    return value.toString();
}

QUuid FieldReader::uuid(const char *name)
{
    const QUuid uuid = QUuid::fromString(text(name));
    if (uuid.isNull())
        refuse(name, Error::Reason::BadField);
    return uuid;
}

QDate FieldReader::date(const char *name)
{
    const QDate date = QDate::fromString(text(name), Qt::ISODate);
    if (!date.isValid())
        refuse(name, Error::Reason::BadField);
    return date;
}

QDateTime FieldReader::time(const char *name)
{
    QDateTime time = QDateTime::fromString(text(name), Qt::ISODateWithMs);
    // Hour 24 of the last day that can be written would be in a year of five digits.
    if (!time.isValid() || time.timeSpec() != Qt::UTC || time.date().year() > 9'999)
        refuse(name, Error::Reason::BadField);
    return time;
}

QJsonArray FieldReader::array(const char *name)
{
    const QJsonValue value = take(name);
    if (!value.isArray())
        refuse(name, Error::Reason::BadField);
    return value.toArray();
}

bool FieldReader::has(const char *name) const
{
    return m_left.contains(QLatin1StringView(name));
}

bool FieldReader::isNull(const char *name)
{
    if (m_left.value(QLatin1StringView(name)) != QJsonValue(QJsonValue::Null))
        return false;
    m_left.remove(QLatin1StringView(name));
    return true;
}

FieldReader FieldReader::object(const char *name)
{
    const QString inner =
        m_name.isEmpty() ? QLatin1StringView(name) : m_name + u'.' + QLatin1StringView(name);
    return {take(name), inner, m_fault};
}

void FieldReader::finish()
{
    if (!m_left.isEmpty())
        refuse(m_left.begin().key(), Error::Reason::BadField);
}

void FieldReader::refuse(const char *name, Error::Reason reason)
{
    refuse(QString(QLatin1StringView(name)), reason);
}

void FieldReader::refuse(const QString &name, Error::Reason reason)
{
    if (m_fault)
        return;
    m_fault = Error {.code = Error::Code::Invalid,
                     .reason = reason,
                     .field = m_name.isEmpty() ? name : m_name + u'.' + name};
}
