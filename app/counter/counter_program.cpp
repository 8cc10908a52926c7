#include "counter_program.h"

#include "counter_window.h"
#include "look_settings.h"

#include <QApplication>

using namespace Qt::StringLiterals;

CounterParts windowParts(CounterShop &shop, Theme &theme, Mode systemMode)
{
    return {.theme = theme,
            .till = shop.till(),
            .cache = shop.catalogue(),
            .goodsDesk = shop.shop().goodsDesk(),
            .hours = shop.shop().hoursDesk(),
            .orders = shop.orders(),
            .orderFeed = shop.orderFeed(),
            .https = shop.shop().httpsDesk(),
            .backups = shop.shop().backupBoard(),
            .settings = shop.settings(),
            .state = shop.state(),
            .firstRun = shop.firstRun(),
            .meter = shop.meter(),
            .clock = shop.clock(),
            .systemMode = systemMode,
            .pictures = shop.picturesFolder()};
}

CounterProgram::CounterProgram(std::unique_ptr<CounterShop> shop)
    : m_shop(std::move(shop))
{
    const Mode system = systemMode(QApplication::palette());
    m_language.choose(m_shop->settings().settings().text(u"ui.language"_s));
    m_theme = std::make_unique<Theme>();
    m_theme->apply(*qApp);
    m_window = std::make_unique<CounterWindow>(windowParts(*m_shop, *m_theme, system));
}

CounterProgram::~CounterProgram() = default;

Result<std::unique_ptr<CounterProgram>> CounterProgram::open(const SettingSources &sources,
                                                             const Settings &settings)
{
    Result<std::unique_ptr<CounterShop>> shop = CounterShop::open(sources, settings);
    if (!shop)
        return shop.error();
    return std::unique_ptr<CounterProgram>(new CounterProgram(*std::move(shop)));
}

void CounterProgram::start()
{
    m_window->open();
    m_shop->start();
}
