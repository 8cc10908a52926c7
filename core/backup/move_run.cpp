#include "move_run.h"

#include "audit_store.h"
#include "call_supervisor.h"
#include "database.h"
#include "database_copy.h"
#include "database_note.h"
#include "failpoint.h"
#include "journal_reader.h"
#include "setting_file_writer.h"
#include "shop_check.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestMs = 7'200'000;
constexpr int freezeTries = 5;

Error conflict(const QString &sentence)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::StateNotAllowed,
            .detail = sentence};
}

Error badPlace(const QString &sentence)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"database.url"_s,
            .detail = sentence};
}

QString seconds(const QElapsedTimer &timer)
{
    return QString::number(qreal(timer.elapsed()) / 1'000, 'f', 1) + u" s"_s;
}

/// What @p question of the shop's own reads says about the database at @p address.
template <typename T, typename F> Result<T> ask(const DatabaseAddress &address, F question)
{
    CallSupervisor supervisor;
    Database database({.name = u"move"_s,
                       .address = address,
                       .statementTimeoutMs = longestMs,
                       .callTimeoutMs = longestMs,
                       .onHung = {}},
                      supervisor);
    AuditStore audit(database);
    QFuture<Result<T>> answer = question(audit);
    answer.waitForFinished();
    return answer.result();
}

/// The journals are compared with it too. Its pages are its server's affair.
Result<CheckReport> checkedAgainst(const DatabaseAddress &address, const DataDirectory &directory)
{
    return ask<CheckReport>(address, [&directory](AuditStore &audit) {
        return ShopCheck::start({.audit = audit, .directory = directory});
    });
}

qint64 rowsOf(const TableSums &sums)
{
    qint64 rows = 0;
    for (const TableSum &table : sums)
        rows += table.sum.isEmpty() ? 0 : table.rows;
    return rows;
}

}

MoveRun::MoveRun(Plan plan)
    : m_plan(std::move(plan))
{
}

MoveRun::~MoveRun() = default;

Result<void> MoveRun::run(const MoveState &state)
{
    m_state = state;
    if (const Result<void> opened = openEnds(); !opened)
        return opened.error();
    if (m_state.step == MoveState::Step::Switching)
        return switchOver();
    using Step = Result<void> (MoveRun::*)();
    for (const Step step : {&MoveRun::checkEnds, &MoveRun::freezeSource, &MoveRun::copy,
                            &MoveRun::compare, &MoveRun::verify}) {
        if (const Result<void> done = (this->*step)(); !done)
            return done.error();
    }
    if (const Result<void> noted = note(MoveState::Step::Switching); !noted)
        return noted.error();
    failpoint("move.switching");
    return switchOver();
}

Result<void> MoveRun::openEnds()
{
    for (const auto &[place, end] :
         {std::pair(&m_plan.from, &m_from), std::pair(&m_plan.to, &m_to)}) {
        Result<std::unique_ptr<CopyEnd>> opened = CopyEnd::open(place->address);
        if (!opened) {
            Error error = opened.error();
            error.detail = place->words + u": "_s + error.detail;
            return error;
        }
        *end = *std::move(opened);
        const Result<bool> claimed = (*end)->claim();
        if (!claimed)
            return claimed.error();
        if (!*claimed)
            return end == &m_to
                ? badPlace(u"both addresses lead to one database, or another move is under way"_s)
                : conflict(u"another move of this database is under way"_s);
    }
    return {};
}

