#include "canonical_writer.h"

#include <array>
#include <charconv>
#include <string_view>

namespace {
/// Room for a receipt of four lines; more grows by itself.
constexpr qsizetype usualSize = 1536;
}

CanonicalWriter::CanonicalWriter()
{
    m_bytes.reserve(usualSize);
}

void CanonicalWriter::begin()
{
    if (!m_first)
        m_bytes.append(',');
    m_first = false;
}

void CanonicalWriter::openObject()
{
    begin();
    m_bytes.append('{');
    m_first = true;
}

void CanonicalWriter::closeObject()
{
    m_bytes.append('}');
    m_first = false;
}

void CanonicalWriter::openArray()
{
    begin();
    m_bytes.append('[');
    m_first = true;
}

void CanonicalWriter::closeArray()
{
    m_bytes.append(']');
    m_first = false;
}

void CanonicalWriter::key(const char *name)
{
    begin();
    m_bytes.append('"').append(name).append("\":");
    m_first = true;
}

void CanonicalWriter::key(const QByteArray &utf8Name)
{
    begin();
    escaped(utf8Name);
    m_bytes.append(':');
    m_first = true;
}

void CanonicalWriter::integer(qint64 value)
{
    begin();
    std::array<char, 24> buffer {};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    m_bytes.append(buffer.data(), written.ptr - buffer.data());
}

void CanonicalWriter::flag(bool value)
{
    begin();
    m_bytes.append(value ? "true" : "false");
}

void CanonicalWriter::text(const QString &value)
{
    begin();
    escaped(value.toUtf8());
}

void CanonicalWriter::plainText(const char *value)
{
    begin();
    m_bytes.append('"').append(value).append('"');
}

void CanonicalWriter::uuid(const QUuid &value)
{
    begin();
    m_bytes.append('"').append(value.toByteArray(QUuid::WithoutBraces)).append('"');
}

void CanonicalWriter::date(QDate value)
{
    begin();
    m_bytes.append('"');
    dateDigits(value);
    m_bytes.append('"');
}

void CanonicalWriter::time(const QDateTime &value)
{
    begin();
    const QDateTime utc = value.toUTC();
    const QTime clock = utc.time();
    m_bytes.append('"');
    dateDigits(utc.date());
    m_bytes.append('T');
    digits(clock.hour(), 2);
    m_bytes.append(':');
    digits(clock.minute(), 2);
    m_bytes.append(':');
    digits(clock.second(), 2);
    m_bytes.append('.');
    digits(clock.msec(), 3);
    m_bytes.append("Z\"");
}

void CanonicalWriter::null()
{
    begin();
    m_bytes.append("null");
}

void CanonicalWriter::escaped(const QByteArray &utf8)
{
    constexpr std::string_view hexDigits = "0123456789abcdef";
    m_bytes.append('"');
    for (const char letter : utf8) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            m_bytes.append('\\').append(letter);
        } else if (letter == '\0') {
            m_bytes.append("\xEF\xBF\xBD"); // PostgreSQL's text cannot hold it: a replacement sign.
        } else if (code < 0x20) {
            m_bytes.append("\\u00").append(hexDigits[code >> 4]).append(hexDigits[code & 0xf]);
        } else {
            m_bytes.append(letter);
        }
    }
    m_bytes.append('"');
}

void CanonicalWriter::digits(int value, int width)
{
    std::array<char, 8> buffer {};
    for (int i = width; i > 0; --i, value /= 10)
        buffer[size_t(i - 1)] = char('0' + value % 10);
    m_bytes.append(buffer.data(), width);
}

void CanonicalWriter::dateDigits(QDate value)
{
    Q_ASSERT(value.isValid() && value.year() > 0 && value.year() < 10'000);
    int year = 0;
    int month = 0;
    int day = 0;
    value.getDate(&year, &month, &day);
    digits(year, 4);
    m_bytes.append('-');
    digits(month, 2);
    m_bytes.append('-');
    digits(day, 2);
}
