#pragma once

/// Text patterns are interpreted from here on, instead of becoming machine code: they are short and
/// gain nothing from it, and memory that is written and then run is what an attacker needs. To be
/// called before the first pattern is used.
void interpretPatterns();
