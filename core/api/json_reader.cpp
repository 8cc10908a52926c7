#include "json_reader.h"

#include <QSet>
#include <QStringDecoder>
#include <QUtf8StringView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// QString::fromUtf8() would drop a U+FEFF at the beginning, and two names or texts would become
/// one.
void appendUtf8(QString &text, const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    text += decoder.decode(bytes);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// How long the character is that begins with @p lead, 0 for none (RFC 3629).
qsizetype lengthOf(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/// Where the first byte stands that is no valid UTF-8.
qsizetype validUtf8Bytes(const QByteArray &text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype length = lengthOf(static_cast<unsigned char>(text[at]));
        const QByteArray character = text.mid(at, length);
        if (length == 0 || !QUtf8StringView(character).isValidUtf8())
            return at;
        at += length;
    }
    return at;
}

/// One pass over the text by recursive descent; stops at the first fault.
class Reader
{
public:
    explicit Reader(const QByteArray &text)
        : m_text(text)
    {
    }

    Result<JsonValue> read()
    {
        JsonValue value;
        if (m_text.startsWith("\xef\xbb\xbf")) {
            fail("begins with a byte order mark");
        } else if (!QUtf8StringView(m_text).isValidUtf8()) {
            m_at = validUtf8Bytes(m_text);
            fail("is not valid UTF-8");
        } else if (readValue(value, 0)) {
            skipSpace();
            if (m_at == m_text.size())
                return value;
            fail("goes on after the value");
        }
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"body"_s,
                      .left = m_at,
                      .detail = QString::fromLatin1(m_fault)};
    }

private:
    static constexpr int deepest = 16;

    bool fail(const char *fault)
    {
        m_fault = fault;
        return false;
    }

    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool take(char c)
    {
        if (next() != c || m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')
            ++m_at;
    }

    bool readValue(JsonValue &value, int depth)
    {
        skipSpace();
        switch (next()) {
        case '{':
            return readObject(value, depth + 1);
        case '[':
            return readArray(value, depth + 1);
        case '"':
            value.type = JsonValue::Type::String;
            return readString(value.text);
        case 't':
            return readWord("true", JsonValue::Type::Boolean, value);
        case 'f':
            return readWord("false", JsonValue::Type::Boolean, value);
        case 'n':
            return readWord("null", JsonValue::Type::Null, value);
        default:
            return readNumber(value);
        }
    }

    bool readWord(const char *word, JsonValue::Type type, JsonValue &value)
    {
        if (!QByteArrayView(m_text).sliced(m_at).startsWith(word))
            return fail("has a word that JSON does not know");
        m_at += qsizetype(qstrlen(word));
        value.type = type;
        value.text = QString::fromLatin1(word);
        return true;
    }

    bool readDigits()
    {
        const qsizetype begin = m_at;
        while (isDigit(next()))
            ++m_at;
        return m_at > begin;
    }

    bool readNumber(JsonValue &value)
    {
        const qsizetype begin = m_at;
        take('-');
        if (!take('0') && !readDigits())
            return fail(m_at == m_text.size() ? "ends too early"
                                              : "has a character where none may stand");
        if (take('.') && !readDigits())
            return fail("has a number without digits after the point");
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!readDigits())
                return fail("has a number without digits in the exponent");
        }
        value.type = JsonValue::Type::Number;
        value.text = QString::fromLatin1(m_text.sliced(begin, m_at - begin));
        return true;
    }

    bool readString(QString &text)
    {
        ++m_at;
        qsizetype begin = m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (static_cast<unsigned char>(c) < 0x20)
                return fail("has a control character in a text");
            if (c != '"' && c != '\\') {
                ++m_at;
                continue;
            }
            appendUtf8(text, m_text.sliced(begin, m_at - begin));
            ++m_at;
            if (c == '"')
                return text.isValidUtf16() || fail("has half a surrogate pair in a text");
            if (!readEscape(text))
                return fail("has an escape that JSON does not know");
            begin = m_at;
        }
        return fail("ends too early");
    }

    bool readEscape(QString &text)
    {
        static constexpr QByteArrayView written("\"\\/bfnrt");
        static constexpr QByteArrayView meant("\"\\/\b\f\n\r\t");
        if (take('u')) {
            constexpr qsizetype hexDigits = 4;
            const QByteArray digits = m_text.mid(m_at, hexDigits);
            const bool hex =
                digits.size() == hexDigits && std::all_of(digits.begin(), digits.end(), [](char c) {
                    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                });
            m_at += hex ? hexDigits : 0;
            text += QChar(digits.toUShort(nullptr, 16));
            return hex;
        }
        const qsizetype known = m_at < m_text.size() ? written.indexOf(next()) : -1;
        if (known < 0)
            return false;
        text += QLatin1Char(meant[known]);
        ++m_at;
        return true;
    }

    bool readArray(JsonValue &value, int depth)
    {
        value.type = JsonValue::Type::Array;
        ++m_at;
        if (depth > deepest)
            return fail("is nested too deeply");
        skipSpace();
        if (take(']'))
            return true;
        do {
            if (!readValue(value.items.emplace_back(), depth))
                return false;
            skipSpace();
        } while (take(','));
        return take(']') || fail("has an array that does not end");
    }

    bool readObject(JsonValue &value, int depth)
    {
        value.type = JsonValue::Type::Object;
        ++m_at;
        if (depth > deepest)
            return fail("is nested too deeply");
        skipSpace();
        if (take('}'))
            return true;
        QSet<QString> known;
        do {
            skipSpace();
            QString &name = value.names.emplace_back();
            if (next() != '"')
                return fail("has a member without a name");
            if (!readString(name))
                return false;
            if (known.contains(name))
                return fail("names a member twice");
            known.insert(name);
            skipSpace();
            if (!take(':'))
                return fail("has a member without a value");
            if (!readValue(value.items.emplace_back(), depth))
                return false;
            skipSpace();
        } while (take(','));
        return take('}') || fail("has an object that does not end");
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    const char *m_fault = "";
};

}

const JsonValue *JsonValue::member(const QString &name) const
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr : &items.at(size_t(found - names.begin()));
}

std::optional<qint64> JsonValue::integer() const
{
    bool fits = false;
    const qint64 value = text.toLongLong(&fits); // refuses a point or an exponent
    if (type != Type::Number || !fits)
        return std::nullopt;
    return value;
}

Result<JsonValue> readJson(const QByteArray &text)
{
    return Reader(text).read();
}
