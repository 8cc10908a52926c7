#include "scenes.h"

#include "board_column.h"
#include "card_list.h"
#include "change_sheet.h"
#include "choice_sheet.h"
#include "clerk_sheet.h"
#include "counter.h"
#include "counter_sheets.h"
#include "customer_sheet.h"
#include "discount_sheet.h"
#include "first_run_screen.h"
#include "help_overlay.h"
#include "info_sheet.h"
#include "latency_panel.h"
#include "lock_screen.h"
#include "more_sheet.h"
#include "orders_board.h"
#include "park_sheet.h"
#include "picture_shop.h"
#include "price_sheet.h"
#include "quantity_pad.h"
#include "receipt_sheet.h"
#include "refund_sheet.h"
#include "search_box.h"
#include "segment.h"
#include "sell_screen.h"
#include "setting_words.h"
#include "settings_screen.h"
#include "sold_out_sheet.h"
#include "tender_sheet.h"
#include "top_bar.h"
#include "unknown_code_sheet.h"

#include <QElapsedTimer>
#include <QListView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

bool opened(PictureShop &shop, const QString &sheet)
{
    return QTest::qWaitFor([&] { return openSheet(shop) == sheet; });
}

/// What a customer bought in the pictures: 15.90, or so.
void fill(PictureShop &shop)
{
    shop.sell(PictureShop::croissant, "2");
    shop.sell(PictureShop::coffee);
    shop.sell(PictureShop::baguette);
    shop.sell(PictureShop::macaron, "3");
    Counter &counter = shop.window().counter();
    counter.activate(1);
    if (counter.empty()) {
        shop.sell(PictureShop::scone, "2");
    }
    counter.activate(0);
}

bool filled(PictureShop &shop)
{
    fill(shop);
    return true;
}

/// A sheet that was just opened does not hear the first taps.
bool tapOpened(PictureShop &shop, const QString &key)
{
    return letListen() && shop.tapKey(key);
}

bool tapWord(PictureShop &shop, const QString &segment, int word)
{
    auto *found = shop.find<Segment>(segment);
    if (!found || !letListen())
        return false;
    QTest::mouseClick(found->word(word), Qt::LeftButton);
    return true;
}

