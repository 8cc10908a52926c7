#pragma once

/// A named step at which tests kill or stop the program: where a crash would hurt most. Does
/// nothing unless built with BAKEHOUSE_FAILPOINTS and told by the environment:
/// BAKEHOUSE_FAILPOINT="NAME", "NAME:3" (the third time), "NAME:3:stop". Thread-safe.
#ifdef BAKEHOUSE_FAILPOINTS
void failpoint(const char *name);
#else
inline void failpoint(const char *) { }
#endif
