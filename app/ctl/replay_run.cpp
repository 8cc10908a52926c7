#include "replay_run.h"

#include "commit_probe.h"
#include "console.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int journalFreeLimitMs = 15'000; // its courier lets go of it sooner
constexpr int journalPollMs = 100;
constexpr int firstCatalogueLimitMs = 30'000;
constexpr int probeCommits = 2'000;
constexpr int probeSyncs = 500;
constexpr int barWidth = 30;

double perSecond(qint64 count, std::chrono::microseconds time)
{
    return time.count() > 0 ? double(count) * 1e6 / double(time.count()) : 0;
}

QString milliseconds(std::chrono::microseconds time)
{
    return QString::number(double(time.count()) / 1'000, 'f', 1) + u" ms"_s;
}

QString rate(double value)
{
    return QString::number(value, 'f', 0) + u"/s"_s;
}

} // namespace

ReplayRun::ReplayRun(const Arguments &arguments)
    : m_arguments(arguments)
{
}

ReplayRun::~ReplayRun() = default;

int ReplayRun::run()
{
    if (const Result<Replay::Options> chosen = options(); !chosen)
        return fail(chosen.error());
    const QString path = m_arguments.words().constFirst();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail({.code = Error::Code::NotFound,
                     .reason = Error::Reason::BadField,
                     .field = path,
                     .detail = file.errorString()});
    const QByteArray text = file.readAll();

    Result<void> done = openShop();
    if (done)
        done = openJournal(text);
    if (done)
        done = readFile(text);
    if (done)
        done = bookDelivery();
    if (done)
        done = measureDisk();
    if (done)
        done = sell();
    if (!done)
        return fail(done.error());
    printSummary();
    return 0;
}

Result<void> ReplayRun::openShop()
{
    auto home = DatabaseHome::open(m_arguments.settings(), u"bakehousectl replay"_s,
                                   DatabaseHome::Claim::OwnOrAttach);
    if (!home)
        return home.error();
    m_home = std::move(*home);
    if (Result<void> started = m_home->start(); !started)
        return started;
    m_stores = std::make_unique<Stores>(*m_home, m_arguments.settings(), m_clock);
    return {};
}

Result<void> ReplayRun::openJournal(const QByteArray &text)
{
    const QUuid till = replayTill(text);
    QDeadlineTimer limit(journalFreeLimitMs);
    while (true) {
        Result<std::unique_ptr<Journal>> journal =
            Journal::open(m_home->directory().tillFolder(till), till);
        if (journal) {
            m_journal = std::move(*journal);
            return {};
        }
        // The owner of the directory may be uploading what an earlier run left.
        if (journal.error().reason != Error::Reason::DirectoryOwned || limit.hasExpired())
            return journal.error();
        QThread::msleep(journalPollMs);
    }
}

Result<void> ReplayRun::readFile(const QByteArray &text)
{
    static_cast<void>(await(m_stores->cache.loadFromDisk()));
    QDeadlineTimer limit(firstCatalogueLimitMs);
    Result<std::shared_ptr<const Catalogue>> catalogue = await(m_stores->cache.fresh());
    while (!catalogue && !limit.hasExpired()) {
        QThread::msleep(journalPollMs);
        catalogue = await(m_stores->cache.fresh());
    }
    if (!catalogue)
        return catalogue.error();
    const QTimeZone zone(m_arguments.settings().text(u"shop.time_zone"_s).toUtf8());
    Result<ReplayFile> file = parseReplayFile(text, (*catalogue)->goods(), zone);
    if (!file) {
        complain(file.error().detail);
        return file.error();
    }
    m_file = *std::move(file);
    return {};
}

Result<void> ReplayRun::bookDelivery()
{
    const Result<bool> booked =
        await(m_stores->catalogue.bookDelivery(m_file.deliveryKey, m_file.firstDay, m_file.needed));
    m_deliveryBooked = bool(booked);
    // A run that goes on while the database is away booked it before its first sale.
    if (!booked && m_journal->state().head == 0)
        return booked.error();
    return {};
}

Result<void> ReplayRun::measureDisk()
{
    const QString folder = m_home->directory().tillFolder(m_file.till);
    const Result<double> commits = bareCommitsPerSecond(folder, probeCommits);
    if (!commits)
        return commits.error();
    const Result<double> syncs = syncsPerSecond(folder, probeSyncs);
    if (!syncs)
        return syncs.error();
    m_bareCommitsPerSecond = *commits;
    m_syncsPerSecond = *syncs;
    return {};
}

Result<Replay::Options> ReplayRun::options() const
{
    bool isWait = false;
    if (m_arguments.value(u"wait"_s).toLongLong(&isWait) < 0 || !isWait)
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"wait"_s,
                      .detail = u"must be a number of seconds"_s};
    Replay::Options options {.acksFile = m_arguments.value(u"acks"_s)};
    if (m_arguments.has(u"as-fast-as-possible"_s))
        return options;
    options.pace = Replay::Pace::Recorded;
    if (!m_arguments.has(u"speed"_s))
        return options;
    bool isNumber = false;
    options.speed = m_arguments.value(u"speed"_s).toDouble(&isNumber);
    if (!isNumber || !(options.speed > 0)) // NaN is not above 0 either.
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"speed"_s,
                      .detail = u"must be a number above 0"_s};
    return options;
}

