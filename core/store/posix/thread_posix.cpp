#include "thread_platform.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

void nameThisThread(const QString &name)
{
    constexpr qsizetype longest = 15;
    pthread_setname_np(pthread_self(), name.toUtf8().left(longest).constData());
}

void lowerThisThread(int niceness)
{
    if (niceness == 0)
        return;
    const auto thread = static_cast<id_t>(gettid()); // On Linux a priority belongs to a thread.
    const int before = getpriority(PRIO_PROCESS, thread);
    setpriority(PRIO_PROCESS, thread, before + niceness);
}
