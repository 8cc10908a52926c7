#include "commands.h"
#include "console.h"
#include "database_home.h"
#include "migrations.h"
#include "move_run.h"

#include <QFileInfo>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

enum class Wish { Resume, To, Back, GiveUp, WithoutCopy };

Error wrong(const QString &field, const QString &sentence)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = sentence};
}

Error conflict(const QString &sentence)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::StateNotAllowed,
            .detail = sentence};
}

Result<Wish> wishOf(const Arguments &arguments)
{
    const QList<std::pair<QString, Wish>> options {{u"to"_s, Wish::To},
                                                   {u"back"_s, Wish::Back},
                                                   {u"give-up"_s, Wish::GiveUp},
                                                   {u"without-copy"_s, Wish::WithoutCopy}};
    std::optional<Wish> wish;
    for (const auto &[option, meant] : options) {
        if (!arguments.has(option))
            continue;
        if (wish)
            return wrong(option, u"one of --to, --back, --without-copy and --give-up is enough"_s);
        wish = meant;
    }
    return wish.value_or(Wish::Resume);
}

/// One run of the command, for its time the owner of the directory. Owned by main.
class MoveCommand
{
public:
    explicit MoveCommand(const Arguments &arguments)
        : m_arguments(arguments)
        , m_settings(arguments.settings())
    {
    }

    Result<void> run();

private:
    Result<void> open();
    Result<void> toNewPlace();
    Result<void> goOn(const MoveState &state);
    Result<void> goBack();
    Result<void> giveUp(const MoveState &state);
    Result<void> withoutCopy();
    Result<void> readAddress();
    Result<MovePlace> place(const QString &setting);
    Result<DatabaseAddress> privateServer();
    Result<MoveRun::Plan> plan(const MoveState &state);
    void sayEnd(const MoveRun::Plan &plan) const;
    QString current() const { return m_settings.text(u"database.url"_s); }
    static MoveState newMove(const QString &from, const QString &to);

    const Arguments &m_arguments;
    const Settings &m_settings;
    std::unique_ptr<DatabaseHome> m_home;
    std::unique_ptr<Cluster> m_cluster; ///< Ours beside a shared server.
    std::optional<MoveState> m_earlier;
    QString m_wanted; ///< Of --to.
};

Result<void> MoveCommand::run()
{
    const Result<Wish> wish = wishOf(m_arguments);
    if (!wish)
        return wish.error();
    if (const Result<void> read = *wish == Wish::To ? readAddress() : Result<void>(); !read)
        return read.error();
    if (const Result<void> opened = open(); !opened)
        return opened.error();
    const bool unfinished = m_earlier && m_earlier->step != MoveState::Step::Done;
    switch (*wish) {
    case Wish::To:
        return toNewPlace();
    case Wish::Back:
        return goBack();
    case Wish::WithoutCopy:
        return withoutCopy();
    case Wish::GiveUp:
        return unfinished ? giveUp(*m_earlier) : conflict(u"no move is under way"_s);
    case Wish::Resume:
        return unfinished ? goOn(*m_earlier)
                          : wrong(u"to"_s, u"where to? bakehousectl move --to URI"_s);
    }
    return {};
}

Result<void> MoveCommand::open()
{
    const Settings::Source source = m_settings.source(u"database.url"_s);
    if (source != Settings::Source::Default && source != Settings::Source::File)
        return wrong(
            u"database.url"_s,
            u"the environment, .env or the command line says where the database is; a move "
            "changes settings.ini, which would not be heard"_s);
    const QString chosen = m_settings.text(u"data.directory"_s);
    const QString folder = chosen.isEmpty() ? DataDirectory::defaultPath() : chosen;
    if (!QFileInfo(folder).isDir())
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = folder,
                      .detail = u"there is no shop in this folder"_s};
    Result<std::unique_ptr<DatabaseHome>> home =
        DatabaseHome::open(m_settings, u"bakehousectl move"_s, DatabaseHome::Claim::Own);
    if (!home) {
        Error error = home.error();
        if (error.reason == Error::Reason::DirectoryOwned)
            error.detail += u". End it for the time of the move"_s;
        return error;
    }
    m_home = *std::move(home);
    const Result<std::optional<MoveState>> earlier = MoveState::read(m_home->directory());
    if (!earlier)
        return earlier.error();
    m_earlier = *earlier;
    return {};
}

