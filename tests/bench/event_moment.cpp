#include "event_moment.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

std::chrono::microseconds sinceMomentOf(const QByteArray &event)
{
    constexpr int wholeSeconds = 19; // characters, and the fraction's begin after the point
    constexpr int fraction = 6;
    static const QByteArray name = R"("changed_at_utc":")";
    const qsizetype begin = event.indexOf(name) + name.size();
    const QByteArray text = event.mid(begin, event.indexOf('"', begin) - begin);
    const QDateTime second =
        QDateTime::fromString(QString::fromLatin1(text.left(wholeSeconds)) + u'Z', Qt::ISODate);
    const microseconds changed = std::chrono::seconds(second.toSecsSinceEpoch())
        + microseconds(text.mid(wholeSeconds + 1, fraction).toInt());
    const auto now = std::chrono::duration_cast<microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return std::max(now - changed, microseconds(0));
}
