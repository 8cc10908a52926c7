#pragma once

#include <QByteArrayView>

/// What the operating system must do for the API and Qt has no word for. One implementation per
/// platform.

/// Lets the calling thread run behind the counter's (nice @p niceness).
void yieldToCounter(int niceness);
/// Raises the limit of open files to @p wanted as far as allowed and returns what is in force.
int raiseOpenFileLimit(int wanted);
/// Tells the peer that no more bytes follow, while its own can still be read.
void shutdownSending(qintptr socketDescriptor);
/// Ends a connection whose peer has taken nothing of what was sent for so long.
void limitUnacknowledged(qintptr socketDescriptor, int timeoutMs);
/// Hands the bytes of @p first and then of @p second to the kernel without waiting and returns how
/// many it took of both; 0 also where sending fails, which the next attempt through the socket
/// finds too.
qsizetype sendNow(qintptr socketDescriptor, QByteArrayView first, QByteArrayView second);
/// Ends the listening of a socket whose own thread does not come back to do it: its address is free
/// again. Does not close it.
void endListening(qintptr socketDescriptor);
void closeDescriptor(qintptr socketDescriptor);
/// Gives the pages of freed memory back to the system, which the allocator keeps by itself.
void giveMemoryBack();