/// A word on the command line can be read by everybody on the machine, standard input cannot.
Result<void> MoveCommand::readAddress()
{
    m_wanted = m_arguments.value(u"to"_s);
    if (m_wanted == u"-"_s)
        m_wanted = QTextStream(stdin).readLine().trimmed();
    const Result<DatabaseAddress> address = DatabaseAddress::parse(m_wanted);
    return address ? Result<void>() : wrong(u"to"_s, address.error().detail);
}

Result<void> MoveCommand::toNewPlace()
{
    const bool unfinished = m_earlier && m_earlier->step != MoveState::Step::Done;
    if (unfinished && m_earlier->to == m_wanted)
        return goOn(*m_earlier);
    if (unfinished)
        return conflict(
            u"another move is under way since %1: `bakehousectl move` goes on with it, "
            "`bakehousectl move --give-up` ends it"_s.arg(m_earlier->begun.toString(Qt::ISODate)));
    if (m_wanted == current()) {
        print(u"The shop is there already."_s);
        return {};
    }
    return goOn(newMove(current(), m_wanted));
}

MoveState MoveCommand::newMove(const QString &from, const QString &to)
{
    return {.id = QUuid::createUuid(),
            .from = from,
            .to = to,
            .begun = QDateTime::currentDateTimeUtc()};
}

Result<void> MoveCommand::goOn(const MoveState &state)
{
    const Result<MoveRun::Plan> planned = plan(state);
    if (!planned)
        return planned.error();
    if (state.step == MoveState::Step::Copying) {
        // The one that is left must have the schema of this program, and so has its copy.
        const auto permission = state.from.isEmpty() ? Migrations::Permission::Upgrade
                                                     : Migrations::Permission::OnlyWhenEmpty;
        const Result<int> schema = Migrations::bringUp(planned->from.address, permission);
        if (!schema)
            return schema.error();
    }
    if (state.from == current())
        m_home->publishApi({}); // `status` and others may look on.
    Result<void> moved = MoveRun(*planned).run(state);
    if (moved)
        sayEnd(*planned);
    return moved;
}

Result<void> MoveCommand::goBack()
{
    if (!m_earlier)
        return conflict(u"no move is known here that could be taken back"_s);
    const MoveState earlier = *m_earlier;
    if (earlier.step == MoveState::Step::Copying)
        return earlier.back ? goOn(earlier) : giveUp(earlier);
    if (earlier.step == MoveState::Step::Switching) {
        Result<void> finished = goOn(earlier);
        if (!finished || earlier.back)
            return finished;
    } else if (earlier.to != current()) {
        return conflict(u"database.url was changed since the move; it leads elsewhere now"_s);
    }
    MoveState back = newMove(earlier.to, earlier.from);
    back.back = true;
    return goOn(back);
}

Result<void> MoveCommand::giveUp(const MoveState &state)
{
    if (state.step == MoveState::Step::Switching)
        return conflict(u"this move has switched already: `bakehousectl move` finishes it, --back "
                        "takes it back then"_s);
    const Result<MoveRun::Plan> planned = plan(state);
    if (!planned)
        return planned.error();
    Result<void> ended = MoveRun(*planned).giveUp(state);
    if (ended)
        print(u"The move was given up; the shop stays with %1."_s.arg(planned->from.words));
    return ended;
}