Result<void> MoveRun::checkEnds()
{
    const Result<CopyFacts> from = m_from->facts();
    if (!from)
        return from.error();
    const Result<CopyFacts> to = m_to->facts();
    if (!to)
        return to.error();
    if (!from->holdsShop)
        return conflict(m_plan.from.words + u" holds no shop"_s);
    if (m_plan.binaries.major < from->serverMajor)
        return Error {
            .code = Error::Code::Unavailable,
            .reason = Error::Reason::ServerMissing,
            .field = u"pg_dump"_s,
            .detail =
                u"PostgreSQL %1 is read by its own programs or newer ones; here are those of %2"_s
                    .arg(from->serverMajor)
                    .arg(m_plan.binaries.major)};
    if (to->serverMajor < ServerBinaries::oldestMajor)
        return badPlace(u"it is PostgreSQL %1, the shop needs %2 or newer"_s.arg(to->serverMajor)
                            .arg(ServerBinaries::oldestMajor));
    if (to->encoding != from->encoding)
        return badPlace(u"its text is in %1, the shop's in %2"_s.arg(to->encoding, from->encoding));
    return to->holdsShop ? settlePlace(*to) : Result<void>();
}

/// The new place holds a shop: a copy of ours, one that was left there by a move, or somebody's.
Result<void> MoveRun::settlePlace(const CopyFacts &facts)
{
    if (facts.note == m_state.note())
        return settleEarlierCopy();
    if (!isMovedNote(facts.note))
        return conflict(
            u"%1 holds a shop already; a move needs a database without one"_s.arg(m_plan.to.words));
    const Result<QString> aside = m_to->setAside();
    if (!aside)
        return aside.error();
    failpoint("move.aside");
    tell(u"The database that the shop left there before is kept in it as the schema %1, until you "
         "drop that."_s.arg(*aside));
    return {};
}

/// A copy that nobody touched is used if it is still the same as the source, else made anew.
Result<void> MoveRun::settleEarlierCopy()
{
    const Result<TableSums> copied = m_to->sums();
    if (!copied)
        return copied.error();
    if (const QString difference = firstDifference(m_state.sums, *copied); !difference.isEmpty())
        return conflict(u"somebody used the copy in %1 (%2); look what it is and remove it"_s.arg(
            m_plan.to.words, difference));
    const Result<TableSums> source = m_from->sums();
    if (!source)
        return source.error();
    m_copied = firstDifference(*source, *copied).isEmpty();
    if (m_copied)
        return {};
    tell(u"The shop went on since the copy was made: it is made again."_s);
    return m_to->drop();
}

Result<void> MoveRun::freezeSource()
{
    // Before the tables are locked, so that the copy carries it.
    if (const Result<void> noted = m_from->setNote(m_state.note()); !noted)
        return noted.error();
    Result<void> frozen;
    for (int tries = 0; tries < freezeTries; ++tries) {
        frozen = m_from->freeze(); // Somebody's transaction may hold it up for a while.
        if (frozen || frozen.error().code == Error::Code::Denied)
            break;
    }
    if (!frozen)
        return frozen.error();
    const Result<TableSums> sums = m_from->sums();
    if (!sums)
        return sums.error();
    if (m_copied && *sums != m_state.sums) { // A session of before wrote until now.
        m_copied = false;
        if (const Result<void> dropped = m_to->drop(); !dropped)
            return dropped.error();
    }
    m_state.sums = *sums;
    if (const Result<void> noted = note(MoveState::Step::Copying); !noted)
        return noted.error();
    failpoint("move.begun");
    return {};
}

Result<void> MoveRun::copy()
{
    if (m_copied)
        return {};
    QElapsedTimer timer;
    timer.start();
    if (const Result<void> roles = m_to->makeRoles(); !roles)
        return roles.error();
    failpoint("move.roles");
    DatabaseCopy copy;
    const Result<void> copied = copy.run({.binaries = m_plan.binaries,
                                          .from = m_plan.from.address,
                                          .to = m_plan.to.address,
                                          .extent = DatabaseCopy::Extent::Shop});
    if (!copied)
        return copied.error();
    failpoint("move.copied");
    tell(u"Copied %1 rows to %2 in %3."_s.arg(rowsOf(m_state.sums))
             .arg(m_plan.to.words, seconds(timer)));
    return {};
}

