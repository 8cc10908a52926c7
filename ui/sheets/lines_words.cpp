#include "lines_words.h"

#include <QCoreApplication>

QString linesWords(int lines)
{
    // English needs no file of translations for its plural then.
    return lines == 1 ? QCoreApplication::translate("BasketLines", "1 line")
                      : QCoreApplication::translate("BasketLines", "%n lines", nullptr, lines);
}
