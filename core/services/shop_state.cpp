#include "shop_state.h"

#include "when_done.h"

#include <QLoggingCategory>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(stateLog, "bakehouse.state")

Error noAnswer()
{
    return {.code = Error::Code::Timeout,
            .reason = Error::Reason::DatabaseAway,
            .detail = u"does not answer"_s};
}

} // namespace

struct ShopState::Private {
    ShopState *q = nullptr;
    const Sources sources;
    const Clock &clock;
    const Timing timing;
    DatabaseLight database = {};
    JournalLight journal = JournalLight::Ok;
    std::optional<ForkAlarm> fork = {};
    std::optional<Error> api = {};
    std::optional<Error> trouble = {}; // What somebody else said since it was up last.
    QDateTime missedSince = {}; // Invalid while the database is up.
    bool seenUp = false;
    bool askingDatabase = false;
    bool askingJournal = false;
    QTimer databaseTimer {};
    QTimer databasePatience {};
    QTimer journalTimer {};
    QTimer journalPatience {};
    QTimer startGrace {};

    void connectTimers();
    void askDatabase();
    void askJournal();
    void databaseIs(const Result<void> &answer);
    void show(const DatabaseLight &light);
    void show(JournalLight light);
};

ShopState::ShopState(Sources sources, const Clock &clock, Timing timing, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this, .sources = std::move(sources), .clock = clock, .timing = timing})
{
    m->connectTimers();
}

ShopState::ShopState(Sources sources, const Clock &clock, QObject *parent)
    : ShopState(std::move(sources), clock, Timing {}, parent)
{
}

ShopState::~ShopState() = default;

void ShopState::Private::connectTimers()
{
    for (QTimer *once : {&databasePatience, &journalPatience, &startGrace})
        once->setSingleShot(true);
    databaseTimer.setInterval(timing.databaseEvery);
    journalTimer.setInterval(timing.journalEvery);
    connect(&databaseTimer, &QTimer::timeout, q, [this] { askDatabase(); });
    connect(&databasePatience, &QTimer::timeout, q, [this] { databaseIs(noAnswer()); });
    connect(&journalTimer, &QTimer::timeout, q, [this] { askJournal(); });
    connect(&journalPatience, &QTimer::timeout, q, [this] { show(JournalLight::Unwritable); });
    connect(&startGrace, &QTimer::timeout, q, [this] {
        if (missedSince.isValid())
            databaseIs(database.why.value_or(noAnswer()));
    });
}

void ShopState::start()
{
    m->missedSince = m->clock.now();
    m->startGrace.start(m->timing.startGrace);
    m->databaseTimer.start();
    m->journalTimer.start();
    tryNow();
}

DatabaseLight ShopState::database() const
{
    return m->database;
}

JournalLight ShopState::journal() const
{
    return m->journal;
}

std::optional<ForkAlarm> ShopState::forkAlarm() const
{
    return m->fork;
}

std::optional<Error> ShopState::apiTrouble() const
{
    return m->api;
}

void ShopState::tryNow()
{
    m->sources.retry();
    noteEntries();
    m->askDatabase();
    m->askJournal();
}

void ShopState::noteEntries()
{
    DatabaseLight light = m->database;
    light.waiting = m->sources.waiting();
    m->show(light);
}

void ShopState::noteTrouble(const Error &error)
{
    // That it is away is the least that can be said.
    if (!m->trouble || error.reason != Error::Reason::DatabaseAway)
        m->trouble = error;
    m->askDatabase();
}

void ShopState::noteWork(DatabaseWork work)
{
    DatabaseLight light = m->database;
    light.work = work;
    m->show(light);
}

void ShopState::noteFork(const ForkAlarm &alarm)
{
    qCCritical(stateLog).noquote() << "till" << alarm.oldTill.toString(QUuid::WithoutBraces)
                                   << "goes on under another id:" << alarm.detail;
    m->fork = alarm;
    emit changed();
}

void ShopState::noteApi(const std::optional<Error> &trouble)
{
    if (m->api == trouble)
        return;
    m->api = trouble;
    emit changed();
}

void ShopState::dismissForkAlarm()
{
    if (std::exchange(m->fork, std::nullopt))
        emit changed();
}

/// One question at a time: a server that hangs is not asked again before that one has ended.
void ShopState::Private::askDatabase()
{
    if (std::exchange(askingDatabase, true))
        return;
    databasePatience.start(timing.databasePatience);
    whenDone(sources.askDatabase(), q, [this](const Result<void> &answer) {
        askingDatabase = false;
        databasePatience.stop();
        databaseIs(answer);
    });
}

void ShopState::Private::databaseIs(const Result<void> &answer)
{
    DatabaseLight light {.up = bool(answer), .waiting = sources.waiting()};
    const bool back = light.up && !database.up;
    if (light.up) {
        seenUp = true;
        missedSince = {};
        trouble.reset();
    } else {
        light.work = database.work;
        if (!missedSince.isValid())
            missedSince = clock.now();
        light.why = trouble ? trouble : answer.error();
        if (seenUp || !startGrace.isActive())
            light.awaySince = missedSince;
    }
    show(light);
    if (back)
        sources.retry();
}

void ShopState::Private::askJournal()
{
    if (std::exchange(askingJournal, true))
        return;
    journalPatience.start(timing.journalPatience);
    whenDone(sources.askJournal(), q, [this](const Result<JournalLight> &light) {
        askingJournal = false;
        journalPatience.stop();
        show(light ? *light : JournalLight::Unwritable);
    });
}

void ShopState::Private::show(const DatabaseLight &light)
{
    if (database == light)
        return;
    database = light;
    emit q->changed();
}

void ShopState::Private::show(JournalLight light)
{
    if (std::exchange(journal, light) != light)
        emit q->changed();
}
