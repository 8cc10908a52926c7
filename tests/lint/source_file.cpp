#include "source_file.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Walks through C++ text once and sorts each letter into code, comment or text in quotes.
class Scanner
{
public:
    Scanner(const QString &text, SourceFile &file)
        : m_text(text)
        , m_code(text)
        , m_comments(text.size(), u' ')
        , m_file(file)
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text.at(i) == u'\n')
                m_comments[i] = u'\n';
        }
    }

    void run()
    {
        while (m_at < m_text.size()) {
            if (m_text.sliced(m_at).startsWith("//"_L1))
                comment(m_text.indexOf(u'\n', m_at));
            else if (m_text.sliced(m_at).startsWith("/*"_L1))
                comment(after(m_text.indexOf("*/"_L1, m_at + 2), 2));
            else if (m_text.at(m_at) == u'"')
                text();
            else if (m_text.at(m_at) == u'\'')
                letter();
            else
                step();
        }
        m_file.code = m_code.split(u'\n');
        m_file.comments = m_comments.split(u'\n');
    }

private:
    void step()
    {
        m_line += m_text.at(m_at) == u'\n' ? 1 : 0;
        // Blanks, and the prefixes and suffixes of text in quotes, do not separate its pieces.
        const QChar next = m_text.at(m_at++);
        m_adjacent = m_adjacent && (next.isSpace() || next == u'_' || next.isLetterOrNumber());
    }

    static qsizetype after(qsizetype found, qsizetype width)
    {
        return found < 0 ? -1 : found + width;
    }

    void comment(qsizetype end)
    {
        for (const qsizetype stop = end < 0 ? m_text.size() : end; m_at < stop; ++m_at) {
            m_comments[m_at] = m_text.at(m_at);
            blank();
        }
    }

    void blank()
    {
        if (m_text.at(m_at) == u'\n')
            ++m_line;
        else
            m_code[m_at] = u' ';
    }

    /// Letters and digits directly before the place: u, R, u8R … or the start of 10'000.
    QString wordBefore() const
    {
        qsizetype begin = m_at;
        while (begin > 0
               && (m_text.at(begin - 1).isLetterOrNumber() || m_text.at(begin - 1) == u'_'))
            --begin;
        return m_text.sliced(begin, m_at - begin);
    }

    void text()
    {
        const qsizetype begin = m_at + 1;
        const int line = m_line;
        QString content;
        if (static const QStringList raw {u"R"_s, u"uR"_s, u"UR"_s, u"LR"_s, u"u8R"_s};
            raw.contains(wordBefore())) {
            const qsizetype open = m_text.indexOf(u'(', begin);
            const QString close = u')' + m_text.sliced(begin, qMax(open - begin, 0)) + u'"';
            const qsizetype end = m_text.indexOf(close, open);
            content = m_text.sliced(open + 1, qMax(end - open - 1, 0));
            skipTo(end < 0 ? m_text.size() : end + close.size());
        } else {
            skipTo(quoteEnd(u'"'));
            content = m_text.sliced(begin, qMax(m_at - 1 - begin, 0));
        }
        if (m_adjacent && !m_file.literals.empty())
            m_file.literals.back().text += content;
        else
            m_file.literals.push_back({.line = line, .text = content});
        m_adjacent = true;
    }

    void letter()
    {
        static const QStringList prefixes {QString(), u"u"_s, u"U"_s, u"L"_s, u"u8"_s};
        if (prefixes.contains(wordBefore()))
            skipTo(quoteEnd(u'\''));
        else
            step(); // It parts the digits of a number.
    }

    qsizetype quoteEnd(QChar quote) const
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && m_text.at(end) != quote && m_text.at(end) != u'\n')
            end += m_text.at(end) == u'\\' ? 2 : 1;
        return qMin(end + 1, m_text.size());
    }

    /// Blanks up to @p end, but for the two quotes.
    void skipTo(qsizetype end)
    {
        const qsizetype first = m_at;
        for (; m_at < end; ++m_at) {
            if (m_at == first || m_at == end - 1)
                m_line += m_text.at(m_at) == u'\n' ? 1 : 0;
            else
                blank();
        }
    }

    const QString m_text;
    QString m_code;
    QString m_comments;
    SourceFile &m_file;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_adjacent = false;
};
}

SourceFile::SourceFile(const QString &filePath, const QString &content)
    : path(filePath)
    , lines(content.split(u'\n'))
{
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    Scanner(content, *this).run();
}

bool SourceFile::in(QLatin1StringView folder) const
{
    return path.startsWith(folder + u'/');
}

QString fault(const SourceFile &file, int line, const QString &sentence)
{
    return u"%1:%2: %3"_s.arg(file.path).arg(line).arg(sentence);
}

std::vector<SourceFile> readTree(const QString &root)
{
    std::vector<SourceFile> files;
    for (const QString &folder : {u"app"_s, u"core"_s, u"ui"_s, u"tests"_s}) {
        QDirIterator found(root + u'/' + folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (found.hasNext()) {
            QFile file(found.next());
            if (file.open(QIODevice::ReadOnly))
                files.emplace_back(QDir(root).relativeFilePath(file.fileName()),
                                   QString::fromUtf8(file.readAll()));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return files;
}
