#include "counter.h"
#include "picture_shop.h"
#include "scene_steps.h"
#include "sell_screen.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Selling and what is done to a basket.

namespace {

bool filled(PictureShop &shop)
{
    fill(shop);
    return true;
}

bool typedBefore(PictureShop &shop)
{
    fill(shop);
    shop.type(u"12*"_s);
    return !shop.window().counter().typed().isEmpty();
}

bool search(PictureShop &shop, const QString &text)
{
    fill(shop);
    shop.type(text);
    return QTest::qWaitFor([&] { return shop.window().sellScreen().searching(); });
}

bool arranging(PictureShop &shop)
{
    shop.press(Qt::Key_Escape);
    shop.window().act(CounterAction::Arrange);
    return shop.window().sellScreen().arranging();
}

bool discounted(PictureShop &shop)
{
    if (!byKey(shop, Qt::Key_F6, {}, u"DiscountSheet"_s))
        return false;
    shop.type(u"10"_s);
    return true;
}

bool repriced(PictureShop &shop)
{
    if (!byKey(shop, Qt::Key_F6, Qt::ShiftModifier, u"PriceSheet"_s))
        return false;
    shop.type(u"150"_s);
    return true;
}

bool recall(PictureShop &shop)
{
    Counter &counter = shop.window().counter();
    if (counter.parked().empty()) {
        for (const QString &name : {u"Table 4"_s, u"Ms Okafor"_s}) {
            fill(shop);
            if (!counter.park(name))
                return false;
        }
    }
    shop.press(Qt::Key_F4);
    return opened(shop, u"ParkSheet"_s);
}

bool infoOfProduct(PictureShop &shop)
{
    return held(shop) && tapOpened(shop, u"infoKey"_s) && opened(shop, u"InfoSheet"_s);
}

} // namespace

std::vector<Scene> sellScenes()
{
    return {{u"sell-empty"_s, [](PictureShop &) { return true; }, {}},
            {u"sell"_s, filled, {}},
            {u"sell-typed"_s, typedBefore, {}},
            {u"sell-eat-in"_s,
             [](PictureShop &shop) {
                 fill(shop);
                 shop.press(Qt::Key_F5);
                 return true;
             },
             {}},
            {u"sell-now"_s,
             [](PictureShop &shop) {
                 shop.press(Qt::Key_1, Qt::AltModifier);
                 return true;
             },
             {}},
            {u"sell-page"_s,
             [](PictureShop &shop) {
                 shop.press(Qt::Key_3, Qt::AltModifier);
                 return true;
             },
             {}},
            {u"search"_s, [](PictureShop &shop) { return search(shop, u"br"_s); }, {}},
            {u"search-nothing"_s, [](PictureShop &shop) { return search(shop, u"qxz"_s); }, {}},
            {u"sold-out-tapped"_s,
             [](PictureShop &shop) {
                 fill(shop);
                 shop.sell(117);
                 return true;
             },
             {}},
            {u"arrange"_s, arranging, {}}};
}

std::vector<Scene> basketScenes()
{
    return {{u"tile-held"_s, held, u"QuantityPad"_s},
            {u"quantity"_s,
             [](PictureShop &shop) {
                 fill(shop);
                 return shop.tapKey(u"quantityKey"_s) && opened(shop, u"QuantityPad"_s);
             },
             u"QuantityPad"_s},
            {u"weight"_s,
             [](PictureShop &shop) {
                 fill(shop);
                 shop.sell(PictureShop::loose);
                 if (!opened(shop, u"QuantityPad"_s))
                     return false;
                 shop.type(u"337"_s);
                 return true;
             },
             u"QuantityPad"_s},
            {u"open-price"_s,
             [](PictureShop &shop) {
                 fill(shop);
                 shop.sell(PictureShop::openPriced);
                 return opened(shop, u"QuantityPad"_s);
             },
             u"QuantityPad"_s},
            keyed(u"discount"_s, Qt::Key_F6, {}, u"DiscountSheet"_s),
            {u"discount-typed"_s, discounted, u"DiscountSheet"_s},
            {u"price"_s, repriced, u"PriceSheet"_s},
            keyed(u"park"_s, Qt::Key_F3, {}, u"ParkSheet"_s),
            {u"recall"_s, recall, u"ParkSheet"_s},
            keyed(u"customer"_s, Qt::Key_F7, {}, u"CustomerSheet"_s),
            keyed(u"info"_s, Qt::Key_I, Qt::ControlModifier, u"InfoSheet"_s),
            {u"info-product"_s, infoOfProduct, u"InfoSheet"_s}};
}
