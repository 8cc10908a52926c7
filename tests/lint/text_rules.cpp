#include "text_rules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestHeader = 150;
constexpr int longestSource = 400;
constexpr int longestFunction = 60;
constexpr int longestLine = 100;

qsizetype indentOf(const QString &line)
{
    qsizetype indent = 0;
    while (indent < line.size() && line.at(indent) == u' ')
        ++indent;
    return indent;
}

/// The comment or attribute lines above a declaration, from the nearest up, hold a `///`.
bool hasComment(const SourceFile &file, qsizetype line)
{
    for (qsizetype above = line - 1; above >= 0; --above) {
        const QString text = file.lines.at(above).trimmed();
        if (text.startsWith("///"_L1))
            return true;
        if (!text.startsWith("template"_L1) && !text.startsWith("Q_"_L1))
            return false;
    }
    return false;
}
}

QStringList fileLengthFaults(const SourceFile &file, const LengthExceptions &exceptions)
{
    const int usual = file.isHeader() ? longestHeader : longestSource;
    const int limit = exceptions.value(file.path, usual);
    const auto length = file.lines.size();
    if (length > limit)
        return {fault(file, limit + 1, u"%1 lines, %2 are allowed"_s.arg(length).arg(limit))};
    if (limit > usual && length <= usual)
        return {fault(file, 1, u"needs no exception any more: take it off the list"_s)};
    return {};
}

QStringList lineLengthFaults(const SourceFile &file)
{
    QStringList faults;
    for (qsizetype i = 0; i < file.lines.size(); ++i) {
        const auto columns = file.lines.at(i).toUcs4().size();
        if (columns > longestLine)
            faults << fault(file, int(i) + 1, u"%1 columns, 100 are allowed"_s.arg(columns));
    }
    return faults;
}

QStringList functionLengthFaults(const SourceFile &file)
{
    // A body is what stands between a brace alone on its line and the next one of the same depth.
    QStringList faults;
    QHash<qsizetype, qsizetype> openAt;
    for (qsizetype i = 0; i < file.code.size(); ++i) {
        const QString text = file.code.at(i).trimmed();
        const qsizetype indent = indentOf(file.code.at(i));
        if (text == u'{') {
            openAt.insert(indent, i);
        } else if (text == "};"_L1) {
            openAt.remove(indent); // A class.
        } else if (text == u'}' && openAt.contains(indent)) {
            const qsizetype length = i - openAt.take(indent) + 1;
            if (length > longestFunction)
                faults << fault(file, int(i) + 1,
                                u"a function of %1 lines, 60 are allowed"_s.arg(length));
        }
    }
    return faults;
}

QStringList pragmaFaults(const SourceFile &file)
{
    if (!file.isHeader() || file.lines.value(0) == "#pragma once"_L1)
        return {};
    return {fault(file, 1, u"a header begins with #pragma once"_s)};
}

QStringList leftoverFaults(const SourceFile &file)
{
    static const QRegularExpression pattern(u"\\b(FIXME|TODO|XXX|HACK)\\b"_s);
    QStringList faults;
    for (qsizetype i = 0; i < file.comments.size(); ++i) {
        if (pattern.match(file.comments.at(i)).hasMatch())
            faults << fault(file, int(i) + 1, u"a note to oneself; do it or file it"_s);
    }
    return faults;
}

QStringList classCommentFaults(const SourceFile &file)
{
    if (!file.isHeader())
        return {};
    static const QRegularExpression definition(
        uR"(^(template <.+> )?(class|struct) (?!.*;\s*$)\w)"_s);
    static const QRegularExpression specialisation(
        uR"(^(template <> )|^(template <.+> )?(class|struct) [^:{]*\w<)"_s);
    QStringList faults;
    for (qsizetype i = 0; i < file.code.size(); ++i) {
        const QString &line = file.code.at(i);
        if (definition.match(line).hasMatch() && !specialisation.match(line).hasMatch()
            && !hasComment(file, i))
            faults << fault(file, int(i) + 1, u"a class needs a /// that says what it is"_s);
    }
    return faults;
}
