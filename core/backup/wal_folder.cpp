#include "wal_folder.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr qint64 longestCatalog = qint64(64) << 20;
const QString catalogName = u"catalog"_s;
const QString asideFormat = u"yyyyMMdd'T'HHmmsszzz'Z'"_s;

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

QString textOf(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QJsonObject jsonOf(const BaseRecord &base)
{
    QJsonObject heads;
    for (const auto &[till, head] : base.heads.asKeyValueRange())
        heads.insert(till.toString(QUuid::WithoutBraces), head);
    return {{u"name"_s, base.name},
            {u"started_at"_s, textOf(base.startedAt)},
            {u"finished_at"_s, textOf(base.finishedAt)},
            {u"first_segment"_s, base.firstSegment},
            {u"raw_bytes"_s, base.rawBytes},
            {u"heads"_s, heads}};
}

BaseRecord baseOf(const QJsonObject &object)
{
    BaseRecord base {.name = object.value("name"_L1).toString(),
                     .startedAt = timeOf(object.value("started_at"_L1)),
                     .finishedAt = timeOf(object.value("finished_at"_L1)),
                     .firstSegment = object.value("first_segment"_L1).toString(),
                     .rawBytes = object.value("raw_bytes"_L1).toInteger()};
    const QJsonObject heads = object.value("heads"_L1).toObject();
    for (auto head = heads.begin(); head != heads.end(); ++head)
        base.heads.insert(QUuid::fromString(head.key()), head.value().toInteger());
    return base;
}

QJsonObject jsonOf(const WalCatalog &catalog)
{
    QJsonArray bases;
    for (const BaseRecord &base : catalog.bases)
        bases.append(jsonOf(base));
    QJsonArray covered;
    for (const WalCoverage &time : catalog.covered)
        covered.append(QJsonObject {{u"since"_s, textOf(time.since)},
                                    {u"until"_s, textOf(time.until)},
                                    {u"last"_s, time.last}});
    QStringList tills;
    for (const QUuid &till : catalog.tills)
        tills.append(till.toString(QUuid::WithoutBraces));
    return {{u"system"_s, catalog.system},
            {u"segment_bytes"_s, catalog.segmentBytes},
            {u"bases"_s, bases},
            {u"covered"_s, covered},
            {u"tills"_s, QJsonArray::fromStringList(tills)}};
}

WalCatalog catalogOf(const QJsonObject &object)
{
    WalCatalog catalog {.system = object.value("system"_L1).toString(),
                        .segmentBytes = object.value("segment_bytes"_L1).toInteger()};
    for (const auto &base : object.value("bases"_L1).toArray())
        catalog.bases.push_back(baseOf(base.toObject()));
    for (const auto &time : object.value("covered"_L1).toArray())
        catalog.covered.push_back({.since = timeOf(time["since"_L1]),
                                   .until = timeOf(time["until"_L1]),
                                   .last = time["last"_L1].toString()});
    for (const auto &till : object.value("tills"_L1).toArray())
        catalog.tills.insert(QUuid::fromString(till.toString()));
    return catalog;
}

}

std::optional<QDateTime> WalCatalog::until() const
{
    return covered.empty() ? std::nullopt : std::optional(covered.back().until);
}

const WalCoverage *WalCatalog::coverageOf(const QDateTime &at) const
{
    const auto found = std::ranges::find_if(
        covered, [&at](const WalCoverage &time) { return at >= time.since && at <= time.until; });
    return found == covered.end() ? nullptr : &*found;
}

const BaseRecord *WalCatalog::baseFor(const QDateTime &at) const
{
    const WalCoverage *time = coverageOf(at);
    const BaseRecord *newest = nullptr;
    for (const BaseRecord &base : bases) {
        if (time && base.finishedAt >= time->since && base.finishedAt <= at)
            newest = &base;
    }
    return newest;
}

void WalCatalog::forget(const std::vector<BaseRecord> &oldest)
{
    for (const BaseRecord &base : oldest)
        std::erase(bases, base);
    const QDateTime first = bases.empty() ? QDateTime() : bases.front().finishedAt;
    std::erase_if(covered, [&first](const WalCoverage &time) { return time.until < first; });
    if (!covered.empty())
        covered.front().since = std::max(covered.front().since, first);
}

std::optional<qint64> segmentNumber(const QString &name, qint64 segmentBytes)
{
    // Eight digits each: timeline, upper and lower half of the place.
    static const QRegularExpression pattern(u"^[0-9A-F]{24}$"_s);
    if (segmentBytes <= 0 || !pattern.match(name).hasMatch())
        return std::nullopt;
    constexpr qint64 half = qint64(1) << 32;
    return name.sliced(8, 8).toLongLong(nullptr, 16) * (half / segmentBytes)
        + name.sliced(16, 8).toLongLong(nullptr, 16);
}

