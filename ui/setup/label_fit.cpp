#include "label_fit.h"

#include <QFontMetrics>
#include <QLabel>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

bool labelFits(const QLabel &label)
{
    if (label.isHidden() || label.text().isEmpty())
        return true;
    const QFontMetrics metrics(label.font());
    static const QRegularExpression breaks(u"[\\s-]+"_s);
    const QStringList words =
        label.wordWrap() ? label.text().split(breaks) : label.text().split(u'\n');
    const bool wide = std::ranges::any_of(words, [&](const QString &word) {
        return metrics.horizontalAdvance(word) > label.width();
    });
    const int needed =
        label.wordWrap() ? label.heightForWidth(label.width()) : label.sizeHint().height();
    return !wide && needed <= label.height();
}
