#pragma once

#include <QTranslator>

/// A language with words a third longer than the English ones, as German has them.
class LongWords final : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override
    {
        Q_UNUSED(context)
        Q_UNUSED(disambiguation)
        Q_UNUSED(n)
        QStringList words = QString::fromUtf8(source).split(u' ');
        for (QString &word : words) {
            if (!word.contains(u'%') && word.size() > 2)
                word.insert(word.size() - 1, QString((word.size() + 2) / 3, u'e'));
        }
        return words.join(u' ');
    }
    bool isEmpty() const override { return false; }
};
