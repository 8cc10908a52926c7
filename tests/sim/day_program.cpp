#include "day_program.h"

#include "await.h"
#include "uploader.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

/// The log before the file: what moves from one to the other meanwhile is in the copy twice, never
/// not at all.
void copyJournal(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    if (!QDir().mkpath(to))
        qFatal("no folder %s", qUtf8Printable(to));
    for (const QString &name :
         {u"/journal.head"_s, u"/journal.sqlite-wal"_s, u"/journal.sqlite"_s}) {
        if (QFile::exists(from + name) && !QFile::copy(from + name, to + name))
            qFatal("no copy of %s", qUtf8Printable(from + name));
    }
}

void putJournalBack(const QString &from, const QString &to)
{
    for (const QString &name : {u"/journal.head"_s, u"/journal.sqlite-wal"_s,
                                u"/journal.sqlite-shm"_s, u"/journal.sqlite"_s}) {
        QFile::remove(to + name);
        if (QFile::exists(from + name) && !QFile::copy(from + name, to + name))
            qFatal("no copy of %s", qUtf8Printable(from + name));
    }
}

}

DayStores::DayStores(const DatabaseAddress &address, const QString &folder, const Clock &clock)
    : origin(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , snapshot(folder + u"/catalogue.sqlite"_s)
    , cache(catalogue, snapshot, clock)
    , database({.name = u"day"_s, .address = address, .callTimeoutMs = patienceMs}, supervisor)
    , catalogue(database, cache, origin)
    , orders(database, database, cache, origin)
    , entries(database, cache, origin)
    , audit(database)
    , jobs(database, origin)
{
}

DayProgram::DayProgram(const DatabaseAddress &address, const QString &folder, const QUuid &till,
                       const Shop &shop, ManualClock &clock)
    : m_address(address)
    , m_folder(folder)
    , m_shop(shop)
    , m_clock(clock)
    , m_tillId(till)
{
    if (!QDir().mkpath(folder))
        qFatal("no folder %s", qUtf8Printable(folder));
}

DayProgram::~DayProgram()
{
    stop();
}

QString DayProgram::journalFolder() const
{
    return m_folder + u'/' + m_tillId.toString(QUuid::WithoutBraces);
}

QString DayProgram::readGoods()
{
    if (await(m_stores->catalogue.read()))
        return {};
    const Result<void> loaded = await(m_stores->cache.loadFromDisk());
    return loaded ? QString() : u"no catalogue: "_s + describe(loaded.error());
}

QString DayProgram::start()
{
    m_stores = std::make_unique<DayStores>(m_address, m_folder, m_clock);
    Result<std::unique_ptr<Journal>> opened = Journal::open(journalFolder(), m_tillId, &m_disk);
    if (!opened)
        return u"the journal does not open: "_s + describe(opened.error());
    m_journal = *std::move(opened);
    m_till = std::make_unique<Till>(*m_journal, m_stores->cache, m_clock,
                                    TillSettings {.zone = m_shop.zone,
                                                  .cashStep = Money::fromMinor(m_shop.cashStep),
                                                  .entries = &m_stores->entries});
    m_desk = std::make_unique<OrderDesk>(
        m_stores->orders, m_clock, OrderDesk::Settings {.zone = m_shop.zone, .flow = m_shop.flow});
    if (QString fault = readGoods(); !fault.isEmpty())
        return fault;
    const Result<void> restored = await(m_till->restoreBaskets());
    return restored ? QString() : u"baskets: "_s + describe(restored.error());
}

void DayProgram::stop()
{
    m_desk.reset();
    m_till.reset();
    m_journal.reset();
    m_stores.reset();
}

void DayProgram::settle()
{
    QCoreApplication::processEvents();
    static_cast<void>(await(m_journal->baskets()));
}

void DayProgram::kill()
{
    const QString killed = m_folder + u"/killed"_s;
    copyJournal(journalFolder(), killed);
    m_disk.set(FailingDisk::Fault::Everything); // Nothing is brought home by an orderly end.
    stop();
    m_disk.set(FailingDisk::Fault::None);
    putJournalBack(killed, journalFolder());
}

void DayProgram::keepJournal()
{
    copyJournal(journalFolder(), m_folder + u"/kept"_s);
}

void DayProgram::restoreJournal()
{
    putJournalBack(m_folder + u"/kept"_s, journalFolder());
}

bool DayProgram::reconnect()
{
    const auto answers = [this] {
        const Result<TillHead> head = await(m_stores->entries.head(m_tillId));
        return head || head.error().code == Error::Code::NotFound;
    };
    return QTest::qWaitFor(answers, patienceMs);
}

bool DayProgram::takeNewId()
{
    const QUuid old = std::exchange(m_tillId, QUuid::createUuidV5(m_tillId, u"forked"_s));
    const Result<void> moved =
        await(m_journal->moveTo(journalFolder(), m_tillId, [] { return Result<void>(); }));
    if (!moved)
        m_tillId = old;
    return bool(moved);
}

DayProgram::Upload DayProgram::upload()
{
    enum class Ending { Open, Drained, Stalled, Forked };
    Ending ending = Ending::Open;
    QEventLoop loop;
    const auto end = [&](Ending how) {
        ending = how;
        loop.quit();
    };
    Uploader uploader(*m_journal, m_stores->entries, u"day"_s);
    QObject::connect(&uploader, &Uploader::drained, &loop, [&] { end(Ending::Drained); });
    QObject::connect(&uploader, &Uploader::stalled, &loop, [&] { end(Ending::Stalled); });
    QObject::connect(&uploader, &Uploader::forked, &loop, [&] { end(Ending::Forked); });
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    do {
        ending = Ending::Open;
        uploader.start();
        loop.exec();
        if (ending == Ending::Open)
            qFatal("an upload neither ended nor failed");
    } while (ending == Ending::Forked && takeNewId());
    return ending == Ending::Drained ? Upload::Drained : Upload::Stalled;
}
