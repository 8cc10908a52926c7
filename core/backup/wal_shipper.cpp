#include "wal_shipper.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString partialEnding = u".partial"_s;
constexpr qint64 longestSegment = qint64(1) << 30;
constexpr qint64 longestHistory = 1 << 20;

Result<QByteArray> contentOf(const QString &path, qint64 limit)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && file.size() <= limit)
        return file.readAll();
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = path,
                  .detail = file.errorString()};
}

/// Says whether a file has changed; empty when it changed just now and may do so again unseen.
QString stampOf(const QString &path)
{
    constexpr qint64 grainMs = 1'000;
    const QDateTime changed = QFileInfo(path).lastModified();
    return changed.msecsTo(QDateTime::currentDateTime()) < grainMs
        ? QString()
        : path + changed.toString(Qt::ISODateWithMs);
}

}

WalShipper::WalShipper(QString spool, WalFolder folder, qint64 segmentBytes)
    : m_spool(std::move(spool))
    , m_folder(std::move(folder))
    , m_segmentBytes(segmentBytes)
{
}

std::vector<WalShipper::Found> WalShipper::found() const
{
    std::vector<Found> all;
    for (const QString &file : QDir(m_spool).entryList(QDir::Files, QDir::Name)) {
        const bool whole = !file.endsWith(partialEnding);
        const QString name = whole ? file : file.chopped(partialEnding.size());
        if (const std::optional<qint64> number = segmentNumber(name, m_segmentBytes))
            all.push_back({.name = name, .whole = whole, .number = *number});
    }
    std::ranges::stable_sort(all, {}, &Found::name);
    return all;
}

QString WalShipper::spoolFile(const Found &one) const
{
    return QDir(m_spool).filePath(one.whole ? one.name : one.name + partialEnding);
}

Result<WalShipper::Outcome> WalShipper::ship()
{
    Outcome outcome;
    if (const Result<void> shipped = shipHistories(); !shipped)
        return shipped.error();
    const std::vector<Found> all = found();
    for (const Found &one : all) {
        if (const Result<void> shipped = shipOne(one, outcome); !shipped)
            return shipped.error();
        if (outcome.forked)
            return outcome;
    }
    sweepSpool(all);
    return outcome;
}

Result<void> WalShipper::shipHistories()
{
    for (const QString &name : QDir(m_spool).entryList({u"*.history"_s}, QDir::Files)) {
        const QString target = m_folder.file(u"log/"_s + name);
        if (QFile::exists(target))
            continue;
        const Result<QByteArray> content = contentOf(QDir(m_spool).filePath(name), longestHistory);
        if (!content)
            return content.error();
        if (const auto written = SealedWriter::write(target, *content, m_folder.key()); !written)
            return written.error();
    }
    return {};
}

Result<void> WalShipper::shipOne(const Found &one, Outcome &outcome)
{
    return one.whole ? shipWhole(one, outcome) : shipPartial(one, outcome);
}

Result<void> WalShipper::shipWhole(const Found &one, Outcome &outcome)
{
    const QString target = m_folder.segmentFile(one.name);
    const Result<QByteArray> content = contentOf(spoolFile(one), longestSegment);
    if (!content)
        return content.error();
    if (QFile::exists(target)) {
        const Result<QByteArray> kept = SealedReader::whole(target, m_folder.key(), longestSegment);
        outcome.forked = kept && *kept != *content;
        if (kept)
            return {};
    } else {
        noteContinuity(one, outcome);
    }
    const Result<qint64> written = SealedWriter::write(target, *content, m_folder.key());
    if (!written)
        return written.error();
    ++outcome.segments;
    QFile::remove(m_folder.partialFile(one.name));
    return {};
}

Result<void> WalShipper::shipPartial(const Found &one, Outcome &outcome)
{
    // Before the content: what is written meanwhile is shipped the next time.
    const QString stamp = stampOf(spoolFile(one));
    if (!stamp.isEmpty() && stamp == m_partialStamp)
        return {};
    if (QFile::exists(m_folder.segmentFile(one.name))) {
        outcome.forked = true;
        return {};
    }
    const Result<QByteArray> content = contentOf(spoolFile(one), longestSegment);
    if (!content)
        return QFile::exists(spoolFile(one)) ? Result<void>(content.error()) : Result<void>();
    noteContinuity(one, outcome);
    const Result<qint64> written =
        SealedWriter::write(m_folder.partialFile(one.name), *content, m_folder.key());
    if (!written)
        return written.error();
    ++outcome.segments;
    m_partialStamp = stamp;
    return {};
}

/// The segment follows the last whole one there, or is the one that was being written.
void WalShipper::noteContinuity(const Found &one, Outcome &outcome) const
{
    const auto last = [this](const QStringList &names) {
        qint64 number = -1;
        for (const QString &name : names)
            number = std::max(number, segmentNumber(name, m_segmentBytes).value_or(-1));
        return number;
    };
    const qint64 whole = last(m_folder.segments());
    const qint64 partial = last(m_folder.partials());
    const qint64 expected = whole >= 0 ? whole + 1 : partial;
    outcome.gap = outcome.gap || (expected >= 0 && one.number > expected);
}

/// Whole ones may go once they are shipped; pg_receivewal goes on behind the last file it finds.
void WalShipper::sweepSpool(const std::vector<Found> &all) const
{
    for (size_t i = 0; i + 1 < all.size(); ++i) {
        if (all.at(i).whole && QFile::exists(m_folder.segmentFile(all.at(i).name)))
            QFile::remove(spoolFile(all.at(i)));
    }
}

bool WalShipper::holds(const QString &segment) const
{
    const QString spooled = QDir(m_spool).filePath(segment);
    return QFile::exists(m_folder.segmentFile(segment))
        || QFile::exists(m_folder.partialFile(segment)) || QFile::exists(spooled)
        || QFile::exists(spooled + partialEnding);
}

qint64 WalShipper::spoolBytes(const QString &spool)
{
    qint64 sum = 0;
    for (const QFileInfo &file : QDir(spool).entryInfoList(QDir::Files))
        sum += file.size();
    return sum;
}