bool rowsCome(PictureShop &shop, const QString &list)
{
    return QTest::qWaitFor([&] {
        auto *view = shop.find<QListView>(list);
        return view && view->model()->rowCount() > 0;
    });
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

bool held(PictureShop &shop)
{
    fill(shop);
    shop.holdTile(PictureShop::cookie);
    return true;
}

bool takeMoney(PictureShop &shop)
{
    fill(shop);
    return shop.tapKey(u"cashKey"_s) && opened(shop, u"TenderSheet"_s);
}

bool takeTyped(PictureShop &shop)
{
    if (!takeMoney(shop) || !letListen())
        return false;
    shop.type(u"2040"_s);
    return true;
}

bool takeBy(PictureShop &shop, int method)
{
    return takeMoney(shop) && tapWord(shop, u"methodSegment"_s, method);
}

bool takeVoucher(PictureShop &shop)
{
    if (!takeBy(shop, 2))
        return false;
    shop.type(u"500"_s);
    return true;
}

/// Ten in cash, the rest open.
bool takePart(PictureShop &shop)
{
    if (!takeMoney(shop) || !letListen())
        return false;
    shop.type(u"1000"_s);
    return tapOpened(shop, u"takeKey"_s);
}

bool sold(PictureShop &shop)
{
    if (!takeMoney(shop) || !tapOpened(shop, u"sumKey4"_s))
        return false;
    return opened(shop, u"ChangeSheet"_s);
}

bool receiptAfterSale(PictureShop &shop)
{
    return sold(shop) && tapOpened(shop, u"showReceiptKey"_s) && opened(shop, u"ReceiptSheet"_s)
        && rowsCome(shop, u"receiptList"_s);
}

bool receiptByNumber(PictureShop &shop)
{
    shop.press(Qt::Key_P, Qt::ControlModifier);
    if (!opened(shop, u"ReceiptSheet"_s))
        return false;
    shop.type(u"1"_s);
    return true;
}

bool refund(PictureShop &shop)
{
    shop.press(Qt::Key_R, Qt::ControlModifier);
    return opened(shop, u"ReceiptSheet"_s) && rowsCome(shop, u"receiptList"_s) && letListen()
        && QTest::qWaitFor([&] { return shop.tapKey(u"refundKey"_s); })
        && opened(shop, u"RefundSheet"_s) && rowsCome(shop, u"refundList"_s);
}

bool refundAll(PictureShop &shop)
{
    return refund(shop) && tapOpened(shop, u"refundEverythingKey"_s);
}

/// By a key of the table, with a full basket.
bool byKey(PictureShop &shop, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &sheet)
{
    fill(shop);
    shop.press(key, modifiers);
    return opened(shop, sheet);
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
    return opened(shop, u"OrdersBoard"_s)
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

Scene keyed(const QString &name, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &sheet)
{
    return {name, [=](PictureShop &shop) { return byKey(shop, key, modifiers, sheet); }, sheet};
}

Scene settingsScene(const QString &group)
{
    return {u"settings-"_s + group, [group](PictureShop &shop) { return settings(shop, group); },
            u"SettingsScreen"_s};
}

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

std::vector<Scene> moneyScenes()
{
    return {{u"tender-cash"_s, takeMoney, u"TenderSheet"_s},
            {u"tender-typed"_s, takeTyped, u"TenderSheet"_s},
            {u"tender-card"_s, [](PictureShop &shop) { return takeBy(shop, 1); }, u"TenderSheet"_s},
            {u"tender-voucher"_s, takeVoucher, u"TenderSheet"_s},
            {u"tender-mixed"_s, takePart, u"TenderSheet"_s},
            {u"change"_s, sold, u"ChangeSheet"_s},
            {u"receipt"_s, receiptAfterSale, u"ReceiptSheet"_s},
            {u"receipt-number"_s, receiptByNumber, u"ReceiptSheet"_s},
            {u"refund"_s, refund, u"RefundSheet"_s},
            {u"refund-all"_s, refundAll, u"RefundSheet"_s}};
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
            keyed(u"lock"_s, Qt::Key_L, Qt::ControlModifier, u"LockScreen"_s)};
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

/// Says what of @p type denies to fit; goes through all of them in the window.
template <typename T> QString denying(QWidget &window)
{
    for (const T *one : window.findChildren<T *>()) {
        if (one->isVisible() && !one->textFits())
            return QString::fromLatin1(T::staticMetaObject.className()) + u' ' + one->objectName();
    }
    return {};
}

template <typename... Types> QString denyingOf(QWidget &window)
{
    QString found;
    ((found.isEmpty() ? void(found = denying<Types>(window)) : void()), ...);
    return found;
}

} // namespace

const std::vector<Scene> &scenes()
{
    static const std::vector<Scene> all = [] {
        std::vector<Scene> made;
        for (const auto &part : {sellScenes(), basketScenes(), moneyScenes(), shopScenes()})
            made.insert(made.end(), part.begin(), part.end());
        for (const SettingGroup &group : settingGroups())
            made.push_back(settingsScene(group.name));
        made.push_back({u"settings-search"_s, settingsFound, u"SettingsScreen"_s});
        return made;
    }();
    return all;
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

QString deniesToFit(PictureShop &shop)
{
    return denyingOf<SellScreen, TenderSheet, ChangeSheet, ReceiptSheet, RefundSheet, QuantityPad,
                     DiscountSheet, PriceSheet, ParkSheet, CustomerSheet, ClerkSheet, InfoSheet,
                     MoreSheet, SoldOutSheet, UnknownCodeSheet, HelpOverlay, LatencyPanel,
                     LockScreen, OrdersBoard, SettingsScreen, ChoiceSheet, FirstRunScreen>(
        shop.window());
}

QString openSheet(PictureShop &shop)
{
    const QWidget *open = shop.window().sheets().current();
    return open ? QString::fromLatin1(open->metaObject()->className()) : QString();
}

bool letListen()
{
    QElapsedTimer sinceShown;
    sinceShown.start();
    return QTest::qWaitFor([&] { return sinceShown.hasExpired(Sheet::deafMs + 20); });
}
