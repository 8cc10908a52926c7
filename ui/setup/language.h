#pragma once

#include <QLocale>
#include <QObject>
#include <QTranslator>

/// The language of the counter: installs the translations of Bakehouse and, where they are
/// installed, those of Qt. One per application, owned by main; choose() before the first widget, as
/// widgets keep the words they were made with. Main thread. Needs a QCoreApplication.
class Language final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)
public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    /// "en", "de", or "system": what the system speaks where we do, else English. Sets the default
    /// locale too.
    void choose(const QString &setting);
    QString code() const { return m_code; } ///< "en" or "de".
    /// How figures and dates are written: the system's own form of the language, or the usual one.
    QLocale locale() const;

signals:
    void changed();

private:
    void install();

    QString m_code;
    QTranslator m_ours;
    QTranslator m_ofQt;
};

/// "de" or "en" for a setting, on a system that speaks @p system.
QString languageCode(const QString &setting, const QLocale &system);
