#include "statements.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

/// The statements of all embedded files. Read once; never changes after.
struct StatementCollection {
    QHash<QString, QByteArray> texts;
    QStringList doubled;
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static void collectFile(const QByteArray &content, StatementCollection &collection)
{
    static const QByteArray marker = "-- name:";
    QString name;
    QByteArray text;
    const auto keep = [&] {
        if (!name.isEmpty() && collection.texts.contains(name))
            collection.doubled.append(name);
        if (!name.isEmpty())
            collection.texts.insert(name, text.trimmed());
    };
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith(marker)) {
            keep();
            name = QString::fromUtf8(line.mid(marker.size()).trimmed());
            text.clear();
        } else {
            text += line + '\n';
        }
    }
    keep();
}

static StatementCollection collect()
{
    StatementCollection collection;
    for (const QString &folder : {u":/bakehouse/sql/statements"_s, u":/bakehouse/sql/journal"_s}) {
        const QDir directory(folder);
        for (const QString &file : directory.entryList(QDir::Files, QDir::Name))
            collectFile(contentOf(directory.filePath(file)), collection);
    }
    return collection;
}

static const StatementCollection &collection()
{
    static const StatementCollection all = collect();
    return all;
}

static std::vector<MigrationStep> readSteps()
{
    std::vector<MigrationStep> steps;
    const QDir directory(u":/bakehouse/sql/migrations"_s);
    for (const QString &file : directory.entryList(QDir::Files, QDir::Name)) {
        const QByteArray text = contentOf(directory.filePath(file));
        const QByteArray sum = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
        steps.push_back({.version = file.section(u'_', 0, 0).toInt(),
                         .name = file.section(u'_', 1).chopped(4), // ".sql"
                         .text = text,
                         .sum = QString::fromLatin1(sum)});
    }
    std::ranges::sort(steps, {}, &MigrationStep::version);
    return steps;
}

QByteArray statementText(const QString &name)
{
    return collection().texts.value(name);
}

QStringList statementNames()
{
    QStringList names = collection().texts.keys();
    names.sort();
    return names;
}

QStringList doubledStatementNames()
{
    return collection().doubled;
}

const std::vector<MigrationStep> &migrationSteps()
{
    static const std::vector<MigrationStep> steps = readSteps();
    return steps;
}
