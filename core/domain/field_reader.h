#pragma once

#include "error.h"

#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

#include <optional>

/// Reads the fields of one JSON object strictly: each must be there, be of its type and be asked
/// for. The first fault is kept with the field's full name ("lines[0].gross"); what is read after
/// it is a default.
class FieldReader
{
public:
    /// @p fault is shared by the readers of one document.
    FieldReader(const QJsonValue &value, const QString &name, std::optional<Error> &fault);

    qint64 integer(const char *name);
    int smallInteger(const char *name, int lowest, int highest);
    bool flag(const char *name);
    QString text(const char *name);
    QUuid uuid(const char *name);
    QDate date(const char *name);
    QDateTime time(const char *name); ///< UTC.
    QJsonArray array(const char *name);
    /// Whether a field that may be left out is there; reads nothing.
    bool has(const char *name) const;
    /// Reads a field that may be null; one that is not is left to another call.
    bool isNull(const char *name);
    FieldReader object(const char *name);
    /// A word that @p fromWord turns into a value.
    template <typename F> auto word(const char *name, F fromWord)
    {
        const auto value = fromWord(text(name));
        if (!value)
            refuse(name, Error::Reason::BadField);
        return value.value_or(typename decltype(value)::value_type {});
    }
    /// Refuses the field that nobody asked for, if there is one.
    void finish();
    void refuse(const QString &name, Error::Reason reason);
    void refuse(const char *name, Error::Reason reason);

private:
    QJsonValue take(const char *name);

    QJsonObject m_left; // Fields not read yet.
    QString m_name;
    std::optional<Error> &m_fault;
};
