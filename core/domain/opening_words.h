#pragma once

#include "result.h"

#include <QString>
#include <QStringList>

#include <vector>

/// "mon" … "sun".
const QStringList &weekdayWords();
/// Days of the week, 0 = Monday: "mon", "mon-fri", "sat,sun", "fri-mon" or "all". Errors:
/// Invalid/BadField, field = "days".
Result<std::vector<size_t>> weekdaysFromText(const QString &text);
