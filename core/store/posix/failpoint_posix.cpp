#include "failpoint.h"

#ifdef BAKEHOUSE_FAILPOINTS

#include <QByteArray>
#include <QList>

#include <atomic>
#include <csignal>

namespace {

struct Plan {
    QByteArray name;
    int passes = 1; ///< It acts the time when this many have come by.
    int signal = SIGKILL;
};

const Plan &plan()
{
    static const Plan read = [] {
        const QList<QByteArray> words = qgetenv("BAKEHOUSE_FAILPOINT").split(':');
        Plan plan {.name = words.value(0)};
        if (words.size() > 1)
            plan.passes = words.at(1).toInt();
        if (words.value(2) == "stop")
            plan.signal = SIGSTOP;
        return plan;
    }();
    return read;
}

}

void failpoint(const char *name)
{
    static std::atomic<int> passes = 0;
    if (plan().name == name && ++passes == plan().passes)
        std::raise(plan().signal);
}

#endif
