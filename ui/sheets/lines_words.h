#pragma once

#include <QString>

/// "1 line", "3 lines" of a basket, in the language of the till.
QString linesWords(int lines);
