#include "folded_text.h"

using namespace Qt::StringLiterals;

namespace {

/// Letters that no decomposition takes apart.
QString plainSpelling(QChar letter)
{
    switch (letter.unicode()) {
    case u'ß':
        return u"ss"_s;
    case u'æ':
        return u"a"_s;
    case u'œ':
    case u'ø':
        return u"o"_s;
    case u'ł':
        return u"l"_s;
    case u'đ':
    case u'ð':
        return u"d"_s;
    case u'þ':
        return u"th"_s;
    case u'ı':
        return u"i"_s;
    default:
        return letter;
    }
}

bool hidesAnE(QChar before)
{
    return before == u'a' || before == u'o' || before == u'u';
}

}

QString foldedText(const QString &text)
{
    const QString parts = text.normalized(QString::NormalizationForm_KD).toLower();
    QString folded;
    folded.reserve(parts.size());
    QChar before;
    for (const QChar letter : parts) {
        if (letter.isMark())
            continue;
        if (letter != u'e' || !hidesAnE(before))
            folded += plainSpelling(letter);
        before = letter;
    }
    return folded;
}

QStringList foldedWords(const QString &text)
{
    QStringList words;
    QString word;
    const QString folded = foldedText(text);
    for (const QChar letter : folded) {
        if (letter.isLetterOrNumber()) {
            word += letter;
        } else if (!word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}
