#include "language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

using namespace Qt::StringLiterals;

QString languageCode(const QString &setting, const QLocale &system)
{
    if (setting != "system"_L1)
        return setting;
    return system.language() == QLocale::German ? u"de"_s : u"en"_s;
}

Language::Language(QObject *parent)
    : QObject(parent)
{
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_ofQt);
}

void Language::choose(const QString &setting)
{
    const QString code = languageCode(setting, QLocale::system());
    if (code == m_code)
        return;
    m_code = code;
    QLocale::setDefault(locale());
    install();
    emit changed();
}

/// English is what stands in the source, but for words that count.
void Language::install()
{
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_ofQt);
    const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (m_ofQt.load(u"qtbase_"_s + m_code, folder))
        QCoreApplication::installTranslator(&m_ofQt);
    if (m_ours.load(u":/bakehouse/i18n/bakehouse_%1.qm"_s.arg(m_code)))
        QCoreApplication::installTranslator(&m_ours);
}

QLocale Language::locale() const
{
    const QLocale system = QLocale::system();
    if (m_code == "de"_L1)
        return system.language() == QLocale::German ? QLocale(QLocale::German, system.territory())
                                                    : QLocale(QLocale::German, QLocale::Germany);
    return system.language() == QLocale::English && system.territory() != QLocale::AnyTerritory
        ? QLocale(QLocale::English, system.territory())
        : QLocale(QLocale::English, QLocale::UnitedKingdom);
}
