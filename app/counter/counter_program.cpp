#include "counter_program.h"

#include "counter_window.h"
#include "document_printer.h"
#include "look_settings.h"
#include "page_address.h"
#include "poster_desk.h"

#include <QApplication>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

Result<QString> addressIn(CounterShop &shop)
{
    return pageAddress(shop.settings().settings(), shop.shop().apiUrl());
}

/// In every language there are words for, on the global pool.
QFuture<Result<QString>> makePoster(CounterShop &shop)
{
    const Result<QString> address = addressIn(shop);
    if (!address)
        return QtFuture::makeReadyFuture(Result<QString>(address.error()));
    const QString name = shop.settings().settings().text(u"shop.name"_s);
    return QtConcurrent::run(
        [name, address = *address, folder = shop.postersFolder()]() -> Result<QString> {
            const Result<PaperDocument> poster = posterFor(name, address, posterLanguages());
            if (!poster)
                return poster.error();
            return fileDocument(*poster, folder, u"poster"_s);
        });
}

} // namespace

CounterParts windowParts(CounterShop &shop, Theme &theme, Mode systemMode)
{
    return {.theme = theme,
            .till = shop.till(),
            .cache = shop.catalogue(),
            .goodsDesk = shop.shop().goodsDesk(),
            .hours = shop.shop().hoursDesk(),
            .pictureDesk = shop.shop().pictureDesk(),
            .orders = shop.orders(),
            .orderFeed = shop.orderFeed(),
            .tickets = shop.tickets(),
            .https = shop.shop().httpsDesk(),
            .backups = shop.shop().backupBoard(),
            .settings = shop.settings(),
            .state = shop.state(),
            .firstRun = shop.firstRun(),
            .meter = shop.meter(),
            .clock = shop.clock(),
            .systemMode = systemMode,
            .pictures = shop.picturesFolder(),
            .poster = {.address = [&shop] { return addressIn(shop); },
                       .make = [&shop] { return makePoster(shop); }},
            .seenOrders = shop.seenOrdersFile()};
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
