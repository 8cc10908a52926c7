#include "seen_orders.h"

#include "when_done.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(seenLog, "bakehouse.board")

constexpr qint64 longestFile = 65'536; ///< Far more than all orders that are read.

Error fileError(Error::Code code, const QFileDevice &file)
{
    return {.code = code, .reason = Error::Reason::Unspecified, .detail = file.errorString()};
}

/// One id on each line; what is none is passed over.
Result<QSet<qint64>> readIds(const QString &name)
{
    QFile file(name);
    if (!file.exists())
        return fileError(Error::Code::NotFound, file);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(Error::Code::Internal, file);
    QSet<qint64> ids;
    for (const QByteArray &line : file.read(longestFile).split('\n')) {
        bool isNumber = false;
        const qint64 id = line.toLongLong(&isNumber);
        if (isNumber)
            ids.insert(id);
    }
    return ids;
}

Result<void> writeIds(const QString &name, const QSet<qint64> &ids)
{
    QList<qint64> sorted(ids.cbegin(), ids.cend());
    std::ranges::sort(sorted);
    QByteArray text;
    for (const qint64 id : sorted)
        text += QByteArray::number(id) + '\n';
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fileError(Error::Code::Internal, file);
    return {};
}
}

SeenOrders::SeenOrders(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
}

QFuture<Result<QSet<qint64>>> SeenOrders::read() const
{
    return QtConcurrent::run(readIds, m_file);
}

void SeenOrders::note(const QSet<qint64> &orders)
{
    m_waiting = orders;
    if (!m_writing)
        write();
}

void SeenOrders::write()
{
    if (!m_waiting)
        return;
    m_writing = true;
    const QSet<qint64> orders = *std::exchange(m_waiting, std::nullopt);
    whenDone(QtConcurrent::run(writeIds, m_file, orders), this, [this](const Result<void> &done) {
        m_writing = false;
        if (!done)
            qCWarning(seenLog).noquote()
                << "the orders looked at were not noted:" << describe(done.error());
        write();
    });
}
