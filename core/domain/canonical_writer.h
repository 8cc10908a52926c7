#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>
#include <QUuid>

/// Writes canonical JSON, byte for byte the same for the same values: no space, integers only,
/// UTF-8 with only quote, backslash and control characters escaped. The caller names keys in byte
/// order.
class CanonicalWriter
{
public:
    CanonicalWriter();

    void openObject();
    void closeObject();
    void openArray();
    void closeArray();
    void key(const char *name); ///< Plain ASCII; no letter of it is escaped.
    void key(const QByteArray &utf8Name);

    void integer(qint64 value);
    void flag(bool value);
    void text(const QString &value);
    void plainText(const char *value); ///< As key().
    void uuid(const QUuid &value);
    void date(QDate value); ///< "2016-10-30".
    void time(const QDateTime &value); ///< "2016-10-30T09:58:11.000Z".
    void null();

    QByteArray bytes() const { return m_bytes; }

private:
    void begin();
    void escaped(const QByteArray &utf8);
    void digits(int value, int width);
    void dateDigits(QDate value);

    QByteArray m_bytes;
    bool m_first = true; // Nothing stands before the next value or key that asks for a comma.
};