Result<void> MoveCommand::withoutCopy()
{
    const bool finished = m_earlier && m_earlier->step == MoveState::Step::Done;
    const bool returning =
        m_earlier && m_earlier->back && m_earlier->step == MoveState::Step::Copying;
    if (!finished && !returning)
        return conflict(u"no finished move is known here that could be taken back"_s);
    const Result<MovePlace> old = place(returning ? m_earlier->to : m_earlier->from);
    if (!old)
        return old.error();
    const MoveRun::Plan planned {
        .directory = m_home->directory(), .from = *old, .to = {}, .binaries = {}, .tell = print};
    Result<void> returned = MoveRun(planned).returnWithoutCopy(*m_earlier);
    if (returned)
        print(
            u"The shop uses %1 again, as it was on %2. Sales since then come from the journals of "
            "the tills; orders from elsewhere and changes of goods and stock are not in it."_s.arg(
                old->words, m_earlier->begun.toLocalTime().toString(Qt::ISODate)));
    return returned;
}

Result<MovePlace> MoveCommand::place(const QString &setting)
{
    const Result<DatabaseAddress> address =
        setting.isEmpty() ? privateServer() : DatabaseAddress::parse(setting);
    if (!address)
        return address.error();
    const QString words = setting.isEmpty()
        ? u"the private server of "_s + m_home->directory().path()
        : address->redactedUri();
    return MovePlace {.setting = setting, .address = *address, .words = words};
}

/// Started, and in use for the time of this command.
Result<DatabaseAddress> MoveCommand::privateServer()
{
    if (m_home->cluster()) {
        const Result<void> started = m_home->startServer();
        return started ? Result<DatabaseAddress>(m_home->address()) : started.error();
    }
    if (!m_cluster)
        m_cluster = std::make_unique<Cluster>(clusterOptions(m_settings, m_home->directory()));
    const Result<void> started = await(m_cluster->start());
    return started ? Result<DatabaseAddress>(m_cluster->address()) : started.error();
}

Result<MoveRun::Plan> MoveCommand::plan(const MoveState &state)
{
    const Result<MovePlace> from = place(state.from);
    if (!from)
        return from.error();
    const Result<MovePlace> to = place(state.to);
    if (!to)
        return to.error();
    const Result<ServerBinaries> binaries =
        ServerBinaries::find(m_settings.text(u"postgres.binaries"_s), 0);
    if (!binaries)
        return binaries.error();
    return MoveRun::Plan {.directory = m_home->directory(),
                          .from = *from,
                          .to = *to,
                          .binaries = *binaries,
                          .tell = print};
}

void MoveCommand::sayEnd(const MoveRun::Plan &plan) const
{
    print(u"The shop uses %1 now; settings.ini says so."_s.arg(plan.to.words));
    print(
        u"The old database, %1, is kept and closed to the shop. `bakehousectl move --back` returns "
        "to it with all that happened since."_s.arg(plan.from.words));
    if (plan.from.setting.isEmpty())
        print(u"When you no longer want to go back, delete the folder %1."_s.arg(
            m_home->directory().file(u"cluster"_s)));
    print(u"Other programs that use the old address are refused there; give them the new one."_s);
}

int move(const Arguments &arguments)
{
    const Result<void> done = MoveCommand(arguments).run();
    if (done)
        return 0;
    const bool wronglyCalled = done.error().code == Error::Code::Invalid;
    const int failed = fail(done.error());
    return wronglyCalled ? 2 : failed;
}

} // namespace

Command moveCommand()
{
    return {
        .name = u"move"_s,
        .arguments = u"[--to URI|-] [--back|--without-copy] [--give-up]"_s,
        .summary = u"Move the database to another server, or back; goes on after a kill."_s,
        .options =
            {{u"to"_s,
              u"Where to: a PostgreSQL URI or key=value string; - reads it from standard input, "
              u"where no password can be seen."_s,
              u"URI"_s},
             {u"back"_s, u"Back to where the last move began, with all that happened since."_s},
             {u"without-copy"_s,
              u"Back to the old database as it was, when the new one is lost."_s},
             {u"give-up"_s, u"Remove what a move that was not finished left behind."_s}},
        .run = move};
}
