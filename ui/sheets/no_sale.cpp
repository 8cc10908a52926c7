#include "no_sale.h"

#include "counter.h"
#include "till.h"
#include "when_done.h"
#include "words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

void recordNoSale(Counter &counter, QObject *context, std::function<void(Result<void>)> done)
{
    const ClerkSlot &slot = counter.slotList().at(size_t(counter.activeSlot()));
    const QMap<QString, QString> values {{u"clerk"_s, QString::number(slot.clerk)},
                                         {u"reason"_s, u"no_sale"_s}};
    whenDone(counter.till().record(u"drawer"_s, values), context,
             [done = std::move(done)](const Result<Entry> &entry) {
                 done(entry ? Result<void>() : Result<void>(entry.error()));
             });
}

QString noSaleSentence(const Result<void> &done)
{
    return done ? QCoreApplication::translate("NoSale", "No sale. The journal has noted it.")
                : errorSentence(done.error());
}
