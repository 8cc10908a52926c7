#pragma once

/// Ends both directions of @p socket; whoever waits on it wakes with an end of file. Does not close
/// it.
void shutSocket(int socket);
/// True when @p socket can be read or has failed within @p timeoutMs.
bool waitReadable(int socket, int timeoutMs);
