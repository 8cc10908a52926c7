#include "client_child.h"

#include <csignal>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

void tieToThread(QProcess &process, int niceness)
{
    const pid_t parent = ::getpid();
    process.setChildProcessModifier([niceness, parent] {
        ::setpriority(PRIO_PROCESS, 0, niceness);
        if (::prctl(PR_SET_PDEATHSIG, SIGINT) != 0 || ::getppid() != parent)
            ::_exit(127);
    });
}
