#pragma once

#include <QProcess>

/// Before start(): the child gets @p niceness and is asked to finish when the calling thread ends,
/// however that happens.
void tieToThread(QProcess &process, int niceness);
