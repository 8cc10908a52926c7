#include "csv.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype largestField = 65'536;

/// Walks through the bytes of a CSV text once; everything that steers is ASCII and so never part of
/// another letter in UTF-8.
class CsvScanner
{
public:
    explicit CsvScanner(const QByteArray &text)
        : m_text(text)
        , m_position(text.startsWith("\xEF\xBB\xBF") ? 3 : 0)
    {
    }

    bool atEnd() const { return m_position >= m_text.size(); }

    Result<CsvRecord> record()
    {
        CsvRecord record {.line = m_line, .fields = {}};
        do {
            const Result<QString> field = atQuote() ? quotedField() : plainField();
            if (!field)
                return field.error();
            record.fields.append(*field);
        } while (take(','));
        takeLineEnd();
        return record;
    }

private:
    bool atQuote() const { return !atEnd() && m_text.at(m_position) == '"'; }

    bool atLineEnd() const
    {
        const char next = m_text.at(m_position);
        return next == '\n'
            || (next == '\r' && m_position + 1 < m_text.size()
                && m_text.at(m_position + 1) == '\n');
    }

    bool take(char wanted)
    {
        if (atEnd() || m_text.at(m_position) != wanted)
            return false;
        ++m_position;
        return true;
    }

    void takeLineEnd()
    {
        take('\r');
        take('\n');
        ++m_line;
    }

    Result<QString> plainField()
    {
        const qsizetype begin = m_position;
        while (!atEnd() && m_text.at(m_position) != ',' && !atLineEnd())
            ++m_position;
        return decoded(m_text.sliced(begin, m_position - begin));
    }

    Result<QString> quotedField()
    {
        const int firstLine = m_line;
        QByteArray content;
        ++m_position;
        while (!atEnd()) {
            const char next = m_text.at(m_position++);
            if (next == '"' && !take('"')) {
                if (atEnd() || m_text.at(m_position) == ',' || atLineEnd())
                    return decoded(content);
                return bad(u"text after a closing quote"_s, m_line);
            }
            m_line += next == '\n' ? 1 : 0;
            content.append(next);
        }
        return bad(u"a quote that is never closed"_s, firstLine);
    }

    Result<QString> decoded(const QByteArray &bytes) const
    {
        if (bytes.size() > largestField)
            return bad(u"a field over 64 KiB"_s, m_line);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString text = decoder.decode(bytes);
        if (decoder.hasError() || text.contains(QChar::Null))
            return bad(u"bytes that are not UTF-8 text"_s, m_line);
        return text;
    }

    static Error bad(const QString &detail, int line)
    {
        return {.code = Error::Code::Invalid,
                .reason = Error::Reason::BadRow,
                .left = line,
                .detail = detail};
    }

    const QByteArray &m_text;
    qsizetype m_position = 0;
    int m_line = 1;
};
}

Result<void> readCsv(const QByteArray &text,
                     const std::function<Result<void>(const CsvRecord &)> &handle)
{
    CsvScanner scanner(text);
    while (!scanner.atEnd()) {
        const Result<CsvRecord> record = scanner.record();
        if (!record)
            return record.error();
        if (record->fields == QStringList(QString()))
            continue; // An empty line.
        if (const Result<void> handled = handle(*record); !handled)
            return handled.error();
    }
    return {};
}

QByteArray csvLine(const QStringList &fields)
{
    QStringList written;
    for (const QString &field : fields) {
        const bool plain = !field.contains(u',') && !field.contains(u'"') && !field.contains(u'\n')
            && !field.contains(u'\r');
        written.append(plain ? field : u'"' + QString(field).replace(u'"', u"\"\""_s) + u'"');
    }
    return written.join(u',').toUtf8() + '\n';
}
