#include "random_uuid.h"
#include "uuid7.h"

#include <atomic>

// Stands in for core/services/random_uuid.cpp in the program that makes pictures: numbers instead
// of chance, so that the codes on its receipts are the same in every run.

QUuid makeRandomUuid(const Clock &clock)
{
    static std::atomic<quint64> count = 0;
    const quint64 number = ++count;
    return makeUuid7(clock.now().toMSecsSinceEpoch(), number * 0x9E3779B97F4A7C15,
                     number * 0xD1B54A32D192ED03);
}