Result<void> MoveRun::compare()
{
    QElapsedTimer timer;
    timer.start();
    if (const Result<void> analyzed = m_to->analyze(); !analyzed)
        return analyzed.error();
    if (const Result<void> frozen = m_to->freeze(); !frozen)
        return frozen.error();
    const Result<TableSums> copied = m_to->sums();
    if (!copied)
        return copied.error();
    if (const QString difference = firstDifference(m_state.sums, *copied); !difference.isEmpty())
        return conflict(u"the copy differs from the original: "_s + difference);
    failpoint("move.compared");
    tell(u"Compared: counts and sums of all %1 tables and sequences are equal (%2)."_s
             .arg(copied->size())
             .arg(seconds(timer)));
    return {};
}

Result<void> MoveRun::verify()
{
    QElapsedTimer timer;
    timer.start();
    const Result<CheckReport> found = checkedAgainst(m_plan.to.address, m_plan.directory);
    if (!found)
        return found.error();
    const QStringList &faults = found->findings;
    if (!faults.isEmpty()) {
        const Result<CheckReport> before = checkedAgainst(m_plan.from.address, m_plan.directory);
        if (!before)
            return before.error();
        if (before->findings != faults)
            return conflict(
                u"verify finds %1 faults in the copy, the first: %2"_s.arg(faults.size())
                    .arg(faults.first()));
    }
    failpoint("move.verified");
    tell(faults.isEmpty()
             ? u"Verified: chains, %1 journals, sums, VAT, numbers and stock agree (%2)."_s
                   .arg(found->journals)
                   .arg(seconds(timer))
             : u"Verified: %1 faults, the same as before the move, the first: %2"_s
                   .arg(faults.size())
                   .arg(faults.first()));
    return tellWaiting();
}

/// Sales that no database has yet are in the copy no more than in the original: their tills send
/// them.
Result<void> MoveRun::tellWaiting() const
{
    using Heads = std::vector<TillHead>;
    const Result<Heads> heads =
        ask<Heads>(m_plan.to.address, [](AuditStore &audit) { return audit.heads(); });
    if (!heads)
        return heads.error();
    qint64 waiting = 0;
    for (const QUuid &till : m_plan.directory.tills()) {
        const auto reader = JournalReader::open(m_plan.directory.tillFolder(till));
        const Result<JournalState> state =
            reader ? (*reader)->state() : Result<JournalState>(reader.error());
        const auto known =
            std::find_if(heads->begin(), heads->end(),
                         [&till](const TillHead &head) { return head.till == till; });
        if (state)
            waiting += state->head - (known == heads->end() ? 0 : known->sequence);
    }
    if (waiting > 0)
        tell(
            u"The journals hold %1 entries that no database has yet; they go to the new one at the "
            "next start."_s.arg(waiting));
    return {};
}

/// From here on the new database counts, and each step may be done twice.
Result<void> MoveRun::switchOver()
{
    if (const Result<void> written = writeSetting(m_plan.to.setting); !written)
        return written.error();
    failpoint("move.switched");
    if (const Result<void> noted = m_to->setNote({}); !noted)
        return noted.error();
    if (const Result<void> opened = m_to->thaw(); !opened)
        return opened.error();
    failpoint("move.opened");
    if (const Result<void> noted = m_from->setNote(movedNote(m_plan.to.words)); !noted)
        return noted.error();
    if (const Result<void> closed = m_from->thaw(); !closed)
        return closed.error();
    failpoint("move.closed");
    return note(MoveState::Step::Done);
}

Result<void> MoveRun::note(MoveState::Step step)
{
    m_state.step = step;
    return m_state.write(m_plan.directory);
}

Result<void> MoveRun::writeSetting(const QString &value) const
{
    const QString file = m_plan.directory.file(u"settings.ini"_s);
    if (QFile::exists(file) && !value.isEmpty()) // An address may hold a password.
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    return writeSettings(file, {{u"database.url"_s, value.isEmpty() ? QString() : value}});
}
