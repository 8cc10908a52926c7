#include "layer_rules.h"

#include <QDir>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {
struct Include {
    int line = 0;
    QString name;
    bool quoted = false;
};

std::vector<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression pattern(uR"(^\s*#\s*include\s*(["<])([^">]+)[">])"_s);
    std::vector<Include> includes;
    for (qsizetype i = 0; i < file.lines.size(); ++i) {
        if (!file.code.at(i).contains("include"_L1))
            continue;
        const QRegularExpressionMatch match = pattern.match(file.lines.at(i));
        if (match.hasMatch())
            includes.push_back({int(i) + 1, match.captured(2), match.captured(1) == u'"'});
    }
    return includes;
}

/// Longest first: the first one that holds a file is its area.
const QStringList &areas()
{
    static const QStringList list {
        u"core/domain"_s, u"core/store"_s, u"core/devices"_s, u"core/services"_s, u"core/backup"_s,
        u"core/api"_s,    u"app/shop"_s,   u"app/program"_s,  u"app/ctl"_s,       u"app"_s,
        u"ui/theme"_s,    u"ui/parts"_s,   u"ui"_s,           u"tests"_s};
    return list;
}

QString areaOf(const SourceFile &file)
{
    for (const QString &area : areas()) {
        if (file.path.startsWith(area + u'/'))
            return area;
    }
    return {};
}

const QHash<QString, QStringList> &allowed()
{
    static const QStringList core {u"core/domain"_s,   u"core/store"_s,  u"core/devices"_s,
                                   u"core/services"_s, u"core/backup"_s, u"core/api"_s};
    static const QStringList window {u"ui/theme"_s, u"ui/parts"_s, u"ui"_s};
    static const QHash<QString, QStringList> table {
        {u"core/domain"_s, {}},
        {u"core/store"_s, {u"core/domain"_s}},
        {u"core/devices"_s, {u"core/domain"_s}},
        {u"core/services"_s, {u"core/domain"_s, u"core/store"_s, u"core/devices"_s}},
        {u"core/backup"_s, {u"core/domain"_s, u"core/store"_s, u"core/services"_s}},
        {u"core/api"_s, {u"core/domain"_s, u"core/services"_s}},
        {u"ui/theme"_s, {}},
        {u"ui/parts"_s, {u"ui/theme"_s}},
        {u"ui"_s, {u"ui/theme"_s, u"ui/parts"_s, u"core/domain"_s, u"core/services"_s}},
        {u"app/shop"_s, core},
        {u"app/program"_s, {u"core/domain"_s, u"core/store"_s, u"core/services"_s}},
        {u"app/ctl"_s, core + QStringList {u"app/shop"_s, u"app/program"_s}},
        {u"app"_s, core + window + QStringList {u"app/shop"_s, u"app/program"_s}},
        {u"tests"_s,
         core + window + QStringList {u"app/shop"_s, u"app/program"_s, u"app/ctl"_s, u"app"_s}},
    };
    return table;
}

/// Names of the headers of one module of Qt, as installed.
QSet<QString> moduleHeaders(const QString &module)
{
    const QDir folder(QLibraryInfo::path(QLibraryInfo::HeadersPath) + u'/' + module);
    const QStringList names = folder.entryList({u"Q*"_s}, QDir::Files);
    return {names.begin(), names.end()};
}

/// A library and the folders that may use it.
struct Library {
    QString name;
    QSet<QString> headers;
    QStringList folders;
};

const std::vector<Library> &libraries()
{
    static const QStringList windows {u"ui"_s, u"app"_s, u"tests"_s};
    static const std::vector<Library> list {
        {u"QtSql"_s, moduleHeaders(u"QtSql"_s), {u"core/store"_s, u"tests"_s}},
        {u"QtWidgets"_s, moduleHeaders(u"QtWidgets"_s), windows},
        {u"QtSvg"_s, moduleHeaders(u"QtSvg"_s), {u"ui/theme"_s}},
        {u"QtPrintSupport"_s, moduleHeaders(u"QtPrintSupport"_s), windows},
        {u"QtHttpServer"_s, moduleHeaders(u"QtHttpServer"_s), {u"core/api"_s, u"tests"_s}},
        {u"libpq"_s, {u"libpq-fe.h"_s, u"libpq-events.h"_s}, {u"core/store"_s, u"tests"_s}},
        {u"SQLite"_s, {u"sqlite3.h"_s}, {u"core/store"_s, u"tests"_s}},
        {u"openssl"_s, {}, {u"core/services"_s, u"tests"_s}},
        {u"libqrencode"_s, {u"qrencode.h"_s}, {u"core/services"_s}},
    };
    return list;
}

