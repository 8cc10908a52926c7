#pragma once

#include <QString>
#include <QStringList>

#include <vector>

/// A C++ file taken apart just far enough for the rules: what is code, what is comment, what is
/// text in quotes. A value.
struct SourceFile {
    /// Text in quotes; adjacent pieces are one.
    struct Literal {
        int line = 0;
        QString text;
    };
    SourceFile() = default;
    SourceFile(const QString &filePath, const QString &content);

    QString path; ///< From the top of the tree, with slashes: "core/domain/money.h".
    QStringList lines; ///< As written.
    QStringList code; ///< Comments, and what stands in quotes, replaced by spaces.
    QStringList comments; ///< Only the comments, at their places.
    std::vector<Literal> literals;

    QString name() const { return path.section(u'/', -1); }
    bool isHeader() const { return path.endsWith(QLatin1StringView(".h")); }
    /// Whether it lies in @p folder or below.
    bool in(QLatin1StringView folder) const;
};

/// One fault: "path:line: sentence".
QString fault(const SourceFile &file, int line, const QString &sentence);

/// All .h and .cpp files below the folders of the project in @p root; folders may be missing.
std::vector<SourceFile> readTree(const QString &root);
