#include "json_text.h"

JsonText &JsonText::object()
{
    separate();
    m_bytes += '{';
    m_closers += '}';
    return *this;
}

JsonText &JsonText::array()
{
    separate();
    m_bytes += '[';
    m_closers += ']';
    return *this;
}

JsonText &JsonText::end()
{
    m_bytes += m_closers.back();
    m_closers.chop(1);
    return *this;
}

JsonText &JsonText::name(const QString &name)
{
    separate();
    appendQuoted(name);
    m_bytes += ':';
    return *this;
}

JsonText &JsonText::text(const QString &value)
{
    separate();
    appendQuoted(value);
    return *this;
}

JsonText &JsonText::number(qint64 value)
{
    separate();
    m_bytes += QByteArray::number(value);
    return *this;
}

JsonText &JsonText::decimal(const QString &written)
{
    separate();
    m_bytes += written.toLatin1();
    return *this;
}

JsonText &JsonText::boolean(bool value)
{
    separate();
    m_bytes += value ? "true" : "false";
    return *this;
}

JsonText &JsonText::null()
{
    separate();
    m_bytes += "null";
    return *this;
}

void JsonText::separate()
{
    if (!m_bytes.isEmpty() && !QByteArrayView("{[:").contains(m_bytes.back()))
        m_bytes += ',';
}

void JsonText::appendQuoted(const QString &value)
{
    m_bytes += '"';
    for (const char c : value.toUtf8()) {
        if (c == '"' || c == '\\')
            m_bytes += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            m_bytes += "\\u00" + QByteArray(1, c).toHex();
        else
            m_bytes += c;
    }
    m_bytes += '"';
}
