#include "scenes.h"

#include "change_sheet.h"
#include "choice_sheet.h"
#include "clerk_sheet.h"
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
#include "scene_steps.h"
#include "sell_screen.h"
#include "settings_screen.h"
#include "sold_out_sheet.h"
#include "tender_sheet.h"
#include "unknown_code_sheet.h"

using namespace Qt::StringLiterals;

namespace {

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
        for (const auto &part :
             {sellScenes(), basketScenes(), moneyScenes(), shopScenes(), settingsScenes()})
            made.insert(made.end(), part.begin(), part.end());
        return made;
    }();
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
