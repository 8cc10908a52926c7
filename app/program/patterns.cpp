#include "patterns.h"

#include <QByteArray>

void interpretPatterns()
{
    qputenv("QT_ENABLE_REGEXP_JIT", QByteArray("0"));
}
