#include "journal_fixture.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

/// Sells until it is killed; one line for each sale that is durable.
int sellOn(Journal &journal)
{
    for (;;) {
        const Basket taken = basket();
        journal.saveBasket(taken);
        if (!await(journal.saveBasket(basket()))) // Never paid.
            return 1;
        const Result<Receipt> receipt = await(journal.append(sale(taken.uuid)));
        if (!receipt)
            return 1;
        const QByteArray uuid = receipt->uuid.toByteArray(QUuid::WithoutBraces);
        std::printf("%lld %s\n", receipt->number, uuid.constData());
    }
}

}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    const std::unique_ptr<Journal> journal = registered(QCoreApplication::arguments().value(1));
    return journal ? sellOn(*journal) : 1;
}
