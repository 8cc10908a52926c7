#include "commands.h"
#include "console.h"
#include "opened_shop.h"
#include "shop_check.h"

using namespace Qt::StringLiterals;

namespace {

QString seconds(qint64 milliseconds)
{
    return QString::number(double(milliseconds) / 1'000, 'f', 1);
}

int verify(const Arguments &arguments)
{
    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::AttachOnly);
    if (!shop)
        return fail(shop.error());
    const DatabaseHome &home = *(*shop)->home;
    const Result<CheckReport> report =
        await(ShopCheck::start({.audit = (*shop)->stores.audit,
                                .directory = home.directory(),
                                .address = &home.address(),
                                .binaries = arguments.settings().text(u"postgres.binaries"_s)}));
    if (!report)
        return fail(report.error());
    for (const QString &finding : report->findings)
        print(finding);
    for (const QString &what : report->notChecked)
        print(u"not checked: "_s + what);
    if (!report->findings.isEmpty()) {
        print(u"verify: %1 kinds of faults in %2 s, the first: %3"_s.arg(report->findings.size())
                  .arg(seconds(report->milliseconds), report->findings.first()));
        return 1;
    }
    print(u"verify: clean; %1 receipts, %2 orders, %3 journals, %4 anchors; sums, VAT, numbers, "
          "stock, chains and pages agree; %5 s"_s.arg(report->receipts)
              .arg(report->orders)
              .arg(report->journals)
              .arg(report->anchors)
              .arg(seconds(report->milliseconds)));
    return 0;
}

} // namespace

Command verifyCommand()
{
    return {.name = u"verify"_s,
            .summary =
                u"Recompute sums, VAT, numbers, stock, orders and chains, read all pages; name "
                "the first fault."_s,
            .run = verify};
}
