#pragma once

#include <QStringList>

class QWidget;

/// The words of keys, segments and labels that show within @p root and are not seen whole at their
/// present sizes. For tests of screens; main thread.
QStringList cutOffWords(const QWidget &root);
/// Whether there are none.
inline bool wordsFit(const QWidget &root)
{
    return cutOffWords(root).isEmpty();
}
