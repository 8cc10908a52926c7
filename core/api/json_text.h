#pragma once

#include <QByteArray>
#include <QString>

/// Builds JSON text piece by piece, commas by itself. Amounts are written as the text they are
/// given in, so no price ever passes through a double.
class JsonText
{
public:
    JsonText &object();
    JsonText &array();
    JsonText &end(); ///< Of the innermost object or array.
    JsonText &name(const QString &name);
    JsonText &text(const QString &value);
    JsonText &number(qint64 value);
    JsonText &decimal(const QString &written); ///< A number in digits: "3.50".
    JsonText &boolean(bool value);
    JsonText &null();
    QByteArray bytes() const { return m_bytes; }

private:
    void separate();
    void appendQuoted(const QString &value);

    QByteArray m_bytes;
    QByteArray m_closers;
};
