#include "opening_words.h"

using namespace Qt::StringLiterals;

const QStringList &weekdayWords()
{
    static const QStringList words {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s,
                                    u"fri"_s, u"sat"_s, u"sun"_s};
    return words;
}

Result<std::vector<size_t>> weekdaysFromText(const QString &text)
{
    const qsizetype week = weekdayWords().size();
    std::vector<size_t> days;
    const QString meant = text.trimmed().toLower();
    for (const QString &part : (meant == u"all"_s ? u"mon-sun"_s : meant).split(u',')) {
        const QStringList ends = part.trimmed().split(u'-');
        const qsizetype first = weekdayWords().indexOf(ends.constFirst());
        const qsizetype last = weekdayWords().indexOf(ends.constLast());
        if (first < 0 || last < 0 || ends.size() > 2)
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadField,
                          .field = u"days"_s,
                          .detail = u"\"%1\" is none of mon, mon-fri, sat,sun and all"_s.arg(
                              part.trimmed().left(40))};
        const qsizetype length = (last - first + week) % week + 1; // fri-mon runs over Sunday
        for (qsizetype day = first; day < first + length; ++day)
            days.push_back(size_t(day % week));
    }
    return days;
}