void ReplayRun::buildTill()
{
    const Settings &settings = m_arguments.settings();
    m_uploader = std::make_unique<Uploader>(
        *m_journal, m_stores->entries,
        u"replay "_s + QFileInfo(m_arguments.words().constFirst()).fileName());
    m_till = std::make_unique<Till>(
        *m_journal, m_stores->cache, m_clock,
        TillSettings {.zone = QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
                      .dayStart =
                          QTime::fromString(settings.text(u"shop.day_start"_s), u"HH:mm"_s)});
}

Result<void> ReplayRun::sell()
{
    const Result<Replay::Options> chosen = options();
    if (!chosen)
        return chosen.error();
    buildTill();
    if (Result<void> restored = await(m_till->restoreBaskets()); !restored)
        return restored;
    m_replay = std::make_unique<Replay>(Replay::Parts {*m_till, *m_journal, *m_uploader, m_clock},
                                        m_file, *chosen);
    connect(m_replay.get(), &Replay::progressed, this, &ReplayRun::showProgress);
    connect(m_replay.get(), &Replay::finished, this, [this] { end({}); });
    connect(m_replay.get(), &Replay::failed, this, [this](const Error &error) { end(error); });
    connect(m_uploader.get(), &Uploader::stalled, this, [this](const Error &error) {
        endProgress();
        complain(u"The database is away (%1); sales go on into the journal."_s.arg(
            reasonWord(error.reason)));
    });
    m_sinceUploadMoved.start();
    m_uploader->start();
    m_replay->start();
    if (QCoreApplication::exec() != 0 && m_result)
        m_result = Error {.code = Error::Code::Unavailable,
                          .reason = Error::Reason::Cancelled,
                          .detail = u"stopped; start it again and it goes on"_s};
    endProgress();
    if (m_result && !m_deliveryBooked)
        return bookDelivery();
    return m_result;
}

void ReplayRun::end(const Result<void> &result)
{
    m_result = result;
    QCoreApplication::exit(0);
}

void ReplayRun::showProgress(qint64 receipts, qint64 waiting)
{
    if (waiting != m_lastWaiting || receipts < qint64(m_file.sales.size()))
        m_sinceUploadMoved.restart();
    m_lastWaiting = waiting;
    const qint64 total = std::max<qint64>(1, qint64(m_file.sales.size()));
    const int filled = int(barWidth * receipts / total);
    const QByteArray bar = QByteArray(filled, '#') + QByteArray(barWidth - filled, '.');
    std::fprintf(stderr, "\r[%s] %lld of %lld receipts, %lld to upload ", bar.constData(),
                 static_cast<long long>(receipts), static_cast<long long>(total),
                 static_cast<long long>(waiting));
    std::fflush(stderr);
    m_progressShown = true;
    watchUpload();
}

/// With everything sold, a database that stays away ends the run: the journal keeps what waits.
void ReplayRun::watchUpload()
{
    bool isNumber = false;
    const qint64 limitSeconds = m_arguments.value(u"wait"_s).toLongLong(&isNumber);
    if (!isNumber || m_sinceUploadMoved.elapsed() < limitSeconds * 1'000)
        return;
    end(Error {
        .code = Error::Code::Unavailable,
        .reason = Error::Reason::DatabaseAway,
        .detail =
            u"%1 entries wait in the journal; the next owner of the directory uploads them"_s.arg(
                m_lastWaiting)});
}

void ReplayRun::endProgress()
{
    if (std::exchange(m_progressShown, false))
        std::fputc('\n', stderr);
}

void ReplayRun::printSummary() const
{
    const ReplaySummary &summary = m_replay->summary();
    const auto amount = [&](Money money) {
        return decimalText(money, summary.currency.decimals) + u' ' + summary.currency.code;
    };
    const auto line = [](const QString &name, const QString &value) {
        print(name.leftJustified(26) + value);
    };
    line(u"receipts"_s, QString::number(summary.receipts));
    line(u"lines"_s, QString::number(summary.lines));
    line(u"takings"_s, amount(summary.takings));
    for (const VatTotal &vat : summary.vat)
        line(u"VAT %1 %"_s.arg(decimalText(Money::fromMinor(vat.rateBp), 2)),
             u"%1 in %2, net %3"_s.arg(amount(vat.vat), amount(vat.gross), amount(vat.net)));
    line(u"sold by this run"_s, QString::number(summary.soldNow));
    line(u"fsync rate"_s, rate(m_syncsPerSecond));
    line(u"bare SQLite FULL commits"_s, rate(m_bareCommitsPerSecond));
    if (summary.soldNow == 0)
        return;
    const double whole = perSecond(summary.soldNow, summary.whole);
    line(u"longest tap-to-durable"_s, milliseconds(summary.taps.longest));
    line(u"time"_s, milliseconds(summary.whole));
    line(u"rate into PostgreSQL"_s,
         u"%1, %2 of the bare commits"_s.arg(
             rate(whole), QString::number(whole / m_bareCommitsPerSecond, 'f', 2)));
    line(u"journal-only rate"_s, rate(perSecond(summary.soldNow, summary.selling)));
}
