#include "trouble_watch.h"

#include "shop_state.h"

using namespace Qt::StringLiterals;

TroubleWatch::TroubleWatch(ShopState &state, TopBar &bar, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_bar(bar)
{
    connect(&state, &ShopState::changed, this, &TroubleWatch::show);
    connect(&bar, &TopBar::troubleKeyPressed, this, &TroubleWatch::keyPressed);
    connect(&bar, &TopBar::lightAsked, &state, &ShopState::tryNow);
    show();
}

void TroubleWatch::show()
{
    showLights();
    m_bar.setTroubles(troubles());
}

void TroubleWatch::showLights()
{
    using State = StatusLight::State;
    const DatabaseLight database = m_state.database();
    const bool comingUp =
        !database.up && (!database.awaySince.isValid() || database.work != DatabaseWork::None);
    m_bar.setLight(TopBar::Light::Database,
                   database.up    ? State::Good
                       : comingUp ? State::Waiting
                                  : State::Bad);
    m_bar.setLight(TopBar::Light::Journal,
                   m_state.journal() == JournalLight::Ok ? State::Good : State::Bad);
    m_bar.setLight(TopBar::Light::Printer, State::Plain);
}

/// The worst first.
std::vector<TopBar::Trouble> TroubleWatch::troubles() const
{
    using Mood = BannerMessage::Mood;
    std::vector<TopBar::Trouble> found;
    if (m_state.journal() == JournalLight::Unwritable)
        found.push_back({.mood = Mood::Danger,
                         .icon = u"warning"_s,
                         .sentence = tr("The disk takes no sales. Take no money."),
                         .shortSentence = tr("The disk takes no sales."),
                         .second = tr("Baskets stay. Make room on the disk."),
                         .key = tr("Try now")});
    if (const std::optional<TopBar::Trouble> database = databaseTrouble())
        found.push_back(*database);
    if (m_state.journal() == JournalLight::DiskLow)
        found.push_back({.mood = Mood::Danger,
                         .icon = u"warning"_s,
                         .sentence = tr("Disk almost full. Make room today."),
                         .shortSentence = tr("Disk almost full."),
                         .second = tr("Sales go on."),
                         .key = tr("Try now")});
    if (m_state.apiTrouble())
        found.push_back({.mood = Mood::Warn,
                         .icon = u"cloud_off"_s,
                         .sentence = tr("Web orders cannot come in. Go on selling."),
                         .shortSentence = tr("Web orders cannot come in."),
                         .second = tr("Their port is taken. It is tried again."),
                         .key = tr("Try now")});
    if (m_state.forkAlarm())
        found.push_back({.mood = Mood::Warn,
                         .icon = u"book"_s,
                         .sentence = tr("The journal was copied. This till has a new number."),
                         .shortSentence = tr("This till has a new number."),
                         .second = tr("Tell the owner. Sales go on."),
                         .key = tr("Seen")});
    return found;
}

std::optional<TopBar::Trouble> TroubleWatch::databaseTrouble() const
{
    const DatabaseLight light = m_state.database();
    if (light.work != DatabaseWork::None)
        return databaseAtWork();
    if (!light.awaySince.isValid())
        return std::nullopt;
    const bool other = light.why && light.why->reason == Error::Reason::SchemaMismatch;
    return other ? databaseOfAnotherVersion() : databaseAway();
}

QString TroubleWatch::whatIsSafe() const
{
    const qint64 waiting = m_state.database().waiting;
    return waiting > 0
        ? tr("%n sales are safe on this till. Web orders wait.", nullptr, int(waiting))
        : tr("Sales are safe on this till. Web orders wait.");
}

TopBar::Trouble TroubleWatch::databaseAway() const
{
    const QString since = m_state.database().awaySince.toLocalTime().toString(u"HH:mm"_s);
    return {.mood = BannerMessage::Mood::Warn,
            .icon = u"cloud_off"_s,
            .sentence = tr("Database away since %1. Go on selling.").arg(since),
            .shortSentence = tr("Database away. Go on selling."),
            .second = whatIsSafe(),
            .key = tr("Try now")};
}

/// After an upgrade of the program, at its first start.
TopBar::Trouble TroubleWatch::databaseAtWork() const
{
    const bool backingUp = m_state.database().work == DatabaseWork::BackingUp;
    return {.mood = BannerMessage::Mood::Warn,
            .icon = u"book"_s,
            .sentence = backingUp ? tr("New version: the books are backed up first. Go on selling.")
                                  : tr("New version: the books are renewed. Go on selling."),
            .shortSentence =
                backingUp ? tr("The books are backed up.") : tr("The books are renewed."),
            .second = whatIsSafe()};
}

/// A newer program was here, or the upgrade of the books failed.
TopBar::Trouble TroubleWatch::databaseOfAnotherVersion() const
{
    return {.mood = BannerMessage::Mood::Danger,
            .icon = u"warning"_s,
            .sentence = tr("This version does not fit the database. Go on selling."),
            .shortSentence = tr("Database of another version."),
            .second = tr("Tell who looks after this PC. Sales are safe on this till."),
            .key = tr("Try now")};
}

void TroubleWatch::keyPressed()
{
    const bool onlyFork = m_state.forkAlarm() && troubles().size() == 1;
    if (onlyFork)
        m_state.dismissForkAlarm();
    else
        m_state.tryNow();
}
