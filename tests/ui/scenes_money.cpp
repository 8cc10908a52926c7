#include "picture_shop.h"
#include "scene_steps.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Taking money and giving it back.

namespace {

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

} // namespace

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
