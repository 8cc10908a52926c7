#include "shop_day.h"

#include "day_log.h"
#include "fault_steps.h"
#include "goods_steps.h"
#include "house_checks.h"
#include "order_steps.h"
#include "refund_steps.h"
#include "sale_steps.h"
#include "till_fault_steps.h"

using namespace Qt::StringLiterals;

namespace {

using Choices = std::vector<DayChoice>;

Choices joined(const std::vector<const Choices *> &parts)
{
    Choices all;
    for (const Choices *part : parts)
        all.insert(all.end(), part->begin(), part->end());
    return all;
}

/// What may happen next; copies and other backends need a database that is there.
const Choices &choicesFor(const DayHouse &house)
{
    static const Choices always = joined({&saleSteps(), &refundSteps(), &orderSteps(),
                                          &goodsSteps(), &tillFaultSteps(), &faultSteps()});
    static const Choices away = joined({&saleSteps(), &refundSteps(), &orderSteps(), &goodsSteps(),
                                        &tillFaultSteps(), &outageSteps()});
    return house.database.away() ? away : always;
}

DayChoice chosen(Dice &dice, const Choices &choices)
{
    qint64 whole = 0;
    for (const DayChoice &choice : choices)
        whole += choice.weight;
    qint64 thrown = dice.below(whole);
    for (const DayChoice &choice : choices) {
        thrown -= choice.weight;
        if (thrown < 0)
            return choice;
    }
    return choices.front();
}

}

ShopDay::ShopDay(TestCluster &cluster, TestDatabase &administration, quint64 seed, Length length)
    : m_seed(seed)
    , m_length(length)
    , m_steps(int(m_seed.forStep(0).between(length.shortest, length.longest)))
    , m_house(cluster, administration, m_seed.forStep(1))
{
}

QString ShopDay::play(int steps)
{
    m_house.open();
    for (int index = 0; index < steps && !m_house.failed(); ++index)
        playStep(index);
    if (!m_house.failed())
        close();
    return m_house.failure;
}

void ShopDay::playStep(int index)
{
    m_house.dice = m_seed.forStep(quint64(index) + 2);
    m_house.passTime(m_house.dice.between(1, 300));
    const bool crash = m_house.dice.below(1'000) < m_length.crashesPerThousandSteps;
    if (crash && !m_house.database.away())
        crashServer(m_house);
    else
        chosen(m_house.dice, choicesFor(m_house)).step(m_house);
    for (const auto &counter : m_house.counters) {
        if (m_house.failed())
            return;
        counter->program->settle();
        m_house.checkBaskets(*counter);
    }
}

/// Everything is there again and has told what it knows.
void ShopDay::close()
{
    m_house.note(u"closing"_s);
    if (m_house.database.away())
        databaseBack(m_house);
    for (const auto &counter : m_house.counters) {
        if (!m_house.failed())
            m_house.expect(m_house.upload(*counter),
                           u"till %1 cannot upload at the end"_s.arg(counter->place));
    }
    using Check = void (*)(DayHouse &);
    for (const Check check : {checkBooks, checkJournals, checkAcknowledged, checkShownStock,
                              checkVerify, checkPages, checkLog}) {
        if (!m_house.failed())
            check(m_house);
    }
}