WalFolder::WalFolder(const QString &target, const QString &stream, SealKey key)
    : m_path(QDir(target).filePath(u"wal/"_s + stream))
    , m_key(std::move(key))
{
}

QStringList WalFolder::streams(const QString &target)
{
    QStringList found;
    const QDir folder(QDir(target).filePath(u"wal"_s));
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (QFile::exists(folder.filePath(name + u'/' + catalogName)))
            found.append(name);
    }
    return found;
}

QString WalFolder::segmentFile(const QString &segment) const
{
    return file(u"log/"_s + segment + u".wal"_s);
}

QString WalFolder::partialFile(const QString &segment) const
{
    return file(u"log/"_s + segment + u".partial"_s);
}

Result<void> WalFolder::prepare() const
{
    const QString log = file(u"log"_s);
    if (!QDir().mkpath(log))
        return unusable(log, u"it cannot be made"_s);
    for (const QString &folder : {QFileInfo(m_path).path(), m_path, log}) {
        if (!QFile::setPermissions(folder, ownerOnly))
            return unusable(folder, u"its rights cannot be set"_s);
    }
    return {};
}

Result<WalCatalog> WalFolder::read() const
{
    if (!QFile::exists(file(catalogName)))
        return WalCatalog {};
    const Result<QByteArray> text = SealedReader::whole(file(catalogName), m_key, longestCatalog);
    if (!text)
        return text.error();
    return catalogOf(QJsonDocument::fromJson(*text).object());
}

Result<void> WalFolder::write(const WalCatalog &catalog) const
{
    const Result<qint64> written =
        SealedWriter::write(file(catalogName), QJsonDocument(jsonOf(catalog)).toJson(), m_key);
    return written ? Result<void>() : written.error();
}

QStringList WalFolder::namesOf(const QString &ending) const
{
    QStringList names = QDir(file(u"log"_s)).entryList({u'*' + ending}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(ending.size());
    return names;
}

QStringList WalFolder::segments() const
{
    return namesOf(u".wal"_s);
}

QStringList WalFolder::partials() const
{
    return namesOf(u".partial"_s);
}

QStringList WalFolder::histories() const
{
    return namesOf(u".history"_s);
}

QString WalFolder::lastSegment() const
{
    // By place in the log, whatever its timeline.
    const QStringList names = segments() + partials();
    const auto last = std::ranges::max_element(
        names, {}, [](const QString &name) { return std::pair(name.mid(8), name.left(8)); });
    return last == names.end() ? QString() : *last;
}

qint64 WalFolder::bytes() const
{
    qint64 sum = 0;
    for (const QString &folder : {m_path, file(u"log"_s)}) {
        for (const QFileInfo &one : QDir(folder).entryInfoList(QDir::Files))
            sum += one.size();
    }
    return sum;
}

Result<void> WalFolder::setAside(const QDateTime &now) const
{
    return QDir().rename(m_path, asideName(m_path, now))
        ? Result<void>()
        : unusable(m_path, u"it cannot be moved aside"_s);
}

void WalFolder::removeOld(const QStringList &predecessors, const QDateTime &before) const
{
    const QDir parent(QFileInfo(m_path).path());
    const QString own = QFileInfo(m_path).fileName();
    for (const QString &name : parent.entryList({own + u".*"_s}, QDir::Dirs)) {
        if (asideTime(name).value_or(before) < before)
            QDir(parent.filePath(name)).removeRecursively();
    }
    for (const QString &name : predecessors) {
        const QFileInfo catalog(parent.filePath(name + u'/' + catalogName));
        if (name != own && catalog.exists() && catalog.lastModified() < before)
            QDir(parent.filePath(name)).removeRecursively();
    }
}

QString asideName(const QString &name, const QDateTime &now)
{
    return name + u'.' + now.toUTC().toString(asideFormat);
}

std::optional<QDateTime> asideTime(const QString &name)
{
    QDateTime time = QDateTime::fromString(name.section(u'.', -1), asideFormat);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

QString walOriginFile()
{
    return u"wal/origin"_s;
}

WalPlan planPruning(const WalCatalog &catalog, const QHash<QString, qint64> &bytesFrom,
                    const QDateTime &now, const WalLimits &limits)
{
    WalPlan plan;
    const QDateTime oldest = now.addDays(-limits.days);
    for (size_t i = 0; i + 1 < catalog.bases.size(); ++i) {
        // The next one must reach back far enough, or what hangs on this one be too much.
        const bool old = catalog.bases.at(i + 1).finishedAt <= oldest;
        const bool large =
            limits.bytes > 0 && bytesFrom.value(catalog.bases.at(i).name) > limits.bytes;
        if (!old && !large)
            return plan;
        plan.bases.push_back(catalog.bases.at(i));
    }
    plan.baseWanted = !catalog.bases.empty() && limits.bytes > 0
        && bytesFrom.value(catalog.bases.back().name) > limits.bytes;
    return plan;
}