using Headers = QHash<QString, const SourceFile *>;

/// Areas that @p file sees through its includes, with the header at which each begins.
void collectSeen(const SourceFile &file, const Headers &headers, QSet<QString> &visited,
                 QHash<QString, QString> &seen)
{
    for (const Include &include : includesOf(file)) {
        const SourceFile *header = include.quoted ? headers.value(include.name) : nullptr;
        if (!header || visited.contains(include.name))
            continue;
        visited.insert(include.name);
        if (!seen.contains(areaOf(*header)))
            seen.insert(areaOf(*header), include.name);
        collectSeen(*header, headers, visited, seen);
    }
}

QStringList throughFaults(const SourceFile &file, const Headers &headers)
{
    const QString area = areaOf(file);
    if (area != "ui"_L1 && area != "core/api"_L1)
        return {};
    QSet<QString> visited;
    QHash<QString, QString> seen;
    collectSeen(file, headers, visited, seen);
    QStringList faults;
    for (const auto &[other, header] : seen.asKeyValueRange()) {
        if (other != area && !allowed().value(area).contains(other))
            faults << fault(file, 1, u"sees %1 through its headers (%2)"_s.arg(other, header));
    }
    return faults;
}

QString includeFault(const SourceFile &file, const Include &include, const Headers &headers)
{
    const QString area = areaOf(file);
    if (!include.quoted || include.name.endsWith(".moc"_L1))
        return {};
    const SourceFile *header = headers.value(include.name);
    if (!header)
        return fault(file, include.line, u"\"%1\" is no header of the tree"_s.arg(include.name));
    const QString other = areaOf(*header);
    if (other == area || allowed().value(area).contains(other))
        return {};
    return fault(file, include.line,
                 u"%1 must not include %2 (%3)"_s.arg(area, other, include.name));
}
}

QStringList layerFaults(const std::vector<SourceFile> &files)
{
    Headers headers;
    for (const SourceFile &file : files) {
        if (file.isHeader())
            headers.insert(file.name(), &file);
    }
    QStringList faults;
    for (const SourceFile &file : files) {
        if (areaOf(file).isEmpty())
            faults << fault(file, 1, u"lies outside the folders of the plan"_s);
        for (const Include &include : includesOf(file))
            faults << includeFault(file, include, headers);
        faults << throughFaults(file, headers);
    }
    faults.removeAll(QString());
    return faults;
}

QStringList libraryFaults(const SourceFile &file)
{
    QStringList faults;
    for (const Include &include : includesOf(file)) {
        if (include.name.contains("../"_L1))
            faults << fault(file, include.line, u"an include names its file, not the way to it"_s);
        for (const Library &library : libraries()) {
            const bool uses = include.name.startsWith(library.name + u'/')
                || library.headers.contains(include.name);
            const bool commandLine = library.name == "QtWidgets"_L1
                && (file.in("app/ctl"_L1) || file.in("app/shop"_L1) || file.in("app/program"_L1));
            const bool may = std::any_of(
                library.folders.begin(), library.folders.end(),
                [&file](const QString &folder) { return file.path.startsWith(folder + u'/'); });
            if (uses && (!may || commandLine))
                faults << fault(
                    file, include.line,
                    u"%1 is not for this folder (%2)"_s.arg(library.name, include.name));
        }
    }
    return faults;
}

QStringList sameNameFaults(const std::vector<SourceFile> &files)
{
    QHash<QString, QString> paths;
    QStringList faults;
    for (const SourceFile &file : files) {
        if (paths.contains(file.name()))
            faults << fault(file, 1, u"has the name of %1"_s.arg(paths.value(file.name())));
        paths.insert(file.name(), file.path);
    }
    return faults;
}
