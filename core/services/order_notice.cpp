#include "order_notice.h"

OrderNotice readOrderNotice(const QString &payload)
{
    const qsizetype space = payload.indexOf(u' ');
    OrderNotice notice {.origin = payload.left(space)};
    if (space < 0)
        return notice;
    const QStringView orders = QStringView(payload).sliced(space + 1);
    notice.any = orders == u"*";
    for (const QStringView order : orders.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const qint64 id = order.toLongLong(&isNumber);
        if (isNumber)
            notice.moved.push_back(id);
    }
    return notice;
}
