#include "board_column.h"
#include "card_list.h"
#include "counter.h"
#include "counter_sheets.h"
#include "first_run_screen.h"
#include "orders_board.h"
#include "picture_shop.h"
#include "scene_steps.h"
#include "setting_words.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

// What is about the shop: orders, settings, staff, the first questions.

namespace {

bool unknownCode(PictureShop &shop)
{
    shop.scan(u"5901234123457"_s);
    return opened(shop, u"UnknownCodeSheet"_s);
}

bool soldOutList(PictureShop &shop)
{
    shop.window().act(CounterAction::More);
    return opened(shop, u"MoreSheet"_s) && tapOpened(shop, u"soldOutListKey"_s)
        && opened(shop, u"SoldOutSheet"_s);
}

bool speed(PictureShop &shop)
{
    shop.press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    return QTest::qWaitFor([&] { return shop.find(u"latencyPanel"_s) != nullptr; });
}

OrdersBoard *board(PictureShop &shop)
{
    return qobject_cast<OrdersBoard *>(shop.window().sheets().current());
}

bool orders(PictureShop &shop)
{
    fill(shop);
    shop.press(Qt::Key_F8);
    return opened(shop, u"OrdersBoard"_s) && tapWord(shop, u"sortSegment"_s, 0)
        && QTest::qWaitFor([&] { return board(shop)->column(0).list().cards().rowCount() == 3; });
}

bool ordersMore(PictureShop &shop)
{
    if (!orders(shop) || !letListen())
        return false;
    CardList &list = board(shop)->column(0).list();
    const qint64 second = list.cards().cards().at(1).publicId;
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                      list.keyRect(second, CardAct::More).center());
    return !list.keyRect(second, CardAct::AskCancel).isEmpty();
}

bool ordersByTime(PictureShop &shop)
{
    return orders(shop) && tapWord(shop, u"sortSegment"_s, 1);
}

bool ordersForLater(PictureShop &shop)
{
    return orders(shop) && tapWord(shop, u"sortSegment"_s, 2);
}

/// The customer's code is scanned while something is being sold.
bool orderScanned(PictureShop &shop)
{
    fill(shop);
    shop.scan(u"t6h2n"_s);
    return opened(shop, u"OrdersBoard"_s)
        && QTest::qWaitFor([&] { return board(shop)->column(2).list().cards().rowCount() == 1; });
}

bool settings(PictureShop &shop, const QString &group)
{
    shop.press(Qt::Key_Comma, Qt::ControlModifier);
    return opened(shop, u"SettingsScreen"_s) && shop.tapKey(group + u"GroupKey"_s);
}

bool settingsFound(PictureShop &shop)
{
    if (!settings(shop, u"shop"_s))
        return false;
    shop.find<QLineEdit>(u"settingSearch"_s)->setFocus(Qt::TabFocusReason);
    shop.type(u"ti"_s);
    return true;
}

Scene settingsScene(const QString &group)
{
    return {u"settings-"_s + group, [group](PictureShop &shop) { return settings(shop, group); },
            u"SettingsScreen"_s};
}

/// The first page, filled in.
bool answerShop(PictureShop &shop)
{
    const bool german = shop.options().language == "de"_L1;
    auto *name = shop.find<QLineEdit>(u"shopNameField"_s);
    if (!name || !shop.tapKey(u"countryField"_s))
        return false;
    name->setText(german ? u"Backhaus Linde"_s : u"Mill Lane Bakery"_s);
    auto *search = shop.find<QLineEdit>(u"choiceSearch"_s);
    if (!search)
        return false;
    search->setText(german ? u"Deutschland"_s : u"United Kingdom"_s);
    emit search->textEdited(search->text());
    QTest::keyClick(search, Qt::Key_Return);
    return !shop.find(u"choiceSheet"_s);
}

bool goOn(PictureShop &shop, int step)
{
    return shop.tapKey(u"nextKey"_s) && QTest::qWaitFor([&] {
               return shop.find<FirstRunScreen>(u"firstRunScreen"_s)->step() == step;
           });
}

} // namespace

std::vector<Scene> shopScenes()
{
    return {keyed(u"clerks"_s, Qt::Key_N, Qt::ControlModifier, u"ClerkSheet"_s),
            {u"more"_s,
             [](PictureShop &shop) {
                 fill(shop);
                 shop.window().act(CounterAction::More);
                 return opened(shop, u"MoreSheet"_s);
             },
             u"MoreSheet"_s},
            {u"unknown-code"_s, unknownCode, u"UnknownCodeSheet"_s},
            {u"sold-out"_s, soldOutList, u"SoldOutSheet"_s},
            keyed(u"help"_s, Qt::Key_F1, {}, u"HelpOverlay"_s),
            {u"speed"_s, speed, {}},
            {u"orders"_s, orders, u"OrdersBoard"_s},
            {u"orders-more"_s, ordersMore, u"OrdersBoard"_s},
            {u"orders-time"_s, ordersByTime, u"OrdersBoard"_s},
            {u"orders-later"_s, ordersForLater, u"OrdersBoard"_s},
            {u"orders-scanned"_s, orderScanned, u"OrdersBoard"_s},
            keyed(u"lock"_s, Qt::Key_L, Qt::ControlModifier, u"LockScreen"_s)};
}

std::vector<Scene> settingsScenes()
{
    std::vector<Scene> made;
    for (const SettingGroup &group : settingGroups())
        made.push_back(settingsScene(group.name));
    made.push_back({u"settings-search"_s, settingsFound, u"SettingsScreen"_s});
    return made;
}

const std::vector<Scene> &questionScenes()
{
    static const std::vector<Scene> all {
        {u"first-run-shop"_s, answerShop, {}},
        {u"first-run-vat"_s, [](PictureShop &shop) { return goOn(shop, 1); }, {}},
        {u"first-run-goods"_s, [](PictureShop &shop) { return goOn(shop, 2); }, {}},
        {u"first-run-ready"_s, [](PictureShop &shop) { return goOn(shop, 3); }, {}}};
    return all;
}
