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
    const bool comingUp = !database.up && !database.awaySince.isValid();
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
    if (m_state.database().awaySince.isValid())
        found.push_back(databaseAway());
    if (m_state.journal() == JournalLight::DiskLow)
        found.push_back({.mood = Mood::Danger,
                         .icon = u"warning"_s,
                         .sentence = tr("Disk almost full. Make room today."),
                         .shortSentence = tr("Disk almost full."),
                         .second = tr("Sales go on."),
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

TopBar::Trouble TroubleWatch::databaseAway() const
{
    const DatabaseLight light = m_state.database();
    const QString since = light.awaySince.toLocalTime().toString(u"HH:mm"_s);
    const QString safe = light.waiting > 0
        ? tr("%n sales are safe on this till. Web orders wait.", nullptr, int(light.waiting))
        : tr("Sales are safe on this till. Web orders wait.");
    return {.mood = BannerMessage::Mood::Warn,
            .icon = u"cloud_off"_s,
            .sentence = tr("Database away since %1. Go on selling.").arg(since),
            .shortSentence = tr("Database away. Go on selling."),
            .second = safe,
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
